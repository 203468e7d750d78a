"""Faulty workbooks, made when the tests run: each takes the place of one table of the good folder."""

from __future__ import annotations

import csv
import datetime as dt
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
"""How an .xls file begins, and an .xlsx with a password."""

Edit = Callable[[Any, Any], None]
"""Writes the fault into a workbook and its first sheet."""
Make = Callable[[Path], None]
"""Puts the faulty file into a folder."""


def workbook(folder: Path, table: str, edit: Edit) -> Path:
    """One table of the folder as a workbook, numbers as numbers, with an edit; its .csv goes away."""
    source = folder / f"{table}.csv"
    rows = list(csv.reader(source.read_text(encoding="utf-8").splitlines()))
    source.unlink()
    file = folder / f"{table}.xlsx"
    with xlsxwriter.Workbook(str(file), {"strings_to_numbers": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("数据")
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, row)
        edit(book, sheet)
    return file


def cell(place: str, value: object, number_format: str = "", table: str = "marks") -> Make:
    """One cell of a table holds something else."""

    def edit(book: Any, sheet: Any) -> None:
        sheet.write(place, value, book.add_format({"num_format": number_format}) if number_format else None)

    return lambda folder: void(workbook(folder, table, edit))


def sheet_edit(edit: Edit, table: str = "marks") -> Make:
    return lambda folder: void(workbook(folder, table, edit))


def instead(name: str, content: bytes) -> Make:
    """A file of these bytes in the place of the table."""

    def make(folder: Path) -> None:
        (folder / "marks.csv").unlink()
        (folder / name).write_bytes(content)

    return make


def void(_: object) -> None:
    """Drops a value."""


def _empty(folder: Path) -> None:
    (folder / "marks.csv").unlink()
    with xlsxwriter.Workbook(str(folder / "marks.xlsx")) as book:
        book.add_worksheet("数据")


def _second(book: Any, sheet: Any) -> None:
    book.add_worksheet("备份").write_row(0, 0, ["item", "unit", "body", "mark"])


def _hidden(book: Any, sheet: Any) -> None:
    other = book.add_worksheet("旧数据")
    other.write_row(0, 0, ["item", "unit", "body", "mark"])
    other.hide()


def _broken(folder: Path) -> None:
    """A workbook cut off in the middle, as by a failed download."""
    file = workbook(folder, "marks", lambda book, sheet: None)
    file.write_bytes(file.read_bytes()[:1500])


def _no_sheets(folder: Path) -> None:
    """An archive that holds no workbook at all."""
    (folder / "marks.csv").unlink()
    with zipfile.ZipFile(folder / "marks.xlsx", "w") as archive:
        archive.writestr("readme.txt", "not a workbook")


def _macros(folder: Path) -> None:
    """A macro workbook that only had its suffix changed."""
    file = workbook(folder, "marks", lambda book, sheet: None)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")


def _noise(folder: Path) -> None:
    """0.1 + 0.2 with all its digits, as Excel itself keeps it (the libraries that write workbooks round it)."""
    file = workbook(folder, "marks", lambda book, sheet: None)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(rb'(<c r="D11"[^>]*><v>)[^<]*', rb"\g<1>0.30000000000000004", parts[sheet])
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _lost_zeros(folder: Path) -> None:
    """Codes with leading zeros that a spreadsheet keeps as numbers."""
    for file in folder.glob("*.csv"):
        file.write_text(file.read_text(encoding="utf-8").replace("T0", "00"), encoding="utf-8")
    workbook(folder, "marks", lambda book, sheet: None)


WORKBOOKS: Mapping[str, Make] = {
    "merged-cells": sheet_edit(lambda book, sheet: sheet.merge_range("C3:C5", "组织部")),
    "formula-cell": sheet_edit(lambda book, sheet: sheet.write_formula("D11", "=88+1", None, 89)),
    "formula-without-a-result": sheet_edit(lambda book, sheet: sheet.write_formula("D11", "=88+1", None, "")),
    "error-cell": sheet_edit(lambda book, sheet: sheet.write_formula("D11", "=1/0", None, "#DIV/0!")),
    "date-of-1900": cell("E2", dt.date(1900, 1, 5), "yyyy-mm-dd", "events"),
    "date-in-a-number-column": cell("D11", dt.date(2025, 3, 29), "yyyy-mm-dd"),
    "float-noise-0.1+0.2": _noise,
    "text-in-a-number-cell": cell("D11", "八十九"),
    "truth-value-in-a-number-cell": sheet_edit(lambda book, sheet: sheet.write_boolean("D11", True)),
    "percent-format": cell("D11", 0.89, "0%"),
    "number-beyond-15-digits": cell("D11", 12345678901234567890.0),
    "stray-cell-far-out": cell("XFD1048576", "x"),
    "empty-sheet": _empty,
    "two-sheets": sheet_edit(_second),
    "hidden-sheet": sheet_edit(_hidden),
    "password": instead("marks.xlsx", OLE + "EncryptedPackage".encode("utf-16-le")),
    "old-workbook-renamed": instead("marks.xlsx", OLE),
    "old-workbook": instead("marks.xls", OLE),
    "macro-workbook": instead("marks.xlsm", b"PK\x03\x04"),
    "macro-workbook-renamed": _macros,
    "cut-off": _broken,
    "archive-without-sheets": _no_sheets,
    "text-named-xlsx": instead("marks.xlsx", b"item,unit,body,mark\n"),
    "web-page-named-xls": instead("marks.xls", b"<html><table><tr><td>item</td></tr></table></html>"),
    "wps-table": instead("marks.et", OLE),
    "parquet-that-is-none": instead("marks.parquet", b"PAR1 not really PAR1"),
    "numeric-codes-lost-zeros": _lost_zeros,
}
"""Fault → what it does to a copy of the good folder."""
