"""Rows that say the same thing twice, found by sorting."""

from __future__ import annotations

import numpy as np

from gongping.tables.columns import Columns, Rows
from gongping.text import Message


def repeated(keys: tuple[Rows, ...]) -> tuple[Rows, Rows]:
    """Positions of entries whose keys another one before them has, and of that earlier one.

    Shapes: keys (n,) each → (k,), (k,), in order of the keys.
    """
    order = np.lexsort(tuple(reversed(keys)))
    same = np.ones(max(len(order) - 1, 0), dtype=bool)
    for part in keys:
        same &= part[order[1:]] == part[order[:-1]]
    return order[1:][same], order[:-1][same]


def report_repeated(columns: Columns, message: Message, rows: Rows, keys: tuple[Rows, ...], column: str) -> Rows:
    """Report each of ``rows`` (n,) whose keys (n,) an earlier one has, and give them back."""
    later, earlier = repeated(keys)
    for row, first in zip(rows[later].tolist(), rows[earlier].tolist(), strict=True):
        columns.fault(message, row, column, line=int(columns.table.lines[first]))
    again: Rows = rows[later]
    return again
