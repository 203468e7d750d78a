"""Step (步长加扣分): points added or taken for every so much above or below a zero point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import ClassVar

from pydantic import Field

from gongping.points import Points
from gongping.scheme.keys import Exact as Number
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells
from gongping.scoring.operators.deviation import (
    MEASURES,
    Measure,
    deviation,
    deviation_formula,
    deviation_line,
)
from gongping.scoring.operators.rowwise import Amount, Given, Rowwise, cell, same, show
from gongping.scoring.stepping import REMAINDERS, Remainder, Side
from gongping.scoring.trimmed import plain
from gongping.text import Finding, Text

ZERO = Points(0, 0)


class Step(Rowwise):
    KEY: ClassVar[str] = "step"
    KINDS: ClassVar[tuple[int, ...]] = (16, 17, 24, 25)
    TITLE: ClassVar[Text] = Text("步长加扣分", "Steps")
    SAYS: ClassVar[Text] = Text(
        "在零点得起点分；每高出或低于零点一个步长，加或扣若干分，两侧可不同。",
        "A starting score at the zero point, plus or minus so many points for every step above or below it; "
        "the two sides may differ.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "起点分＋步数×每步分值。起点分为 start，或满分 full 的 start_percent%。偏离 measure：difference 为值－from；percent 为"
        "（值－from）×100÷from，from 须大于0；percent_of_size 除以 from 的绝对值。步数＝偏离÷each；不足一步的零头："
        "dropped 舍去，pro_rata 按比例，counted 按一步。most 为本侧加（扣）分的上限；没有写的一侧不加不扣。总的上下限用 at_most、at_least。",
        "start + steps × points. The start is start, or start_percent % of full. The deviation (measure): difference: value − from; "
        "percent: (value − from) × 100 ÷ from, which must be above 0; percent_of_size: divided by its absolute value. Steps = "
        "deviation ÷ each; what is left over: dropped, pro_rata, or counted as a step. most limits the points of a side; a side not "
        "written gives nothing. Limits of the whole: at_most, at_least.",
    )

    step: str = Field(description="node measured / 被量的节点")
    from_: Amount = Field(default=ZERO, alias="from", description="zero point: number or node / 零点")
    measure: Measure | None = Field(default=None, description="difference or percent of the zero point / 偏离的量法")
    start: Amount | None = Field(default=None, description="score at the zero point: number or node / 起点分")
    start_percent: Number | None = Field(default=None, description="or: percent of full / 起点分占满分的百分之几")
    above: Side | None = Field(default=None, description="each step above / 每高一步")
    below: Side | None = Field(default=None, description="each step below / 每低一步")
    remainder: Remainder | None = Field(default=None, description="what is left of a step / 不足一步的零头")

    def reads(self) -> Sequence[Amount | None]:
        return (self.step, self.from_, self.start, *(s.most for s in (self.above, self.below) if s))

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        if (self.start is None) == (self.start_percent is None):
            choice = Text("零点处得多少分（只能选一种）", "the score at the zero point (exactly one way)")
            yield undeclared(node.path, node.place, "start", "start, start_percent", choice)
        if self.start_percent is not None and node.keys.full is None:
            choice = Text("满分", "the full mark")
            yield undeclared(node.path, node.place, "full", "…", choice)
        if self.above is None and self.below is None:
            choice = Text("每步加或扣多少分", "what a step is worth")
            yield undeclared(node.path, node.place, "above", "above, below", choice)
        if self.remainder is None:
            choice = Text("不足一步的零头怎样计", "what is left of a step")
            yield undeclared(node.path, node.place, "remainder", REMAINDERS, choice)
        if self.measure is None and self.from_ != ZERO:
            choice = Text("偏离是差数（百分点）还是零点的百分之几", "difference (points) or percent of the zero point")
            yield undeclared(node.path, node.place, "measure", MEASURES, choice)

    def _start(self, node: Node) -> Amount:
        if self.start_percent is None or node.keys.full is None:
            return self.start if self.start is not None else ZERO
        full, share = node.keys.full, self.start_percent
        return Points(full.units * share.units, full.places + share.places + 2)

    def _side(self, off: Fraction) -> Side | None:
        return self.above if off > 0 else self.below if off < 0 else None

    def value(self, node: Node, given: Given) -> Fraction:
        off = deviation(given(self.step), given(self.from_), self.measure)
        side = self._side(off)
        most = given(side.most) if side and side.most is not None else None
        return given(self._start(node)) + (side.worth(abs(off), self.remainder, most) if side else 0)

    def lines(self, node: Node, context: Context, row: int) -> Iterator[Text]:
        given = self.given(node, context, row)
        off = deviation(given(self.step), given(self.from_), self.measure)
        value, zero = (show(a, node, context, row) for a in (self.step, self.from_))
        word = Text("高于零点", "above the zero point") if off > 0 else Text("低于零点", "below the zero point")
        word = word if off else Text("正好在零点", "at the zero point")
        shown = deviation_line(value, zero, self.measure)
        yield Text(f"{word.zh}：{shown} = {plain(off)}", f"{word.en}: {shown} = {plain(off)}")
        side, worth = self._side(off), Fraction(0)
        if side:
            most = given(side.most) if side.most is not None else None
            worth = side.worth(abs(off), self.remainder, most)
            yield same(side.line(abs(off), self.remainder, most))
        start = show(self._start(node), node, context, row)
        yield Text(f"起点分 {start}，加 {plain(worth)}", f"start {start}, plus {plain(worth)}")

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        value, zero = (cell(a, node, cells, row) for a in (self.step, self.from_))
        off = deviation_formula(value, zero, self.measure)
        worth = []
        for side, distance in ((self.above, off), (self.below, f"(-{off})")):
            most = cell(side.most, node, cells, row) if side and side.most is not None else None
            worth.append(side.formula(f"MAX(0,{distance})", self.remainder, most) if side else "")
        return "+".join([cell(self._start(node), node, cells, row), *(w for w in worth if w)])
