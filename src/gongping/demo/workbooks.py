"""The city's tables as the office's workbooks: one .xlsx per table, Chinese headers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook

from gongping.demo.model import City, Row
from gongping.tables.spec import TABLES, Kind

MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook keeps no time zone; fixed, so that bytes repeat
NUMBERS: tuple[Kind, ...] = ("number", "count")


def write_city(city: City, folder: Path) -> list[Path]:
    """Write every table as ``<table>.xlsx`` into ``folder``; the same city gives the same bytes. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, rows in city.tables.items():
        file = folder / f"{name}.xlsx"
        _write(name, rows, file)
        written.append(file)
    return written


def _write(name: str, rows: Sequence[Row], file: Path) -> None:
    columns = TABLES[name].columns[: len(rows[0]) if rows else None]
    numeric = [column.kind in NUMBERS for column in columns]
    book = Workbook(str(file), {"strings_to_numbers": False, "strings_to_formulas": False})
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet(TABLES[name].title.zh)
    sheet.write_row(0, 0, [column.zh for column in columns], book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns) - 1, 14)
    for n, row in enumerate(rows, 1):
        for c, cell in enumerate(row):
            if cell == "":
                continue
            if numeric[c]:
                sheet.write_number(n, c, float(cell))
            else:
                sheet.write_string(n, c, str(cell))
    book.close()
