"""All or nothing against fractions: four tests of the target, bounded points for more."""

from __future__ import annotations

import operator
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given

from gongping.facts.model import Amount
from gongping.points import Points
from tests.properties.measured import agrees, facts, faults, one, plan, worst_of

TESTS = {"at_least": operator.ge, "more_than": operator.gt, "at_most": operator.le, "below": operator.lt}


@pytest.mark.parametrize("met", list(TESTS))
@given(x=facts, y=facts)
def test_all_or_nothing(met: str, x: Amount | None, y: Amount | None) -> None:
    body = f"s: {{all_or_nothing: x, target: y, met: {met}, full: 5, otherwise: -1, "
    body += "excess: {each: 0.7, points: 0.1, most: 2}, measure: difference, remainder: dropped}"
    result = one(plan(body), x=x, y=y)
    if not (isinstance(x, Points) and isinstance(y, Points)):
        assert result.columns["s"].state[0] == worst_of(x, y)
        return
    steps = floor(abs(x.fraction - y.fraction) / Fraction(7, 10))
    more = min(Fraction(2), Fraction(steps, 10))
    agrees(result, 5 + more if TESTS[met](x.fraction, y.fraction) else Fraction(-1))


def test_what_must_be_said() -> None:
    good = "s: {all_or_nothing: x, target: 20, met: at_least, full: 5}"
    assert faults(good) == set()
    assert faults(good.replace(", full: 5", "")) == {"scheme.undeclared"}
    more = good.replace("full: 5", "full: 5, excess: {each: 1, points: 1}, measure: difference, remainder: dropped")
    assert faults(more) == set()
    assert faults(more.replace(", measure: difference", "")) == {"scheme.undeclared"}
    assert faults(more.replace(", remainder: dropped", "")) == {"scheme.undeclared"}
