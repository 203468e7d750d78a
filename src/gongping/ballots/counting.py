"""Ballots → counts on one machine: the dense numpy path, the default."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from gongping.ballots.model import Answers
from gongping.ballots.slips import Codes, Slips, lay_out
from gongping.ballots.validity import Mask, Verdict, judge
from gongping.scheme.forms import Form
from gongping.tally.model import Count, Histogram, Tally
from gongping.tally.rules import REASONS
from gongping.tally.sheet import Sheet, sheet_of


def count_answers(answers: Answers, form: Form, must_rate: Mapping[str, Collection[str]] | None = None) -> Tally:
    """Judge and count all ballots of one form.

    Every group with a ballot gets a Count of the units it has ballots on, in code point order of the
    codes; unanswered questions count as ``_blank``, so each question's counts add up to ``valid``.
    ``must_rate`` (group → units) is what the rule ``all_units`` demands; without it, every unit that
    some paper of the group rates, so then counting in parts needs it told.
    Raises TallyError for answers that are no ballots of this form.
    """
    sheet = sheet_of(form)
    slips = lay_out(answers, sheet)
    verdict = judge(slips, form, sheet, _coded(answers, must_rate))
    counts = {}
    for code, group in enumerate(answers.groups):
        mine = slips.group == code
        if mine.any():
            counts[answers.form, group] = _count(answers, group, mine, slips, verdict, sheet)
    return Tally(counts)


def _coded(answers: Answers, must_rate: Mapping[str, Collection[str]] | None) -> dict[int, tuple[int, ...]] | None:
    """``must_rate`` in codes; a unit without any ballot gets -1, which no paper rates."""
    if must_rate is None:
        return None
    code = {unit: i for i, unit in enumerate(answers.units)}
    absent = -1
    coded = {}
    for number, group in enumerate(answers.groups):
        coded[number] = tuple(code.get(unit, absent) for unit in must_rate.get(group, ()))
    return coded


def _count(answers: Answers, group: str, mine: Mask, slips: Slips, verdict: Verdict, sheet: Sheet) -> Count:
    present = sorted(np.unique(slips.unit[mine]).tolist(), key=lambda u: answers.units[u])
    place = np.zeros(len(answers.units), dtype=np.int64)
    place[present] = np.arange(len(present))
    good, size = mine & verdict.valid, len(present)
    unit, marks = place[slips.unit[good]], slips.marks[good]
    counts = np.empty((size, len(sheet.questions), len(sheet.options)), dtype=np.int64)
    for q in range(len(sheet.questions)):
        cell = unit * len(sheet.options) + marks[:, q]
        counts[:, q] = np.bincount(cell, minlength=size * len(sheet.options)).reshape(size, -1)
    invalid = {}
    for code, reason in enumerate(REASONS, start=1):
        bad = mine & (verdict.reason == code)
        if bad.any():
            invalid[str(reason)] = np.bincount(place[slips.unit[bad]], minlength=size)
    return Count(
        form=answers.form,
        group=group,
        units=tuple(answers.units[u] for u in present),
        questions=sheet.questions,
        options=sheet.options,
        counts=counts,
        valid=np.bincount(unit, minlength=size),
        invalid=invalid,
        histogram=_histogram(unit, marks, sheet),
    )


def _histogram(unit: Codes, marks: np.ndarray[tuple[int, ...], np.dtype[np.int16]], sheet: Sheet) -> Histogram:
    """Ballot scores of valid slips: Σ value × weight over the answered questions."""
    score = np.zeros(len(unit), dtype=np.int64)
    for q in range(len(sheet.questions)):
        score += sheet.values[q][marks[:, q]]
    levels, level = np.unique(score, return_inverse=True)
    width = max(len(levels), 1)
    cells, ballots = np.unique(unit * width + level, return_counts=True)
    return Histogram(
        unit=cells // width,
        score=levels[cells % width] if len(levels) else score,
        ballots=ballots.astype(np.int64),
        places=sheet.places,
        values=sheet.fingerprint,
    )
