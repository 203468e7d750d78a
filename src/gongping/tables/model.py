"""A table on its way in: raw block → checked table, each column as distinct words and codes.

Shapes: a column of n rows is ``codes`` (n,) int32 into ``words``; each distinct word is judged once,
so that 50,000 ballots cost little more than their distinct words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from gongping.text import Place

Raw: TypeAlias = str | int | float | bool | dt.date | dt.time | dt.timedelta | None
"""A cell as a file holds it; None for an empty one."""

Codes: TypeAlias = npt.NDArray[np.int32]

SHOWN = 20
"""Rows with the same fault in a column that are shown one by one; the rest is a number."""

FlawKind: TypeAlias = Literal["formula", "hollow", "error", "percent", "merged"]


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something about one cell that its value does not show. ``row`` and ``column`` count from 0."""

    row: int
    column: int
    kind: FlawKind
    detail: str = ""


@dataclass(frozen=True)
class Grid:
    """One sheet as it stands, header not yet found. ``rows`` have equal length; ``lines`` gives the
    1-based line or row of each; ``lettered`` says that columns have letters (a workbook)."""

    file: str
    sheet: str
    rows: Sequence[Sequence[Raw]]
    lines: Sequence[int]
    lettered: bool
    flaws: tuple[Flaw, ...] = ()

    def place(self, row: int, column: int | None = None, header: str = "") -> Place:
        line = self.lines[row] if 0 <= row < len(self.lines) else 0
        if column is None:
            return Place(self.file, self.sheet, line)
        return Place(self.file, self.sheet, line, f"{letter(column)}{line}" if self.lettered else header)


@dataclass(frozen=True)
class RawColumn:
    """Distinct raw values (no two equal) and the code of each row."""

    words: Sequence[Raw]
    codes: Codes


@dataclass(frozen=True)
class Block:
    """A header and the cells below it. ``letters`` are empty for files without column letters.

    ``flaws`` are placed by block row (0 is the first below the header) and column.
    """

    file: str
    sheet: str
    headers: tuple[str, ...]
    letters: tuple[str, ...]
    columns: tuple[RawColumn, ...]
    lines: Sequence[int]
    header_line: int
    flaws: tuple[Flaw, ...] = ()

    def place(self, row: int, column: int) -> Place:
        line = self.lines[row] if row >= 0 else self.header_line
        at = self.letters[column]
        return Place(self.file, self.sheet, line, f"{at}{line}" if at else self.headers[column])


@dataclass(frozen=True)
class Column:
    """A checked column: stripped words (None: empty), codes, and the rows already reported as faulty."""

    header: str
    letter: str
    words: tuple[str | None, ...]
    codes: Codes
    bad: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Table:
    """A table with known columns only, empty rows left out. ``lines`` (n,) are 1-based lines."""

    name: str
    file: str
    sheet: str
    lines: npt.NDArray[np.int64]
    columns: Mapping[str, Column] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.lines)

    def place(self, row: int, column: str = "") -> Place:
        """Where a row (0-based) is, or its cell in a column: C17 in a workbook, else the header."""
        line = int(self.lines[row])
        known = self.columns.get(column)
        if known is None:
            return Place(self.file, self.sheet, line)
        return Place(self.file, self.sheet, line, f"{known.letter}{line}" if known.letter else known.header)


def letter(column: int) -> str:
    """The letters of a column counted from 0: 0 → A, 26 → AA."""
    name, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name


def encode(values: Sequence[Raw]) -> RawColumn:
    """Distinct values and codes, in order of first appearance."""
    if bool in set(map(type, values)):
        # True == 1.0 in a dict: a truth value and a number would become one word.
        values = [("TRUE" if v else "FALSE") if isinstance(v, bool) else v for v in values]
    index: dict[Raw, int] = {}
    codes = np.fromiter((index.setdefault(v, len(index)) for v in values), np.int32, len(values))
    return RawColumn(tuple(index), codes)
