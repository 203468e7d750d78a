"""Reading ballots: the table ``ballots``, one row per answer, as codes ready to be counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gongping.ballots import messages as m
from gongping.ballots.model import Answers
from gongping.scheme.model import Scheme
from gongping.tables.coding import NONE, coded, coded_by
from gongping.tables.columns import Columns, Rows
from gongping.tables.folder import scan
from gongping.tables.messages import EMPTY_CELL
from gongping.tables.model import SHOWN
from gongping.tally.messages import UNKNOWN_NOT_OFFERED
from gongping.tally.model import UNKNOWN
from gongping.tally.names import AnyUnit, FormNames
from gongping.tally.reading import forms_counted
from gongping.tally.repeated import repeated
from gongping.text import Finding

_SHOWN = 3
"""Rows shown of one unknown word: a ballots table is long, and its words are repeated."""


def read_ballots(folder: Path, scheme: Scheme, units: Iterable[AnyUnit]) -> tuple[dict[str, Answers], list[Finding]]:
    """The answers of a folder by form (empty where it has no table ``ballots``), with every fault.

    Rows with a fault are left out; ``Answers.units`` are the units that occur, in code point order. An
    empty option is a blank answer. Findings about the folder itself are those of ``facts.reading``. With
    no units at all (their list is faulty) only the cells are judged.
    """
    found, _ = scan(folder)
    table, findings = found.read("ballots")
    names = FormNames(scheme, units)
    if table is None or not names.units:
        return {}, findings
    rows = _code(Columns(table, findings, _SHOWN), names)
    answers = {}
    for form, id in enumerate(names.ids):
        here = rows.sound[rows.form[rows.sound] == form]
        if here.size:
            answers[id] = _answers(rows, form, here)
    if "tally" in found.files:
        counted = forms_counted(folder, scheme)
        both = [form for form in answers if form in counted]
        findings += [Finding(m.BOTH_GIVEN, counted[form], values={"form": form}) for form in both]
    return answers, findings


@dataclass(frozen=True)
class _Coded:
    """The columns of the table as codes (n,); only rows in ``sound`` have all of them."""

    columns: Columns
    names: FormNames
    form: Rows
    unit: Rows
    group: Rows
    question: Rows
    option: Rows
    sound: Rows

    def word(self, column: str, row: int) -> str:
        known = self.columns.table.columns[column]
        return known.words[known.codes[row]] or ""

    def line(self, row: int) -> int:
        return int(self.columns.table.lines[row])


def _code(columns: Columns, names: FormNames) -> _Coded:
    form = coded(columns, "form", names.form)
    unit = coded(columns, "unit", names.unit)
    group = coded_by(columns, "group", form, len(names.ids), names.group)
    question = coded_by(columns, "question", form, len(names.ids), names.question)
    pair = np.where(question >= 0, form * names.most_questions + question, NONE)
    size = len(names.ids) * names.most_questions
    option = coded_by(columns, "option", pair, size, names.option, blank=True)
    ballots = columns.table.columns["ballot"]
    numbered = np.array([word is not None for word in ballots.words], dtype=bool)[ballots.codes]
    columns.spread(EMPTY_CELL, "ballot", np.flatnonzero(~numbered), {"column": ballots.header})
    whole = np.logical_and.reduce([numbered, *(part >= 0 for part in (form, unit, group, question, option))])
    return _Coded(columns, names, form, unit, group, question, option, np.flatnonzero(whole))


def _answers(rows: _Coded, form: int, here: Rows) -> Answers:
    names = rows.names
    ballot = _renumbered(rows.columns.table.columns["ballot"].codes[here].astype(np.int64))
    present, unit = np.unique(rows.unit[here], return_inverse=True)
    _check_groups(rows, here, ballot)
    _check_twice(rows, here, ballot)
    _check_offered(rows, form, here)
    return Answers(
        form=names.ids[form],
        units=tuple(names.units[n] for n in present),
        groups=tuple(names.forms[form].raters),
        questions=tuple(names.forms[form].questions),
        options=names.options[form],
        unit=unit.astype(np.int32),
        group=rows.group[here].astype(np.int32),
        ballot=ballot,
        question=rows.question[here].astype(np.int32),
        option=rows.option[here].astype(np.int32),
    )


def _renumbered(codes: Rows) -> Rows:
    """Codes (n,) as 0…k-1 in the same order, without sorting."""
    used = np.bincount(codes) > 0
    places: Rows = np.cumsum(used) - 1
    return places[codes]


def _check_groups(rows: _Coded, here: Rows, ballot: Rows) -> None:
    """A paper belongs to one rater group."""
    first = np.empty(int(ballot.max()) + 1, dtype=np.int64)
    first[ballot[::-1]] = here[::-1]
    wrong = np.flatnonzero(rows.group[here] != rows.group[first[ballot]])
    _, once = np.unique(ballot[wrong], return_index=True)
    for n in np.sort(wrong[once])[:SHOWN].tolist():
        row, earlier = int(here[n]), int(first[ballot[n]])
        words = {"first": rows.word("group", earlier), "second": rows.word("group", row)}
        rows.columns.fault(
            m.TWO_GROUPS, row, "group", ballot=rows.word("ballot", row), line=rows.line(earlier), **words
        )


def _check_twice(rows: _Coded, here: Rows, ballot: Rows) -> None:
    """A paper answers a question on a unit once."""
    later, earlier = repeated((ballot, rows.unit[here], rows.question[here]))
    order = np.argsort(later)[:SHOWN]
    for n, before in zip(later[order].tolist(), earlier[order].tolist(), strict=True):
        row = int(here[n])
        words = {name: rows.word(name, row) for name in ("ballot", "unit", "question")}
        rows.columns.fault(m.ANSWERED_TWICE, row, "question", line=rows.line(int(here[before])), **words)


def _check_offered(rows: _Coded, form: int, here: Rows) -> None:
    if rows.names.forms[form].unknown == "offered":
        return
    told = here[rows.option[here] == rows.names.options[form].index(UNKNOWN)]
    if told.size:
        rows.columns.warn(UNKNOWN_NOT_OFFERED, int(told[0]), "option", form=rows.names.ids[form])
