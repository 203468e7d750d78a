"""Means of ratings against a naive oracle in fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import Facts, Rating, Unit
from gongping.points import Points
from tests.properties.by_calculator import checked, codes, computed, explained, formula_value, rounded, scheme_of

FORM = """
forms:
  panel:
    clause: "1"
    raters: {a: a, b: b}
    ratings: yes
    scale: [-20, 80]
    small_group: office_paper
score: {town: {clause: "1", final: {ratings: panel, group: [a, b], places: 2, missing: zero, %s}}}
"""
marks = st.lists(st.integers(-200, 800).map(lambda n: Points(n, 1)), max_size=7)


def rated(by_unit: list[tuple[list[Points], list[Points]]]) -> Facts:
    units = tuple(Unit(f"u{i}", f"u{i}", "town") for i in range(len(by_unit)))
    rows = [
        Rating("panel", f"u{i}", group, f"r{n}", value)
        for i, groups in enumerate(by_unit)
        for group, values in zip("ab", groups, strict=True)
        for n, value in enumerate(values)
    ]
    return Facts(units, ratings=tuple(rows))


def naive(values: list[Fraction], high: int, low: int, more_than: int) -> list[Fraction]:
    kept = list(values)
    if len(values) > more_than:
        for _ in range(min(high, len(kept))):
            kept.remove(max(kept))
        for _ in range(min(low, len(kept))):
            kept.remove(min(kept))
    return kept


@given(
    st.lists(st.tuples(marks, marks), min_size=1, max_size=4),
    st.integers(0, 2),
    st.integers(0, 2),
    st.integers(0, 3),
    st.sampled_from(["each_group", "joined"]),
    st.sampled_from(["zero", "low"]),
)
def test_means_agree_with_naive_ones(
    by_unit: list[tuple[list[Points], list[Points]]], high: int, low: int, extra: int, scope: str, zero: str
) -> None:
    more_than = high + low + extra if extra else 0
    drop = f"drop: {{high: {high}, low: {low}, when_more_than: {more_than}}}, scope: {scope}, " if high + low else ""
    scheme = scheme_of(FORM % f"{drop}scale_to: 100, scale_from: {zero}")
    context = computed(scheme, rated(by_unit))
    for row, groups in enumerate(by_unit):
        sets = [[v.fraction for v in values] for values in groups]
        sets = sets if scope == "each_group" and drop else [sets[0] + sets[1]]
        kept = [v for one in sets for v in naive(one, high, low, more_than)]
        bottom = Fraction(-20) if zero == "low" else Fraction(0)
        mean = sum(kept, Fraction(0)) / len(kept) if kept else None
        expected = rounded((mean - bottom) * 100 / (80 - bottom), 2) if mean is not None else "0.00"
        assert context.columns["final"].show(row) == expected
        if kept:
            assert formula_value(context, "final", row) == expected
            assert explained(context, "final", row)


def test_an_exact_half_goes_away_from_zero() -> None:
    plus, minus = [Points(10, 1), Points(11, 1)], [Points(-10, 1), Points(-11, 1)]
    scheme = scheme_of((FORM % "drop: {high: 1, when_more_than: 5}, scope: joined").replace("places: 2", "places: 1"))
    context = computed(scheme, rated([(plus, []), (minus, [])]))
    assert [context.columns["final"].show(i) for i in range(2)] == ["1.1", "-1.1"]


@pytest.mark.parametrize(
    ("count", "expected"), [(5, "48.00"), (6, "50.00")], ids=["five: all count", "six: extremes go"]
)
def test_extremes_go_only_where_more_than_so_many_rate(count: int, expected: str) -> None:
    values = [Points(v, 0) for v in (30, 60, 50, 50, 50, 50)][:count]
    scheme = scheme_of(FORM % "drop: {high: 1, low: 1, when_more_than: 5}, scope: joined")
    assert computed(scheme, rated([(values, [])])).columns["final"].show(0) == expected


def test_many_ratings_stand_in_the_sheet_as_total_and_number() -> None:
    values = [Points(n, 0) for n in range(40)]
    context = computed(scheme_of(FORM % "drop: {high: 1, low: 1}, scope: joined"), rated([(values, [])]))
    assert formula_value(context, "final", 0) == context.columns["final"].show(0) == "19.50"


def test_what_can_be_read_two_ways_must_be_chosen() -> None:
    assert codes(FORM % "drop: {high: 1}") == {"scheme.undeclared"}
    assert codes(FORM % "scale_to: 100") == {"scheme.undeclared"}
    assert codes((FORM % "scale_to: 100, scale_from: low").replace("scale: [-20, 80]", "")) == {"scheme.missing-key"}
    assert codes((FORM % "").replace("[a, b]", "[a, c]")) == {"scheme.unknown-name"}
    assert codes((FORM % "").replace("ratings: panel", "ratings: pannel")) == {"scheme.unknown-name"}


def test_a_condition_that_could_leave_nothing_is_refused() -> None:
    scheme, findings = checked(FORM % "drop: {high: 1, low: 1, when_more_than: 1}, scope: joined")
    assert scheme is None
    assert [f.code for f in findings] == ["scheme.wrong-value"]
