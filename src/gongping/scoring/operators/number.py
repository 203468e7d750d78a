"""Number (数据): a measured number brought into the scheme."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from pydantic import Field

from gongping.points import Points
from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import Exact, from_fractions
from gongping.scoring.context import Context, facts_state
from gongping.scoring.operators.base import Cells, Operator
from gongping.text import Finding, Text


class Measured(Operator):
    KEY: ClassVar[str] = "number"
    KINDS: ClassVar[tuple[int, ...]] = (3, 4, 16)
    TITLE: ClassVar[Text] = Text("数据", "Number")
    SAYS: ClassVar[Text] = Text(
        "取数据表中的一个数：完成值、目标值、他处考核的得分。",
        "Takes a number from table numbers: an achieved value, a target, a score given elsewhere.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "表中的数，按本节点的小数位舍入。", "The number in the table, rounded to the node's places."
    )

    number: str = Field(description="name of the number / 数据名目")
    period: str = Field(default="", description="period of the fact / 所属期")

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        observed = scheme.observed
        values: dict[str, object] = {"path": node.path, "kind": Text("数据", "number"), "name": self.number}
        if self.number not in observed.numbers:
            yield Finding(say.UNKNOWN_NAME, node.place, values=values | {"hint": hint(self.number, observed.numbers)})
        if self.period and self.period not in observed.periods:
            values |= {"kind": Text("所属期", "period"), "name": self.period}
            yield Finding(say.UNKNOWN_NAME, node.place, values=values | {"hint": hint(self.period, observed.periods)})

    def compute(self, node: Node, context: Context) -> Exact:
        amounts = context.facts.number(self.number, self.period)
        values: list[Fraction | None] = [a.fraction if isinstance(a, Points) else None for a in amounts]
        return from_fractions(values, facts_state(amounts))

    def _title(self, context: Context) -> Text:
        declared = context.scheme.observed.numbers[self.number]
        period = context.scheme.observed.periods.get(self.period)
        zh, en = declared.zh or self.number, declared.en or self.number
        if period is not None:
            zh, en = f"{zh}（{period.zh or self.period}）", f"{en} ({period.en or self.period})"
        unit = f"，{declared.unit}" if declared.unit else ""
        return Text(zh + unit, en)

    def needs(self, context: Context, row: int) -> Text:
        where = f"{self.number} {self.period}".strip()
        return Text(f"numbers 表（名目 {where}）", f"table numbers (name {where})")

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        amount, title = context.facts.number(self.number, self.period)[row], self._title(context)
        if not isinstance(amount, Points):
            own = context.columns[node.path].show(row) or "—"
            return [Text(f"{title.zh}：没有数据，按方案计{own}", f"{title.en}: not there; by the scheme: {own}")]
        return [Text(f"{title.zh}：{amount}", f"{title.en}: {amount}")]

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        amounts = context.facts.number(self.number, self.period)
        values = [a if isinstance(a, Points) else None for a in amounts]
        return cells.input(f"number:{self.number}:{self.period}", self._title(context), values, row)
