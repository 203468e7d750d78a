"""One file as a checked table: format → block → header → columns of stripped text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from gongping.tables import messages as m
from gongping.tables.cells import Flawed, plain, read_cell
from gongping.tables.delimited import read_csv
from gongping.tables.heading import find_block, match
from gongping.tables.model import SHOWN, Block, Column, Flaw, Grid, RawColumn, Table
from gongping.tables.parquet import read_parquet
from gongping.tables.spec import ColumnSpec, TableSpec
from gongping.tables.workbook import read_workbook
from gongping.text import Finding, Place, blocking, reason_of


def read_table(path: Path, spec: TableSpec) -> tuple[Table | None, list[Finding]]:
    """Read one table. None when it cannot be used at all; findings name every fault of file and cell.

    Never raises for what a file holds. Unknown columns and wholly empty rows are left out.
    """
    try:
        block, findings = _block(path, spec)
    except OSError as error:
        return None, [Finding(m.UNREADABLE, Place(path.name), values={"reason": reason_of(error)})]
    if block is None:
        return None, findings
    matched = match(block, spec)
    findings += matched.findings
    if any(f.message is m.MISSING_COLUMN for f in matched.findings):
        return None, findings
    table, found = _checked(block, spec, matched.columns)
    if not table.size and not blocking(findings + found):
        found.append(Finding(m.NO_ROWS, Place(block.file, block.sheet, block.header_line), "warning"))
    return table, sorted(findings + found, key=lambda f: f.place.line)


def read_grids(path: Path) -> tuple[list[Grid], list[Finding]]:
    """All non-empty sheets of a file as they stand, for a reader that finds the headers itself."""
    try:
        if path.suffix.lower() == ".csv":
            grid, findings = read_csv(path)
            return [grid] if grid else [], findings
        return read_workbook(path)
    except OSError as error:
        return [], [Finding(m.UNREADABLE, Place(path.name), values={"reason": reason_of(error)})]


def _block(path: Path, spec: TableSpec) -> tuple[Block | None, list[Finding]]:
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return read_parquet(path, frozenset(h for c in spec.columns for h in c.headers))
    if suffix == ".csv":
        grid, findings = read_csv(path)
    else:
        grid, findings = _one_sheet(path, spec)
    if grid is None:
        return None, findings
    block, found = find_block(grid, spec)
    return block, findings + found


def _one_sheet(path: Path, spec: TableSpec) -> tuple[Grid | None, list[Finding]]:
    grids, findings = read_workbook(path, (spec.id, spec.title.zh))
    if len(grids) > 1:
        values = {"sheets": [g.sheet for g in grids], "table": spec.id}
        return None, [*findings, Finding(m.SEVERAL_SHEETS, Place(path.name), values=values)]
    if not grids and not findings:
        findings.append(Finding(m.EMPTY_SHEET, Place(path.name)))
    return (grids[0] if grids else None), findings


def _checked(block: Block, spec: TableSpec, columns: dict[str, int]) -> tuple[Table, list[Finding]]:
    findings: list[Finding] = []
    made: dict[str, Column] = {}
    for column in spec.columns:
        if column.id in columns:
            n = columns[column.id]
            flaws = [f for f in block.flaws if f.column == n]
            made[column.id], found = _column(block, n, column, flaws)
            findings += found
    return _without_empty(block, spec, made), findings


def _column(block: Block, n: int, spec: ColumnSpec, flaws: list[Flaw]) -> tuple[Column, list[Finding]]:
    raw = block.columns[n]
    read = [read_cell(word, spec.kind) for word in raw.words]
    bad, findings = _flaws(block, n, spec, flaws, [w for w, _ in read])
    for code, (_, wrong) in enumerate(read):
        if wrong is not None:
            rows = np.flatnonzero(raw.codes == code)
            rows = np.array([r for r in rows.tolist() if r not in bad], dtype=np.int64) if bad else rows
            findings += _spread(block, n, rows.tolist(), wrong)
            if wrong.severity == "fault":
                bad |= set(rows.tolist())
    if spec.kind == "code":
        findings += _numeric_codes(block, n, raw)
    words = tuple(w for w, _ in read)
    return Column(block.headers[n], block.letters[n], words, raw.codes, frozenset(bad)), findings


def _spread(block: Block, n: int, rows: list[int], wrong: Flawed) -> Iterator[Finding]:
    for row in rows[:SHOWN]:
        yield Finding(wrong.message, block.place(row, n), wrong.severity, wrong.values)
    if len(rows) > SHOWN:
        values = {"column": block.headers[n], "rows": len(rows) - SHOWN}
        yield Finding(m.MORE, block.place(rows[SHOWN], n), wrong.severity, values)


def _numeric_codes(block: Block, n: int, raw: RawColumn) -> list[Finding]:
    """One note for a column of codes that a workbook holds as numbers."""
    if not block.letters[n]:
        return []
    for code, word in enumerate(raw.words):
        if isinstance(word, int | float) and (rows := np.flatnonzero(raw.codes == code)).size:
            values = {"column": block.headers[n], "text": read_cell(word, "code")[0] or str(word)}
            return [Finding(m.NUMERIC_CODE, block.place(int(rows[0]), n), "note", values)]
    return []


_FLAWS = {"formula": m.FORMULA, "hollow": m.HOLLOW_FORMULA, "error": m.ERROR_CELL, "merged": m.MERGED}


def _flaws(
    block: Block, n: int, spec: ColumnSpec, flaws: list[Flaw], words: list[str | None]
) -> tuple[set[int], list[Finding]]:
    """Findings for the marked cells of a column, and the rows that must not be judged again."""
    bad: set[int] = set()
    findings: list[Finding] = []
    seen: set[str] = set()
    errors = {f.row for f in flaws if f.kind == "error"}
    for flaw in sorted(flaws, key=lambda f: (f.row, f.kind)):
        if flaw.kind == "percent":
            findings += _percent(block, n, spec, flaw, words)
        elif flaw.row in errors and flaw.kind in ("formula", "hollow"):
            continue
        else:
            bad.add(flaw.row)
            if flaw.kind != "merged" or flaw.detail not in seen:
                seen.add(flaw.detail)
                values = {"error": flaw.detail, "range": flaw.detail}
                findings.append(Finding(_FLAWS[flaw.kind], block.place(flaw.row, n), values=values))
    return bad, findings


def _percent(block: Block, n: int, spec: ColumnSpec, flaw: Flaw, words: list[str | None]) -> list[Finding]:
    if spec.kind not in ("number", "count") or not 0 <= flaw.row < len(block.lines):
        return []
    code = int(block.columns[n].codes[flaw.row])
    raw = block.columns[n].words[code]
    if not isinstance(raw, int | float):
        return []
    values = {"shown": f"{plain(raw * 100)}%", "text": words[code] or plain(raw)}
    return [Finding(m.PERCENT, block.place(flaw.row, n), "warning", values)]


def _without_empty(block: Block, spec: TableSpec, columns: dict[str, Column]) -> Table:
    """The table without rows that are empty in every known column (and hold nothing faulty)."""
    lines = np.asarray(block.lines, dtype=np.int64)
    empty = np.ones(len(lines), dtype=bool)
    for column in columns.values():
        blank = np.array([w is None for w in column.words], dtype=bool)
        if len(lines):
            empty &= blank[column.codes]
        empty[[r for r in column.bad if r >= 0]] = False
    if not empty.any():
        return Table(spec.id, block.file, block.sheet, lines, columns)
    kept = np.flatnonzero(~empty)
    moved = {int(old): new for new, old in enumerate(kept.tolist())}
    made = {
        name: Column(c.header, c.letter, c.words, c.codes[kept], frozenset(moved[r] for r in c.bad if r >= 0))
        for name, c in columns.items()
    }
    return Table(spec.id, block.file, block.sheet, lines[kept], made)
