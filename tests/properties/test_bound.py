"""Bound deductions against plain sums and extremes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import PENDING, Amount, Facts, Lookup, Number, Unit
from gongping.points import Points
from tests.properties.by_calculator import rounded
from tests.properties.levels import explained, faults, formula_of, scheme_of, scored

TEXT = """
categories: {unit: {clause: 一, title: 单位}}
facts: {numbers: {n: n}, lookups: {binding: {values: {x: x, y: y}}}}
score: {unit: {own: {number: n, places: 2}, final: {bound: own, by: BY, combine: HOW, places: 1}}}
"""
losses = st.one_of(st.builds(Points, st.integers(-500, 500), st.just(2)), st.just(PENDING))
units = st.lists(st.tuples(losses, st.sampled_from(["", "x", "y"])), min_size=1, max_size=5)


@pytest.mark.parametrize("by", ["group", "binding"])
@pytest.mark.parametrize("how", ["sum", "largest"])
@given(given_=units)
def test_bound(how: str, by: str, given_: list[tuple[Amount, str]]) -> None:
    scheme = scheme_of(TEXT.replace("BY", by).replace("HOW", how))
    facts = Facts(
        tuple(Unit(f"u{i}", f"u{i}", "unit", group=group) for i, (_, group) in enumerate(given_)),
        numbers=tuple(Number(f"u{i}", "n", n) for i, (n, _) in enumerate(given_)),
        lookups=tuple(Lookup(f"u{i}", "binding", group) for i, (_, group) in enumerate(given_) if group),
    )
    result = scored(scheme, facts)["unit"]
    for row, (_, group) in enumerate(given_):
        together = [n for i, (n, g) in enumerate(given_) if i == row or (group and g == group)]
        shown = result.columns["final"].show(row)
        assert explained(result, "final", row)
        if PENDING in together:
            assert shown == ""
            continue
        exact = [n.fraction for n in together if isinstance(n, Points)]
        size = max(abs(v) for v in exact)
        assert shown in {rounded(v, 1) for v in ([sum(exact, Fraction(0))] if how == "sum" else [size, -size])}
        if how == "largest":
            assert any(rounded(v, 1) == shown for v in exact if abs(v) == size)
        if {size, -size} - set(exact) or how == "sum":
            assert formula_of(result, "final", row) == shown


def test_what_must_be_said() -> None:
    good = TEXT.replace("BY", "group").replace("HOW", "sum")
    assert faults(good.replace("combine: sum, ", "")) == {"scheme.undeclared"}
    assert faults(good.replace("by: group", "by: bindings")) == {"scheme.unknown-name"}
