"""Greatest (取最大): the largest of several nodes and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

from pydantic import Field

from gongping.scoring.operators.ofthose import OfThose
from gongping.scoring.operators.rowwise import Amount
from gongping.text import Text


class Greatest(OfThose):
    KEY: ClassVar[str] = "greatest"
    KINDS: ClassVar[tuple[int, ...]] = (18, 23, 24)
    TITLE: ClassVar[Text] = Text("取最大", "Greatest")
    SAYS: ClassVar[Text] = Text("取几个节点或数中最大的。", "The largest of several nodes and numbers.")
    ARITHMETIC: ClassVar[Text] = Text(
        "现有各值中最大的；不计的（reweight、不适用）不参加比较。",
        "The greatest of the values there; one left out is passed over.",
    )

    greatest: tuple[Amount, ...] = Field(min_length=2, description="nodes or numbers / 节点或数")

    def amounts(self) -> Sequence[Amount]:
        return self.greatest

    def combine(self, values: Sequence[Fraction]) -> Fraction:
        return max(values)

    def line(self, shown: Sequence[str]) -> str:
        return f"max({', '.join(shown)})"

    def call(self, parts: Sequence[str]) -> str:
        return f"MAX({','.join(parts)})"
