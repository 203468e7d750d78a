"""Exact numbers: fixed-point integers and the one rounding rule (四舍五入, half away from zero).

A score with ``places`` decimal places is the integer ``score × 10**places``. A column of scores is an
int64 array; where a numerator could leave int64's safe range the same arithmetic runs on Python
integers (an object array), so nothing ever wraps. No float takes part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]
"""A column: int64, or object holding Python integers where int64 is too narrow."""

SAFE = 2**62
"""Numerators whose doubled, scaled size may pass this are computed in Python integers."""

_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)\Z")


class PointsError(ValueError):
    """A text that is not a plain decimal number, or a result beyond int64."""


@dataclass(frozen=True, slots=True)
class Points:
    """One exact decimal: ``units / 10**places``. ``Points.parse("2.50")`` is (250, 2)."""

    units: int
    places: int

    @classmethod
    def parse(cls, text: str) -> Points:
        """Read a plain decimal from its source text; never through a float.

        Raises PointsError for anything else: exponents, percent signs, spaces inside, ``nan``.
        """
        text = text.strip()
        if not _DECIMAL.match(text) or not text.isascii():
            raise PointsError(text)
        whole, _, part = text.partition(".")
        return cls(int((whole if whole not in ("", "+", "-") else whole + "0") + part), len(part))

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.units, 10**self.places)

    def at(self, places: int) -> int:
        """The number as an integer scaled by 10**places, which must lose nothing."""
        if places >= self.places:
            scale: int = 10 ** (places - self.places)
            return self.units * scale
        down: int = 10 ** (self.places - places)
        if self.units % down:
            raise PointsError(f"{self} has more than {places} decimal places")
        return self.units // down

    @property
    def plain(self) -> Points:
        """The same number with no trailing zeros: 2.50 → 2.5."""
        units, places = self.units, self.places
        while places and units % 10 == 0:
            units, places = units // 10, places - 1
        return Points(units, places)

    def __str__(self) -> str:
        return show(self.units, self.places)


def show(units: int, places: int) -> str:
    """The plain decimal text of a fixed-point integer with exactly ``places`` places."""
    sign, digits = ("-" if units < 0 else ""), str(abs(int(units))).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def round_half_away(numerator: int, denominator: int) -> int:
    """``numerator / denominator`` to the nearest integer, halves away from zero (Excel's ROUND).

    ``denominator`` must be positive.
    """
    if denominator <= 0:
        raise PointsError(f"denominator {denominator}")
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -size if numerator < 0 else size


def round_fraction(value: Fraction, places: int) -> int:
    """A fraction as a fixed-point integer with ``places`` places, rounded once."""
    return round_half_away(value.numerator * 10**places, value.denominator)


def largest(values: Ints | int) -> int:
    """The largest absolute value, as a Python integer (0 for an empty column)."""
    if isinstance(values, int):
        return abs(values)
    if values.size == 0:
        return 0
    return max(abs(int(values.max())), abs(int(values.min())))


def widen(values: Ints) -> Ints:
    """The same column as Python integers, for arithmetic that could pass int64."""
    return values.astype(object)


def fits(*products: int) -> bool:
    """Whether every given bound, doubled for the rounding, stays below 2**62."""
    return all(2 * abs(p) <= SAFE for p in products)


def round_column(numerator: Ints, denominator: Ints | int, scale: int = 1) -> Ints:
    """``numerator × scale / denominator`` per row, rounded once, as int64.

    Shapes: numerator (n,), denominator (n,) or one integer, all denominators positive.
    Runs in Python integers where int64 could be too narrow; raises PointsError where the
    result itself does not fit int64.
    """
    if not fits(largest(numerator) * scale + largest(denominator)):
        return _round_wide(numerator, denominator, scale)
    positive = len(numerator) > 0 and bool(numerator.min() >= 0)
    below = denominator if isinstance(denominator, int) else np.asarray(denominator, dtype=np.int64)
    if isinstance(below, int) and below == 1 == scale:
        return np.asarray(numerator, dtype=np.int64)
    return _round_narrow(np.asarray(numerator, dtype=np.int64), below, scale, positive)


CHUNK = 16_384
"""Rows rounded at a time: the temporaries stay in the processor's cache."""


def _round_narrow(numerator: Ints, denominator: Ints | int, scale: int, positive: bool) -> Ints:
    rounded = np.empty(len(numerator), dtype=np.int64)
    for low in range(0, len(numerator), CHUNK):
        rows = slice(low, low + CHUNK)
        above = numerator[rows] * (2 * scale)
        below = denominator if isinstance(denominator, int) else denominator[rows]
        if positive:
            above += below
            np.floor_divide(above, 2 * below, out=rounded[rows])
        else:
            size = (np.abs(above) + below) // (2 * below)
            rounded[rows] = np.where(above < 0, -size, size)
    return rounded


def _round_wide(numerator: Ints, denominator: Ints | int, scale: int) -> Ints:
    count = len(numerator)
    below: Sequence[int] = [denominator] * count if isinstance(denominator, int) else denominator.tolist()
    rounded = [round_half_away(int(a) * scale, int(b)) for a, b in zip(numerator.tolist(), below, strict=True)]
    if any(abs(r) >= 2**63 for r in rounded):
        raise PointsError("a result is beyond int64")
    return np.array(rounded, dtype=np.int64)


def multiply(values: Ints, factor: int) -> Ints:
    """A column times an integer, widened where int64 could wrap."""
    if factor == 1:
        return values
    return (values if fits(largest(values) * factor) else widen(values)) * factor
