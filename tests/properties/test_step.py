"""Steps against fractions: both sides, three remainders, limits of a side, percent of the zero point."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given

from gongping.facts.model import Amount
from gongping.points import Points
from tests.properties.measured import agrees, facts, faults, one, plan, worst_of

STEP = "s: {step: x, from: y, measure: MEASURE, start: z, above: {each: 0.3, points: 1.5, most: 4}, "
STEP += "below: {each: 2, points: -0.7}, remainder: REMAINDER}"
REMAINDERS = {"dropped": floor, "pro_rata": Fraction, "counted": ceil}


@pytest.mark.parametrize("measure", ["difference", "percent", "percent_of_size"])
@pytest.mark.parametrize("remainder", list(REMAINDERS))
@given(x=facts, y=facts, z=facts)
def test_step(measure: str, remainder: str, x: Amount | None, y: Amount | None, z: Amount | None) -> None:
    result = one(plan(STEP.replace("MEASURE", measure).replace("REMAINDER", remainder)), x=x, y=y, z=z)
    if not (isinstance(x, Points) and isinstance(y, Points) and isinstance(z, Points)):
        assert result.columns["s"].state[0] == worst_of(x, y, z)
        return
    off, zero = x.fraction - y.fraction, y.fraction
    if measure != "difference":
        if zero == 0 or (zero < 0 and measure == "percent"):
            agrees(result, None)
            return
        off = off * 100 / abs(zero)
    steps = REMAINDERS[remainder](abs(off) / (Fraction(3, 10) if off > 0 else 2))
    worth = min(Fraction(4), steps * Fraction(3, 2)) if off > 0 else steps * Fraction(-7, 10)
    agrees(result, z.fraction + worth)


@given(x=facts)
def test_zero_point_at_a_share_of_the_full_mark(x: Amount | None) -> None:
    body = "s: {step: x, full: 60, start_percent: 80, above: {each: 1, points: 0.5}, remainder: pro_rata, at_most: 49}"
    result = one(plan(body), x=x)
    if isinstance(x, Points):
        agrees(result, min(Fraction(49), 48 + max(Fraction(0), x.fraction) / 2))


def test_what_must_be_said() -> None:
    good = "s: {step: x, from: y, measure: difference, start: 1, above: {each: 1, points: 1}, remainder: dropped}"
    assert faults(good) == set()
    for gone in ("measure: difference, ", "start: 1, ", "above: {each: 1, points: 1}, ", ", remainder: dropped"):
        assert faults(good.replace(gone, "")) == {"scheme.undeclared"}, gone
    assert faults(good.replace("start: 1", "start_percent: 80")) == {"scheme.undeclared"}
    assert faults(good.replace("each: 1", "each: 0")) == {"scheme.wrong-value"}
    assert faults(good.replace("from: y", "from: q")) == {"scheme.unknown-node"}
