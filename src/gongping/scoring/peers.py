"""Units beside each other: who is compared with whom, extremes, means and places, and their formulas."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, TypeAlias

import numpy as np

from gongping.points import Points
from gongping.scoring.column import BLOCKING, Column, State, States
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells
from gongping.scoring.trimmed import plain
from gongping.text import Text

Within: TypeAlias = Literal["category", "group"]
Better: TypeAlias = Literal["more", "less"]
LISTED = 400
"""A formula names so many cells at most; beyond that the value stands in a cell of its own."""


def circle_of(context: Context, row: int, within: Within) -> str:
    """The circle a unit is compared in: its group, or the whole category (``""``)."""
    return context.units[row].group if within == "group" else ""


def circles(context: Context, column: Column, within: Within, groups: Sequence[str] = ()) -> dict[str, list[int]]:
    """Circle → rows of the counted units that have a value (of these groups only, where told)."""
    found: dict[str, list[int]] = {}
    for row, _ in context.peers(column):
        if not groups or context.units[row].group in groups:
            found.setdefault(circle_of(context, row, within), []).append(row)
    return found


def waiting(context: Context, column: Column, state: States, within: Within, groups: Sequence[str] = ()) -> States:
    """Pending for every unit of a circle in which a counted unit's value is pending."""
    late = {
        circle_of(context, i, within)
        for i in context.counted_rows
        if column.state[i] == State.PENDING and (not groups or context.units[i].group in groups)
    }
    if not late:
        return state
    waits = np.array([circle_of(context, i, within) in late for i in range(context.count)])
    held: States = np.where(waits & (state < BLOCKING), np.uint8(State.PENDING), state).astype(np.uint8)
    return held


def values_of(column: Column, rows: Sequence[int]) -> list[Fraction]:
    return [column.fraction(i) for i in rows]


def better_than(column: Column, rows: Sequence[int], row: int, better: Better) -> int:
    """How many of these rows are strictly better than one."""
    own = int(column.values[row])
    return sum(int(column.values[i]) > own if better == "more" else int(column.values[i]) < own for i in rows)


def over_cells(word: str, context: Context, column: Column, cells: Cells, path: str, rows: Sequence[int], row: int,
               key: str, value: Fraction) -> str:  # fmt: skip
    """MAX, MIN or SUM over the cells of these rows: the whole range where they are all that have a value."""
    if len(rows) == int(column.present.sum()):
        return f"{word}({cells.column(path)})"
    if len(rows) <= LISTED:
        refs = [cells.node(path, i) for i in rows]
        parts = [f"{word}({','.join(refs[i : i + 200])})" for i in range(0, len(refs), 200)]
        return parts[0] if len(parts) == 1 else f"{word}({','.join(parts)})"
    stated = Points(int(value * 10**12), 12).plain
    return cells.input(f"{path}:{key}", Text(f"{key}（{path}）", f"{key} of {path}"), [stated] * context.count, row)


def listed(values: Sequence[Fraction]) -> str:
    """Values for a person: all of a few, else how many."""
    shown = [plain(v) for v in values[:12]]
    return ", ".join(shown) + (f", … ({len(values)})" if len(values) > len(shown) else "")
