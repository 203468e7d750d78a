"""Facts as canonical tables: what a bundle keeps and any program can read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from gongping.facts.model import Facts, Special
from gongping.tables.spec import TABLES
from gongping.tables.writing import write_csv

_ROWS: dict[str, Callable[[Facts], Iterable[Any]]] = {
    "units": lambda facts: facts.units,
    "ratings": lambda facts: facts.ratings,
    "turnout": lambda facts: facts.turnout,
    "items": lambda facts: facts.items,
    "applies": lambda facts: facts.applies,
    "marks": lambda facts: facts.marks,
    "lookups": lambda facts: facts.lookups,
    "numbers": lambda facts: facts.numbers,
    "events": lambda facts: facts.events,
    "unit_status": lambda facts: facts.statuses,
    "decisions": lambda facts: facts.decisions,
}

_FIELDS = {"from": "start", "to": "end"}
"""Columns whose field has another name, in every table."""
_OWN_FIELDS = {
    ("units", "unit"): "code",
    ("items", "item"): "code",
    ("items", "body"): "bodies",
}


def write_facts(facts: Facts, folder: Path) -> list[Path]:
    """Write every non-empty table as ``<table>.csv``; gives the files, in a fixed order.

    Reading them with the same scheme gives the same facts, places and sources aside. The same facts
    give the same bytes. Raises OSError.
    """
    written = []
    for table, rows_of in _ROWS.items():
        rows = list(rows_of(facts))
        if rows:
            write_csv(folder, table, (_row(table, row) for row in rows))
            written.append(folder / f"{table}.csv")
    return written


def _row(table: str, row: Any) -> Sequence[str]:
    cells = []
    for column in TABLES[table].columns:
        name = _OWN_FIELDS.get((table, column.id)) or _FIELDS.get(column.id, column.id)
        cells.append(_cell(getattr(row, name)))
    return cells


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Special):
        return value.value
    return ";".join(value) if isinstance(value, tuple) else str(value)
