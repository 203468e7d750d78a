"""Interpolate (线性插值): straight lines through given points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from gongping.points import Points
from gongping.scheme.keys import Wrong
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells
from gongping.scoring.operators.rowwise import Amount, Given, Rowwise, Undefined, cell, same, show
from gongping.text import Finding, Text


class Interpolate(Rowwise):
    KEY: ClassVar[str] = "interpolate"
    KINDS: ClassVar[tuple[int, ...]] = (22, 43)
    TITLE: ClassVar[Text] = Text("线性插值", "Interpolation")
    SAYS: ClassVar[Text] = Text("在给定各点之间按直线取值。", "Reads a value off straight lines through given points.")
    ARITHMETIC: ClassVar[Text] = Text(
        "值 x 在点 (x1,y1) 与 (x2,y2) 之间：y1＋(y2－y1)×(x－x1)÷(x2－x1)。两端之外：flat 取端点的 y，extend 沿端上直线延伸，"
        "refuse 不应出现、出现即报告。各点的 x 从小到大。",
        "For x between (x1,y1) and (x2,y2): y1 + (y2 − y1) × (x − x1) ÷ (x2 − x1). Beyond the ends: flat: the end's y; extend: "
        "along the last line; refuse: it should not occur and is reported. The x of the points ascend.",
    )

    interpolate: str = Field(description="node / 节点")
    through: tuple[tuple[Amount, Amount], ...] = Field(
        min_length=2, description="points [x, y], x ascending; numbers or nodes / 各点 [x, y]"
    )
    beyond: Literal["flat", "extend", "refuse"] | None = Field(default=None, description="beyond the ends / 两端之外")

    @model_validator(mode="after")
    def _ascending(self) -> Interpolate:
        numbers = [x.fraction for x, _ in self.through if isinstance(x, Points)]
        if any(a >= b for a, b in pairwise(numbers)):
            raise Wrong("through 各点的 x 须从小到大", "the x of the points in 'through' must ascend")
        return self

    def reads(self) -> Sequence[Amount | None]:
        return (self.interpolate, *(amount for point in self.through for amount in point))

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        if self.beyond is None:
            choice = Text("两端之外怎样取值", "what counts beyond the ends")
            yield undeclared(node.path, node.place, "beyond", "flat, extend, refuse", choice)

    def _line(self, given: Given) -> tuple[tuple[Amount, Amount], tuple[Amount, Amount]]:
        """The two points whose line is read; twice the same one where it is flat."""
        x, places = given(self.interpolate), [given(at) for at, _ in self.through]
        if any(a >= b for a, b in pairwise(places)):
            raise Undefined("各点的 x 不是从小到大", "the x of the points do not ascend")
        outside = x < places[0] or x > places[-1]
        if outside and self.beyond in (None, "refuse"):
            raise Undefined("数值在两端之外", "the value is beyond the ends")
        if outside and self.beyond == "flat":
            end = self.through[0 if x < places[0] else -1]
            return end, end
        upper = next((i for i in range(1, len(places) - 1) if x <= places[i]), len(places) - 1)
        return self.through[upper - 1], self.through[upper]

    def value(self, node: Node, given: Given) -> Fraction:
        (x1, y1), (x2, y2) = self._line(given)
        if x1 is x2:
            return given(y1)
        part = (given(self.interpolate) - given(x1)) / (given(x2) - given(x1))
        return given(y1) + (given(y2) - given(y1)) * part

    def lines(self, node: Node, context: Context, row: int) -> Iterator[Text]:
        (x1, y1), (x2, y2) = self._line(self.given(node, context, row))
        x, a, b, c, d = (show(v, node, context, row) for v in (self.interpolate, x1, y1, x2, y2))
        if x1 is x2:
            yield Text(f"{x} 在两端之外，取端点 {a} 的 {b}", f"{x} is beyond the ends: {b}, as at {a}")
        else:
            yield same(f"{b} + ({d} − {b}) × ({x} − {a}) ÷ ({c} − {a})")

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        x = cell(self.interpolate, node, cells, row)
        points = [(cell(a, node, cells, row), cell(b, node, cells, row)) for a, b in self.through]
        lines = [f"{b}+({d}-{b})*({x}-{a})/({c}-{a})" for (a, b), (c, d) in pairwise(points)]
        expression = lines[-1]
        for (at, _), line in list(zip(points[1:-1], lines[:-1], strict=True))[::-1]:
            expression = f"IF({x}<={at},{line},{expression})"
        if self.beyond == "extend":
            return expression
        low, high = (points[0][1], points[-1][1]) if self.beyond == "flat" else ("NA()", "NA()")
        return f"IF({x}<{points[0][0]},{low},IF({x}>{points[-1][0]},{high},{expression}))"
