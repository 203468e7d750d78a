"""Workbooks as they come from offices: what a cell hides is named at its place."""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from gongping.tables.reading import read_table
from tests.facts.plan import told, workbook_of
from tests.tables.made import HEADER, MARKS, ROW, book, texts, with_xml


def _formula(made: Any, page: Any) -> None:
    page.write_row(2, 0, ROW[:3])
    page.write_formula("D3", "=90+2", value=92)


def _error(made: Any, page: Any) -> None:
    page.write_row(2, 0, ROW[:3])
    page.write_formula("D3", "=NA()", value="#N/A")


def _merged(made: Any, page: Any) -> None:
    page.merge_range("A3:A4", "B2")
    page.write_row("B3", ROW[1:])
    page.write_row("B4", ROW[1:])


def _date(made: Any, page: Any) -> None:
    page.write_row(2, 0, ROW[:3])
    page.write_datetime("D3", dt.date(1900, 3, 31), made.add_format({"num_format": "yyyy-m-d"}))


def _percent(made: Any, page: Any) -> None:
    page.write_row(2, 0, ROW[:3])
    page.write_number("D3", 0.95, made.add_format({"num_format": "0.0%"}))


def _numeric_code(made: Any, page: Any) -> None:
    page.write_row(2, 0, ["B1", 7, "组织部", 1])


def _full_width(made: Any, page: Any) -> None:
    page.write_row(2, 0, ["B1", "T02", "组织部", "９２．５"])


@pytest.mark.parametrize(
    ("write", "code", "severity", "cell"),
    [
        (_formula, "tables.formula", "fault", "D3"),
        (_error, "tables.error-cell", "fault", "D3"),
        (_merged, "tables.merged-cells", "fault", "A3"),
        (_date, "tables.date-cell", "fault", "D3"),
        (_percent, "tables.percent-format", "warning", "D3"),
        (_numeric_code, "tables.numeric-code", "note", "B3"),
        (_full_width, "tables.full-width", "note", "D3"),
    ],
)
def test_what_a_workbook_cell_hides(
    tmp_path: Path, write: Callable[[Any, Any], None], code: str, severity: str, cell: str
) -> None:
    _, findings = read_table(book(tmp_path, write), MARKS)
    assert told(findings) == [(code, f"marks.xlsx[打分]:{cell}")]
    assert findings[0].severity == severity


def test_a_date_cell_says_which_number_it_is(tmp_path: Path) -> None:
    finding = read_table(book(tmp_path, _date), MARKS)[1][0]
    assert finding.values["number"] == "91"


def test_a_formula_without_a_stored_value(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    page = made.worksheets[0]
    page.append(HEADER)
    page.append([*ROW[:3], "=90+2"])
    made.save(tmp_path / "marks.xlsx")
    _, findings = read_table(tmp_path / "marks.xlsx", MARKS)
    assert told(findings) == [("tables.formula-no-value", "marks.xlsx[Sheet]:D2")]


def test_the_noise_that_excel_itself_stores(tmp_path: Path) -> None:
    file = with_xml(book(tmp_path, lambda *_: None), "<v>92.5</v>", "<v>0.30000000000000004</v>")
    _, findings = read_table(file, MARKS)
    assert told(findings) == [("tables.float-noise", "marks.xlsx[打分]:D2")]
    assert findings[0].values == {"text": "0.30000000000000004", "number": "0.3"}


def test_a_formula_in_a_column_nobody_reads_is_no_fault(tmp_path: Path) -> None:
    def write(made: Any, page: Any) -> None:
        page.write("F1", "备注")
        page.write_formula("F2", "=1+1")

    assert [f.code for f in read_table(book(tmp_path, write), MARKS)[1]] == ["tables.unknown-column"]


def test_other_programs_xml_is_understood(tmp_path: Path) -> None:
    """Namespace prefixes, and a formula spread over cells, as other writers of workbooks have them."""
    file = book(tmp_path, _formula)
    with_xml(file, "<f>90+2</f>", '<f t="shared" ref="D3:D4" si="0">90+2</f>')
    assert [f.code for f in read_table(file, MARKS)[1]] == ["tables.formula"]


def test_cells_that_do_not_say_their_place(tmp_path: Path) -> None:
    """The format allows it; the formula is then told for the sheet."""
    file = book(tmp_path, lambda *_: None)
    with_xml(file, '<c r="D2"><v>92.5</v></c>', "<c><f>90+2</f><v>92</v></c>")
    table, findings = read_table(file, MARKS)
    assert texts(table, "mark") == ["92"]
    assert told(findings) == [("tables.formula", "marks.xlsx[打分]")]


@pytest.mark.parametrize(
    "row", ['<row r="999999999">', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="2">']
)
def test_rows_that_claim_to_be_far_out(tmp_path: Path, row: str) -> None:
    file = with_xml(book(tmp_path, lambda *_: None), '<row r="2" spans="1:4">', row)
    assert [f.code for f in read_table(file, MARKS)[1]] == ["tables.too-large"]


def test_several_sheets_need_a_name(tmp_path: Path) -> None:
    file = tmp_path / "marks.xlsx"
    for second, expected in (("备份", ["tables.several-sheets"]), ("考核打分", []), ("marks", [])):
        with xlsxwriter.Workbook(str(file)) as made:
            for name in ("一", second):
                page = made.add_worksheet(name)
                page.write_row(0, 0, HEADER)
                page.write_row(1, 0, ROW)
            made.add_worksheet("空白")
        assert [f.code for f in read_table(file, MARKS)[1]] == expected


def test_a_hidden_sheet_is_not_read_but_said(tmp_path: Path) -> None:
    file = tmp_path / "marks.xlsx"
    with xlsxwriter.Workbook(str(file)) as made:
        for name in ("一", "二"):
            page = made.add_worksheet(name)
            page.write_row(0, 0, HEADER)
            page.write_row(1, 0, ROW)
        page.hide()
    _, findings = read_table(file, MARKS)
    assert [(f.code, f.severity) for f in findings] == [("tables.hidden-sheet", "warning")]


def test_an_empty_workbook(tmp_path: Path) -> None:
    workbook_of(tmp_path / "marks.xlsx", [])
    assert told(read_table(tmp_path / "marks.xlsx", MARKS)[1]) == [("tables.empty-sheet", "marks.xlsx")]


def test_a_stray_cell_far_out_is_refused_before_it_takes_the_memory(tmp_path: Path) -> None:
    file = tmp_path / "marks.xlsx"
    with xlsxwriter.Workbook(str(file)) as made:
        page = made.add_worksheet()
        page.write_row(0, 0, HEADER)
        page.write("XFD1048576", "x")
    assert told(read_table(file, MARKS)[1]) == [("tables.too-large", "marks.xlsx[Sheet1]")]


def test_a_damaged_workbook_never_raises(tmp_path: Path) -> None:
    good = book(tmp_path, _merged).read_bytes()
    chance = random.Random(7)
    for _ in range(150):
        data = bytearray(good)
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        (tmp_path / "marks.xlsx").write_bytes(
            bytes(data[: chance.randrange(len(data))] if chance.random() < 0.2 else data)
        )
        told(read_table(tmp_path / "marks.xlsx", MARKS)[1])


def test_a_damaged_sheet_never_raises(tmp_path: Path) -> None:
    good = book(tmp_path, _percent)
    with zipfile.ZipFile(good) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(8)
    for name in [n for n in parts for _ in range(25) if n.endswith((".xml", ".rels"))]:
        data = bytearray(parts[name])
        at = chance.randrange(len(data))
        data[at : at + chance.randrange(8)] = chance.choice([b"", b"<", b"9999999999", b'"', b"\xff", b"ZZZZ"])
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for other, kept in parts.items():
                archive.writestr(other, bytes(data) if other == name else kept)
        good.write_bytes(made.getvalue())
        told(read_table(good, MARKS)[1])
