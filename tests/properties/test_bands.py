"""Bands against fractions: ends in and out, numbers and nodes, what lies outside."""

from __future__ import annotations

from hypothesis import given

from gongping.facts.model import Amount
from gongping.points import Points
from tests.properties.measured import agrees, facts, faults, one, plan, worst_of

BODY = 's: {bands: x, values: {"[0,1)": 7, "(-2,0)": -1.5, "(,-2]": y, "[1,2.5]": 9}, outside: OUTSIDE}'


@given(x=facts, y=facts)
def test_bands(x: Amount | None, y: Amount | None) -> None:
    for outside in ("refuse", "-3"):
        result = one(plan(BODY.replace("OUTSIDE", outside)), x=x, y=y)
        if not (isinstance(x, Points) and isinstance(y, Points)):
            assert result.columns["s"].state[0] == worst_of(x, y)
            continue
        v = x.fraction
        within = y.fraction if v <= -2 else -1.5 if v < 0 else 7 if v < 1 else 9 if v <= 2.5 else None
        other = None if outside == "refuse" else -3
        found = within if within is not None else other
        agrees(result, None if found is None else type(v)(found))


def test_overlaps_gaps_and_silence() -> None:
    good = 's: {bands: x, values: {"[0,10)": 1, "[10,)": 2, "(,0)": 0}}'
    assert faults(good) == set()
    assert faults(good.replace("[10,", "(10,")) == {"scheme.bands-gap"}
    assert faults(good.replace("[10,", "[11,")) == {"scheme.bands-gap"}
    assert faults(good.replace("[0,10)", "[0,10]")) == {"scheme.bands-overlap"}
    assert faults(good.replace("[10,", "[9.5,")) == {"scheme.bands-overlap"}
    assert faults(good.replace("[10,)", "[10,20)")) == {"scheme.undeclared"}
    assert faults(good.replace("[10,)", "10 and more")) == {"scheme.wrong-value"}
