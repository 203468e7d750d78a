"""Finding the header of a sheet, and telling its columns by their English or Chinese names."""

from __future__ import annotations

from dataclasses import dataclass

from gongping.tables import messages as m
from gongping.tables.cells import clean
from gongping.tables.model import Block, Flaw, Grid, encode
from gongping.tables.model import letter as letters_of
from gongping.tables.spec import ColumnSpec, TableSpec
from gongping.tables.words import did_you_mean, fold
from gongping.text import Finding, Place

SEARCHED = 10
"""Rows from the top among which the header must be."""


def find_block(grid: Grid, spec: TableSpec) -> tuple[Block | None, list[Finding]]:
    """The header of a grid and the cells below it: the first row that names at least two known columns."""
    known = {fold(h) for column in spec.columns for h in column.headers}
    best, most = -1, 1
    for n, row in enumerate(grid.rows[:SEARCHED]):
        hits = sum(1 for cell in row if isinstance(cell, str) and fold(clean(cell)) in known)
        if hits > most:
            best, most = n, hits
    if best < 0:
        found = Finding(m.NO_HEADER, grid.place(0), values={"rows": SEARCHED, "columns": spec.needed()})
        return None, [found]
    block = _below(grid, best)
    if any(any(_filled(cell) for cell in row) for row in grid.rows[:best]):
        line = grid.lines[best]
        return block, [Finding(m.LATE_HEADER, grid.place(best), "note", {"line": line})]
    return block, []


def _below(grid: Grid, header: int) -> Block:
    names = tuple(clean(str(cell)) if _filled(cell) else "" for cell in grid.rows[header])
    rows = grid.rows[header + 1 :]
    columns = tuple(encode(column) for column in zip(*rows, strict=True)) if rows else ()
    flaws = tuple(
        Flaw(f.row - header - 1, f.column, f.kind, f.detail)
        for f in grid.flaws
        if f.row >= header and f.row < len(grid.rows) and f.column < len(names)
    )
    letters = tuple(letters_of(n) if grid.lettered else "" for n in range(len(names)))
    columns = columns or tuple(encode(()) for _ in names)
    lines = grid.lines[header + 1 :]
    return Block(grid.file, grid.sheet, names, letters, columns, lines, grid.lines[header], flaws)


def _filled(cell: object) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(clean(cell)))


@dataclass(frozen=True)
class Matched:
    """Which block column holds which column of the table."""

    columns: dict[str, int]
    findings: list[Finding]


def match(block: Block, spec: TableSpec) -> Matched:
    """Tell the columns of a block; unknown, duplicate and missing ones are findings."""
    spellings = {fold(h): column.id for column in spec.columns for h in reversed(column.headers)}
    spellings |= {fold(column.id): column.id for column in spec.columns}
    columns: dict[str, int] = {}
    findings = []
    for n, header in enumerate(block.headers):
        name = spellings.get(fold(header)) if header else None
        if name is None:
            findings += _unknown(block, spec, n)
        elif name in columns:
            other = block.place(-1, columns[name]).column
            values: dict[str, object] = {"column": header, "other": other}
            findings.append(Finding(m.DUPLICATE_HEADER, block.place(-1, n), values=values))
        else:
            columns[name] = n
    return Matched(columns, findings + [_missing(block, c) for c in spec.columns if c.required and c.id not in columns])


def _missing(block: Block, column: ColumnSpec) -> Finding:
    place = Place(block.file, block.sheet, block.header_line)
    return Finding(m.MISSING_COLUMN, place, values={"column": column.id, "zh": column.zh})


def _unknown(block: Block, spec: TableSpec, n: int) -> list[Finding]:
    header = block.headers[n]
    if not header and not any(_filled(word) for word in block.columns[n].words):
        return []
    names = [h for column in spec.columns for h in column.headers]
    columns = ", ".join(f"{c.id} {c.zh}" for c in spec.columns)
    values: dict[str, object] = {"header": header, "hint": did_you_mean(header, names), "columns": columns}
    return [Finding(m.UNKNOWN_COLUMN, block.place(-1, n), "warning", values)]
