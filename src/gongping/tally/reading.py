"""Reading counts: the table ``tally``, and beside it the histogram ``ballot_scores``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gongping.scheme.model import Scheme
from gongping.tables.coding import NONE, coded, coded_by
from gongping.tables.columns import Columns, Rows
from gongping.tables.folder import scan
from gongping.tables.values import count
from gongping.tally import messages as m
from gongping.tally.model import UNKNOWN, Count, Tally
from gongping.tally.names import AnyUnit, FormNames
from gongping.tally.repeated import report_repeated
from gongping.tally.rules import REASONS
from gongping.tally.scores import read_scores
from gongping.text import Finding, Place


def read_tally(folder: Path, scheme: Scheme, units: Iterable[AnyUnit]) -> tuple[Tally | None, list[Finding]]:
    """The counts of a folder, None where it has no table ``tally``, with every fault of the table.

    Rows with a fault are left out; ``Count.units`` are the units that occur, in code point order.
    Findings about the folder itself are those of ``facts.reading``. With no units at all (their list is
    faulty) only the cells are judged.
    """
    found, _ = scan(folder)
    table, findings = found.read("tally")
    names = FormNames(scheme, units)
    counts: dict[tuple[str, str], Count] = {}
    if table is not None and names.units:
        counts = {(c.form, c.group): c for c in _counts(Columns(table, findings), names)}
    scores, more = found.read("ballot_scores")
    findings += more
    if scores is not None and table is None:
        findings.append(Finding(m.NO_TALLY, Place(scores.file)))
    elif scores is not None and names.units:
        counts = read_scores(Columns(scores, findings), names, counts)
    return (Tally(counts) if table is not None else None), findings


def forms_counted(folder: Path, scheme: Scheme) -> dict[str, Place]:
    """The forms that the table ``tally`` of a folder counts, each with its first place."""
    table, _ = scan(folder)[0].read("tally")
    if table is None:
        return {}
    names = FormNames(scheme, ())
    forms = coded(Columns(table, []), "form", names.form)
    present, first = np.unique(forms, return_index=True)
    return {names.ids[f]: table.place(int(n), "form") for f, n in zip(present, first, strict=True) if f != NONE}


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
    number: Rows
    sound: Rows


def _counts(columns: Columns, names: FormNames) -> Iterator[Count]:
    rows = _code(columns, names)
    faulty = _faulty(rows, _check_repeated(rows))
    for form in range(len(names.ids)):
        for group, name in enumerate(names.forms[form].raters):
            here = rows.sound[(rows.form[rows.sound] == form) & (rows.group[rows.sound] == group)]
            if here.size:
                yield _count(rows, form, name, here, faulty)


def _code(columns: Columns, names: FormNames) -> _Coded:
    form = coded(columns, "form", names.form)
    unit = coded(columns, "unit", names.unit)
    group = coded_by(columns, "group", form, len(names.ids), names.group)
    question = coded_by(columns, "question", form, len(names.ids), names.question_or_invalid)
    pair = np.where(question >= 0, form * names.most_questions + question, NONE)
    size = len(names.ids) * names.most_questions
    option = coded_by(columns, "option", pair, size, names.option_or_reason)
    number = coded(columns, "count", count)
    whole = np.logical_and.reduce([part >= 0 for part in (form, unit, group, question, option, number)])
    return _Coded(columns, names, form, unit, group, question, option, number, np.flatnonzero(whole))


def _check_repeated(rows: _Coded) -> Rows:
    """The rows that repeat an earlier one, each reported."""
    keys = (rows.form, rows.unit, rows.group, rows.question, rows.option)
    sound = tuple(part[rows.sound] for part in keys)
    return report_repeated(rows.columns, m.DUPLICATE_COUNT, rows.sound, sound, "count")


def _faulty(rows: _Coded, again: Rows) -> frozenset[tuple[int, int]]:
    """(form, unit) with a row known as faulty: that their sums differ is no second fault."""
    bad = np.ones(len(rows.form), dtype=bool)
    bad[rows.sound] = False
    bad[again] = True
    return frozenset(zip(rows.form[bad].tolist(), rows.unit[bad].tolist(), strict=True))


def _count(rows: _Coded, form: int, group: str, here: Rows, faulty: frozenset[tuple[int, int]]) -> Count:
    names = rows.names
    questions, options = tuple(names.forms[form].questions), names.options[form]
    present, unit = np.unique(rows.unit[here], return_inverse=True)
    counts = np.zeros((len(present), len(questions), len(options)), dtype=np.int64)
    answered = rows.question[here] < len(questions)
    cells = here[answered]
    counts[unit[answered], rows.question[cells], rows.option[cells]] = rows.number[cells]
    invalid = {}
    for n, reason in enumerate(REASONS):
        of_reason = ~answered & (rows.option[here] == n)
        if of_reason.any():
            column = np.zeros(len(present), dtype=np.int64)
            column[unit[of_reason]] = rows.number[here[of_reason]]
            invalid[str(reason)] = column
    units = tuple(names.units[n] for n in present)
    made = Count(names.ids[form], group, units, questions, options, counts, _valid(counts), invalid)
    _check_sums(rows, made, here, unit, [(form, int(n)) in faulty for n in present])
    _check_offered(rows, form, made, cells)
    return made


def _valid(counts: Rows) -> Rows:
    """Valid ballots per unit (n,): the most answers any of its questions has."""
    sums: Rows = counts.sum(axis=2)
    most: Rows = sums.max(axis=1, initial=0)
    return most


def _check_sums(rows: _Coded, made: Count, here: Rows, unit: Rows, faulty: list[bool]) -> None:
    """Every question of a unit must have as many answers, reserved ones included."""
    sums = made.counts.sum(axis=2)
    differ = (sums != made.valid[:, None]).any(axis=1) & ~np.array(faulty, dtype=bool)
    for n in np.flatnonzero(differ).tolist():
        shown = [f"{question} {total}" for question, total in zip(made.questions, sums[n].tolist(), strict=True)]
        row = int(here[np.argmax(unit == n)])
        rows.columns.fault(m.UNEQUAL_SUMS, row, "count", unit=made.units[n], sums=shown)


def _check_offered(rows: _Coded, form: int, made: Count, cells: Rows) -> None:
    if rows.names.forms[form].unknown == "offered":
        return
    told = cells[(rows.option[cells] == made.options.index(UNKNOWN)) & (rows.number[cells] > 0)]
    if told.size:
        rows.columns.warn(m.UNKNOWN_NOT_OFFERED, int(told[0]), "option", form=made.form)
