"""The formulas of one category before they have a place: operators write them with tokens for cells.

An operator asks for the cell of an input or a node while nobody knows yet where it will stand. It gets
a token; the layout decides on sheets and columns, and then the tokens are replaced by references.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from gongping.points import Points
from gongping.scheme.model import Node
from gongping.scoring.column import HAS_VALUE, State
from gongping.scoring.engine import operator_of
from gongping.scoring.scorecard import CategoryScores
from gongping.text import Text

Mention = tuple[str, str]
"""("input", key) or ("node", path): what a formula reads, or an inner node it defines."""
NODE, INPUT, RANGE, FLAGS = "node", "input", "range", "flags"
_TOKEN = re.compile("\x01(\\d+)\x02")


@dataclass
class Input:
    """One raw input for all units; ``owner`` is the first node that asked for it."""

    title: Text
    values: Sequence[Points | int | None]
    owner: str


@dataclass
class Formulas:
    """Everything the operators wrote for one category; implements the protocol ``Cells``.

    ``expressions``: path → row → expression, limits included, without the rounding. ``mentions``: path →
    what its formulas read, in reading order. ``ranged``: nodes read as a whole column.
    """

    result: CategoryScores
    live: bool = True
    """Whether there are formulas at all; a very large category is written as values."""
    inputs: dict[str, Input] = field(default_factory=dict)
    expressions: dict[str, dict[int, str]] = field(default_factory=dict)
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    inner_of: dict[str, str] = field(default_factory=dict)
    ranged: set[str] = field(default_factory=set)
    uses_flags: bool = False
    _tokens: list[tuple[str, str, int]] = field(default_factory=list)
    _ids: dict[tuple[str, str, int], str] = field(default_factory=dict)
    _path: str = ""
    _read: list[Mention] = field(default_factory=list)

    def node(self, path: str, row: int) -> str:
        return self._token(NODE, path, row)

    def column(self, path: str) -> str:
        self.ranged.add(path)
        return self._token(RANGE, path, -1)

    def counted(self) -> str:
        self.uses_flags = True
        return self._token(FLAGS, "", -1)

    def input(self, key: str, title: Text, values: Sequence[Points | int | None], row: int) -> str:
        if key not in self.inputs:
            self.inputs[key] = Input(title, values, self._path)
        return self._token(INPUT, key, row)

    def inner(self, path: str, expression: str, row: int) -> str:
        self.expressions.setdefault(path, {})[row] = expression
        self.inner_of[path] = self._path
        return self._token(NODE, path, row)

    def _token(self, kind: str, key: str, row: int) -> str:
        known = (kind, key, row)
        if known not in self._ids:
            self._ids[known] = f"\x01{len(self._tokens)}\x02"
            self._tokens.append(known)
        if kind in (NODE, INPUT):
            self._read.append((kind, key))
        return self._ids[known]

    def write(self, node: Node) -> None:
        """Ask the operator for the formula of every unit that has a computed value."""
        column, operator = self.result.columns[node.path], operator_of(node)
        self._path, order, before = node.path, list[Mention](), list[Mention]()
        formulas = self.expressions.setdefault(node.path, {})
        for row in range(len(self.result.units)):
            if column.state[row] >= State.FILLED:
                continue
            self._read = []
            text = operator.formula(node, self.result.context, self, row)
            formulas[row] = _limited(text, node, self, row)
            if self._read != before:
                _merge(order, self._read)
                before = self._read
        self.mentions[node.path] = [m for m in order if m != (NODE, node.path)]

    def place(self, expression: str, refer: Callable[[str, str, int], str]) -> str:
        """The expression with every token replaced by what ``refer(kind, key, row)`` says."""
        return _TOKEN.sub(lambda found: refer(*self._tokens[int(found[1])]), expression)


def formulas_of(result: CategoryScores, live: bool) -> Formulas:
    """The formulas of every node of a category; none where not ``live``."""
    written = Formulas(result, live)
    for path in result.columns:
        node = result.node(path)
        if node is not None and live:
            written.write(node)
    return written


def _limited(expression: str, node: Node, cells: Formulas, row: int) -> str:
    """The expression within ``at_least`` and ``at_most``, a lifted cap in place of the scheme's."""
    low, high = (_limit(limit, node, cells, row) for limit in (node.keys.at_least, node.keys.at_most))
    lifted = lifted_cap(cells.result, node, row)
    if lifted is not None:
        high = lifted or None
    if low is not None:
        expression = f"MAX({expression},{low})"
    return f"MIN({expression},{high})" if high is not None else expression


def _limit(limit: Points | str | None, node: Node, cells: Formulas, row: int) -> str | None:
    if limit is None or isinstance(limit, Points):
        return str(limit) if limit is not None else None
    path = node.refs[limit]
    return cells.node(path, row) if cells.result.columns[path].state[row] <= HAS_VALUE else None


def lifted_cap(result: CategoryScores, node: Node, row: int) -> str | None:
    """The cap a collective decision put in place of the scheme's: "" for none at all, None if undecided."""
    found = None
    if node.keys.lift is not None:
        for decision in result.context.facts.decisions("lift_cap", node.path):
            if result.units[row].code in decision.units:
                found = decision.value
    return found


def _merge(order: list[Mention], read: list[Mention]) -> None:
    """Put what is new behind what stands before it here, so that gaps of one unit disturb no order."""
    at = -1
    for one in read:
        if one in order:
            at = order.index(one)
        else:
            at += 1
            order.insert(at, one)
