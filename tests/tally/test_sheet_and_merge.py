"""A form's values as exact integers with their fingerprint; adding and comparing tallies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongping.ballots.counting import count_answers
from gongping.points import PointsError
from gongping.tally.compare import first_difference
from gongping.tally.merge import add
from gongping.tally.model import Tally
from gongping.tally.sheet import TallyError, fingerprint_of_values, sheet_of
from tests.ballots.made_up import FORM, answers_of, form_of, papers


def counted(*sheets: dict[str, list[str]], first: int = 0, **keys: object) -> Tally:
    form = form_of(**keys)
    return count_answers(answers_of(form, papers("staff", *sheets, first=first)), form)


def test_values_and_weights_become_exact_integers() -> None:
    """100 × 0.5 = 50, 62.5 × 0.5 = 31.25; 100 × 33.3 = 3330, 62.5 × 33.3 = 2081.25."""
    questions = {"work": {"zh": "工作", "weight": "0.5"}, "ethics": {"zh": "廉洁", "weight": "33.3"}}
    sheet = sheet_of(form_of(questions=questions, options={"good": "100.0", "fair": "62.5", "none": {"zh": "—"}}))
    assert sheet.options == ("good", "fair", "none", "_blank", "_unknown")
    assert (sheet.places, sheet.values.tolist()) == (2, [[5000, 3125, 0, 0, 0], [333000, 208125, 0, 0, 0]])


def test_the_fingerprint_follows_values_and_nothing_else() -> None:
    plain = fingerprint_of_values(form_of())
    assert plain == fingerprint_of_values(form_of(options={"poor": "40.0", "fair": "80", "good": "100.00"}))
    assert plain == fingerprint_of_values(form_of(title="另一个标题", validity={"all_equal": "invalid"}))
    assert plain != fingerprint_of_values(form_of(options={"good": "100", "fair": "81", "poor": "40"}))
    weighted = {"work": {"zh": "工作", "weight": "2"}, "ethics": "廉洁"}
    assert plain != fingerprint_of_values(form_of(questions=weighted))


def test_a_score_that_could_leave_int64_is_refused() -> None:
    with pytest.raises(PointsError):
        sheet_of(form_of(options={"good": "4000000000000000000"}))


def test_adding_unites_units_and_keeps_their_order() -> None:
    both = add(counted({"镇海": ["good", "fair"]}), counted({"007": ["good", "good"]}, {"镇海": ["good", "fair"]}))
    count = both.counts[FORM, "staff"]
    assert count.units == ("007", "镇海")
    assert count.valid.tolist() == [1, 2]
    assert count.histogram is not None
    assert (count.histogram.score.tolist(), count.histogram.ballots.tolist()) == ([200, 180], [1, 2])


def test_nothing_added_is_an_empty_tally() -> None:
    assert add() == Tally()


def test_parts_of_different_forms_or_values_do_not_add_up() -> None:
    here = counted({"007": ["good", "good"]})
    with pytest.raises(TallyError, match="options"):
        add(here, counted({"007": ["good", "good"]}, options={"good": "100"}))
    with pytest.raises(TallyError, match="values"):
        add(here, counted({"007": ["good", "good"]}, options={"good": "99", "fair": "80", "poor": "40"}))


def test_a_difference_is_named_where_it_is() -> None:
    here = counted({"007": ["good", "good"], "镇海": ["good", "fair"]})
    count = here.counts[FORM, "staff"]
    changed = count.counts.copy()
    changed[1, 1] = [1, 0, 0, 0, 0]
    histogram = replace(count.histogram, score=count.histogram.score + 1) if count.histogram else None
    for other, place in [
        (replace(count, counts=changed), "review/staff/镇海/ethics/good"),
        (replace(count, valid=count.valid + 1), "review/staff/007/valid"),
        (replace(count, invalid={"quota": count.valid}), "review/staff/007/invalid/quota"),
        (replace(count, histogram=None), "review/staff/histogram"),
        (replace(count, histogram=histogram), "review/staff/007/score/200"),
        (replace(count, units=("007", "镇江")), "review/staff/units"),
    ]:
        assert first_difference(here, Tally({(FORM, "staff"): other})) == place
    assert first_difference(here, Tally()) == "review/staff"
    assert first_difference(here, here) is None
