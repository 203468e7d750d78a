"""Columns: one node's values for all units of a category, with a state per unit.

``Exact`` is what an operator computes: numerator ÷ denominator, not rounded. ``Column`` is what is
kept: the value rounded once to the node's places.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from gongping.points import Ints, Points, show

States = npt.NDArray[np.uint8]


class State(IntEnum):
    """Why a value is what it is. Up to FILLED there is a value, from LEFT_OUT on there is none."""

    OK = 0
    REWEIGHTED = 1
    """Computed over the parts that are there; the missing ones' weight went to the others."""
    FILLED = 2
    """The fact is missing and the scheme's policy gave a value."""
    LEFT_OUT = 3
    """The fact is missing and the scheme leaves the part out."""
    NOT_APPLICABLE = 4
    """The part does not apply to this unit and is left out."""
    EXEMPT = 5
    """The unit is not scored here; nor in anything that depends on it."""
    PENDING = 6
    MISSING = 7
    """The fact is not there; the node's policy has still to be applied."""
    FAILED = 8
    """Missing against the scheme: a fault, reported once, where it arose."""


WORDS = {
    State.OK: "ok",
    State.REWEIGHTED: "reweighted",
    State.FILLED: "missing",
    State.LEFT_OUT: "missing",
    State.NOT_APPLICABLE: "exempt",
    State.EXEMPT: "exempt",
    State.PENDING: "pending",
    State.MISSING: "missing",
    State.FAILED: "missing",
}
"""The state as scores.csv writes it."""

# Plain integers: comparing an array with an enum member is many times slower.
HAS_VALUE = int(State.FILLED)
LEFT_OUT = (int(State.LEFT_OUT), int(State.NOT_APPLICABLE))
BLOCKING = int(State.EXEMPT)
"""From this state on, whatever reads the value has none either."""


@dataclass(frozen=True)
class Exact:
    """numerator (n,) ÷ denominator (n,) or one integer; denominators positive; state (n,)."""

    numerator: Ints
    denominator: Ints | int
    state: States

    def fraction(self, row: int) -> Fraction:
        below = self.denominator if isinstance(self.denominator, int) else int(self.denominator[row])
        return Fraction(int(self.numerator[row]), below)


@dataclass(frozen=True)
class Column:
    """values (n,) int64 scaled by 10**places; rows without a value hold 0."""

    values: Ints
    places: int
    state: States

    def has(self, row: int) -> bool:
        return int(self.state[row]) <= HAS_VALUE

    @property
    def present(self) -> npt.NDArray[np.bool_]:
        return self.state <= HAS_VALUE

    def points(self, row: int) -> Points:
        return Points(int(self.values[row]), self.places)

    def fraction(self, row: int) -> Fraction:
        return Fraction(int(self.values[row]), 10**self.places)

    def show(self, row: int) -> str:
        """The plain decimal with exactly the node's places; empty without a value."""
        return show(int(self.values[row]), self.places) if self.has(row) else ""


@lru_cache(maxsize=16)
def all_ok(count: int) -> States:
    """A state for each of ``count`` rows, all OK; shared, so it may only be read."""
    states = np.zeros(count, dtype=np.uint8)
    states.flags.writeable = False
    return states


def worst(states: list[States]) -> States:
    """For a row that needs every input: the blocking or left-out state, if any input has one."""
    result = states[0]
    for state in states[1:]:
        result = np.maximum(result, state)
    return np.where(result <= HAS_VALUE, np.uint8(State.OK), result).astype(np.uint8) if result.any() else result


def from_fractions(values: list[Fraction | None], state: States) -> Exact:
    """An Exact from one fraction per row; None where the state says that there is no value."""
    numerators = [v.numerator if v is not None else 0 for v in values]
    denominators = [v.denominator if v is not None else 1 for v in values]
    return Exact(_ints(numerators), _ints(denominators), state)


def _ints(values: list[int]) -> Ints:
    if any(abs(v) >= 2**62 for v in values):
        return np.array(values, dtype=object)
    return np.array(values, dtype=np.int64)
