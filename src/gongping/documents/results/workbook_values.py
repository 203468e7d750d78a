"""Reading a results workbook back: the cached value of every score, and what differs between two workbooks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook, ZipError

from gongping.documents.results.workbook_map import HEADER, RANK
from gongping.points import Points
from gongping.text import Text

CODES = 1
"""The column of the unit codes on a calculation sheet."""
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DECIMAL = re.compile(r"-?\d+(\.\d+)?\Z")


class UnreadableWorkbook(ValueError):
    """A file that is not a results workbook of this project."""


@dataclass(frozen=True)
class CachedValues:
    """``scores``: (unit, path) → plain decimal with the node's places, "" without a value;
    ``ranks``: (category, unit) → rank, "" for none."""

    scores: dict[tuple[str, str], str] = field(default_factory=dict)
    ranks: dict[tuple[str, str], str] = field(default_factory=dict)


def read_cached_values(path: Path) -> CachedValues:
    """Every score and rank as it stands in the workbook; raises UnreadableWorkbook."""
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, ZipError, OSError) as error:
        raise UnreadableWorkbook(str(error)) from error
    found = CachedValues()
    for category, node, sheet, column, first, last, places in _map(sheets.get("_cells")):
        for cells in sheets.get(sheet, [])[first : last + 1]:
            unit = str(cells[CODES])
            text = plain(cells[column], places) if column < len(cells) else ""
            if node == RANK:
                found.ranks[category, unit] = text
            else:
                found.scores[unit, node] = text
    return found


def _map(lines: Sequence[Sequence[object]] | None) -> Iterator[tuple[str, str, str, int, int, int, int]]:
    if not lines or tuple(lines[0]) != HEADER:
        raise UnreadableWorkbook("no sheet _cells")
    for category, node, sheet, *numbers in lines[1:]:
        column, first, last, places = (int(str(n).partition(".")[0]) for n in numbers)
        yield str(category), str(node), str(sheet), column, first, last, places


def plain(value: object, places: int) -> str:
    """A cell's number as a plain decimal; with more digits than ``places`` all of them, so that it shows."""
    if isinstance(value, str):
        return value if _DECIMAL.match(value) else ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    exact = Fraction(repr(value)) * 10**places
    return str(Points(exact.numerator, places)) if exact.denominator == 1 else repr(value)


@dataclass(frozen=True)
class _Cell:
    formula: str
    value: str


def differences(old: Path, new: Path, name: str = "results.xlsx") -> list[Text]:
    """What the old workbook has otherwise than the new one, cell by cell: values and formulas.

    ``new`` is trusted: it says which cell is which score.
    """
    fresh = _Book(new)
    try:
        given = _Book(old)
    except (BadZipFile, KeyError, OSError, ElementTree.ParseError, ValueError, IndexError) as error:
        return [Text(f"{name}读不出：{error}", f"{name} cannot be read: {error}")]
    found: list[Text] = []
    meaning = _meanings(new)
    for sheet, cells in fresh.sheets.items():
        if sheet not in given.sheets:
            found.append(Text(f"{name}缺少工作表“{sheet}”", f"{name} has no sheet '{sheet}'"))
            continue
        there = given.sheets[sheet]
        for place in dict.fromkeys((*cells, *there)):
            now, was = cells.get(place, _Cell("", "")), there.get(place, _Cell("", ""))
            if now != was:
                found.append(_difference(name, sheet, place, was, now, meaning.get((sheet, place))))
    more = [sheet for sheet in given.sheets if sheet not in fresh.sheets]
    return found + [Text(f"{name}多出工作表“{s}”", f"{name} has an additional sheet '{s}'") for s in more]


def _difference(name: str, sheet: str, place: str, was: _Cell, now: _Cell, score: tuple[str, str] | None) -> Text:
    what = f"{score[0]} {score[1]} " if score else ""
    at = f"{what}[{sheet}!{place}]"
    if was.value != now.value:
        return Text(f"{name} {at}是“{was.value}”，重算为“{now.value}”",
                    f"{name} {at}: '{was.value}', recomputed '{now.value}'")  # fmt: skip
    return Text(f"{name} {at}的公式是“={was.formula}”，应为“={now.formula}”",
                f"{name} {at}: the formula is '={was.formula}', it should be '={now.formula}'")  # fmt: skip


def _meanings(path: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """(sheet, cell) → (unit, node) of every score."""
    book = CalamineWorkbook.from_path(str(path))
    found: dict[tuple[str, str], tuple[str, str]] = {}
    codes: dict[str, Sequence[Sequence[object]]] = {}
    for _, node, sheet, column, first, last, _ in _map(book.get_sheet_by_name("_cells").to_python()):
        if sheet not in codes:
            codes[sheet] = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        letter = _letter(column)
        for row in range(first, last + 1):
            found[sheet, f"{letter}{row + 1}"] = (str(codes[sheet][row][CODES]), node.removeprefix(":"))
    return found


def _letter(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


class _Book:
    """Sheets → cells → formula and cached text of an .xlsx as it is stored, nothing computed."""

    def __init__(self, path: Path) -> None:
        with ZipFile(path) as archive:
            shared = self._strings(archive)
            names = [s.get("name", "") for s in self._root(archive, "xl/workbook.xml").iter(f"{_NS}sheet")]
            self.sheets = {
                name: self._cells(archive, f"xl/worksheets/sheet{number}.xml", shared)
                for number, name in enumerate(names, start=1)
            }

    @staticmethod
    def _root(archive: ZipFile, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(archive.read(name))

    def _strings(self, archive: ZipFile) -> list[str]:
        if "xl/sharedStrings.xml" not in archive.namelist():
            return []
        return ["".join(t.text or "" for t in si.iter(f"{_NS}t")) for si in self._root(archive, "xl/sharedStrings.xml")]

    def _cells(self, archive: ZipFile, name: str, shared: list[str]) -> dict[str, _Cell]:
        cells = {}
        for cell in self._root(archive, name).iter(f"{_NS}c"):
            formula, value = cell.findtext(f"{_NS}f") or "", cell.findtext(f"{_NS}v") or ""
            text = shared[int(value)] if cell.get("t") == "s" else value
            if formula or text:
                cells[cell.get("r", "")] = _Cell(formula, text)
        return cells
