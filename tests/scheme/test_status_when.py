"""A status that follows from facts: eligibility is decided before anything is scored."""

from __future__ import annotations

import pytest

from gongping.facts.model import Facts, Number, Unit, UnitStatus
from gongping.points import Points
from tests.properties.levels import faults, scheme_of, scored

TEXT = """
categories: {unit: {clause: 一, title: 人, persons: yes}}
facts: {numbers: {n: n, months: months}}
statuses:
  unranked: {score: yes, rank: no, grade: no, in_means: yes, in_base: no}
  exempt: {score: no, rank: no, grade: no, in_means: no, in_base: no, when: {number: months, below: 6, missing: false}}
score: {unit: {final: {number: n, places: 0}}}
rank: {unit: {clause: 一, by: final, break_by: []}}
"""


def facts(months: str | None, status: bool = False) -> Facts:
    rows = [Number(u, "n", Points(90, 0)) for u in "ab"]
    rows += [Number("a", "months", Points.parse(months))] if months else []
    units = tuple(Unit(u, u, "unit") for u in "ab")
    return Facts(units, numbers=tuple(rows), statuses=(UnitStatus("a", "unranked"),) if status else ())


@pytest.mark.parametrize(("months", "final"), [("5.9", ""), ("6", "90"), (None, "90")])
def test_who_is_too_short_in_office_is_not_scored(months: str | None, final: str) -> None:
    result = scored(scheme_of(TEXT), facts(months))["unit"]
    assert result.columns["final"].show(0) == final
    assert result.context.ranks == ([1, 1] if final else [0, 1])
    assert result.context.standing[0] == ("assessed" if final else "exempt")


def test_a_registered_status_comes_first() -> None:
    result = scored(scheme_of(TEXT), facts("1", status=True))["unit"]
    assert result.context.standing[0] == "unranked"
    assert result.columns["final"].show(0) == "90"


def test_only_facts_may_be_asked() -> None:
    assert faults(TEXT) == set()
    assert "scheme.wrong-value" in faults(TEXT.replace("number: months, below: 6", "grade: good"))
    assert "scheme.unknown-name" in faults(TEXT.replace("number: months,", "number: month,"))
