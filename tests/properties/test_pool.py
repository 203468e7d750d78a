"""A pool of full marks against fractions: above, below, parts left out."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import NOT_APPLICABLE, PENDING, Amount, Facts, Number, Unit
from gongping.points import Points
from tests.properties.by_calculator import rounded
from tests.properties.levels import explained, faults, findings_of, formula_of, scheme_of, scored

TEXT = """
categories: {unit: {clause: 一, title: 单位}}
facts: {numbers: {a: a, b: b, c: c}}
score:
  unit:
    final: {pool: {a: 30, b: "45.5", c: "24.5"}, above: ABOVE, below: BELOW, places: 1}
    a: {number: a, places: 3, missing: reweight}
    b: {number: b, places: 3, missing: reweight}
    c: {number: c, places: 3, missing: reweight}
"""
FULL = {"a": Fraction(30), "b": Fraction("45.5"), "c": Fraction("24.5")}
marks = st.one_of(
    st.builds(Points, st.integers(-(10**4), 6 * 10**4), st.just(3)), st.sampled_from([None, PENDING, NOT_APPLICABLE])
)


def facts(amounts: dict[str, Amount | None]) -> Facts:
    rows = tuple(Number("u", name, value) for name, value in amounts.items() if value is not None)
    return Facts((Unit("u", "u", "unit"),), numbers=rows)


@pytest.mark.parametrize("above", ["refuse", "cap", "allow"])
@pytest.mark.parametrize("below", ["refuse", "zero", "allow"])
@given(amounts=st.fixed_dictionaries(dict.fromkeys(FULL, marks)))
def test_pool(above: str, below: str, amounts: dict[str, Amount | None]) -> None:
    scheme = scheme_of(TEXT.replace("ABOVE", above).replace("BELOW", below))
    result = scored(scheme, facts(amounts))["unit"]
    column = result.columns["final"]
    there = {n: v.fraction for n, v in amounts.items() if isinstance(v, Points)}
    outside = (above == "refuse" and any(v > FULL[n] for n, v in there.items())) or (
        below == "refuse" and any(v < 0 for v in there.values())
    )
    assert ("facts.outside-full" in findings_of(scheme, facts(amounts))) == outside
    if PENDING in amounts.values() or outside or not there:
        assert column.show(0) == ""
        return
    taken = [min(v, FULL[n]) if above == "cap" else v for n, v in there.items()]
    whole = sum(max(v, Fraction(0)) if below == "zero" else v for v in taken)
    expected = rounded(Fraction(whole) * 100 / sum(FULL[n] for n in there), 1)
    assert column.show(0) == expected
    assert result.state("final", 0) == ("ok" if len(there) == 3 else "reweighted")
    assert formula_of(result, "final", 0) == expected
    assert explained(result, "final", 0)


def test_what_must_be_said() -> None:
    good = TEXT.replace("ABOVE", "cap").replace("BELOW", "zero")
    assert faults(good) == set()
    assert faults(good.replace("above: cap, ", "")) == {"scheme.undeclared"}
    assert faults(good.replace("below: zero, ", "")) == {"scheme.undeclared"}
    assert faults(good.replace("{a: 30", "{a: 31")) == {"scheme.full-marks-total"}
    assert faults(good.replace("{a: 30", "{a: 930").replace("places: 1", "places: 1, total: 1000")) == set()
