"""All or nothing (达标得分): the full mark when a target is met, else nothing, and bounded points for more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import Field

from gongping.points import Points
from gongping.scheme.keys import Exact as Number
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells
from gongping.scoring.operators.deviation import MEASURES, Measure, deviation, deviation_formula
from gongping.scoring.operators.rowwise import Amount, Given, Rowwise, cell, literal, show
from gongping.scoring.stepping import REMAINDERS, Remainder, Side
from gongping.scoring.trimmed import plain
from gongping.text import Finding, Text

SIGNS = {"at_least": ">=", "more_than": ">", "at_most": "<=", "below": "<"}


class AllOrNothing(Rowwise):
    KEY: ClassVar[str] = "all_or_nothing"
    KINDS: ClassVar[tuple[int, ...]] = (19,)
    TITLE: ClassVar[Text] = Text("达标得分", "All or nothing")
    SAYS: ClassVar[Text] = Text(
        "达到目标得满分，否则不得分；可按超出目标的多少有限加分。",
        "The full mark when the target is met, else nothing; points for more than the target may be added up to a limit.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "met 为达标的判断：at_least 值≥目标，more_than 值＞目标，at_most 值≤目标，below 值＜目标。达标得 full（加上 excess 的步数×每步分值），"
        "否则得 otherwise。excess 按好的方向超出目标的部分计，量法见 measure（difference 差数，percent 目标的百分之几，"
        "percent_of_size 目标绝对值的百分之几），零头见 remainder（dropped 舍去、pro_rata 按比例、counted 按一步）。",
        "met: at_least value ≥ target, more_than >, at_most ≤, below <. If it holds: full, plus steps × points of excess; else "
        "otherwise. Excess is what lies beyond the target in the good direction, measured as told (difference, percent of the "
        "target, percent_of_size), its remainder dropped, pro_rata or counted.",
    )

    all_or_nothing: str = Field(description="node measured / 被量的节点")
    target: Amount = Field(description="number or node / 目标")
    met: Literal["at_least", "more_than", "at_most", "below"] = Field(description="when the target is met / 达标的判断")
    otherwise: Number = Field(default=Points(0, 0), description="score if it is not met / 不达标的得分")
    excess: Side | None = Field(default=None, description="points for more than the target / 超出目标的加分")
    measure: Measure | None = Field(default=None, description="how excess is measured / 超出部分的量法")
    remainder: Remainder | None = Field(default=None, description="what is left of a step / 不足一步的零头")

    def reads(self) -> Sequence[Amount | None]:
        return (self.all_or_nothing, self.target, self.excess.most if self.excess else None)

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        if node.keys.full is None:
            yield undeclared(node.path, node.place, "full", "…", Text("满分", "the full mark"))
        if self.excess is not None and self.measure is None:
            choice = Text("超出部分是差数（百分点）还是目标的百分之几", "difference (points) or percent of the target")
            yield undeclared(node.path, node.place, "measure", MEASURES, choice)
        if self.excess is not None and self.remainder is None:
            choice = Text("不足一步的零头怎样计", "what is left of a step")
            yield undeclared(node.path, node.place, "remainder", REMAINDERS, choice)

    def _met(self, value: Fraction, target: Fraction) -> bool:
        return {
            "at_least": value >= target, "more_than": value > target, "at_most": value <= target, "below": value < target,
        }[self.met]  # fmt: skip

    def _full(self, node: Node) -> Fraction:
        return node.keys.full.fraction if node.keys.full else Fraction(100)

    def _beyond(self, given: Given) -> Fraction:
        """How far a unit that met the target is beyond it."""
        return abs(deviation(given(self.all_or_nothing), given(self.target), self.measure))

    def _most(self, given: Given) -> Fraction | None:
        return given(self.excess.most) if self.excess and self.excess.most is not None else None

    def value(self, node: Node, given: Given) -> Fraction:
        if not self._met(given(self.all_or_nothing), given(self.target)):
            return self.otherwise.fraction
        more = self.excess.worth(self._beyond(given), self.remainder, self._most(given)) if self.excess else 0
        return self._full(node) + more

    def lines(self, node: Node, context: Context, row: int) -> Iterator[Text]:
        given, full = self.given(node, context, row), plain(self._full(node))
        value, target = (show(a, node, context, row) for a in (self.all_or_nothing, self.target))
        sign = SIGNS[self.met].replace(">=", "≥").replace("<=", "≤")
        if not self._met(given(self.all_or_nothing), given(self.target)):
            tail = f"（{value} {sign} {target}）"
            yield Text(f"未达标{tail}：{self.otherwise}", f"not met ({value} {sign} {target}): {self.otherwise}")
            return
        yield Text(f"达标（{value} {sign} {target}）：{full}", f"met ({value} {sign} {target}): {full}")
        if self.excess:
            line = self.excess.line(self._beyond(given), self.remainder, self._most(given))
            yield Text(f"超出目标：{line}", f"beyond the target: {line}")

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        value, target = (cell(a, node, cells, row) for a in (self.all_or_nothing, self.target))
        inside = literal(self._full(node))
        if self.excess:
            most = cell(self.excess.most, node, cells, row) if self.excess.most is not None else None
            beyond = f"ABS({deviation_formula(value, target, self.measure)})"
            inside += f"+{self.excess.formula(beyond, self.remainder, most)}"
        return f"IF({value}{SIGNS[self.met]}{target},{inside},{literal(self.otherwise.fraction)})"
