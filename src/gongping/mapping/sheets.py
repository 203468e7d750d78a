"""A sheet as a person sees it: merged cells hold their value everywhere, header rows are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gongping.tables.cells import clean, read_cell
from gongping.tables.model import Grid, Raw

_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)\Z")
BETWEEN = "/"


@dataclass(frozen=True)
class Sheet:
    """A grid with merged cells filled. ``rows`` are those of the grid, ``number`` maps row → 1-based line."""

    grid: Grid
    rows: Sequence[Sequence[Raw]]
    flaws: Mapping[tuple[int, int], tuple[frozenset[str], str]] = field(default_factory=dict)
    """Row and column → what is wrong about the cell, merging aside, and the error it shows."""

    @property
    def name(self) -> str:
        return self.grid.sheet

    def line(self, row: int) -> int:
        return self.grid.lines[row]

    def text(self, row: int, column: int) -> str:
        """A cell's stripped text, "" for an empty one or one outside the sheet."""
        if not (0 <= row < len(self.rows) and 0 <= column < len(self.rows[row])):
            return ""
        return read_cell(self.rows[row][column], "text")[0] or ""

    def at(self, address: str) -> str:
        """The text of a cell by its address, e.g. B2."""
        found = re.fullmatch(r"([A-Za-z]+)(\d+)", address)
        if not found:
            return ""
        rows = {self.grid.lines[n]: n for n in range(len(self.rows))}
        return self.text(rows.get(int(found[2]), -1), _column(found[1].upper()))

    def headers(self, lines: Sequence[int]) -> list[str]:
        """One header per column: the header rows joined with a slash, equal ones apart by #2, #3 …"""
        rows = [n for n in range(len(self.rows)) if self.grid.lines[n] in set(lines)]
        width = max((len(row) for row in self.rows), default=0)
        seen: dict[str, int] = {}
        return [_numbered(_joined([self.text(r, c) for r in rows]), seen) for c in range(width)]

    def below(self, lines: Sequence[int]) -> Iterator[int]:
        """The rows after the header."""
        last = max(lines, default=0)
        return (n for n in range(len(self.rows)) if self.grid.lines[n] > last)


def _joined(parts: list[str]) -> str:
    words = [clean(re.sub(r"\s+", "", part)) for part in parts]
    kept = [w for n, w in enumerate(words) if w and (n == 0 or w != words[n - 1])]
    return BETWEEN.join(kept)


def _numbered(header: str, seen: dict[str, int]) -> str:
    if not header:
        return ""
    seen[header] = seen.get(header, 0) + 1
    return header if seen[header] == 1 else f"{header}#{seen[header]}"


def as_seen(grid: Grid) -> Sheet:
    """The grid with the value of every merged range in all of its cells."""
    rows = [list(row) for row in grid.rows]
    for name in dict.fromkeys(f.detail for f in grid.flaws if f.kind == "merged"):
        found = _RANGE.match(name)
        if not found:
            continue
        top, bottom, left, right = int(found[2]), int(found[4]), _column(found[1]), _column(found[3])
        value = rows[top - 1][left] if top <= len(rows) else None
        for r in range(top - 1, min(bottom, len(rows))):
            for c in range(left, min(right + 1, len(rows[r]))):
                rows[r][c] = value
    flaws: dict[tuple[int, int], tuple[frozenset[str], str]] = {}
    for flaw in grid.flaws:
        if flaw.kind != "merged":
            kinds, detail = flaws.get((flaw.row, flaw.column), (frozenset[str](), ""))
            flaws[flaw.row, flaw.column] = (kinds | {flaw.kind}, flaw.detail or detail)
    return Sheet(grid, rows, flaws)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
