"""By grade (等次系数): a number for each grade: bonus coefficients, inherited scores, quotas."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.grades import Grades
from gongping.scheme.keys import Exact as Number
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import Exact, State, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.text import Finding, Text


class ByGrade(Operator):
    KEY: ClassVar[str] = "by_grade"
    KINDS: ClassVar[tuple[int, ...]] = (36, 43)
    TITLE: ClassVar[Text] = Text("按等次取值", "By grade")
    SAYS: ClassVar[Text] = Text(
        "按评定的等次（或所在单位的等次）取一个数：奖金系数、奖额、名额比例等。",
        "Takes a number by the grade given, or by the parent unit's: a bonus coefficient, an amount, a share.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "等次对应的数，一一列出；登记了审议调整的，按调整后的等次。没有等次的按 no_grade：一个数，或 none（不取值）。",
        "The number listed for the grade; a grade changed in deliberation counts as changed. Without a grade: "
        "no_grade, a number or 'none' (the value does not apply).",
    )

    by_grade: dict[str, Number] = Field(min_length=1, description="grade: number / 等次: 数值")
    of: Literal["unit", "parent"] = Field(default="unit", description="whose grade / 谁的等次")
    no_grade: Number | Literal["none"] | None = Field(
        default=None, description="without a grade / 没有等次的（不定等次、挂起等）"
    )

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        if self.no_grade is None:
            choice = Text("没有等次的取多少", "the value without a grade")
            yield undeclared(node.path, node.place, "no_grade", "0, none", choice)
        if self.of == "unit" and node.path in scheme.nodes.get(node.category, {}):
            yield Finding(say.NEEDS_GRADES, node.place, values={"path": node.path})
        grades = self._grades(node, scheme)
        if grades is None:
            yield Finding(
                say.NO_GRADES, node.place, values={"path": node.path, "category": self._category(node, scheme)}
            )
            return
        for grade in self.by_grade:
            if grade not in grades.titles:
                values = {"path": node.path, "kind": Text("等次", "grade"), "name": grade}
                yield Finding(say.UNKNOWN_NAME, node.place, values=values | {"hint": hint(grade, grades.titles)})
        for grade in grades.titles:
            if grade not in self.by_grade:
                yield Finding(say.MISSING_KEY, node.place, values={"key": f"by_grade.{grade}"})

    def foreign(self) -> tuple[tuple[str, str], ...]:
        return (("", ""),) if self.of == "parent" else ()

    def _category(self, node: Node, scheme: Scheme) -> str:
        return node.category if self.of == "unit" else scheme.categories[node.category].parent

    def _grades(self, node: Node, scheme: Scheme) -> Grades | None:
        return scheme.grades.get(self._category(node, scheme))

    def _grade(self, context: Context, row: int) -> str:
        code, there = context.units[row].code, context
        if self.of == "parent":
            code = context.units[row].parent
            there = context.elsewhere[context.scheme.categories[context.category].parent]
        at = there.facts.rows.get(code)
        if at is None:
            return ""
        changed = next((d.value for d in there.facts.decisions("grade") if code in d.units), "")
        return changed or there.grades[at]

    def compute(self, node: Node, context: Context) -> Exact:
        state = np.zeros(context.count, dtype=np.uint8)
        values: list[Fraction | None] = []
        for row in range(context.count):
            grade = self._grade(context, row)
            if grade in self.by_grade:
                values.append(self.by_grade[grade].fraction)
            elif self.no_grade is None or isinstance(self.no_grade, str):
                state[row] = State.LEFT_OUT
                values.append(None)
            else:
                values.append(self.no_grade.fraction)
        return from_fractions(values, state)

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        grades, grade = self._grades(node, context.scheme), self._grade(context, row)
        if grades is None or grade not in grades.titles:
            return [Text(f"没有等次：{self.no_grade}", f"no grade: {self.no_grade}")]
        word = grades.titles[grade].text
        value = self.by_grade[grade]
        return [Text(f"{word.zh} → {value}", f"{word.en} → {value}")]

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        order = list(self.by_grade)
        grades = self._grades(node, context.scheme)
        names = {g: t.text for g, t in grades.titles.items()} if grades else {}
        zh = "，".join(f"{i + 1}={names[g].zh}" for i, g in enumerate(order))
        en = ", ".join(f"{i + 1}={names[g].en}" for i, g in enumerate(order))
        found = [self._grade(context, i) for i in range(context.count)]
        numbers = [order.index(g) + 1 if g in self.by_grade else 0 for g in found]
        word = (
            Text(f"所在单位等次（{zh}）", f"parent's grade ({en})")
            if self.of == "parent"
            else Text(f"等次（{zh}，0=无）", f"grade ({en}, 0=none)")
        )
        cell = cells.input(f"grade:{self.of}", word, numbers, row)
        none = "0" if self.no_grade is None or isinstance(self.no_grade, str) else str(self.no_grade)
        return f"IF({cell}=0,{none},CHOOSE({cell},{','.join(str(v) for v in self.by_grade.values())}))"
