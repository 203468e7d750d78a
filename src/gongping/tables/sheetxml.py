"""What a workbook's XML says about cells that their values do not: formulas, errors, per cent, size.

python-calamine gives values only (an error cell comes out empty), and openpyxl takes seconds; the raw
XML is searched instead, at a few milliseconds for 50,000 rows.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from gongping.tables.model import Flaw

LARGEST = 2**30
"""Unpacked bytes of a workbook that is still read."""
MOST_CELLS = 60_000_000
"""Cells of the rectangle a sheet spans: it is held in memory at once."""

_CELL_FORMULA = re.compile(
    rb"<(?:\w+:)?c((?:\s[^>]*)?)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v>([^<]*)<)?"
)
_CELL_ERROR = re.compile(rb'<(?:\w+:)?c ([^>]*\bt="e"[^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<', re.S)
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_WIDE_OR_LONG = re.compile(rb"""\br=["'](?:[A-Z]{2,}\d|[A-Z]?\d{6})""")
_ANY_REFERENCE = re.compile(rb"""\br=["']([A-Z]*)(\d+)["']""")
NOWHERE = (-1, -1)
"""Where a cell is that does not say its place."""


def sheet_parts(workbook: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → the part that holds it; empty where the workbook does not say."""
    try:
        relations = ElementTree.fromstring(workbook.read("xl/_rels/workbook.xml.rels"))
        book = ElementTree.fromstring(workbook.read("xl/workbook.xml"))
    except (KeyError, ElementTree.ParseError, zipfile.BadZipFile, OSError, ValueError):
        return {}
    targets = {r.get("Id", ""): r.get("Target", "") for r in relations}
    parts = {}
    for sheet in book.iter():
        # The name of the attribute depends on the edition of the format (transitional or strict).
        target = targets.get(next((v for k, v in sheet.items() if k.endswith("}id")), ""))
        if sheet.tag.endswith("}sheet") and target:
            parts[sheet.get("name", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return parts


def span(xml: bytes) -> tuple[int, int]:
    """Rows and columns the sheet's cells reach at most; looked at closely only where they may be many."""
    if not _WIDE_OR_LONG.search(xml):
        return 99_999, 26
    letters, rows = set(), 1
    for found in _ANY_REFERENCE.finditer(xml):
        letters.add(found[1])
        rows = max(rows, int(found[2][:9]))
    return rows, max(column_index(name) + 1 for name in letters)


def flaws(xml: bytes, percent_styles: frozenset[int]) -> Iterator[Flaw]:
    """Formula, error and per-cent cells, by row and column from 0, or NOWHERE."""
    if any(mark in xml for mark in (b"<f>", b"<f ", b"<f/", b":f>", b":f ")):
        for found in _CELL_FORMULA.finditer(xml):
            yield Flaw(*_position(found[1]), "formula" if found[2] else "hollow")
    if b't="e"' in xml:
        for found in _CELL_ERROR.finditer(xml):
            yield Flaw(*_position(found[1]), "error", found[2].decode("utf-8", "replace"))
    if percent_styles:
        styles = b"|".join(str(s).encode() for s in sorted(percent_styles))
        for found in re.finditer(rb'<(?:\w+:)?c ([^>]*\bs="(?:' + styles + rb')"[^>]*)>', xml):
            yield Flaw(*_position(found[1]), "percent")


def _position(attributes: bytes) -> tuple[int, int]:
    found = _REFERENCE.search(attributes)
    return (int(found[2]) - 1, column_index(found[1])) if found else NOWHERE


def column_index(letters: bytes) -> int:
    """A → 0, AA → 26."""
    number = 0
    for byte in letters:
        number = number * 26 + byte - 64
    return number - 1


def percent_styles(workbook: zipfile.ZipFile) -> frozenset[int]:
    """The cell styles that show a number as per cent."""
    try:
        root = ElementTree.fromstring(workbook.read("xl/styles.xml"))
    except (KeyError, ElementTree.ParseError, zipfile.BadZipFile, OSError, ValueError):
        return frozenset()
    formats = {"9", "10"}
    for one in root.iter():
        if one.tag.endswith("}numFmt") and "%" in re.sub(r'"[^"]*"', "", one.get("formatCode", "")):
            formats.add(one.get("numFmtId", ""))
    styles = next((list(e) for e in root if e.tag.endswith("}cellXfs")), [])
    return frozenset(n for n, style in enumerate(styles) if style.get("numFmtId") in formats)
