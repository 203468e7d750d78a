"""Efficacy coefficients against fractions: three directions, ends given or extremes, all units equal."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import PENDING, Amount
from gongping.points import Points
from gongping.scoring.column import State
from tests.properties.measured import agrees, columns, facts, faults, many, one, plan, worst_of

ENDS = {
    "positive": "satisfactory: best, unacceptable: worst",
    "negative": "satisfactory: best, unacceptable: worst",
    "middle": 'ideal: "[-1,2]", unacceptable: worst',
}


def distance(value: Fraction) -> Fraction:
    return max(Fraction(0), -1 - value, value - 2)


@pytest.mark.parametrize("direction", list(ENDS))
@given(values=columns, outside=st.sets(st.integers(0, 5), max_size=2))
def test_between_extremes(direction: str, values: list[Amount | None], outside: set[int]) -> None:
    body = f"s: {{efficacy: x, direction: {direction}, base: 60, full: 100, {ENDS[direction]}, all_equal: full}}"
    result = many(plan(body), values, sorted(outside))
    counted = [v for i, v in enumerate(values) if i not in outside]
    measure = distance if direction == "middle" else Fraction
    there = [measure(v.fraction) for v in counted if isinstance(v, Points)]
    for row, value in enumerate(values):
        if PENDING in counted or not isinstance(value, Points):
            assert result.columns["s"].state[row] == (State.PENDING if PENDING in counted else worst_of(value))
            continue
        if not there:
            agrees(result, None, row)
            continue
        best = {"positive": max(there), "negative": min(there), "middle": Fraction(0)}[direction]
        worst = min(there) if direction == "positive" else max(there)
        own = measure(value.fraction)
        agrees(result, Fraction(100) if best == worst else 60 + 40 * (own - worst) / (best - worst), row)


@given(x=facts, y=facts, z=facts)
def test_between_given_ends(x: Amount | None, y: Amount | None, z: Amount | None) -> None:
    body = "s: {efficacy: x, direction: positive, base: 24, full: 40, satisfactory: y, unacceptable: z, at_least: 0}"
    result = one(plan(body), x=x, y=y, z=z)
    if not (isinstance(x, Points) and isinstance(y, Points) and isinstance(z, Points)):
        assert result.columns["s"].state[0] == worst_of(x, y, z)
    elif y.fraction <= z.fraction:
        agrees(result, None)
    else:
        way = (x.fraction - z.fraction) / (y.fraction - z.fraction)
        agrees(result, max(Fraction(0), 24 + 16 * way))


def test_what_must_be_said() -> None:
    good = "s: {efficacy: x, direction: positive, base: 60, full: 100, satisfactory: best, unacceptable: worst, all_equal: full}"
    assert faults(good) == set()
    for gone in ("direction: positive, ", "full: 100, ", "satisfactory: best, ", ", all_equal: full"):
        assert faults(good.replace(gone, "")) == {"scheme.undeclared"}, gone
    assert faults(good.replace("positive", "middle")) == {"scheme.wrong-value"}
