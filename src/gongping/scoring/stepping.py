"""Steps (步长): so many points for every so much, whole steps or pro rata, at most so many."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

from pydantic import Field, model_validator

from gongping.points import Points
from gongping.scheme.keys import Exact as Number
from gongping.scheme.keys import Strict, Wrong
from gongping.scoring.trimmed import plain

Remainder: TypeAlias = Literal["dropped", "pro_rata", "counted"]
REMAINDERS = "dropped, pro_rata, counted"


class Side(Strict):
    """What every step on one side of the zero point is worth."""

    each: Number = Field(description="size of a step / 步长")
    points: Number = Field(description="points for a step; deductions are negative / 每步分值，扣分写负数")
    most: Number | str | None = Field(
        default=None, description="most points of this side, without sign: number or node / 本侧最多加（扣）多少分"
    )

    @model_validator(mode="after")
    def _positive(self) -> Side:
        if self.each.fraction <= 0:
            raise Wrong("步长 each 须大于0", "a step must be above 0")
        if isinstance(self.most, Points) and self.most.fraction < 0:
            raise Wrong("most 不写正负号", "most is written without sign")
        return self

    def steps(self, distance: Fraction, remainder: Remainder | None) -> Fraction:
        """How many steps a distance (not negative) has."""
        count = distance / self.each.fraction
        if remainder == "dropped":
            return Fraction(count.numerator // count.denominator)
        return Fraction(-(-count.numerator // count.denominator)) if remainder == "counted" else count

    def worth(self, distance: Fraction, remainder: Remainder | None, most: Fraction | None) -> Fraction:
        """The points for a distance, negative for deductions."""
        worth = self.steps(distance, remainder) * self.points.fraction
        return worth if most is None else max(-most, min(most, worth))

    def line(self, distance: Fraction, remainder: Remainder | None, most: Fraction | None) -> str:
        """The arithmetic for a person: ``12 ÷ 3 = 4; 4 × 1``."""
        ratio, steps = distance / self.each.fraction, self.steps(distance, remainder)
        count = f"{plain(distance)} ÷ {self.each} = {plain(ratio)}"
        count += f" → {plain(steps)}" if steps != ratio else ""
        worth, points = steps * self.points.fraction, str(self.points)
        line = f"{count}; {plain(steps)} × {f'({points})' if points.startswith('-') else points} = {plain(worth)}"
        limited = self.worth(distance, remainder, most)
        return line if limited == worth else f"{line} → {plain(limited)}"

    def formula(self, distance: str, remainder: Remainder | None, most: str | None) -> str:
        """The points for a distance given as an expression; ROUND undoes the noise of binary fractions."""
        count = f"ROUND({distance}/{self.each},9)"
        steps = {"dropped": f"INT({count})", "counted": f"-INT(-{count})"}.get(
            remainder or "", f"{distance}/{self.each}"
        )
        points = str(self.points)
        worth = f"{steps}*{f'({points})' if points.startswith('-') else points}"
        return worth if most is None else f"MAX(-{most},MIN({most},{worth}))"
