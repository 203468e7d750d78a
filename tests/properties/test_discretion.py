"""Discretion: only a registered value inside its range stands."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import Decision, Facts, Lookup, Unit
from gongping.points import Points
from tests.properties.by_calculator import rounded
from tests.properties.levels import explained, faults, findings_of, formula_of, scheme_of, scored

HEAD = """
categories: {unit: {clause: 一, title: 单位}}
facts: {lookups: {g: {values: {a: a, b: b}}}}
"""
ONE = HEAD + 'score: {unit: {final: {discretion: "(-2,2]", otherwise: 0, places: 1}}}'
TWO = (
    HEAD
    + 'score: {unit: {final: {discretion: {a: "[40,50]", b: "[30,40)"}, by: g, otherwise: missing, missing: exempt, places: 1}}}'
)


def registered(value: str, reason: str = "r", body: str = "b", date: str = "2026-01-05") -> Decision:
    return Decision("discretion", "final", ("u",), value, body, date, "1", reason)


def facts(*decisions: Decision, grade: str = "") -> Facts:
    lookups = (Lookup("u", "g", grade),) if grade else ()
    return Facts((Unit("u", "u", "unit"),), decisions=decisions, lookups=lookups)


@given(value=st.builds(Points, st.integers(-300, 300), st.just(2)))
def test_one_range(value: Points) -> None:
    scheme, own = scheme_of(ONE), facts(registered(str(value)))
    result = scored(scheme, own)["unit"]
    inside = Fraction(-2) < value.fraction <= 2
    assert result.columns["final"].show(0) == (rounded(value.fraction, 1) if inside else "")
    assert ("facts.discretion" in findings_of(scheme, own)) == (not inside)
    assert explained(result, "final", 0)
    if inside:
        assert formula_of(result, "final", 0) == rounded(value.fraction, 1)


@pytest.mark.parametrize(
    ("grade", "value", "expected"),
    [
        ("a", "40", "40.0"),
        ("a", "39.9", ""),
        ("b", "39.9", "39.9"),
        ("b", "40", ""),
        ("a", "50", "50.0"),
        ("", "45", ""),
    ],
)
def test_a_range_by_grade(grade: str, value: str, expected: str) -> None:
    assert scored(scheme_of(TWO), facts(registered(value), grade=grade))["unit"].columns["final"].show(0) == expected


def test_without_a_decision() -> None:
    assert scored(scheme_of(ONE), facts())["unit"].columns["final"].show(0) == "0.0"
    assert scored(scheme_of(TWO), facts(grade="a"))["unit"].columns["final"].show(0) == ""


@pytest.mark.parametrize(
    "decisions",
    [
        (registered("1", reason=""),),
        (registered("1", body=""),),
        (registered("1", date=""),),
        (registered("one"),),
        (registered("1"), registered("1")),
    ],
)
def test_what_may_not_stand(decisions: tuple[Decision, ...]) -> None:
    assert "facts.discretion" in findings_of(scheme_of(ONE), facts(*decisions))
    assert scored(scheme_of(ONE), facts(*decisions))["unit"].columns["final"].show(0) == ""


def test_what_must_be_said() -> None:
    assert faults(ONE.replace("otherwise: 0, ", "")) == {"scheme.undeclared"}
    assert faults(TWO.replace("by: g, ", "")) == {"scheme.undeclared"}
    assert faults(ONE.replace("(-2,2]", "0-2")) == {"scheme.wrong-value"}
    assert faults(TWO.replace('b: "[30,40)"', 'c: "[30,40)"')) == {"scheme.unknown-name", "scheme.missing-key"}
