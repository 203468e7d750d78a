"""What every operator is: its keys, its arithmetic, its words, its Excel formula.

An operator is a small frozen model: its fields are the keys a scheme writes. To add a kind of rule,
add one file with one subclass; it is found by itself (see ``__init__``).
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import ClassVar, Protocol

from gongping.points import Points
from gongping.scheme.keys import Strict
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import Exact
from gongping.scoring.context import Context
from gongping.text import Finding, Text


class Cells(Protocol):
    """A sheet under construction: operators ask it for cell references of one unit's row."""

    def node(self, path: str, row: int) -> str:
        """The cell of a node's rounded value, e.g. ``H7``."""

    def column(self, path: str) -> str:
        """The absolute range of a node's values over all units of the category."""

    def counted(self) -> str:
        """The absolute range of 1/0: whether a unit takes part in means, maxima and ranks."""

    def input(self, key: str, title: Text, values: Sequence[Points | int | None], row: int) -> str:
        """The cell of a raw input; the first call with a key writes the whole column."""

    def inner(self, path: str, expression: str, row: int) -> str:
        """The cell of an inner node (one that ``context.inner`` kept): its expression; the sheet rounds it."""


class Operator(Strict):
    """One kind of rule. Subclasses declare their keys as fields; the first key is the operator's name."""

    KEY: ClassVar[str]
    KINDS: ClassVar[tuple[int, ...]]
    """Numbers of the kinds of rule it serves, see docs/rules.md."""
    TITLE: ClassVar[Text]
    SAYS: ClassVar[Text]
    """What it does, in one sentence."""
    ARITHMETIC: ClassVar[Text]
    """The exact formula, in words that choose."""

    def refs(self) -> tuple[str, ...]:
        """Names of the nodes it reads, as written in the scheme."""
        return ()

    def foreign(self) -> tuple[tuple[str, str], ...]:
        """(category, node) it reads in another category; an empty category is the parent category, an empty
        node its grades."""
        return ()

    def named(self) -> tuple[str, ...]:
        """Names of its values 1, 2, 3 …, for conditions with ``is``; empty where values have none."""
        return ()

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        """Findings beyond the types of its keys."""
        yield from ()

    @abstractmethod
    def compute(self, node: Node, context: Context) -> Exact:
        """The exact value per unit; limits, policies and rounding follow in the engine."""

    def needs(self, context: Context, row: int) -> Text:
        """Where a fact that this node needs for a unit, and has not, would be written."""
        return Text("数据表", "the tables")

    @abstractmethod
    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        """The derivation of one unit's value: inputs and arithmetic, one line each."""

    @abstractmethod
    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        """The Excel expression of one unit's exact value, without ``=`` and without the rounding."""
