"""Answers laid out as slips: one row for what one paper says on one unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gongping.ballots.model import Answers
from gongping.tally.sheet import Sheet, TallyError

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Slips:
    """Shapes: ``paper``, ``unit``, ``group`` (slips,), sorted by paper then unit; ``marks``
    (slips, questions) int16, codes into the sheet's options, blank where a question is left out.

    ``paper`` numbers the papers that occur 0…, ``unit`` and ``group`` index the names of the Answers.
    """

    paper: Codes
    unit: Codes
    group: Codes
    marks: npt.NDArray[np.int16]

    @property
    def papers(self) -> int:
        return int(self.paper[-1]) + 1 if len(self.paper) else 0


def lay_out(answers: Answers, sheet: Sheet) -> Slips:
    """Sort answers into slips.

    Raises TallyError for a name the form does not have, an option its question does not offer, a
    question answered twice on one slip, and a paper with two groups.
    """
    question = _recode(answers.questions, sheet.questions, answers.form)[answers.question]
    option = _recode(answers.options, sheet.options, answers.form)[answers.option]
    _refuse(answers, ~sheet.offered[question, option], "an option that its question does not offer")
    width = max(len(answers.units), 1)
    pair = answers.ballot.astype(np.int64) * width + answers.unit
    pairs, first, row = np.unique(pair, return_index=True, return_inverse=True)
    paper = np.unique(pairs // width, return_inverse=True)[1]
    group = answers.group[first].astype(np.int64)
    starts = np.searchsorted(paper, np.arange(paper[-1] + 1 if len(paper) else 0))
    if len(paper):
        group = group[starts][paper]
    _refuse(answers, group[row] != answers.group, "a paper with two rater groups")
    marks = _fill(answers, row, question, option, len(pairs), sheet)
    return Slips(paper, pairs % width, group, marks)


def _fill(
    answers: Answers, row: Codes, question: Codes, option: Codes, slips: int, sheet: Sheet
) -> npt.NDArray[np.int16]:
    marks = np.full(slips * len(sheet.questions), -1, dtype=np.int16)
    cell = row * len(sheet.questions) + question
    marks[cell] = option
    if int(np.count_nonzero(marks >= 0)) != len(cell):
        seen = np.bincount(cell, minlength=len(marks))
        _refuse(answers, seen[cell] > 1, "a question answered twice on one ballot")
    marks[marks < 0] = sheet.blank
    return marks.reshape(slips, len(sheet.questions))


def _recode(names: tuple[str, ...], known: tuple[str, ...], form: str) -> Codes:
    """For each name its code among the known ones."""
    code = {name: i for i, name in enumerate(known)}
    strange = [name for name in names if name not in code]
    if strange:
        raise TallyError(f"form {form} has no {strange[0]!r}")
    return np.array([code[name] for name in names], dtype=np.int64)


def _refuse(answers: Answers, wrong: npt.NDArray[np.bool_], what: str) -> None:
    """Raise TallyError naming the unit of the first wrong answer."""
    if wrong.any():
        unit = answers.units[int(answers.unit[int(np.argmax(wrong))])]
        raise TallyError(f"form {answers.form}, unit {unit}: {what}")
