"""Periods and times against fractions and plain counting."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import PENDING, Amount, Code, Facts, Lookup, Number, Unit
from gongping.points import Points
from tests.properties.by_calculator import rounded
from tests.properties.levels import explained, faults, formula_of, scheme_of, scored

FOUR = ("q1", "q2", "q3", "q4")
HEAD = """
categories: {unit: {clause: 一, title: 单位}}
facts:
  periods: {q1: q1, q2: q2, q3: q3, q4: q4}
  numbers: {n: n}
  lookups: {g: {values: {good: good, poor: poor}}}
"""
PERIODS = (
    HEAD + "score: {unit: {final: {periods: n, of: [q1, q2, q3, q4], HOW, absent: ABSENT, places: 1, missing: exempt}}}"
)
TIMES = (
    HEAD
    + "score: {unit: {final: {times: g, of: [q1, q2, q3, q4], is: poor, ROW absent: ABSENT, places: 0, missing: exempt}}}"
)
values = st.one_of(st.builds(Points, st.integers(-1000, 1000), st.just(1)), st.sampled_from([None, PENDING]))
WEIGHTS = {"mean": (1, 1, 1, 1), "sum": (1, 1, 1, 1), "weights": (1, 2, 3, Fraction("0.5"))}
HOW = {"mean": "combine: mean", "sum": "combine: sum", "weights": 'weights: {q1: 1, q2: 2, q3: 3, q4: "0.5"}'}


@pytest.mark.parametrize("absent", ["required", "left_out", "zero"])
@pytest.mark.parametrize("how", list(HOW))
@given(given_=st.lists(values, min_size=4, max_size=4))
def test_periods(how: str, absent: str, given_: list[Amount | None]) -> None:
    scheme = scheme_of(PERIODS.replace("HOW", HOW[how]).replace("ABSENT", absent))
    rows = tuple(Number("u", "n", v, p) for p, v in zip(FOUR, given_, strict=True) if v is not None)
    result = scored(scheme, Facts((Unit("u", "u", "unit"),), numbers=rows))["unit"]
    shown = result.columns["final"].show(0)
    pairs = [(w, v.fraction) for w, v in zip(WEIGHTS[how], given_, strict=True) if isinstance(v, Points)]
    if PENDING in given_ or (len(pairs) < 4 and absent == "required") or (not pairs and absent != "zero"):
        assert shown == ""
        return
    if absent == "zero":
        pairs = [
            (w, v.fraction if isinstance(v, Points) else Fraction(0)) for w, v in zip(WEIGHTS[how], given_, strict=True)
        ]
    total = sum((w * v for w, v in pairs), Fraction(0))
    expected = rounded(total if how == "sum" else total / sum(w for w, _ in pairs), 1)
    assert shown == expected
    assert formula_of(result, "final", 0) == expected
    assert explained(result, "final", 0)


@pytest.mark.parametrize("absent", ["required", "not_counted"])
@pytest.mark.parametrize("in_a_row", [False, True])
@given(given_=st.lists(st.sampled_from(["good", "poor", "poor", None, PENDING]), min_size=4, max_size=4))
def test_times(in_a_row: bool, absent: str, given_: list[Code | None]) -> None:
    scheme = scheme_of(TIMES.replace("ROW", "in_a_row: yes," if in_a_row else "").replace("ABSENT", absent))
    rows = tuple(Lookup("u", "g", v, p) for p, v in zip(FOUR, given_, strict=True) if v is not None)
    result = scored(scheme, Facts((Unit("u", "u", "unit"),), lookups=rows))["unit"]
    if PENDING in given_ or (absent == "required" and None in given_):
        assert result.columns["final"].show(0) == ""
        return
    met = "".join("1" if v == "poor" else "0" for v in given_)
    expected = str(len(met) - len(met.rstrip("1")) if in_a_row else met.count("1"))
    assert result.columns["final"].show(0) == expected
    assert formula_of(result, "final", 0) == expected
    assert explained(result, "final", 0)


@pytest.mark.parametrize(("value", "expected"), [("89.99", "0"), ("90", "1"), ("-90", "0"), ("100.5", "1")])
def test_times_within_a_range(value: str, expected: str) -> None:
    text = HEAD + 'score: {unit: {final: {times: n, of: q1, within: "[90,)", absent: required, places: 0}}}'
    facts = Facts((Unit("u", "u", "unit"),), numbers=(Number("u", "n", Points.parse(value), "q1"),))
    assert scored(scheme_of(text), facts)["unit"].columns["final"].show(0) == expected


def test_what_must_be_said() -> None:
    periods = PERIODS.replace("HOW", HOW["mean"]).replace("ABSENT", "zero")
    assert faults(periods.replace("combine: mean, ", "")) == {"scheme.undeclared"}
    assert faults(periods.replace("absent: zero, ", "")) == {"scheme.undeclared"}
    assert faults(periods.replace("of: [q1,", "of: [q5,")) == {"scheme.unknown-name"}
    assert faults(periods.replace("combine: mean", "weights: {q1: 1}")) == {"scheme.missing-key"}
    times = TIMES.replace("ROW", "").replace("ABSENT", "required")
    assert faults(times.replace("is: poor,", "")) == {"scheme.undeclared"}
    assert faults(times.replace("is: poor", "is: bad")) == {"scheme.unknown-name"}
    assert faults(times.replace("is: poor", 'within: "[90"')) == {"scheme.wrong-value"}
