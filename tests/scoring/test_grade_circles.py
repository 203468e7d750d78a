"""Where places and shares are counted: the category, or each group, apart from how units are ranked."""

from __future__ import annotations

import pytest

from gongping.facts.model import Event, Facts, Number, Unit
from gongping.points import Points
from tests.properties.levels import findings_of, scheme_of, scored

TEXT = """
categories: {unit: {clause: 一, title: 单位}}
facts: {numbers: {n: n}, events: {veto: veto}}
score: {unit: {final: {number: n, places: 0}}}
rank: {unit: {clause: 一, by: final, break_by: [], within: RANK}}
grades:
  unit:
    clause: 一
    titles: {high: 高, low: 低, barred: 否}
    GRADES
    steps:
      - {grade: barred, when: {event: veto}}
      - STEP
      - {grade: low, rest: yes}
"""
SCORES = {"a1": ("a", 99), "a2": ("a", 98), "a3": ("a", 97), "b1": ("b", 80), "b2": ("b", 70), "x": ("", 60)}
TOP = "{grade: high, top: 1, at_cut: decide, blocked: passed_over}"
FACTS = Facts(
    tuple(Unit(u, u, "unit", group=g) for u, (g, _) in SCORES.items()),
    numbers=tuple(Number(u, "n", Points(n, 0)) for u, (_, n) in SCORES.items()),
)


def high(rank: str, grades: str, step: str = TOP, facts: Facts = FACTS) -> list[str]:
    text = TEXT.replace("RANK", rank).replace("GRADES", f"within: {grades}" if grades else "").replace("STEP", step)
    context = scored(scheme_of(text), facts)["unit"].context
    return [unit.code for unit, grade in zip(context.units, context.grades, strict=True) if grade == "high"]


@pytest.mark.parametrize(
    ("rank", "grades", "expected"),
    [
        ("category", "", ["a1"]),
        ("category", "category", ["a1"]),
        ("category", "group", ["a1", "b1", "x"]),
        ("group", "", ["a1", "b1", "x"]),
        ("group", "group", ["a1", "b1", "x"]),
        ("group", "category", ["a1"]),
    ],
)
def test_where_places_are_counted(rank: str, grades: str, expected: list[str]) -> None:
    assert high(rank, grades) == expected


def test_shares_of_each_group() -> None:
    half = "{grade: high, share: 50, base: in_base, rounding: floor, at_cut: decide, blocked: passed_over}"
    assert high("group", "", half) == ["a1", "b1"]
    assert high("category", "", half) == ["a1", "a2", "a3"]


def test_the_base_without_those_a_rule_barred() -> None:
    third = "{grade: high, share: 34, base: BASE, rounding: floor, at_cut: decide, blocked: passed_over}"
    barred = Facts(FACTS.units, numbers=FACTS.numbers, events=(Event("a1", "veto", "v"),))
    assert high("category", "", third.replace("BASE", "in_base"), barred) == ["a2", "a3"]
    assert high("category", "", third.replace("BASE", "unbarred"), barred) == ["a2"]


def test_places_are_compared_within_the_groups_of_their_steps() -> None:
    steps = "{grade: high, top: 1, groups: [a], at_cut: decide, blocked: passed_over}"
    steps += "\n      - {grade: low, bottom: 1, groups: [b], at_cut: decide, blocked: passed_over}"
    text = TEXT.replace("RANK", "category").replace("GRADES", "").replace("STEP", steps)
    assert findings_of(scheme_of(text), FACTS) == set()
    too_many = text.replace("top: 1, groups: [a]", "top: 2, groups: [b]")
    assert findings_of(scheme_of(too_many), FACTS) == {"facts.too-many-places"}
