"""Least (取最小): the smallest of several nodes and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

from pydantic import Field

from gongping.scoring.operators.ofthose import OfThose
from gongping.scoring.operators.rowwise import Amount
from gongping.text import Text


class Least(OfThose):
    KEY: ClassVar[str] = "least"
    KINDS: ClassVar[tuple[int, ...]] = (18, 24)
    TITLE: ClassVar[Text] = Text("取最小", "Least")
    SAYS: ClassVar[Text] = Text("取几个节点或数中最小的。", "The smallest of several nodes and numbers.")
    ARITHMETIC: ClassVar[Text] = Text(
        "现有各值中最小的；不计的（reweight、不适用）不参加比较。",
        "The least of the values there; one left out is passed over.",
    )

    least: tuple[Amount, ...] = Field(min_length=2, description="nodes or numbers / 节点或数")

    def amounts(self) -> Sequence[Amount]:
        return self.least

    def combine(self, values: Sequence[Fraction]) -> Fraction:
        return min(values)

    def line(self, shown: Sequence[str]) -> str:
        return f"min({', '.join(shown)})"

    def call(self, parts: Sequence[str]) -> str:
        return f"MIN({','.join(parts)})"
