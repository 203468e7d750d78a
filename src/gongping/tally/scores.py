"""Reading ``ballot_scores``: how many ballots of a unit had which score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from gongping.points import Points
from gongping.tables.coding import coded, coded_by
from gongping.tables.columns import Columns, Rows
from gongping.tables.values import count, decimal
from gongping.tally import messages as m
from gongping.tally.model import Count, Histogram
from gongping.tally.names import FormNames
from gongping.tally.repeated import report_repeated
from gongping.tally.sheet import fingerprint_of_values, sheet_of

Counts = dict[tuple[str, str], Count]


@dataclass(frozen=True)
class _Coded:
    columns: Columns
    names: FormNames
    form: Rows
    unit: Rows
    group: Rows
    score: list[Points | None]
    ballots: Rows
    values: list[str | None]
    sound: Rows


def read_scores(columns: Columns, names: FormNames, counts: Mapping[tuple[str, str], Count]) -> Counts:
    """The counts with their histograms. A histogram must add up to the valid ballots of each unit."""
    rows = _code(columns, names)
    made = dict(counts)
    for form, id in enumerate(names.ids):
        for group, name in enumerate(names.forms[form].raters):
            here = rows.sound[(rows.form[rows.sound] == form) & (rows.group[rows.sound] == group)]
            if here.size:
                known = counts.get((id, name))
                histogram = _histogram(rows, form, here, known)
                if known is not None and histogram is not None:
                    made[id, name] = replace(known, histogram=histogram)
    return made


def _code(columns: Columns, names: FormNames) -> _Coded:
    form = coded(columns, "form", names.form)
    unit = coded(columns, "unit", names.unit)
    group = coded_by(columns, "group", form, len(names.ids), names.group)
    score, values = columns.needed("score", decimal), columns.needed("values", str)
    ballots = coded(columns, "ballots", count)
    told = np.array([s is not None and v is not None for s, v in zip(score, values, strict=True)], dtype=bool)
    whole = np.logical_and.reduce([told, *(part >= 0 for part in (form, unit, group, ballots))])
    return _Coded(columns, names, form, unit, group, score, ballots, values, np.flatnonzero(whole))


def _histogram(rows: _Coded, form: int, here: Rows, known: Count | None) -> Histogram | None:
    if not _known_units(rows, here, known) or known is None:
        return None
    values = dict.fromkeys(rows.values[n] for n in here.tolist())
    if len(values) > 1:
        rows.columns.fault(m.MIXED_VALUES, int(here[0]), "values")
        return None
    places = _places(rows, form, here)
    if places is None:
        return None
    index = {unit: n for n, unit in enumerate(known.units)}
    unit = np.array([index[rows.names.units[u]] for u in rows.unit[here].tolist()], dtype=np.int64)
    score = np.array([_score(rows, n).at(places) for n in here.tolist()], dtype=np.int64)
    report_repeated(rows.columns, m.DUPLICATE_SCORE, here, (unit, score), "score")
    _check_sums(rows, here, known, unit)
    order = np.lexsort((score, unit))
    return Histogram(unit[order], score[order], rows.ballots[here][order], places, next(iter(values)) or "")


def _known_units(rows: _Coded, here: Rows, known: Count | None) -> bool:
    """Whether every unit with scores has counts; those that have none are reported."""
    units = set(known.units) if known else set()
    present, first = np.unique(rows.unit[here], return_index=True)
    missing = [(rows.names.units[u], int(here[n])) for u, n in zip(present, first, strict=True)
               if rows.names.units[u] not in units]  # fmt: skip
    for unit, row in missing:
        rows.columns.fault(m.NO_COUNTS, row, "unit", unit=unit)
    return not missing


def _score(rows: _Coded, row: int) -> Points:
    score = rows.score[row]
    return score if score is not None else Points(0, 0)


def _places(rows: _Coded, form: int, here: Rows) -> int | None:
    """The places of the scores: those of the form's values, where the scores were made with them."""
    digits = {n: _score(rows, n).plain.places for n in here.tolist()}
    most = max(digits.values())
    if rows.values[int(here[0])] != fingerprint_of_values(rows.names.forms[form]):
        rows.columns.warn(m.OTHER_VALUES, int(here[0]), "values")
        return max(_score(rows, n).places for n in digits)
    places = sheet_of(rows.names.forms[form]).places
    for n in [n for n, own in digits.items() if own > places][:1]:
        rows.columns.fault(m.SCORE_PLACES, n, "score", score=_score(rows, n))
    return places if most <= places else None


def _check_sums(rows: _Coded, here: Rows, known: Count, unit: Rows) -> None:
    sums = np.zeros(len(known.units), dtype=np.int64)
    np.add.at(sums, unit, rows.ballots[here])
    for n in np.flatnonzero(sums != known.valid).tolist():
        own = here[unit == n]
        row = int(own[0]) if own.size else int(here[0])
        values = {"unit": known.units[n], "ballots": int(sums[n]), "valid": int(known.valid[n])}
        rows.columns.fault(m.SCORES_SUM, row, "ballots", **values)
