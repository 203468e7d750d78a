"""The hidden sheet ``_cells``: which score stands where, so that a program can read the workbook back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gongping.documents.results.workbook_cells import NODE
from gongping.documents.results.workbook_layout import FIRST_COLUMN, FIRST_ROW, TOTALS, Layout

HEADER = ("category", "node", "sheet", "column", "first_row", "last_row", "places")
RANK = ":rank"
"""Stands in column ``node`` for the rank; no node has such a name."""


def write_map(book: Any, name: str, layouts: Sequence[Layout]) -> None:
    """One line per node and ranking; rows and columns from 0, the unit codes in column 1 of the sheet."""
    sheet = book.add_worksheet(name)
    sheet.hide()
    lines: list[tuple[str | int, ...]] = [HEADER]
    for layout in layouts:
        lines += _lines(layout)
    for row, line in enumerate(lines):
        for at, value in enumerate(line):
            if isinstance(value, str):
                sheet.write_string(row, at, value)
            else:
                sheet.write_number(row, at, value)


def _lines(layout: Layout) -> list[tuple[str | int, ...]]:
    result, last = layout.result, FIRST_ROW + len(layout.result.units) - 1
    lines: list[tuple[str | int, ...]] = []
    for path, column in result.columns.items():
        home = layout.home[NODE, path]
        at = layout.column(home, (NODE, path))
        assert at is not None, path
        lines.append((result.category, path, layout.sheets[home].name, at, FIRST_ROW, last, column.places))
    if result.category in result.context.scheme.ranks:
        totals = layout.sheets[TOTALS]
        at = FIRST_COLUMN + len(totals.columns) + 1
        lines.append((result.category, RANK, totals.name, at, FIRST_ROW, last, 0))
    return lines
