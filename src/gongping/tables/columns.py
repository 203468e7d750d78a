"""The columns of a table as values: each distinct word is read once, each faulty cell reported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from gongping.tables import messages as m
from gongping.tables.model import SHOWN, Table
from gongping.tables.values import Unreadable
from gongping.text import Finding, Message, Severity

T = TypeVar("T")
K = TypeVar("K")
Rows: TypeAlias = npt.NDArray[np.int64]
"""Row numbers, or a value per row, shape (n,)."""


class Columns:
    """Reads one table's columns and gathers its findings.

    A reader takes the stripped text of a cell and returns its value or raises Unreadable.
    """

    def __init__(self, table: Table, findings: list[Finding], shown: int = SHOWN) -> None:
        self.table, self.findings, self.shown = table, findings, shown

    def needed(self, name: str, read: Callable[[str], T]) -> list[T | None]:
        """The values of a column in which no cell may be empty; None where the cell is faulty."""
        column = self.table.columns[name]
        values: list[T | None] = []
        for code, word in enumerate(column.words):
            if word is None:
                self._spread(m.EMPTY_CELL, name, code, {"column": column.header})
                values.append(None)
            else:
                values.append(self._read(name, code, word, read))
        return self._rows(name, values, None)

    def given(self, name: str, read: Callable[[str], T], default: T) -> list[T]:
        """The values of an optional column; ``default`` where it is absent, empty or faulty."""
        column = self.table.columns.get(name)
        if column is None:
            return [default] * self.table.size
        values = []
        for code, word in enumerate(column.words):
            value = None if word is None else self._read(name, code, word, read)
            values.append(default if value is None else value)
        return self._rows(name, values, default)

    def needed_by(self, name: str, keys: Sequence[K | None], read: Callable[[K, str], T]) -> list[T | None]:
        """As ``needed``, where the reader also wants a value of the same row; rows without it give None."""
        return self._by(name, keys, read, None)

    def given_by(self, name: str, keys: Sequence[K | None], read: Callable[[K, str], T], default: T) -> list[T]:
        """As ``given``, where the reader also wants a value of the same row."""
        if name not in self.table.columns:
            return [default] * self.table.size
        return [default if value is None else value for value in self._by(name, keys, read, default)]

    def _by(self, name: str, keys: Sequence[K | None], read: Callable[[K, str], T], empty: T | None) -> list[T | None]:
        column = self.table.columns[name]
        known: dict[tuple[K, int], T | Unreadable | None] = {}
        values: list[T | None] = []
        for row, (key, code) in enumerate(zip(keys, column.codes.tolist(), strict=True)):
            word = column.words[code]
            if row in column.bad or key is None:
                values.append(None)
                continue
            if (key, code) not in known:
                known[key, code] = _attempt(read, key, word) if word is not None else empty
            value = known[key, code]
            if isinstance(value, Unreadable):
                self._add(value.message, row, name, "fault", value.values)
            elif value is None:
                self._add(m.EMPTY_CELL, row, name, "fault", {"column": column.header})
            values.append(None if isinstance(value, Unreadable) else value)
        return values

    def empty(self, name: str, row: int) -> bool:
        """Whether nothing at all is written in a cell."""
        column = self.table.columns.get(name)
        return column is None or (column.words[column.codes[row]] is None and row not in column.bad)

    def texts(self, name: str) -> list[str]:
        """An optional column of free words; empty text where nothing is written."""
        return self.given(name, str, "")

    def fault(self, message: Message, row: int, column: str = "", **values: object) -> None:
        """Add a fault of a row, or of one of its cells."""
        self._add(message, row, column, "fault", values)

    def warn(self, message: Message, row: int, column: str = "", **values: object) -> None:
        """Add a warning about a row, or about one of its cells."""
        self._add(message, row, column, "warning", values)

    def note(self, message: Message, row: int, column: str = "", **values: object) -> None:
        self._add(message, row, column, "note", values)

    def _add(self, message: Message, row: int, column: str, severity: Severity, values: dict[str, object]) -> None:
        self.findings.append(Finding(message, self.table.place(row, column), severity, values))

    def repeated(self, message: Message, keys: list[tuple[object, ...]], column: str = "") -> None:
        """Report every row whose key an earlier row has; keys with a None are passed over."""
        first: dict[tuple[object, ...], int] = {}
        for row, key in enumerate(keys):
            if None in key:
                continue
            earlier = first.setdefault(key, row)
            if earlier != row:
                line = int(self.table.lines[earlier])
                self.fault(message, row, column, key="/".join(str(k) for k in key if k != ""), line=line)

    def _read(self, name: str, code: int, word: str, read: Callable[[str], T]) -> T | None:
        try:
            return read(word)
        except Unreadable as wrong:
            self._spread(wrong.message, name, code, wrong.values)
            return None

    def _rows(self, name: str, values: list[T], default: T) -> list[T]:
        column = self.table.columns[name]
        rows = [values[code] for code in column.codes.tolist()]
        for row in column.bad:
            if row >= 0:
                rows[row] = default
        return rows

    def _spread(self, message: Message, name: str, code: int, values: dict[str, object]) -> None:
        self.spread(message, name, np.flatnonzero(self.table.columns[name].codes == code), values)

    def spread(self, message: Message, name: str, at: Rows, values: dict[str, object]) -> None:
        """Report a fault of many rows: the first ones each, then how many more. Rows known as bad are left out."""
        column = self.table.columns[name]
        rows = [r for r in at.tolist() if r not in column.bad]
        for row in rows[: self.shown]:
            self._add(message, row, name, "fault", values)
        if len(rows) > self.shown:
            left = {"column": column.header, "rows": len(rows) - self.shown}
            self._add(m.MORE, rows[self.shown], name, "fault", left)


def _attempt(read: Callable[[K, str], T], key: K, word: str) -> T | Unreadable:
    try:
        return read(key, word)
    except Unreadable as wrong:
        return wrong
