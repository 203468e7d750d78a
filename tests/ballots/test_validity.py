"""Each rule of validity on a few ballots, the expected verdict written beside them."""

from __future__ import annotations

from typing import Any

import pytest

from gongping.ballots.counting import count_answers
from gongping.tally.sheet import TallyError
from tests.ballots.made_up import FORM, Row, answers_of, form_of, papers

ONE_QUESTION = {"questions": {"work": "工作"}}


def invalid(validity: dict[str, Any], *sheets: dict[str, list[str]], **keys: Any) -> dict[str, list[int]]:
    """Invalid ballots by reason, per unit 007, 330281001, … in order of code."""
    form = form_of(validity=validity, **keys)
    count = count_answers(answers_of(form, papers("staff", *sheets)), form).get(FORM, "staff")
    assert count is not None
    return {reason: numbers.tolist() for reason, numbers in count.invalid.items()}


def test_an_all_blank_ballot_is_invalid_unless_the_form_says_otherwise() -> None:
    sheets = [{"007": ["_blank", "_blank"]}, {"007": ["good", "_blank"]}, {"007": ["_unknown", "_unknown"]}]
    assert invalid({}, *sheets) == {"all_blank": [1]}
    assert invalid({"all_blank": "valid"}, *sheets) == {}


def test_a_left_out_question_is_a_blank_one() -> None:
    assert invalid({"blanks_at_most": 0}, {"007": ["good"]}, {"007": ["good", "poor"]}) == {"blanks": [1]}


def test_unknown_answers_are_limited() -> None:
    sheets = [{"007": ["_unknown", "_unknown"]}, {"007": ["_unknown", "good"]}]
    assert invalid({"unknown_at_most": 1}, *sheets) == {"unknown": [1]}


def test_equal_answers_on_one_unit_and_only_the_named_options() -> None:
    sheets = [{"007": ["good", "good"]}, {"007": ["poor", "poor"]}, {"007": ["good", "fair"]}]
    assert invalid({"all_equal": "invalid"}, *sheets) == {"all_equal": [2]}
    assert invalid({"all_equal": "invalid", "all_equal_options": "good"}, *sheets) == {"all_equal": [1]}


def test_a_single_answer_is_equal_to_nothing() -> None:
    assert invalid({"all_equal": "invalid"}, {"007": ["good", "_blank"]}) == {}


def test_with_one_question_equal_answers_are_those_of_the_whole_paper() -> None:
    same, differing = {"007": ["good"], "330281001": ["good"]}, {"007": ["good"], "330281001": ["fair"]}
    found = invalid({"all_equal": "invalid"}, same, differing, {"007": ["good"]}, **ONE_QUESTION)
    assert found == {"all_equal": [1, 1]}


@pytest.mark.parametrize(
    ("limit", "rounding", "broken"),
    [("1", None, True), ("2", None, False), ("50%", "floor", True), ("50%", "half_up", False), ("50%", "ceil", False)],
)
def test_a_quota_looks_at_all_units_of_a_paper(limit: str, rounding: str | None, broken: bool) -> None:
    """Two of three units are good; half of three is 1.5."""
    paper = {"007": ["good"], "330281001": ["good"], "镇海": ["fair"]}
    quota = {"options": "good", "at_most": limit, "rounding": rounding}
    expected = {"quota": [1, 1, 1]} if broken else {}
    assert invalid({"quotas": [quota]}, paper, **ONE_QUESTION) == expected


def test_a_quota_by_value_and_a_least_number() -> None:
    """55: of the values from 90 at most one, below 70 at least one."""
    quotas = [{"value_from": "90", "at_most": "1"}, {"value_below": "70", "at_least": "1"}]
    keep = {"007": ["good"], "330281001": ["poor"]}
    none_low = {"007": ["good"], "330281001": ["fair"]}
    assert invalid({"quotas": quotas}, keep, none_low, **ONE_QUESTION) == {"quota": [1, 1]}


def test_a_unit_left_blank_is_not_rated_but_its_paper_is_judged() -> None:
    """50% of the one unit rated is none: the paper breaks the quota; the blank one is counted as blank."""
    quota = {"options": "good", "at_most": "50%", "rounding": "floor"}
    found = invalid({"quotas": [quota]}, {"007": ["good"], "镇海": ["_blank"]}, **ONE_QUESTION)
    assert found == {"all_blank": [0, 1], "quota": [1, 0]}


def test_a_paper_must_rate_every_unit_of_its_group() -> None:
    whole, part = {"007": ["good"], "镇海": ["fair"]}, {"007": ["good"]}
    assert invalid({"all_units": True}, whole, part, **ONE_QUESTION) == {"all_units": [1, 0]}


def test_a_ballot_that_breaks_several_rules_counts_once_under_the_first() -> None:
    rules = {"blanks_at_most": 0, "all_units": True}
    found = invalid(rules, {"007": ["good", ""], "镇海": ["good", "fair"]}, {"007": ["good", "fair"]})
    assert found == {"blanks": [1, 0], "all_units": [1, 0]}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("007", "staff", 0, "work", "good"), ("007", "staff", 0, "work", "poor")], "twice"),
        ([("007", "staff", 0, "work", "good"), ("007", "leaders", 0, "ethics", "good")], "two rater groups"),
        ([("007", "staff", 0, "work", "good"), ("镇海", "leaders", 0, "work", "good")], "two rater groups"),
    ],
)
def test_answers_that_are_no_ballots_are_refused(rows: list[tuple[Any, ...]], words: str) -> None:
    form = form_of()
    with pytest.raises(TallyError, match=words):
        count_answers(answers_of(form, [Row(*row) for row in rows]), form)
