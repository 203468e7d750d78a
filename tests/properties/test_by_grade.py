"""Numbers by grade, and amounts shared out, against fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import Decision, Facts, Number, Unit
from gongping.points import Points
from gongping.scoring.scorecard import CategoryScores
from tests.properties.by_calculator import rounded
from tests.properties.levels import explained, faults, findings_of, formula_of, scheme_of, scored

TEXT = """
categories: {town: {clause: 一, title: 镇}, person: {clause: 一, title: 人, parent: town, persons: yes}}
facts: {numbers: {n: n, pool: pool}}
score:
  town: {final: {number: n, places: 2}}
  person: {final: {number: n, places: 2}, pool: {number: pool, places: 2, missing: zero}}
rank: {all: {clause: 一, by: final, break_by: []}}
grades:
  all:
    clause: 一
    titles: {high: 高, low: 低}
    steps:
      - {outcome: ungraded, when: {node: final, below: 0}}
      - {grade: high, line: "[90,)"}
      - {grade: low, rest: yes}
outcomes:
  person:
    rate: {by_grade: {high: "1.4", low: "0.7"}, no_grade: NONE, places: 1}
    of_town: {by_grade: {high: 25, low: 15}, of: parent, no_grade: 0, places: 0}
    money: {share_out: rate, amount: AMOUNT, within: WITHIN, remainder: REST, places: 2}
"""


def text(none: str = "0", amount: str = "100", within: str = "category", rest: str = "left") -> str:
    return TEXT.replace("NONE", none).replace("AMOUNT", amount).replace("WITHIN", within).replace("REST", rest)


def facts(town: int, scores: list[int], pools: dict[int, int] | None = None, parents: list[str] | None = None) -> Facts:
    people = [f"p{i}" for i in range(len(scores))]
    towns = sorted(set(parents or ["A"]) | {"A"})
    units = (
        *(Unit(t, t, "town") for t in towns),
        *(Unit(p, p, "person", parent=parents[i] if parents else "A") for i, p in enumerate(people)),
    )
    numbers = [Number(t, "n", Points(town, 0)) for t in towns]
    numbers += [Number(p, "n", Points(s, 0)) for p, s in zip(people, scores, strict=True)]
    numbers += [Number(f"p{i}", "pool", Points(amount, 2)) for i, amount in (pools or {}).items()]
    return Facts(units, numbers=tuple(numbers))


def people_of(scheme_text: str, own: Facts) -> CategoryScores:
    return scored(scheme_of(scheme_text), own)["person"]


@given(
    town=st.sampled_from([-1, 89, 90]), scores=st.lists(st.sampled_from([-1, 0, 89, 90, 95]), min_size=1, max_size=5)
)
def test_by_grade(town: int, scores: list[int]) -> None:
    result = people_of(text(), facts(town, scores))
    none = people_of(text(none="none"), facts(town, scores))
    for row, own in enumerate(scores):
        expected = "0.0" if own < 0 else "1.4" if own >= 90 else "0.7"
        assert result.columns["rate"].show(row) == expected
        assert formula_of(result, "rate", row) == expected
        assert explained(result, "rate", row)
        assert none.columns["rate"].show(row) == ("" if own < 0 else expected)
        of_town = "0" if town < 0 else "25" if town >= 90 else "15"
        assert result.columns["of_town"].show(row) == of_town
        assert formula_of(result, "of_town", row) == of_town


def test_a_grade_changed_in_deliberation_counts_as_changed() -> None:
    own = facts(90, [80, 95])
    changed = Decision("grade", "final", ("p0",), "high", "常委会", "2026-01-05", "1")
    result = people_of(text(), Facts(own.units, numbers=own.numbers, decisions=(changed,)))
    assert [result.columns["rate"].show(i) for i in (0, 1)] == ["1.4", "1.4"]


@pytest.mark.parametrize("rest", ["left", "to_largest"])
@given(scores=st.lists(st.sampled_from([-1, 50, 95]), min_size=1, max_size=6), amount=st.integers(-10000, 10000))
def test_share_out(rest: str, scores: list[int], amount: int) -> None:
    pools = dict.fromkeys(range(len(scores)), amount)
    result = people_of(text(amount="pool", rest=rest), facts(90, scores, pools))
    shares = [Fraction(0) if s < 0 else Fraction("1.4") if s >= 90 else Fraction("0.7") for s in scores]
    whole, pool = sum(shares), Fraction(amount, 100)
    expected = [rounded(pool * s / whole if whole else Fraction(0), 2) for s in shares]
    if rest == "to_largest" and whole:
        largest = shares.index(max(shares))
        others = sum(Fraction(e) for i, e in enumerate(expected) if i != largest)
        expected[largest] = rounded(pool - others, 2)
        assert sum(Fraction(e) for e in expected) == pool
    for row, one in enumerate(expected):
        assert result.columns["money"].show(row) == one
        assert formula_of(result, "money", row) == one
        assert explained(result, "money", row)


def test_a_pool_for_each_parent() -> None:
    own = facts(90, [95, 95, 50], {0: 10000, 1: 5000, 2: 5000}, ["A", "B", "B"])
    result = people_of(text(amount="pool", within="parent"), own)
    assert [result.columns["money"].show(i) for i in range(3)] == ["100.00", "33.33", "16.67"]


def test_the_amount_must_be_one() -> None:
    own = facts(90, [95, 95], {0: 10000, 1: 5000})
    assert "facts.amounts-differ" in findings_of(scheme_of(text(amount="pool")), own)


def test_what_must_be_said() -> None:
    assert faults(text()) == set()
    assert faults(text().replace("no_grade: 0, places: 1", "places: 1")) == {"scheme.undeclared"}
    assert faults(text().replace("within: category, ", "")) == {"scheme.undeclared"}
    assert faults(text().replace(", remainder: left", "")) == {"scheme.undeclared"}
    assert faults(text().replace('high: "1.4"', 'top: "1.4"')) == {"scheme.unknown-name", "scheme.missing-key"}
    in_score = text().replace(
        "{final: {number: n, places: 2}, pool", "{final: {by_grade: {high: 1, low: 0}, no_grade: 0}, pool"
    )
    assert faults(in_score) == {"scheme.needs-grades"}
