"""Numeric ratings: invalid papers, and ranks turned into values."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import Rating
from gongping.points import Points
from gongping.scheme.forms import Form
from gongping.scoring.settling import settle_ratings


def form_of(**keys: Any) -> Form:
    plain = {"clause": "一", "raters": {"panel": "评委"}, "ratings": True, "scale": ["0", "100"]}
    return Form.model_validate(plain | keys)


def rated(rater: str, values: Mapping[str, str]) -> list[Rating]:
    return [Rating("marks", unit, "panel", rater, Points.parse(value)) for unit, value in values.items()]


def test_a_paper_of_equal_values_is_invalid_as_a_whole() -> None:
    rows = rated("a", {"u1": "90", "u2": "90.0"}) + rated("b", {"u1": "90", "u2": "80"}) + rated("c", {"u1": "90"})
    settled = settle_ratings(rows, {"marks": form_of(validity={"all_equal": "invalid"})})
    assert [row.rater for row in settled.ratings] == ["b", "b", "c"]
    assert settled.invalid == {("marks", "panel", "u1", "all_equal"): 1, ("marks", "panel", "u2", "all_equal"): 1}


def test_only_full_marks_throughout_are_invalid_where_the_form_says_so() -> None:
    rows = rated("a", {"u1": "100", "u2": "100"}) + rated("b", {"u1": "90", "u2": "90"})
    rules = {"all_equal": "invalid", "all_equal_options": ["100"]}
    settled = settle_ratings(rows, {"marks": form_of(validity=rules)})
    assert {row.rater for row in settled.ratings} == {"b"}


def test_quotas_by_value() -> None:
    """At most one from 90, at least one below 70."""
    quotas = [{"value_from": "90", "at_most": "1"}, {"value_below": "70", "at_least": "1"}]
    rows = rated("a", {"u1": "90", "u2": "69.9"}) + rated("b", {"u1": "90", "u2": "90"})
    rows += rated("c", {"u1": "89", "u2": "70"})
    settled = settle_ratings(rows, {"marks": form_of(validity={"quotas": quotas})})
    assert {row.rater for row in settled.ratings} == {"a"}


def test_a_rater_must_rate_every_unit() -> None:
    rows = rated("a", {"u1": "90", "u2": "70"}) + rated("b", {"u1": "90"})
    settled = settle_ratings(rows, {"marks": form_of(validity={"all_units": True})})
    assert settled.invalid == {("marks", "panel", "u1", "all_units"): 1}


def test_ranks_become_values_and_equal_values_share_a_rank() -> None:
    """95, 90, 90, 60 → ranks 1, 2, 2, 4 → 60, 57, 57, 51."""
    rows = rated("a", {"u1": "90", "u2": "95", "u3": "90.0", "u4": "60"})
    settled = settle_ratings(rows, {"marks": form_of(rater_ranks=["60", "57", "54", "51"])})
    assert [str(row.value) for row in settled.ratings] == ["57", "60", "57", "51"]


def test_a_rank_without_a_value_is_a_finding() -> None:
    rows = rated("a", {"u1": "90", "u2": "95", "u3": "80"})
    settled = settle_ratings(rows, {"marks": form_of(rater_ranks=["2", "1"])})
    assert [finding.code for finding in settled.findings] == ["facts.rank-without-value"]
    assert "3 units" in settled.findings[0].say("en")
    assert "前 2 名" in settled.findings[0].say("zh")


def test_of_a_unit_rated_twice_the_first_counts() -> None:
    rows = rated("a", {"u1": "90"}) + rated("a", {"u1": "80"})
    assert settle_ratings(rows, {"marks": form_of()}).ratings == tuple(rows[:1])


@given(st.lists(st.sampled_from(["60", "70.5", "70.50", "80", "100"]), min_size=1, max_size=8))
def test_a_rank_is_one_more_than_the_number_of_better_values(values: list[str]) -> None:
    rows = rated("a", {f"u{i}": value for i, value in enumerate(values)})
    ranks = [str(i) for i in range(1, 9)]
    settled = settle_ratings(rows, {"marks": form_of(rater_ranks=ranks)})
    numbers = [Fraction(value) for value in values]
    expected = [1 + sum(other > number for other in numbers) for number in numbers]
    assert [int(str(row.value)) for row in settled.ratings] == expected
