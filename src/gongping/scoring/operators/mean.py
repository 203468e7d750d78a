"""Mean (平均): several nodes, all equal."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

from pydantic import Field

from gongping.scoring.operators.ofthose import OfThose
from gongping.scoring.operators.rowwise import Amount
from gongping.text import Text


class Mean(OfThose):
    KEY: ClassVar[str] = "mean"
    KINDS: ClassVar[tuple[int, ...]] = (24, 39)
    TITLE: ClassVar[Text] = Text("平均", "Mean")
    SAYS: ClassVar[Text] = Text(
        "几个节点的平均，各占同等分量：几年、几次、几个部分。",
        "The mean of several nodes, all equal: years, rounds, parts.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "现有各值之和÷现有个数；不计的（reweight、不适用）不占个数。",
        "Σ of the values there ÷ how many are there; one left out does not count.",
    )

    mean: tuple[Amount, ...] = Field(min_length=1, description="nodes or numbers / 节点或数")

    def amounts(self) -> Sequence[Amount]:
        return self.mean

    def combine(self, values: Sequence[Fraction]) -> Fraction:
        return sum(values, Fraction(0)) / len(values)

    def line(self, shown: Sequence[str]) -> str:
        return f"({' + '.join(shown)}) ÷ {len(shown)}"

    def call(self, parts: Sequence[str]) -> str:
        return f"({'+'.join(parts)})/{len(parts)}"
