"""Bands (分段计分): ranges with stated ends, each with its score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import ClassVar, Literal

from pydantic import Field, field_validator

from gongping.scheme import messages as say
from gongping.scheme.keys import Exact as Number
from gongping.scheme.keys import Range
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells
from gongping.scoring.operators.rowwise import Amount, Given, Rowwise, Undefined, cell, show
from gongping.text import Finding, Text


class Bands(Rowwise):
    KEY: ClassVar[str] = "bands"
    KINDS: ClassVar[tuple[int, ...]] = (7, 23, 24)
    TITLE: ClassVar[Text] = Text("分段计分", "Bands")
    SAYS: ClassVar[Text] = Text("数值落在哪个区间，就得哪个区间的分值。", "The score of the range a value falls into.")
    ARITHMETIC: ClassVar[Text] = Text(
        "各区间写明端点：[ ] 含端点，( ) 不含，不写数为无穷；区间不得重叠，也不得有空档。各区间之外的值得 outside；"
        "refuse 为不应出现，出现即报告。",
        "Each range states its ends: [ ] with, ( ) without the end, nothing for no limit; ranges neither overlap nor leave gaps. "
        "A value outside all of them gets outside; refuse: it should not occur and is reported.",
    )

    bands: str = Field(description="node / 节点")
    values: dict[str, Amount] = Field(min_length=1, description="range: score or node / 区间: 分值或节点")
    outside: Literal["refuse"] | Amount | None = Field(default=None, description="beyond the ranges / 区间之外")

    @field_validator("values")
    @classmethod
    def _ranges(cls, values: dict[str, Amount]) -> dict[str, Amount]:
        for text in values:
            Range.parse(text)
        return values

    @cached_property
    def _bands(self) -> list[tuple[Range, Amount]]:
        """The ranges with their values, from the lowest."""
        ranges = [(Range.parse(text), amount) for text, amount in self.values.items()]
        return sorted(ranges, key=lambda b: (b[0].low is not None, b[0].low.fraction if b[0].low else Fraction(0)))

    def reads(self) -> Sequence[Amount | None]:
        outside = None if self.outside == "refuse" else self.outside
        return (self.bands, *self.values.values(), outside)

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        ranges = [r for r, _ in self._bands]
        for lower, upper in pairwise(ranges):
            values: dict[str, object] = {"path": node.path, "first": str(lower), "second": str(upper)}
            if lower.high is None or upper.low is None or lower.high.fraction > upper.low.fraction:
                yield Finding(say.BANDS_OVERLAP, node.place, values=values)
            elif lower.high.fraction < upper.low.fraction or not (lower.high_in or upper.low_in):
                yield Finding(say.BANDS_GAP, node.place, values=values)
            elif lower.high_in and upper.low_in:
                yield Finding(say.BANDS_OVERLAP, node.place, values=values)
        if self.outside is None and (ranges[0].low is not None or ranges[-1].high is not None):
            choice = Text("各区间之外的值得多少分", "what a value beyond the ranges scores")
            yield undeclared(node.path, node.place, "outside", "refuse, 0, node", choice)

    def _band(self, value: Fraction) -> tuple[str, Amount]:
        for band, amount in self._bands:
            if band.holds(value):
                return str(band), amount
        if self.outside is None or self.outside == "refuse":
            raise Undefined("数值不在任何区间内", "the value is in none of the ranges")
        return "", self.outside

    def value(self, node: Node, given: Given) -> Fraction:
        return given(self._band(given(self.bands))[1])

    def lines(self, node: Node, context: Context, row: int) -> Iterator[Text]:
        band, amount = self._band(self.given(node, context, row)(self.bands))
        value, score = (show(a, node, context, row) for a in (self.bands, amount))
        if band:
            yield Text(f"{value} 在区间 {band} 内 → {score}", f"{value} is in {band} → {score}")
        else:
            yield Text(f"{value} 在各区间之外 → {score}", f"{value} is beyond the ranges → {score}")

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        value = cell(self.bands, node, cells, row)
        refused = self.outside is None or self.outside == "refuse"
        expression = "NA()" if refused else cell(self.outside or "", node, cells, row)
        for band, amount in reversed(self._bands):
            expression = f"IF({_test(band, value)},{cell(amount, node, cells, row)},{expression})"
        return expression


def _test(band: Range, value: str) -> str:
    tests = [f"{value}{sign}{limit}" for sign, limit in _limits(band)]
    return f"AND({','.join(tests)})" if len(tests) != 1 else tests[0]


def _limits(band: Range) -> Iterator[tuple[str, Number]]:
    if band.low is not None:
        yield (">=" if band.low_in else ">"), band.low
    if band.high is not None:
        yield ("<=" if band.high_in else "<"), band.high
    if band.low is None and band.high is None:
        raise AssertionError("a band without ends is refused when it is read")
