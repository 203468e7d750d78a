"""Completion rates against fractions: in proportion, capped, with points for more, nothing below a share."""

from __future__ import annotations

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given

from gongping.facts.model import Amount
from gongping.points import Points
from tests.properties.measured import agrees, facts, faults, one, plan, worst_of

ABOVE = {"full": "full", "proportional": "proportional", "step": "{each: 7, points: 0.3, most: 2}"}


@pytest.mark.parametrize("above", list(ABOVE))
@given(x=facts, y=facts)
def test_completion(above: str, x: Amount | None, y: Amount | None) -> None:
    body = f"s: {{completion: x, of: y, full: 20, above: {ABOVE[above]}, zero_below: 60, remainder: dropped}}"
    result = one(plan(body), x=x, y=y)
    if not (isinstance(x, Points) and isinstance(y, Points)):
        assert result.columns["s"].state[0] == worst_of(x, y)
        return
    if y.fraction <= 0:
        agrees(result, None)
        return
    rate = x.fraction * 100 / y.fraction
    expected = Fraction(0) if rate < 60 else 20 * rate / 100
    if rate > 100 and above != "proportional":
        more = min(Fraction(2), floor((rate - 100) / 7) * Fraction(3, 10)) if above == "step" else 0
        expected = Fraction(20) + more
    agrees(result, expected)


def test_what_must_be_said() -> None:
    good = "s: {completion: x, of: y, full: 20, above: full}"
    assert faults(good) == set()
    for gone in (", full: 20", ", above: full"):
        assert faults(good.replace(gone, "")) == {"scheme.undeclared"}
    assert faults(good.replace("above: full", "above: {each: 1, points: 1}")) == {"scheme.undeclared"}
