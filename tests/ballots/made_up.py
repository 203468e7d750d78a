"""Made-up forms and ballots for the tests of counting, as hypothesis strategies and as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st

from gongping.ballots.model import Answers
from gongping.scheme.forms import Form
from gongping.tally.model import RESERVED

FORM = "review"
GROUPS = ("leaders", "staff")
UNITS = ("007", "330281001", "Ü 2", "镇海")
"""Codes that are not numbers, not ASCII, and not in alphabetical order once sorted by another rule."""


class Row(NamedTuple):
    """One answer as the table of ballots has it."""

    unit: str
    group: str
    ballot: int
    question: str
    option: str


@dataclass(frozen=True)
class Ballots:
    form: Form
    rows: tuple[Row, ...]


def form_of(**keys: Any) -> Form:
    """A form with two questions and three options, or as told."""
    plain: dict[str, Any] = {
        "clause": "一",
        "raters": {group: group for group in GROUPS},
        "questions": {"work": "工作", "ethics": "廉洁"},
        "options": {"good": "100", "fair": "80", "poor": "40"},
    }
    return Form.model_validate(plain | keys)


def answers_of(form: Form, rows: Sequence[Row], units: Sequence[str] = UNITS) -> Answers:
    """The rows as codes, in their order."""
    options = (*form.option_ids, *RESERVED)
    questions = tuple(form.questions)
    return Answers(
        form=FORM,
        units=tuple(units),
        groups=GROUPS,
        questions=questions,
        options=options,
        unit=np.array([units.index(r.unit) for r in rows], dtype=np.int32),
        group=np.array([GROUPS.index(r.group) for r in rows], dtype=np.int32),
        ballot=np.array([r.ballot for r in rows], dtype=np.int64),
        question=np.array([questions.index(r.question) for r in rows], dtype=np.int32),
        option=np.array([options.index(r.option) for r in rows], dtype=np.int32),
    )


def papers(group: str, *sheets: dict[str, Sequence[str]], first: int = 0) -> tuple[Row, ...]:
    """Rows of papers written down as unit → its answers, on the questions work, ethics, …"""
    return tuple(
        Row(unit, group, first + number, question, option)
        for number, sheet in enumerate(sheets)
        for unit, answers in sheet.items()
        for question, option in zip(("work", "ethics", "team"), answers, strict=False)
        if option
    )


_values = st.sampled_from(["100", "80", "62.5", "0", "-10", "33.333", None])
_limits = st.sampled_from(["0", "1", "2", "20%", "50%", "33.3%", "100%"])


@st.composite
def _options(draw: st.DrawFn, names: Sequence[str]) -> dict[str, Any]:
    return {name: {"value": draw(_values)} for name in names}


@st.composite
def _quotas(draw: st.DrawFn, questions: Sequence[str]) -> dict[str, Any]:
    quota: dict[str, Any] = {"rounding": draw(st.sampled_from([None, "floor", "half_up", "ceil"]))}
    quota["question"] = draw(st.sampled_from(["", *questions]))
    if draw(st.booleans()):
        quota["options"] = draw(st.lists(st.sampled_from(["good", "fair", "poor"]), min_size=1, unique=True))
    else:
        quota[draw(st.sampled_from(["value_from", "value_below"]))] = draw(st.sampled_from(["80", "62.5", "0"]))
    for side in draw(st.sampled_from([["at_most"], ["at_least"], ["at_most", "at_least"]])):
        quota[side] = draw(_limits)
    return quota


@st.composite
def validities(draw: st.DrawFn, questions: Sequence[str]) -> dict[str, Any]:
    """Any combination of rules, most of them absent most of the time."""
    few = st.sampled_from([None, None, 0, 1])
    return {
        "all_blank": draw(st.sampled_from(["invalid", "valid"])),
        "blanks_at_most": draw(few),
        "unknown_at_most": draw(few),
        "all_equal": draw(st.sampled_from(["invalid", "valid"])),
        "all_equal_options": draw(st.sampled_from([[], ["good"], ["good", "poor"]])),
        "quotas": draw(st.lists(_quotas(questions), max_size=2)),
        "all_units": draw(st.sampled_from([False, False, True])),
    }


@st.composite
def forms(draw: st.DrawFn, validity: bool = True) -> Form:
    """A form of one to three questions, weights and own options of a question included."""
    names = ["work", "ethics", "team"][: draw(st.integers(1, 3))]
    questions: dict[str, Any] = {
        name: {"zh": name, "weight": draw(st.sampled_from([None, "1", "0.5", "20", "33.3"]))} for name in names
    }
    if draw(st.booleans()):
        questions[names[-1]]["options"] = draw(_options(["good", "fine"]))
    rules = draw(validities(names)) if validity else {"all_blank": "valid"}
    return form_of(questions=questions, options=draw(_options(["good", "fair", "poor"])), validity=rules)


@st.composite
def ballots(draw: st.DrawFn, complete: bool = False) -> Ballots:
    """A form and some papers on some units, in any order of rows.

    ``complete`` papers state every question and break no rule.
    """
    form = draw(forms(validity=not complete))
    rows = []
    for ballot in range(draw(st.integers(0, 8))):
        group = draw(st.sampled_from(GROUPS))
        for unit in draw(st.lists(st.sampled_from(UNITS), min_size=1, unique=True)):
            for question in form.questions:
                offered = [*form.options_of(question), *RESERVED]
                option = draw(st.sampled_from(offered if complete else [*offered, ""]))
                if option:
                    rows.append(Row(unit, group, ballot, question, option))
    return Ballots(form, tuple(draw(st.permutations(rows))))
