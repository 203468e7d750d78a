"""Operators over several amounts of which those that are there count: least, greatest, mean."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from gongping.points import Points
from gongping.scheme.model import Node
from gongping.scoring.column import BLOCKING, HAS_VALUE, Column, Exact, State, States, all_ok, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.scoring.operators.rowwise import Amount, absent_lines, cell, same, show
from gongping.text import Text


class OfThose(Operator):
    """A value made of those of several amounts that are there: the least, the greatest, the mean."""

    @abstractmethod
    def amounts(self) -> Sequence[Amount]:
        """The amounts, in order."""

    @abstractmethod
    def combine(self, values: Sequence[Fraction]) -> Fraction:
        """The value of those there; at least one is."""

    def refs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(a for a in self.amounts() if isinstance(a, str)))

    def present(self, node: Node, context: Context, row: int) -> list[Amount]:
        """The amounts that are there for a unit; numbers always are."""
        return [a for a in self.amounts() if isinstance(a, Points) or context.read(node, a).has(row)]

    def compute(self, node: Node, context: Context) -> Exact:
        columns = {name: context.read(node, name) for name in self.refs()}
        state = left_out_allowed(list(columns.values()), context.count)
        values: list[Fraction | None] = []
        for row in range(context.count):
            there = self.present(node, context, row) if state[row] <= HAS_VALUE else []
            given = [a.fraction if isinstance(a, Points) else columns[a].fraction(row) for a in there]
            values.append(self.combine(given) if given else None)
        return from_fractions(values, state)

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        there = self.present(node, context, row)
        lines = absent_lines(node, context, row, self.refs()) if len(there) < len(self.amounts()) else []
        shown = [show(a, node, context, row) for a in there]
        return [*lines[:1], same(self.line(shown))] if context.columns[node.path].has(row) and shown else lines

    @abstractmethod
    def line(self, shown: Sequence[str]) -> str:
        """The arithmetic for a person."""

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        return self.call([cell(a, node, cells, row) for a in self.present(node, context, row)])

    @abstractmethod
    def call(self, parts: Sequence[str]) -> str:
        """The Excel expression."""


def left_out_allowed(columns: Sequence[Column], count: int) -> States:
    """Blocking states block; of the others those left out are passed over, all left out leave it out."""
    if not columns or not any(c.state.any() for c in columns):
        return all_ok(count).copy()
    states = np.array([c.state for c in columns])
    worst = states.max(axis=0)
    none = states.min(axis=0) > HAS_VALUE
    gaps = (states > HAS_VALUE).any(axis=0) | (states == State.REWEIGHTED).any(axis=0)
    mild = np.where(gaps, np.uint8(State.REWEIGHTED), np.uint8(State.OK))
    state: States = np.where((worst >= BLOCKING) | none, worst, mild).astype(np.uint8)
    return state
