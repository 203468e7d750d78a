"""Small groups: what is not kept of a count."""

from __future__ import annotations

from dataclasses import replace

from gongping.tally.model import Count, Histogram, Tally

LEAST = 10
"""Valid ballots of a unit's group from which its histogram of ballot scores is kept: below, the
histogram singles ballots out."""


def without_small_histograms(tally: Tally, least: int = LEAST) -> Tally:
    """The same counts without the histogram of any unit whose group cast fewer than ``least`` ballots."""
    return Tally({key: _without(count, least) for key, count in tally.counts.items()})


def _without(count: Count, least: int) -> Count:
    old = count.histogram
    if old is None:
        return count
    kept = count.valid[old.unit] >= least
    new = Histogram(old.unit[kept], old.score[kept], old.ballots[kept], old.places, old.values)
    return replace(count, histogram=new if kept.any() else None)
