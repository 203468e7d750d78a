"""A histogram is kept of groups of ten and more only; their counts stay as they are."""

import numpy as np

from gongping.tally.model import Count, Histogram, Tally
from gongping.tally.small import without_small_histograms


def count(valid: list[int]) -> Count:
    """Every ballot of every unit says ``good``; the histogram has one score per unit."""
    units = tuple(f"U{i}" for i in range(len(valid)))
    counts = np.zeros((len(valid), 1, 3), dtype=np.int64)
    counts[:, 0, 0] = valid
    rows = np.arange(len(valid), dtype=np.int64)
    histogram = Histogram(rows, np.full(len(valid), 100), np.array(valid), 0, "v")
    return Count("f", "g", units, ("q",), ("good", "_blank", "_unknown"), counts, np.array(valid), {}, histogram)


def test_small_units_lose_their_histogram_only() -> None:
    kept = without_small_histograms(Tally({("f", "g"): count([9, 10, 30, 3])})).counts["f", "g"]
    assert kept.histogram is not None
    assert kept.histogram.unit.tolist() == [1, 2]
    assert kept.histogram.ballots.tolist() == [10, 30]
    assert kept.valid.tolist() == [9, 10, 30, 3]
    assert kept.counts[:, 0, 0].tolist() == [9, 10, 30, 3]


def test_nothing_is_left_of_small_groups_alone() -> None:
    assert without_small_histograms(Tally({("f", "g"): count([9, 3])})).counts["f", "g"].histogram is None
