"""Events: dates, matters counted before, only the largest, percentages, sharing."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import Event, Facts, Unit
from gongping.points import Points
from tests.properties.by_calculator import rounded
from tests.properties.levels import explained, faults, findings_of, formula_of, scheme_of, scored

TEXT = """
categories: {unit: {clause: 一, title: 单位}}
facts: {events: {bonus: {levels: {h: h, l: l}}, before: before}}
score: {unit: {final: {events: bonus, KEYS, places: 2}}}
"""
happened = st.lists(
    st.tuples(
        st.sampled_from("hl"), st.sampled_from("mno"), st.integers(-300, 300), st.integers(0, 400), st.integers(1, 3)
    ),
    max_size=6,
)


def facts(given_: list[tuple[str, str, int, int, int]], before: str = "") -> Facts:
    events = [
        Event("u", "bonus", m, level, Points(p, 1), str(date(2024, 1, 1) + timedelta(days)), persons=persons)
        for level, m, p, days, persons in given_
    ]
    return Facts((Unit("u", "u", "unit"),), events=(*events, *(Event("u", "before", m) for m in before)))


def value(text: str, own: Facts) -> str:
    result = scored(scheme_of(text), own)["unit"]
    shown = result.columns["final"].show(0)
    assert formula_of(result, "final", 0) == shown
    assert explained(result, "final", 0)
    return shown


@given(given_=happened, before=st.sets(st.sampled_from("mno")))
def test_dates_and_matters_counted_before(given_: list[tuple[str, str, int, int, int]], before: set[str]) -> None:
    keys = 'points: as_listed, same_matter: all, shared: full, from: "2024-02-01", until: "2024-12-31", except_matters: before'
    total = sum(Fraction(p, 10) for _, m, p, days, _ in given_ if 31 <= days <= 365 and m not in before)
    assert value(TEXT.replace("KEYS", keys), facts(given_, "".join(before))) == rounded(Fraction(total), 2)


@given(given_=happened)
def test_only_the_largest_and_percentages(given_: list[tuple[str, str, int, int, int]]) -> None:
    keys = 'percent: {h: 8, l: "6.5"}, same_matter: highest, only: largest, shared: divide'
    rates = {"h": Fraction(8), "l": Fraction("6.5")}
    points = [Fraction(p, 10) * rates[level] / 100 / persons for level, _, p, _, persons in given_]
    largest = max((abs(p) for p in points), default=Fraction(0))
    assert value(TEXT.replace("KEYS", keys), facts(given_)).lstrip("-") == rounded(largest, 2)


def test_what_is_asked_of_an_event() -> None:
    dated = TEXT.replace("KEYS", 'each: 1, same_matter: once, from: "2024-02-01"')
    no_date = Facts((Unit("u", "u", "unit"),), events=(Event("u", "bonus", "m", "h"),))
    assert "facts.event-date" in findings_of(scheme_of(dated), no_date)
    shared = TEXT.replace("KEYS", "each: 1, same_matter: once")
    assert "facts.shared-undeclared" in findings_of(scheme_of(shared), facts([("h", "m", 1, 1, 2)]))


def test_what_must_be_said() -> None:
    assert faults(TEXT.replace("KEYS", "each: 1, points: as_listed, same_matter: once")) == {"scheme.undeclared"}
    assert faults(TEXT.replace("KEYS", "percent: {h: 8}, same_matter: once")) == {"scheme.missing-key"}
    assert faults(TEXT.replace("KEYS", 'each: 1, same_matter: once, from: "1 May"')) == {"scheme.wrong-value"}
    assert faults(TEXT.replace("KEYS", "each: 1, same_matter: once, except_matters: earlier")) == {
        "scheme.unknown-name"
    }
