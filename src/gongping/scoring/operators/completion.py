"""Completion (完成率): the full mark times achieved ÷ target, with what counts above and below."""

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
from gongping.scoring.operators.rowwise import Amount, Given, Rowwise, Undefined, cell, literal, show
from gongping.scoring.stepping import REMAINDERS, Remainder, Side
from gongping.scoring.trimmed import plain
from gongping.text import Finding, Text


class Completion(Rowwise):
    KEY: ClassVar[str] = "completion"
    KINDS: ClassVar[tuple[int, ...]] = (16,)
    TITLE: ClassVar[Text] = Text("完成率计分", "Completion")
    SAYS: ClassVar[Text] = Text(
        "按任务完成率得满分的相应比例；超额和严重欠额另有规定。",
        "The full mark in proportion to achieved ÷ target, with rules for what exceeds it and what falls far short.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "完成率＝完成×100÷目标（目标须大于0）。低于 zero_below% 得0分；到100%之间得满分×完成率÷100；超过100%：full 只得满分，"
        "proportional 仍按完成率，写成步长（each 为百分点）的在满分上加分，零头按 remainder。",
        "Rate = achieved × 100 ÷ target (above 0). Below zero_below %: 0; up to 100 %: full × rate ÷ 100; above 100 %: full: "
        "the full mark only; proportional: still by rate; a step (each in percentage points) adds to the full mark, with remainder.",
    )

    completion: str = Field(description="node achieved / 完成值")
    of: Amount = Field(description="target: number or node / 目标值")
    above: Literal["full", "proportional"] | Side | None = Field(default=None, description="above 100 % / 超过100%")
    zero_below: Number = Field(default=Points(0, 0), description="below this percentage no points / 低于百分之几不得分")
    remainder: Remainder | None = Field(default=None, description="what is left of a step / 不足一步的零头")

    def reads(self) -> Sequence[Amount | None]:
        return (self.completion, self.of, self.above.most if isinstance(self.above, Side) else None)

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        if node.keys.full is None:
            yield undeclared(node.path, node.place, "full", "…", Text("满分", "the full mark"))
        if self.above is None:
            options, choice = (
                "full, proportional, {each, points, most}",
                Text("超额完成怎样计", "what counts above 100 %"),
            )
            yield undeclared(node.path, node.place, "above", options, choice)
        if isinstance(self.above, Side) and self.remainder is None:
            choice = Text("不足一步的零头怎样计", "what is left of a step")
            yield undeclared(node.path, node.place, "remainder", REMAINDERS, choice)

    def _full(self, node: Node) -> Fraction:
        return node.keys.full.fraction if node.keys.full else Fraction(100)

    def _rate(self, given: Given) -> Fraction:
        target = given(self.of)
        if target <= 0:
            raise Undefined("目标不大于0，没有完成率", "the target is not above 0, so there is no rate")
        return given(self.completion) * 100 / target

    def value(self, node: Node, given: Given) -> Fraction:
        rate, full = self._rate(given), self._full(node)
        if rate < self.zero_below.fraction:
            return Fraction(0)
        if rate <= 100 or self.above == "proportional":
            return full * rate / 100
        return full + (self._more(self.above, rate, given) if isinstance(self.above, Side) else 0)

    def _more(self, side: Side, rate: Fraction, given: Given) -> Fraction:
        return side.worth(rate - 100, self.remainder, given(side.most) if side.most is not None else None)

    def lines(self, node: Node, context: Context, row: int) -> Iterator[Text]:
        given = self.given(node, context, row)
        rate, full = self._rate(given), plain(self._full(node))
        sum_ = (
            f"{show(self.completion, node, context, row)} × 100 ÷ {show(self.of, node, context, row)} = {plain(rate)}"
        )
        yield Text(f"完成率（%）：{sum_}", f"rate (%): {sum_}")
        if rate < self.zero_below.fraction:
            yield Text(f"低于{self.zero_below}%，得0分", f"below {self.zero_below} %: 0")
        elif rate <= 100 or self.above == "proportional":
            line = f"{full} × {plain(rate)} ÷ 100"
            yield Text(line, line)
        elif isinstance(self.above, Side):
            most = given(self.above.most) if self.above.most is not None else None
            line = f"{full} + [{self.above.line(rate - 100, self.remainder, most)}]"
            yield Text(line, line)
        else:
            yield Text(f"完成任务，得满分{full}", f"task done: the full mark {full}")

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        full, target = literal(self._full(node)), cell(self.of, node, cells, row)
        done = cell(self.completion, node, cells, row)
        inside = f"{full}*{done}/{target}"
        if self.above == "full":
            inside = f"MIN({full},{inside})"
        elif isinstance(self.above, Side):
            most = cell(self.above.most, node, cells, row) if self.above.most is not None else None
            more = self.above.formula(f"MAX(0,({done}-{target})*100/{target})", self.remainder, most)
            inside = f"IF({done}>{target},{full}+{more},{inside})"
        if self.zero_below.fraction <= 0:
            return f"IF({done}<0,0,{inside})"
        return f"IF(ROUND({done}*100/{target}-{self.zero_below},9)<0,0,{inside})"
