"""Counts of ballots: what scoring sees instead of ballots.

For every unit and question the counts of all options, the reserved ones included, add up to the
unit's valid ballots of that form and group.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

BLANK = "_blank"
UNKNOWN = "_unknown"
RESERVED = (BLANK, UNKNOWN)
"""未填 and 不了解: counted as options of every question, after the scheme's own."""


@dataclass(frozen=True)
class Histogram:
    """How many valid ballots of a unit had which ballot score (Σ option value × question weight).

    Parallel arrays, sorted by unit then score: ``unit`` indexes Count.units, ``score`` is scaled by
    10**places, ``ballots`` counts. ``values`` is the fingerprint of the form's values and weights.
    """

    unit: npt.NDArray[np.int64]
    score: npt.NDArray[np.int64]
    ballots: npt.NDArray[np.int64]
    places: int
    values: str


@dataclass(frozen=True)
class Count:
    """One form × rater group.

    Shapes: ``counts`` (units, questions, options) int64, ``valid`` (units,) int64; ``invalid`` maps
    the reason code of an invalid ballot to (units,) int64. ``options`` ends with RESERVED.
    """

    form: str
    group: str
    units: tuple[str, ...]
    questions: tuple[str, ...]
    options: tuple[str, ...]
    counts: npt.NDArray[np.int64]
    valid: npt.NDArray[np.int64]
    invalid: Mapping[str, npt.NDArray[np.int64]] = field(default_factory=dict)
    histogram: Histogram | None = None


@dataclass(frozen=True)
class Tally:
    """All counts of one assessment, by (form, group)."""

    counts: Mapping[tuple[str, str], Count] = field(default_factory=dict)

    def get(self, form: str, group: str) -> Count | None:
        return self.counts.get((form, group))
