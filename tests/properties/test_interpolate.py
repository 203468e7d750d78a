"""Straight lines through points against fractions, the ends and beyond."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given

from gongping.facts.model import Amount
from gongping.points import Points
from tests.properties.measured import agrees, facts, faults, one, plan, worst_of

KNOTS = [(Fraction(-3), Fraction(0)), (Fraction(0), Fraction(1)), (Fraction(3, 2), Fraction(-2)), (Fraction(4), None)]


@pytest.mark.parametrize("beyond", ["flat", "extend", "refuse"])
@given(x=facts, y=facts)
def test_interpolate(beyond: str, x: Amount | None, y: Amount | None) -> None:
    body = f"s: {{interpolate: x, through: [[-3, 0], [0, 1], [1.5, -2], [4, y]], beyond: {beyond}}}"
    result = one(plan(body), x=x, y=y)
    if not (isinstance(x, Points) and isinstance(y, Points)):
        assert result.columns["s"].state[0] == worst_of(x, y)
        return
    knots = [(a, b if b is not None else y.fraction) for a, b in KNOTS]
    v = x.fraction
    if (v < -3 or v > 4) and beyond == "refuse":
        agrees(result, None)
        return
    if beyond == "flat":
        v = min(Fraction(4), max(Fraction(-3), v))
    pieces = list(pairwise(knots))
    (a, b), (c, d) = next((p for p in pieces if v <= p[1][0]), pieces[-1])
    agrees(result, b + (d - b) * (v - a) / (c - a))


def test_what_must_be_said() -> None:
    assert faults("s: {interpolate: x, through: [[0, 0], [1, 1]], beyond: flat}") == set()
    assert faults("s: {interpolate: x, through: [[0, 0], [1, 1]]}") == {"scheme.undeclared"}
    assert faults("s: {interpolate: x, through: [[1, 0], [1, 1]], beyond: flat}") == {"scheme.wrong-value"}


def test_points_given_by_nodes_must_ascend() -> None:
    scheme = plan("s: {interpolate: x, through: [[y, 0], [1, 1]], beyond: flat}")
    agrees(one(scheme, x=Points(0, 0), y=Points(1, 0)), None)
