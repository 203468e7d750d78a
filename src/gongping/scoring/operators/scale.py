"""Scale (折算): a score on one full mark turned into a score on another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import ClassVar

from pydantic import Field

from gongping.scheme.model import Node
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells
from gongping.scoring.operators.rowwise import Amount, Given, Rowwise, Undefined, cell, same, show
from gongping.text import Text


class Scale(Rowwise):
    KEY: ClassVar[str] = "scale"
    KINDS: ClassVar[tuple[int, ...]] = (4, 37)
    TITLE: ClassVar[Text] = Text("折算", "Scale")
    SAYS: ClassVar[Text] = Text(
        "把一个满分下的得分按比例折算到另一个满分。", "Converts a score on one full mark to another full mark."
    )
    ARITHMETIC: ClassVar[Text] = Text("得分×to÷from。", "score × to ÷ from.")

    scale: str = Field(description="node / 节点")
    from_: Amount = Field(alias="from", description="its full mark now: number or node / 原满分")
    to: Amount = Field(description="its full mark then: number or node / 折算后满分")

    def reads(self) -> Sequence[Amount | None]:
        return (self.scale, self.from_, self.to)

    def value(self, node: Node, given: Given) -> Fraction:
        whole = given(self.from_)
        if whole == 0:
            raise Undefined("原满分为0", "the full mark it has is 0")
        return given(self.scale) * given(self.to) / whole

    def lines(self, node: Node, context: Context, row: int) -> Iterator[Text]:
        x, to, whole = (show(a, node, context, row) for a in (self.scale, self.to, self.from_))
        yield same(f"{x} × {to} ÷ {whole}")

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        x, to, whole = (cell(a, node, cells, row) for a in (self.scale, self.to, self.from_))
        return f"{x}*{to}/{whole}"
