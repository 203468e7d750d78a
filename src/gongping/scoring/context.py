"""What an operator sees while it computes one node: columns computed so far, facts, the tally."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from gongping.facts.model import NOT_APPLICABLE, PENDING, Facts, Unit
from gongping.points import Ints, Points, round_column
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import BLOCKING, HAS_VALUE, Column, Exact, State, States
from gongping.scoring.facts import FactIndex
from gongping.tally.model import Count, Tally
from gongping.text import Finding


class Context:
    """One category while it is computed.

    ``columns`` is the trace: path → Column of every node and inner node so far. ``elsewhere`` holds
    the finished contexts of other categories. ``ranks`` and ``grades`` are filled after the score
    and read by outcomes: per row a rank (0: not ranked) and a grade id ("" none).
    """

    def __init__(
        self, scheme: Scheme, category: str, units: Sequence[Unit], facts: Facts, tally: Tally,
        elsewhere: Mapping[str, Context],
    ) -> None:  # fmt: skip
        self.scheme, self.category, self.units = scheme, category, tuple(units)
        self.facts, self.tally, self.elsewhere = FactIndex(facts, self.units, category), tally, elsewhere
        self._aligned: dict[tuple[str, str], Count | None] = {}
        self._matched: tuple[str, ...] | None = None
        self.columns: dict[str, Column] = {}
        self.findings: list[Finding] = []
        self.ranks: list[int] = [0] * len(units)
        self.grades: list[str] = [""] * len(units)
        self.standing: list[str] = ["assessed"] * len(units)
        self.scored = np.ones(len(units), dtype=np.bool_)
        self.in_means = np.ones(len(units), dtype=np.bool_)
        self.in_base = np.ones(len(units), dtype=np.bool_)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(map(attrgetter("code"), self.units))

    @property
    def count(self) -> int:
        return len(self.units)

    def read(self, node: Node, name: str) -> Column:
        """The column a name in the node's operator refers to."""
        return self.columns[node.refs[name]]

    def round(self, exact: Exact, places: int) -> Column:
        """Round once to ``places``; rows without a value hold 0."""
        values = round_column(exact.numerator, exact.denominator, 10**places)
        empty = exact.state > HAS_VALUE
        if empty.any():
            values = np.where(empty, 0, values)
        return Column(values, places, exact.state)

    def inner(self, node: Node, name: str, exact: Exact, places: int | None = None) -> Column:
        """Round an inner value, keep it in the trace as ``node/name`` and return it."""
        column = self.round(exact, node.places if places is None else places)
        self.columns[f"{node.path}/{name}"] = column
        return column

    def tallied(self, form: str, group: str) -> Count | None:
        """The count of a form × group, one row per unit of this category; zeros for a unit without ballots."""
        key = (form, group)
        if key not in self._aligned:
            count = self.tally.get(form, group)
            if count is not None and not self._same_units(count.units):
                count = self._align(count)
            self._aligned[key] = count
        return self._aligned[key]

    def _same_units(self, units: tuple[str, ...]) -> bool:
        """Whether a count has this category's units in this order; forms counted together share the tuple."""
        if units is not self._matched and units == self.codes:
            self._matched = units
        return units is self._matched

    def _align(self, count: Count) -> Count:
        there = {code: i for i, code in enumerate(count.units)}
        rows = np.array([there.get(code, -1) for code in self.codes], dtype=np.int64)

        def taken(array: Ints) -> Ints:
            if len(array) == 0:
                return np.zeros((len(rows), *array.shape[1:]), dtype=np.int64)
            found: Ints = array[np.maximum(rows, 0)]
            found[rows < 0] = 0
            return found

        invalid = {reason: taken(n) for reason, n in count.invalid.items()}
        return replace(
            count,
            units=self.codes,
            counts=taken(count.counts),
            valid=taken(count.valid),
            invalid=invalid,
            histogram=None,
        )

    @cached_property
    def counted_rows(self) -> list[int]:
        """Rows that take part in means, maxima and ranks over the category."""
        return [i for i in range(self.count) if self.in_means[i] and self.scored[i]]

    def peers(self, column: Column, rows: Sequence[int] | None = None) -> list[tuple[int, Fraction]]:
        """(row, value) of the counted units that have a value."""
        return [(i, column.fraction(i)) for i in (self.counted_rows if rows is None else rows) if column.has(i)]


def facts_state(values: Sequence[object]) -> States:
    """The state of a fact per row: there, missing, pending or not applicable."""
    codes = {PENDING: State.PENDING, NOT_APPLICABLE: State.NOT_APPLICABLE, None: State.MISSING}
    return np.array([codes.get(v, State.OK) if not isinstance(v, str | Points) else 0 for v in values], dtype=np.uint8)  # type: ignore[call-overload]


def blocked(states: Sequence[States]) -> npt.NDArray[np.bool_]:
    """Rows in which any input is exempt, pending or missing."""
    stopped: npt.NDArray[np.bool_] = np.logical_or.reduce([s >= BLOCKING for s in states])
    return stopped


def scaled(column: Column, places: int) -> Ints:
    """A column's values as integers scaled by 10**places (places ≥ the column's)."""
    return column.values if places == column.places else column.values * 10 ** (places - column.places)
