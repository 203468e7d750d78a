"""Means without extremes (去极值平均): which of several values stay, and the words for it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pydantic import Field, model_validator

from gongping.points import show
from gongping.scheme.keys import Strict, Wrong
from gongping.text import Text


class Drop(Strict):
    """How many of the highest and the lowest values are left out, and from how many values on."""

    high: int = Field(default=0, ge=0, description="so many of the highest / 去掉几个最高分")
    low: int = Field(default=0, ge=0, description="so many of the lowest / 去掉几个最低分")
    when_more_than: int = Field(
        default=0, ge=0, description="only where there are more values than this, else all count / 超过几个才去"
    )

    @model_validator(mode="after")
    def _leaves_something(self) -> Drop:
        if not self.high + self.low:
            raise Wrong("drop 须写 high 或 low", "drop needs high or low")
        if 0 < self.when_more_than < self.high + self.low:
            most = self.high + self.low
            raise Wrong(f"when_more_than 不能小于{most}，否则可能一个不剩", f"when_more_than must be {most} or more")
        return self

    def applies(self, count: int) -> bool:
        """Whether values are left out of so many; without ``when_more_than`` always."""
        return count > self.when_more_than

    def kept(self, count: int) -> range:
        """Which of ``count`` values sorted from the lowest stay; none where too few are there."""
        return range(self.low, max(self.low, count - self.high)) if self.applies(count) else range(count)


def kept_of(values: Sequence[Fraction], drop: Drop | None) -> list[Fraction]:
    """The values that stay, sorted."""
    ordered = sorted(values)
    return [ordered[i] for i in drop.kept(len(ordered))] if drop else ordered


def words_of(drop: Drop | None, count: int) -> Text:
    """What was left out of ``count`` values."""
    if drop is None or not drop.applies(count):
        return Text("", "")
    return Text(
        f"，去掉{drop.high}个最高分、{drop.low}个最低分", f", less the {drop.high} highest and {drop.low} lowest"
    )


def plain(value: Fraction) -> str:
    """A fraction as a plain decimal where it is one, else as a quotient."""
    below, places = value.denominator, 0
    while below % 10 == 0:
        below, places = below // 10, places + 1
    for prime in (2, 5):
        while below % prime == 0:
            below, places = below // prime, places + 1
    return show(int(value * 10**places), places) if below == 1 else f"{value.numerator}/{value.denominator}"
