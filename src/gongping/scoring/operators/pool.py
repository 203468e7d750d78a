"""Pool of full marks (满分池): parts with their own full marks, added up to a fixed whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from gongping.points import Ints, Points, fits, largest
from gongping.scheme import messages as say
from gongping.scheme.keys import Exact as Number
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring import messages as result
from gongping.scoring.column import BLOCKING, HAS_VALUE, Column, Exact, State, worst
from gongping.scoring.context import Context, scaled
from gongping.scoring.operators.base import Cells, Operator
from gongping.text import Finding, Text


class Pool(Operator):
    KEY: ClassVar[str] = "pool"
    KINDS: ClassVar[tuple[int, ...]] = (2, 18)
    TITLE: ClassVar[Text] = Text("满分池相加", "Pool of full marks")
    SAYS: ClassVar[Text] = Text(
        "各部分各有满分，满分合计固定，得分直接相加。",
        "Parts have full marks that add up to a fixed whole; their scores are simply added.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "Σ部分得分。超过该部分满分的按 above 退回、封顶或照加；低于0的按 below 退回、计0或照加。"
        "某部分不计（reweight）时：Σ现有部分×满分合计÷现有部分的满分合计。",
        "Σ parts. A part above its full mark is refused, capped or allowed (above); one below 0 is refused, taken "
        "as 0 or allowed (below). With a part left out (reweight): Σ of the others × whole ÷ their full marks.",
    )

    pool: dict[str, Number] = Field(min_length=1, description="node: full mark / 节点: 满分")
    total: Number = Field(default=Points(100, 0), description="what the full marks must total / 满分合计应为")
    above: Literal["refuse", "cap", "allow"] | None = Field(
        default=None, description="a part above its full mark / 部分得分超过满分"
    )
    below: Literal["refuse", "zero", "allow"] | None = Field(default=None, description="a part below 0 / 部分得分低于0")

    def refs(self) -> tuple[str, ...]:
        return tuple(self.pool)

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        if self._whole() != self.total.fraction:
            values = {
                "path": node.path,
                "total": str(Points(*_decimal(self._whole())).plain),
                "expected": self.total,
                "marks": "+".join(str(m) for m in self.pool.values()),
            }
            yield Finding(say.FULL_MARKS_TOTAL, node.place, values=values)
        if self.above is None:
            choice = Text("部分得分超过满分怎样处理", "what happens to a part above its full mark")
            yield undeclared(node.path, node.place, "above", "refuse, cap, allow", choice)
        if self.below is None:
            choice = Text("部分得分低于0怎样处理", "what happens to a part below 0")
            yield undeclared(node.path, node.place, "below", "refuse, zero, allow", choice)

    def _whole(self) -> Fraction:
        return sum((mark.fraction for mark in self.pool.values()), Fraction(0))

    def compute(self, node: Node, context: Context) -> Exact:
        columns = [context.read(node, name) for name in self.pool]
        places = max(*(c.places for c in columns), *(m.places for m in self.pool.values()))
        wide = not fits(sum(largest(c.values) * 10 ** (places - c.places) for c in columns))
        total: Ints = np.zeros(context.count, dtype=object if wide else np.int64)
        refused = np.zeros(context.count, dtype=np.bool_)
        for column, (name, mark) in zip(columns, self.pool.items(), strict=True):
            values = scaled(column, places)
            out = column.present & self._outside(values, mark.at(places))
            refused |= out
            self._refuse(node, context, name, mark, out)
            total = total + self._within(values, mark.at(places))
        return self._with_gaps(columns, total, 10**places, refused)

    def _outside(self, values: Ints, mark: int) -> np.ndarray:
        high = values > mark if self.above == "refuse" else np.zeros(len(values), dtype=np.bool_)
        return high | (values < 0) if self.below == "refuse" else high

    def _within(self, values: Ints, mark: int) -> Ints:
        if self.above == "cap":
            values = np.minimum(values, mark)
        return np.maximum(values, 0) if self.below == "zero" else values

    @staticmethod
    def _refuse(node: Node, context: Context, name: str, mark: Points, rows: np.ndarray) -> None:
        for row in np.flatnonzero(rows).tolist():
            unit, value = context.units[row], context.read(node, name).show(row)
            values = {"unit": f"{unit.name}({unit.code})", "path": node.refs[name], "value": value, "full": mark}
            context.findings.append(Finding(result.OUTSIDE_FULL, node.place, "fault", values))

    def _with_gaps(self, columns: list[Column], total: Ints, scale: int, refused: np.ndarray) -> Exact:
        states = [c.state for c in columns]
        places = max(m.places for m in self.pool.values())
        marks = [m.at(places) for m in self.pool.values()]
        there = np.sum([np.where(c.present, m, 0) for c, m in zip(columns, marks, strict=True)], axis=0)
        stopped, none = np.max(states, axis=0) >= BLOCKING, ~np.any([c.present for c in columns], axis=0)
        gone = np.any([s > HAS_VALUE for s in states], axis=0)
        marked = gone | np.any([s == State.REWEIGHTED for s in states], axis=0)
        state = np.where(stopped | none, worst(states), np.where(marked, State.REWEIGHTED, State.OK)).astype(np.uint8)
        state = np.where(refused, np.uint8(State.MISSING), state)
        if not gone.any():
            return Exact(total, scale, state)
        gaps = gone & (there != 0)
        above = np.where(gaps, total.astype(object) * sum(marks), total.astype(object))
        return Exact(above, np.where(gaps, there.astype(object), 1) * scale, state)

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        there = [n for n in self.pool if context.read(node, n).has(row)]
        terms = " + ".join(self._term(node, context, n, row) for n in there)
        gone = [n for n in self.pool if n not in there]
        if not gone:
            return [Text(terms, terms)]
        marks = "+".join(str(self.pool[n]) for n in there)
        line = f"({terms}) × {self.total} ÷ ({marks})"
        return [Text(f"{line}（{'、'.join(gone)}不计）", f"{line} ({', '.join(gone)} left out)")]

    def _term(self, node: Node, context: Context, name: str, row: int) -> str:
        column, mark = context.read(node, name), self.pool[name]
        shown = column.show(row)
        if self.above == "cap" and column.fraction(row) > mark.fraction:
            return f"min({shown}, {mark})"
        return f"max({shown}, 0)" if self.below == "zero" and column.fraction(row) < 0 else shown

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        there = [n for n in self.pool if context.read(node, n).has(row)]
        terms = "+".join(self._cell(cells.node(node.refs[n], row), self.pool[n]) for n in there) or "0"
        if len(there) == len(self.pool):
            return terms
        marks = "+".join(str(self.pool[n]) for n in there)
        return f"({terms})*{self.total}/({marks})"

    def _cell(self, cell: str, mark: Points) -> str:
        if self.above == "cap":
            cell = f"MIN({cell},{mark})"
        return f"MAX({cell},0)" if self.below == "zero" else cell


def _decimal(value: Fraction) -> tuple[int, int]:
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    return int(value * 10**places), places
