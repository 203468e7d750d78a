"""Columns as integer codes for counting: each distinct word (or pair of words) is resolved once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gongping.tables import messages as m
from gongping.tables.columns import Columns, Rows
from gongping.tables.values import Unreadable

NONE = -1
"""The code of a cell that is empty or faulty (and has been reported)."""


def coded(columns: Columns, name: str, read: Callable[[str], int]) -> Rows:
    """A code per row (n,), NONE where the cell is empty or ``read`` raised Unreadable."""
    column = columns.table.columns[name]
    codes = np.full(len(column.words), NONE, dtype=np.int64)
    for n, word in enumerate(column.words):
        try:
            if word is None:
                raise Unreadable(m.EMPTY_CELL, column=column.header)
            codes[n] = read(word)
        except Unreadable as wrong:
            columns.spread(wrong.message, name, np.flatnonzero(column.codes == n), wrong.values)
    return _without_bad(columns, name, codes[column.codes] if columns.table.size else codes[:0])


def coded_by(
    columns: Columns, name: str, keys: Rows, size: int, read: Callable[[int, str], int], blank: bool = False
) -> Rows:
    """As ``coded``, where what a word means depends on ``keys`` (n,), codes below ``size`` or NONE.

    ``blank`` lets an empty cell stand for the empty word.
    """
    column = columns.table.columns[name]
    words = len(column.words)
    pairs = np.where(keys >= 0, keys * words + column.codes, NONE)
    present = np.flatnonzero(np.bincount(pairs[pairs >= 0], minlength=size * words))
    codes = np.full(size * words + 1, NONE, dtype=np.int64)
    for pair in present.tolist():
        key, n = divmod(pair, words)
        word = column.words[n]
        try:
            if word is None and not blank:
                raise Unreadable(m.EMPTY_CELL, column=column.header)
            codes[pair] = read(key, word or "")
        except Unreadable as wrong:
            columns.spread(wrong.message, name, np.flatnonzero(pairs == pair), wrong.values)
    return _without_bad(columns, name, codes[pairs])


def _without_bad(columns: Columns, name: str, codes: Rows) -> Rows:
    bad = [row for row in columns.table.columns[name].bad if row >= 0]
    codes[bad] = NONE
    return codes
