"""Office tables made for tests."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

from gongping.tables.model import Table
from gongping.tables.spec import TABLES

MARKS = TABLES["marks"]
HEADER = ["项目编码", "单位编码", "考核主体", "得分"]
ROW = ["B1", "T01", "组织部", 92.5]


def texts(table: Table | None, column: str) -> list[str | None]:
    assert table is not None
    found = table.columns[column]
    return [found.words[code] for code in found.codes.tolist()]


def book(path: Path, write: Callable[[Any, Any], None], header: list[str] | None = None) -> Path:
    """A workbook whose first row is the header; ``write`` fills the rest."""
    file = path / "marks.xlsx"
    with xlsxwriter.Workbook(str(file)) as made:
        page = made.add_worksheet("打分")
        page.write_row(0, 0, header or HEADER)
        page.write_row(1, 0, ROW)
        write(made, page)
    return file


def with_xml(file: Path, old: str, new: str) -> Path:
    """The same workbook with one text of its first sheet's XML replaced."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert old.encode() in parts[sheet], parts[sheet]
    parts[sheet] = parts[sheet].replace(old.encode(), new.encode())
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file
