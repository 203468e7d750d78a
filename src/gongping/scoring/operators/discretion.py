"""Discretion (酌情给分): points within a stated range, fixed by a registered decision."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, field_validator

from gongping.facts.model import Decision
from gongping.points import Points, PointsError
from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.keys import Exact as Number
from gongping.scheme.keys import Range
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring import messages as result
from gongping.scoring.column import Exact, State, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.text import Finding, Text


class Discretion(Operator):
    KEY: ClassVar[str] = "discretion"
    KINDS: ClassVar[tuple[int, ...]] = (29,)
    TITLE: ClassVar[Text] = Text("酌情给分", "Discretion")
    SAYS: ClassVar[Text] = Text(
        "在规定幅度内由审定人决定的分值，须登记理由、审定人和日期。",
        "Points that an approver fixes within a stated range, registered with reason, approver and date.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "decisions 表中 kind=discretion、node=本节点、units 含本单位的 value；须在幅度内；缺理由、审定人或日期的，"
        "超出幅度的，同一单位登记两次的，都不采用并提示。没有登记的按 otherwise。",
        "The value of the decision (kind discretion, this node, this unit); it must lie in the range. One without reason, "
        "approver or date, outside the range, or a second for the same unit is refused. Without one: otherwise.",
    )

    discretion: str | dict[str, str] = Field(description="range, or code: range / 幅度，或等次: 幅度")
    by: str | None = Field(default=None, description="lookup that names the range / 决定幅度的引用结果")
    period: str = Field(default="", description="period of that lookup / 所属期")
    otherwise: Number | Literal["missing"] | None = Field(default=None, description="without a decision / 没有登记的")

    @field_validator("discretion")
    @classmethod
    def _ranges(cls, value: str | dict[str, str]) -> str | dict[str, str]:
        if isinstance(value, str):
            return str(Range.parse(value))
        return {code: str(Range.parse(text)) for code, text in value.items()}

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        if self.otherwise is None:
            choice = Text("没有登记酌情分时怎样计", "what counts without a decision")
            yield undeclared(node.path, node.place, "otherwise", "0, missing", choice)
        if isinstance(self.discretion, dict) != (self.by is not None):
            choice = Text("按什么定幅度", "what names the range")
            yield undeclared(node.path, node.place, "by", "a lookup with code: range; or one range without by", choice)
            return
        if self.by is None or isinstance(self.discretion, str):
            return
        if self.by not in scheme.observed.lookups:
            yield self._unknown(node, Text("引用结果", "lookup"), self.by, scheme.observed.lookups)
            return
        known = scheme.observed.lookups[self.by].values
        for code in self.discretion:
            if code not in known:
                yield self._unknown(node, Text("等次", "code"), code, known)
        for code in known:
            if code not in self.discretion:
                yield Finding(say.MISSING_KEY, node.place, values={"key": f"discretion.{code}"})

    @staticmethod
    def _unknown(node: Node, kind: Text, name: str, known: object) -> Finding:
        values = {"path": node.path, "kind": kind, "name": name, "hint": hint(name, known)}
        return Finding(say.UNKNOWN_NAME, node.place, values=values)

    def _range(self, context: Context, row: int) -> tuple[Range | None, int]:
        if isinstance(self.discretion, str):
            return Range.parse(self.discretion), State.OK
        code = context.facts.lookup(self.by or "", self.period)[row]
        if isinstance(code, str):
            return Range.parse(self.discretion[code]), State.OK
        return (
            None,
            State.MISSING if code is None else State.PENDING if code.value == "pending" else State.NOT_APPLICABLE,
        )

    def _decisions(self, node: Node, context: Context, row: int) -> list[Decision]:
        code = context.units[row].code
        return [d for d in context.facts.decisions("discretion", node.path) if code in d.units]

    def _fault(self, decisions: list[Decision], within: Range) -> Text | None:
        """Why a registered value may not stand."""
        one = decisions[0]
        if len(decisions) > 1:
            return Text("登记了不止一次", "registered more than once")
        if not (one.reason and one.body and one.date):
            return Text("缺理由、审定人或日期", "reason, approver or date is missing")
        try:
            value = Points.parse(one.value)
        except PointsError:
            return Text(f"“{one.value}”不是普通小数", f"'{one.value}' is not a plain decimal number")
        return None if within.holds(value.fraction) else Text(f"{value}不在{within}内", f"{value} is not in {within}")

    def _value(self, node: Node, context: Context, row: int) -> tuple[Fraction | None, int]:
        within, state = self._range(context, row)
        decisions = self._decisions(node, context, row)
        if within is None:
            return None, state
        if not decisions:
            given = self.otherwise.fraction if isinstance(self.otherwise, Points) else None
            return given, State.MISSING if given is None else State.OK
        fault = self._fault(decisions, within)
        if fault is None:
            return Points.parse(decisions[0].value).fraction, State.OK
        unit = context.units[row]
        values = {"unit": f"{unit.name}({unit.code})", "path": node.path, "reason": fault}
        context.findings.append(Finding(result.DISCRETION, decisions[0].place, "fault", values))
        return None, State.MISSING

    def compute(self, node: Node, context: Context) -> Exact:
        found = [self._value(node, context, row) for row in range(context.count)]
        return from_fractions([value for value, _ in found], np.array([state for _, state in found], dtype=np.uint8))

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        within, _ = self._range(context, row)
        decisions = self._decisions(node, context, row)
        if not decisions:
            return [
                Text(
                    f"幅度{within}，没有登记酌情分：{self.otherwise}",
                    f"range {within}, none registered: {self.otherwise}",
                )
            ]
        one = decisions[0]
        return [
            Text(f"幅度{within}：{one.value}（{one.reason}；{one.body} {one.date} {one.minutes}）",
                 f"range {within}: {one.value} ({one.reason}; {one.body} {one.date} {one.minutes})")
        ]  # fmt: skip

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        column = context.columns.get(node.path)
        values = [column.points(i) if column and column.has(i) else None for i in range(context.count)]
        title = Text(f"{node.title.zh}（登记的分值）", f"{node.title.en} (registered)")
        return cells.input(f"{node.path}:decision", title, values, row)
