"""Marks (项目得分): items marked by the assessing bodies."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from gongping.facts.model import Item, Mark
from gongping.points import Points
from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.keys import Names
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import Column, Exact, State, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.text import Finding, Text


class Marks(Operator):
    KEY: ClassVar[str] = "marks"
    KINDS: ClassVar[tuple[int, ...]] = (1, 2, 25)
    TITLE: ClassVar[Text] = Text("项目得分", "Marks of items")
    SAYS: ClassVar[Text] = Text(
        "各考核主体给项目打分：先合成每个项目的得分，再合成各项目。",
        "Items are marked by bodies: each item's score first, then all items together.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "每个项目＝各考核主体打分的平均（或合计），舍入；全部＝适用项目的平均（或合计）；mean_of_marks＝所有项目的所有打分一起平均。",
        "Each item = the mean (or sum) of its bodies' marks, rounded; all = the mean (or sum) of the items that apply; "
        "mean_of_marks = one mean over all marks of all those items.",
    )

    marks: Names = Field(min_length=1, description="kinds of items / 项目类型")
    per_item: Literal["mean_of_bodies", "sum_of_bodies"] = Field(
        default="mean_of_bodies", description="an item's score from its bodies' marks / 每个项目怎样合成"
    )
    items: Literal["mean", "sum", "mean_of_marks"] = Field(
        default="mean",
        description="all items together; mean_of_marks: all bodies' marks of all items alike / 各项目怎样合成",
    )
    bodies: Literal["all", "any", "absent_zero"] = Field(
        default="all",
        description="every listed body must mark; those that marked; a body that did not counts 0 / 未打分的主体",
    )

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        for kind in self.marks:
            if kind not in scheme.observed.items:
                values = {"path": node.path, "kind": Text("项目类型", "item kind"), "name": kind}
                near = {"hint": hint(kind, scheme.observed.items)}
                yield Finding(say.UNKNOWN_NAME, node.place, values=values | near)

    def compute(self, node: Node, context: Context) -> Exact:
        columns = [self._item(node, context, item) for item in context.facts.items(self.marks)]
        if not columns:
            return from_fractions([None] * context.count, np.full(context.count, State.MISSING, dtype=np.uint8))
        present = np.array([c.present for c in columns])
        states = np.array([c.state for c in columns])
        states[states == State.NOT_APPLICABLE] = State.OK
        state = states.max(axis=0).astype(np.uint8)
        state[(state <= State.FILLED) & ~present.any(axis=0)] = State.NOT_APPLICABLE
        if self.items == "mean_of_marks":
            return from_fractions([self._mean_of_marks(context, row) for row in range(context.count)], state)
        total = np.sum([c.values for c in columns], axis=0)
        below = np.maximum(present.sum(axis=0), 1) if self.items == "mean" else np.ones(context.count, dtype=np.int64)
        return Exact(total, below * 10**node.places, state)

    def _item(self, node: Node, context: Context, item: Item) -> Column:
        given = context.facts.marks.get(item.code, {})
        values: list[Fraction | None] = []
        state = np.zeros(context.count, dtype=np.uint8)
        for row in range(context.count):
            if (item.code, row) in context.facts.not_applicable:
                value, state[row] = None, State.NOT_APPLICABLE
            else:
                value, state[row] = self._mark(item, given.get(row, {}))
            values.append(value)
        return context.inner(node, item.code, from_fractions(values, state))

    def _mark(self, item: Item, given: dict[str, Mark]) -> tuple[Fraction | None, int]:
        marks = [given[b].mark for b in item.bodies if b in given]
        if any(not isinstance(m, Points) for m in marks):
            return None, State.PENDING
        absent = len(item.bodies) - len(marks)
        if (absent and self.bodies == "all") or not marks:
            return None, State.MISSING
        total = sum((m.fraction for m in marks if isinstance(m, Points)), Fraction(0))
        if self.per_item == "sum_of_bodies":
            return total, State.OK
        return total / (len(item.bodies) if self.bodies == "absent_zero" else len(marks)), State.OK

    def _mean_of_marks(self, context: Context, row: int) -> Fraction | None:
        marks = [m.mark.fraction for m in self._marks_of(context, row) if isinstance(m.mark, Points)]
        return sum(marks, Fraction(0)) / len(marks) if marks else None

    def _marks_of(self, context: Context, row: int) -> list[Mark]:
        """All marks of the unit on the items that apply, by item and body."""
        found = []
        for item in context.facts.items(self.marks):
            given = context.facts.marks.get(item.code, {}).get(row, {})
            if (item.code, row) not in context.facts.not_applicable:
                found += [given[body] for body in item.bodies if body in given]
        return found

    def needs(self, context: Context, row: int) -> Text:
        absent = []
        for item in context.facts.items(self.marks):
            given = context.facts.marks.get(item.code, {}).get(row, {})
            bodies = [body for body in item.bodies if body not in given]
            enough = given and self.bodies != "all"
            if bodies and not enough and (item.code, row) not in context.facts.not_applicable:
                absent.append(f"{item.code} {'/'.join(bodies)}")
        kinds = "、".join(self.marks)
        where = "；".join(absent) or Text(f"没有{kinds}类项目", f"no item of kind {kinds}")
        zh, en = (where, where) if isinstance(where, str) else (where.zh, where.en)
        return Text(f"marks 表（{zh}）", f"table marks ({en})")

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        lines, shown = [], []
        for item in context.facts.items(self.marks):
            value = context.columns[f"{node.path}/{item.code}"].show(row)
            given = context.facts.marks.get(item.code, {}).get(row, {})
            marks = [(b, given[b].mark) for b in item.bodies if b in given]
            if not value:
                lines.append(Text(f"{item.code} {item.title}：不适用", f"{item.code} {item.title}: does not apply"))
                continue
            detail = " + ".join(f"{m}[{b}]" for b, m in marks)
            n = len(item.bodies) if self.bodies == "absent_zero" else len(marks)
            tail = f" ÷ {n}" if self.per_item == "mean_of_bodies" else ""
            lines.append(Text(f"{item.code} {item.title}：({detail}){tail} = {value}",
                              f"{item.code} {item.title}: ({detail}){tail} = {value}"))  # fmt: skip
            shown.append(value)
        if self.items == "mean_of_marks":
            shown = [str(mark.mark) for mark in self._marks_of(context, row)]
        line = " + ".join(shown)
        return lines if self.items == "sum" else [*lines, Text(f"({line}) ÷ {len(shown)}", f"({line}) ÷ {len(shown)}")]

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        terms = []
        for item in context.facts.items(self.marks):
            if not context.columns[f"{node.path}/{item.code}"].has(row):
                continue
            terms.append(cells.inner(f"{node.path}/{item.code}", self._item_formula(item, context, cells, row), row))
        if self.items == "mean_of_marks":
            return self._pooled_formula(context, cells, row)
        inner = "+".join(terms)
        return f"({inner})/{len(terms)}" if self.items == "mean" else inner

    def _item_formula(self, item: Item, context: Context, cells: Cells, row: int) -> str:
        refs = self._mark_cells(item, context, cells, row)
        total = "+".join(refs)
        if self.per_item == "sum_of_bodies":
            return total
        return f"({total})/{len(item.bodies) if self.bodies == 'absent_zero' else len(refs)}"

    def _pooled_formula(self, context: Context, cells: Cells, row: int) -> str:
        applies = [i for i in context.facts.items(self.marks) if (i.code, row) not in context.facts.not_applicable]
        refs = [cell for item in applies for cell in self._mark_cells(item, context, cells, row)]
        return f"({'+'.join(refs)})/{len(refs)}"

    @staticmethod
    def _mark_cells(item: Item, context: Context, cells: Cells, row: int) -> list[str]:
        given = context.facts.marks.get(item.code, {})
        refs = []
        for body in item.bodies:
            column = [given[i][body].mark if i in given and body in given[i] else None for i in range(context.count)]
            values = [m if isinstance(m, Points) else None for m in column]
            title = Text(f"{item.code}·{body}", f"{item.code} · {body}")
            cell = cells.input(f"mark:{item.code}:{body}", title, values, row)
            if body in given.get(row, {}):
                refs.append(cell)
        return refs
