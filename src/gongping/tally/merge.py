"""Adding tallies: counting in parts and adding equals counting at once."""

from __future__ import annotations

from functools import reduce

import numpy as np
import numpy.typing as npt

from gongping.tally.model import Count, Histogram, Tally
from gongping.tally.sheet import TallyError

Codes = npt.NDArray[np.int64]


def add(*tallies: Tally) -> Tally:
    """The sum of tallies of disjoint ballots, units in code point order.

    Raises TallyError where two parts of one form have other questions, options or option values.
    """
    return reduce(_add, tallies, Tally())


def _add(left: Tally, right: Tally) -> Tally:
    counts = dict(left.counts)
    for key, count in right.counts.items():
        counts[key] = add_counts(counts[key], count) if key in counts else count
    return Tally(counts)


def add_counts(left: Count, right: Count) -> Count:
    """The sum of two counts of one form and group. Without both histograms the sum has none."""
    for name in ("form", "group", "questions", "options"):
        if getattr(left, name) != getattr(right, name):
            raise TallyError(f"form {left.form}, group {left.group}: the parts differ in {name}")
    units = tuple(sorted({*left.units, *right.units}))
    place = {unit: i for i, unit in enumerate(units)}
    rows = [np.array([place[u] for u in part.units], dtype=np.int64) for part in (left, right)]
    counts = np.zeros((len(units), *left.counts.shape[1:]), dtype=np.int64)
    for part, row in zip((left, right), rows, strict=True):
        counts[row] += part.counts
    reasons = dict.fromkeys([*left.invalid, *right.invalid])
    return Count(
        form=left.form,
        group=left.group,
        units=units,
        questions=left.questions,
        options=left.options,
        counts=counts,
        valid=_sum(len(units), rows, [left.valid, right.valid]),
        invalid={
            r: _sum(len(units), rows, [p.invalid.get(r, np.zeros_like(p.valid)) for p in (left, right)])
            for r in reasons
        },
        histogram=_add_histograms(left, right, rows),
    )


def _sum(size: int, rows: list[Codes], parts: list[Codes]) -> Codes:
    total = np.zeros(size, dtype=np.int64)
    for row, part in zip(rows, parts, strict=True):
        total[row] += part
    return total


def _add_histograms(left: Count, right: Count, rows: list[Codes]) -> Histogram | None:
    a, b = left.histogram, right.histogram
    if a is None or b is None:
        return None
    if (a.values, a.places) != (b.values, b.places):
        raise TallyError(f"form {left.form}, group {left.group}: the parts differ in option values")
    unit = np.concatenate([rows[0][a.unit], rows[1][b.unit]])
    score, ballots = np.concatenate([a.score, b.score]), np.concatenate([a.ballots, b.ballots])
    return gather(unit, score, ballots, a.places, a.values)


def gather(unit: Codes, score: Codes, ballots: Codes, places: int, values: str) -> Histogram:
    """A histogram from rows in any order, rows of the same unit and score added."""
    order = np.lexsort((score, unit))
    unit, score, ballots = unit[order], score[order], ballots[order]
    fresh = np.ones(len(unit), dtype=np.bool_)
    fresh[1:] = (unit[1:] != unit[:-1]) | (score[1:] != score[:-1])
    starts = np.flatnonzero(fresh)
    summed = np.add.reduceat(ballots, starts) if len(starts) else ballots
    return Histogram(unit[starts], score[starts], summed, places, values)
