"""Whether two tallies are the same, and if not, where they first differ."""

from __future__ import annotations

import numpy as np

from gongping.tally.model import Count, Histogram, Tally


def first_difference(left: Tally, right: Tally) -> str | None:
    """The first place at which two tallies differ, as ``form/group/…``; None when they are equal.

    This is how a second, independent counting path is held against the first.
    """
    for key in sorted({*left.counts, *right.counts}):
        a, b = left.counts.get(key), right.counts.get(key)
        where = "/".join(key)
        if a is None or b is None:
            return where
        found = _in_count(a, b)
        if found:
            return f"{where}/{found}"
    return None


def _in_count(a: Count, b: Count) -> str | None:
    for name in ("units", "questions", "options"):
        if getattr(a, name) != getattr(b, name):
            return name
    cells = np.argwhere(a.counts != b.counts)
    if len(cells):
        unit, question, option = cells[0].tolist()
        return f"{a.units[unit]}/{a.questions[question]}/{a.options[option]}"
    units = np.flatnonzero(a.valid != b.valid)
    if len(units):
        return f"{a.units[int(units[0])]}/valid"
    none = np.zeros_like(a.valid)
    for reason in sorted({*a.invalid, *b.invalid}):
        units = np.flatnonzero(a.invalid.get(reason, none) != b.invalid.get(reason, none))
        if len(units):
            return f"{a.units[int(units[0])]}/invalid/{reason}"
    return _in_histogram(a, b)


def _in_histogram(a: Count, b: Count) -> str | None:
    if a.histogram is None or b.histogram is None:
        return None if a.histogram is b.histogram else "histogram"
    if (a.histogram.values, a.histogram.places) != (b.histogram.values, b.histogram.places):
        return "histogram/values"
    left, right = _rows(a.histogram), _rows(b.histogram)
    different = next((row for row in sorted(left.keys() | right.keys()) if left.get(row) != right.get(row)), None)
    return f"{a.units[different[0]]}/score/{different[1]}" if different else None


def _rows(histogram: Histogram) -> dict[tuple[int, int], int]:
    rows = zip(histogram.unit.tolist(), histogram.score.tolist(), strict=True)
    return dict(zip(rows, histogram.ballots.tolist(), strict=True))
