"""Operators whose value for a unit follows from that unit's own values of the nodes they read."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

import numpy as np

from gongping.points import Points
from gongping.scheme.keys import Exact as Number
from gongping.scheme.model import Node
from gongping.scoring import messages as say
from gongping.scoring.column import HAS_VALUE, Column, Exact, State, States, all_ok, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.scoring.trimmed import plain
from gongping.text import Finding, Text

Amount: TypeAlias = Number | str
"""A number as written, or the name of a node."""


class Undefined(Exception):
    """A unit's value cannot be computed: a ratio to nothing, a value outside all bands."""

    def __init__(self, zh: str, en: str) -> None:
        self.reason = Text(zh, en)
        super().__init__(en)


class Given:
    """One unit's values of the nodes an operator reads; numbers stand for themselves."""

    def __init__(self, values: Mapping[str, Fraction]) -> None:
        self._values = values

    def __call__(self, amount: Amount) -> Fraction:
        return amount.fraction if isinstance(amount, Points) else self._values[amount]


class Rowwise(Operator):
    """A subclass says which amounts it reads and what it makes of one unit's values of them."""

    @abstractmethod
    def reads(self) -> Sequence[Amount | None]:
        """The amounts it reads; None for a key that is not written."""

    @abstractmethod
    def value(self, node: Node, given: Given) -> Fraction:
        """The exact value of one unit; raises Undefined where there is none."""

    def refs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(a for a in self.reads() if isinstance(a, str)))

    def compute(self, node: Node, context: Context) -> Exact:
        names = self.refs()
        columns = [context.read(node, name) for name in names]
        state = passed_on(columns, context.count)
        rows: list[tuple[int, ...]] = list(zip(*(c.values.tolist() for c in columns), strict=True))
        known: dict[tuple[int, ...], Fraction] = {}
        values: list[Fraction | None] = []
        for row, key in enumerate(rows or [()] * context.count):
            try:
                if state[row] <= HAS_VALUE and key not in known:
                    known[key] = self.value(node, self._given(names, columns, key))
                values.append(known[key] if state[row] <= HAS_VALUE else None)
            except Undefined as problem:
                values.append(None)
                undefined(node, context, row, problem.reason)
                state[row] = State.FAILED
        return from_fractions(values, state)

    @staticmethod
    def _given(names: Sequence[str], columns: Sequence[Column], key: Sequence[int]) -> Given:
        return Given({n: Fraction(v, 10**c.places) for n, c, v in zip(names, columns, key, strict=True)})

    def given(self, node: Node, context: Context, row: int) -> Given:
        """The unit's values, as ``compute`` sees them."""
        return Given({n: context.read(node, n).fraction(row) for n in self.refs()})

    def there(self, node: Node, context: Context, row: int) -> bool:
        """Whether the unit has every value that is read."""
        return all(context.read(node, name).has(row) for name in self.refs())

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        if not self.there(node, context, row):
            return absent_lines(node, context, row, self.refs())
        try:
            return list(self.lines(node, context, row))
        except Undefined as problem:
            return [problem.reason]

    @abstractmethod
    def lines(self, node: Node, context: Context, row: int) -> Iterator[Text]:
        """The derivation for a unit that has every value."""


def passed_on(columns: Sequence[Column], count: int) -> States:
    """The state of a value that needs all columns: the worst; several inputs hide that one was filled.

    A new array: the callers write into it.
    """
    if not columns or not any(c.state.any() for c in columns):
        return all_ok(count).copy()
    states = [c.state for c in columns]
    worst: States = np.max(states, axis=0).astype(np.uint8)
    if len(columns) > 1:
        reweighted = np.any([s == State.REWEIGHTED for s in states], axis=0)
        mild = np.where(reweighted, np.uint8(State.REWEIGHTED), np.uint8(State.OK))
        worst = np.where(worst == State.FILLED, mild, worst).astype(np.uint8)
    return worst


def undefined(node: Node, context: Context, row: int, reason: Text) -> None:
    """Add the finding that a unit's value cannot be computed."""
    unit = context.units[row]
    values = {"unit": f"{unit.name}({unit.code})", "path": node.path, "node": node.title.text, "reason": reason}
    context.findings.append(Finding(say.UNDEFINED, unit.place, "fault", values))


def absent_lines(node: Node, context: Context, row: int, names: Sequence[str]) -> list[Text]:
    """Which inputs a unit has no value for, and what stands instead."""
    gone = [name for name in names if not context.read(node, name).has(row)]
    own = context.columns.get(node.path)
    lines = [Text(f"没有“{'、'.join(gone)}”的值", f"no value of {', '.join(gone)}")] if gone else []
    if own is not None and own.has(row):
        lines.append(Text(f"按方案计{own.show(row)}", f"by the scheme: {own.show(row)}"))
    return lines


def show(amount: Amount, node: Node, context: Context, row: int) -> str:
    """An amount as a person reads it: a number plainly, negatives in brackets."""
    text = plain(amount.fraction if isinstance(amount, Points) else context.read(node, amount).fraction(row))
    return f"({text})" if text.startswith("-") else text


def cell(amount: Amount, node: Node, cells: Cells, row: int) -> str:
    """An amount in a formula: a literal, or the cell of the node."""
    if isinstance(amount, str):
        return cells.node(node.refs[amount], row)
    return literal(amount.fraction)


def literal(value: Fraction) -> str:
    """A number in a formula; negatives in brackets, other fractions as a quotient."""
    text = plain(value)
    return f"({text})" if text[0] == "-" or "/" in text else text


def same(line: str) -> Text:
    """A line of arithmetic, the same in both languages."""
    return Text(line, line)
