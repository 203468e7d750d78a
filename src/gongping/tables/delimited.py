"""A .csv file as a grid: encoding found out, rows of equal length, every fault with its line."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from gongping.tables import messages as m
from gongping.tables.model import SHOWN, Grid
from gongping.text import Finding, Place, Text

_REASONS = {
    "unexpected end": Text("这里打开的引号没有配对", "the quotation mark opened here is not closed"),
    "expected after": Text("引号后面还有别的字", "something follows a closing quotation mark"),
    "field larger": Text(
        "一格太长，多半是引号没有配对", "a cell is too long: most likely a quotation mark is not closed"
    ),
}
"""What Python's reader says, in our words."""
LARGEST = 2**29
"""Bytes of a text file that is still read as one office table."""


def read_csv(path: Path) -> tuple[Grid | None, list[Finding]]:
    """The grid of a CSV file, or None when it cannot be read at all, with findings."""
    place = Place(path.name)
    if path.stat().st_size > LARGEST:
        return None, [Finding(m.TOO_LARGE, place, values={"size": f"{path.stat().st_size:,} bytes"})]
    text, findings = decode(path.read_bytes(), place)
    if text is None:
        return None, findings
    rows, lines, found = _parse(text, place)
    findings += found
    if not rows and not findings:
        findings.append(Finding(m.EMPTY_SHEET, place))
    if not rows:
        return None, findings
    if len(rows[0]) == 1 and re.search(r"[\t;，；|]", rows[0][0]):
        return None, [*findings, Finding(m.DELIMITER, Place(path.name, "", lines[0]))]
    findings += _even(rows, lines, place)
    return Grid(path.name, "", rows, lines, lettered=False), findings


def decode(data: bytes, place: Place) -> tuple[str | None, list[Finding]]:
    """The text of UTF-8 (BOM allowed) or GB18030 bytes; None with a finding for anything else."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [Finding(m.ENCODING, Place(place.file, "", 1))]
    if (nul := data.find(b"\0")) >= 0:
        return None, [Finding(m.NUL, Place(place.file, "", data.count(b"\n", 0, nul) + 1))]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        bad = Place(place.file, "", data.count(b"\n", 0, error.start) + 1)
    if not _damaged_utf8(data):
        try:
            return data.decode("gb18030"), [Finding(m.GB18030, place, "note")]
        except UnicodeDecodeError:
            pass
    return None, [Finding(m.ENCODING, bad)]


def _damaged_utf8(data: bytes) -> bool:
    """Whether most characters beyond ASCII are good UTF-8: GB18030 would read these as other words."""
    guess = data.decode("utf-8", "replace")
    return len(re.findall("[一-鿿]", guess)) > 2 * guess.count("�")


def _parse(text: str, place: Place) -> tuple[list[list[str]], list[int], list[Finding]]:
    rows: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for row in reader:
            if any(cell and not cell.isspace() for cell in row):
                rows.append(row)
                lines.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        reason = next((words for start_of, words in _REASONS.items() if start_of in str(error)), str(error))
        return rows, lines, [Finding(m.CSV_SYNTAX, Place(place.file, "", start), values={"reason": reason})]
    return rows, lines, []


def _even(rows: list[list[str]], lines: list[int], place: Place) -> list[Finding]:
    """Bring all rows to the length of the header; rows unlike it are findings."""
    head = next((n for n, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)
    expected = len(rows[head])
    ragged: list[tuple[int, int]] = []
    for n, row in enumerate(rows):
        fields = len(row) if len(row) <= expected else max(expected, _filled(row))
        if n > head and fields != expected:
            ragged.append((n, fields))
        row[expected:] = []
        row.extend([""] * (expected - len(row)))
    findings = [
        Finding(m.RAGGED, Place(place.file, "", lines[n]), values={"fields": fields, "expected": expected})
        for n, fields in ragged[:SHOWN]
    ]
    if len(ragged) > SHOWN:
        more = Place(place.file, "", lines[ragged[SHOWN][0]])
        findings.append(Finding(m.MORE, more, values={"column": place.file, "rows": len(ragged) - SHOWN}))
    return findings


def _filled(row: list[str]) -> int:
    return max((n + 1 for n, cell in enumerate(row) if cell), default=0)
