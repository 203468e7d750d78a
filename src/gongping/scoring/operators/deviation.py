"""Deviation (偏离): how far a value is above or below a target, as a difference or in percent of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells
from gongping.scoring.operators.rowwise import Amount, Given, Rowwise, Undefined, cell, same, show
from gongping.text import Finding, Text

Measure: TypeAlias = Literal["difference", "percent", "percent_of_size"]
MEASURES = "difference, percent, percent_of_size"


class Deviation(Rowwise):
    KEY: ClassVar[str] = "deviation"
    KINDS: ClassVar[tuple[int, ...]] = (16, 17, 24)
    TITLE: ClassVar[Text] = Text("偏离", "Deviation")
    SAYS: ClassVar[Text] = Text(
        "完成值高于（正）或低于（负）目标多少：差数，或目标的百分之几。",
        "How far a value is above (positive) or below (negative) a target: the difference, or percent of the target.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "difference：值－目标（两者都是百分数时即百分点）；percent：（值－目标）×100÷目标，目标须大于0；"
        "percent_of_size：除以目标的绝对值，目标可为负。",
        "difference: value − target (percentage points where both are percentages); percent: (value − target) × 100 ÷ "
        "target, which must be above 0; percent_of_size: divided by the target's absolute value, so it may be negative.",
    )

    deviation: str = Field(description="node with the value / 完成值")
    from_: Amount = Field(alias="from", description="target: number or node / 目标")
    measure: Measure | None = Field(default=None, description="difference or percent / 差数还是百分比")

    def reads(self) -> Sequence[Amount | None]:
        return (self.deviation, self.from_)

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        if self.measure is None:
            choice = Text("偏离是差数（百分点）还是目标的百分之几", "difference (points) or percent of the target")
            yield undeclared(node.path, node.place, "measure", MEASURES, choice)

    def value(self, node: Node, given: Given) -> Fraction:
        return deviation(given(self.deviation), given(self.from_), self.measure)

    def lines(self, node: Node, context: Context, row: int) -> Iterator[Text]:
        value, target = (show(a, node, context, row) for a in (self.deviation, self.from_))
        yield same(deviation_line(value, target, self.measure))

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        value, target = (cell(a, node, cells, row) for a in (self.deviation, self.from_))
        return deviation_formula(value, target, self.measure)


def deviation(value: Fraction, target: Fraction, measure: Measure | None) -> Fraction:
    """How far a value is above a target, as told; raises Undefined where a percentage has no meaning."""
    if measure in (None, "difference"):
        return value - target
    if target == 0 or (target < 0 and measure == "percent"):
        raise Undefined("目标不大于0，不能按百分比算", "the target is not above 0, so there is no percentage of it")
    return (value - target) * 100 / abs(target)


def deviation_line(value: str, target: str, measure: Measure | None) -> str:
    if measure in (None, "difference"):
        return f"{value} − {target}"
    below = f"|{target.strip('()')}|" if target.startswith("(") else target
    return f"({value} − {target}) × 100 ÷ {below}"


def deviation_formula(value: str, target: str, measure: Measure | None) -> str:
    if measure in (None, "difference"):
        return f"({value}-{target})"
    return f"(({value}-{target})*100/{f'ABS({target})' if measure == 'percent_of_size' else target})"
