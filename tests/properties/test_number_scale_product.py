"""Numbers, conversions, products and deviations against fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from gongping.facts.model import Amount
from gongping.points import Points
from tests.properties.measured import agrees, facts, faults, one, plan, worst_of


@given(x=facts, places=facts)
def test_number(x: Amount | None, places: object) -> None:
    result = one(plan("s: {number: x, places: 1, missing: reweight, not_applicable: reweight}"), x=x)
    if isinstance(x, Points):
        agrees(result, x.fraction)
    else:
        assert result.columns["s"].state[0] == worst_of(x)


@given(x=facts, y=facts)
def test_scale(x: Amount | None, y: Amount | None) -> None:
    result = one(plan("s: {scale: x, from: y, to: 20}"), x=x, y=y)
    if not (isinstance(x, Points) and isinstance(y, Points)):
        assert result.columns["s"].state[0] == worst_of(x, y)
    else:
        agrees(result, x.fraction * 20 / y.fraction if y.fraction else None)


@given(x=facts, y=facts)
def test_product(x: Amount | None, y: Amount | None) -> None:
    result = one(plan("s: {product: [x, y, -1.5], divide_by: 100}"), x=x, y=y)
    if not (isinstance(x, Points) and isinstance(y, Points)):
        assert result.columns["s"].state[0] == worst_of(x, y)
    else:
        agrees(result, x.fraction * y.fraction * Fraction(-3, 200))


@pytest.mark.parametrize("measure", ["difference", "percent", "percent_of_size"])
@given(x=facts, y=facts)
def test_deviation(measure: str, x: Amount | None, y: Amount | None) -> None:
    result = one(plan(f"s: {{deviation: x, from: y, measure: {measure}}}"), x=x, y=y)
    if not (isinstance(x, Points) and isinstance(y, Points)):
        assert result.columns["s"].state[0] == worst_of(x, y)
    elif measure == "difference":
        agrees(result, x.fraction - y.fraction)
    elif y.fraction == 0 or (y.fraction < 0 and measure == "percent"):
        agrees(result, None)
    else:
        agrees(result, (x.fraction - y.fraction) * 100 / abs(y.fraction))


def test_what_must_be_said() -> None:
    assert faults("s: {number: w}") == {"scheme.unknown-name"}
    assert faults("s: {number: x, period: last}") == {"scheme.unknown-name"}
    assert faults("s: {product: [x], divide_by: 0}") == {"scheme.wrong-value"}
    assert faults("s: {deviation: x, from: y}") == {"scheme.undeclared"}
