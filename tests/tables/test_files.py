"""Files as they come from offices: every fault named at its place, never an exception."""

from __future__ import annotations

import decimal
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import numbers

from gongping.tables.folder import scan
from gongping.tables.model import letter
from gongping.tables.reading import read_grids, read_table
from gongping.tables.spec import TABLES
from tests.facts.plan import told, workbook_of
from tests.tables.made import HEADER, MARKS, ROW, book, texts


def test_the_same_table_in_three_formats_is_the_same(tmp_path: Path) -> None:
    rows = [["B1", "007", "组织部", "92.50"], ["B1", "T02", "组织部", "80"]]
    (tmp_path / "marks.csv").write_text("\n".join(",".join(r) for r in [HEADER, *rows]), encoding="utf-8-sig")
    workbook_of(tmp_path / "marks.xlsx", [HEADER, *rows])
    columns = dict(zip(HEADER, map(list, zip(*rows, strict=True)), strict=True))
    pq.write_table(pa.table(columns), tmp_path / "marks.parquet")
    for suffix, first in ((".csv", 2), (".xlsx", 2), (".parquet", 1)):
        table, findings = read_table(tmp_path / f"marks{suffix}", MARKS)
        assert findings == []
        assert table is not None
        assert [texts(table, c) for c in ("unit", "mark")] == [["007", "T02"], ["92.50", "80"]]
        assert table.lines.tolist() == [first, first + 1]


def test_parquet_columns_keep_exact_values(tmp_path: Path) -> None:
    file = tmp_path / "marks.parquet"
    columns = {
        "item": pa.array(["B1", "B1", None]).dictionary_encode(),
        "unit": pa.array([1, 2, 3]),
        "body": ["a", "a", "a"],
        "mark": pa.array([decimal.Decimal("92.50"), None, decimal.Decimal("1.00")]),
        "reason": pa.array([0.1 + 0.2, 1.0, None]),
    }
    pq.write_table(pa.table(columns), file)
    table, findings = read_table(file, MARKS)
    assert texts(table, "unit") == ["1", "2", "3"]
    assert texts(table, "mark") == ["92.50", None, "1.00"]
    assert texts(table, "item") == ["B1", "B1", None]
    assert told(findings) == [("tables.float-noise", "marks.parquet:1:reason")]


def test_parquet_of_the_wrong_kind(tmp_path: Path) -> None:
    file = tmp_path / "marks.parquet"
    pq.write_table(pa.table({"item": [["x"]], "unit": ["a"], "body": ["b"], "mark": [1]}), file)
    assert ("tables.column-type", "marks.parquet") in told(read_table(file, MARKS)[1])
    file.write_bytes(b"PAR1 nothing PAR1")
    assert [code for code, _ in told(read_table(file, MARKS)[1])] == ["tables.corrupt"]


@pytest.mark.parametrize("encoding", ["gb18030", "gbk"])
def test_an_office_csv_in_gbk_is_read_with_a_note(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "marks.csv"
    file.write_bytes("项目编码,单位编码,考核主体,得分\r\nB1,T01,组织部,92.5\r\n".encode(encoding))
    table, findings = read_table(file, MARKS)
    assert texts(table, "body") == ["组织部"]
    assert [(f.code, f.severity) for f in findings] == [("tables.gb18030", "note")]


HEAD = "item,unit,body,mark\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", [("tables.empty-sheet", "marks.csv")]),
        (b"\n\n,,,\n", [("tables.empty-sheet", "marks.csv")]),
        (HEAD.encode(), [("tables.no-rows", "marks.csv:1")]),
        (b"a,b\n1,2\n", [("tables.no-header", "marks.csv:1")]),
        (b"item;unit;body;mark\nB1;T;o;1\n", [("tables.delimiter", "marks.csv:1")]),
        (b"item\tunit\tbody\tmark\n", [("tables.delimiter", "marks.csv:1")]),
        (HEAD.encode() + b"B1,T01,o,1,extra\n", [("tables.ragged-row", "marks.csv:2")]),
        (HEAD.encode() + b"B1,T01,o,1,,,\n", []),
        (HEAD.encode() + b"B1,T01\n", [("tables.ragged-row", "marks.csv:2")]),
        (HEAD.encode() + b'B1,"T01,o,1\nx,y\n', [("tables.csv-syntax", "marks.csv:2")]),
        (HEAD.encode() + b"B1,T01,o\x00,1\n", [("tables.nul-bytes", "marks.csv:2")]),
        ((HEAD + "B1,T01,组织部,1\n").encode("utf-16"), [("tables.wrong-encoding", "marks.csv:1")]),
        ((HEAD + "B1,T01,组织部宣传部,1\n").encode() + b"\xe7\xbb,T,\xff\xff,1\n", [("tables.wrong-encoding", "marks.csv:3")]),
        (b"item,unit,mark\nB1,T01,1\n", [("tables.missing-column", "marks.csv:1")]),
        (b"item,unit,body,mark,mark\nB1,T,o,1,2\n", [("tables.duplicate-header", "marks.csv:1:mark")]),
        (b"item,unit,body,mark,marks\nB1,T,o,1,2\n", [("tables.unknown-column", "marks.csv:1:marks")]),
        (b"title\n" + HEAD.encode() + b"B1,T,o,1\n", [("tables.title-rows", "marks.csv:2")]),
        (HEAD.encode() + b'B1,T01,"two\nlines",1\nB1,T02,o,"9\xef\xbc\x99"\n', [("tables.full-width", "marks.csv:4:mark")]),
    ],
)  # fmt: skip
def test_csv_faults(tmp_path: Path, data: bytes, expected: list[tuple[str, str]]) -> None:
    file = tmp_path / "marks.csv"
    file.write_bytes(data)
    assert told(read_table(file, MARKS)[1]) == expected


def test_trailing_and_inner_empty_rows_do_not_count(tmp_path: Path) -> None:
    file = tmp_path / "marks.xlsx"
    workbook_of(file, [HEADER, ROW, ["", " ", "　", ""], ["B1", "T02", "组织部", 1], ["", "", "", ""]])
    table, findings = read_table(file, MARKS)
    assert findings == []
    assert table is not None
    assert table.lines.tolist() == [2, 4]
    assert table.place(1, "mark").say() == "marks.xlsx[Sheet1]:D4"


def test_the_header_below_merged_title_rows(tmp_path: Path) -> None:
    file = tmp_path / "marks.xlsx"
    with xlsxwriter.Workbook(str(file)) as made:
        page = made.add_worksheet()
        page.merge_range("A1:D2", "2024年度考核得分表")
        page.write_row(2, 0, HEADER)
        page.write_row(3, 0, ROW)
    table, findings = read_table(file, MARKS)
    assert texts(table, "mark") == ["92.5"]
    assert [(f.code, f.severity) for f in findings] == [("tables.title-rows", "note")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "tables.corrupt"), (b"PK\x03\x04 cut off", "tables.corrupt"), (b"<html><table></table></html>", "tables.corrupt"),
        (b"\xd0\xcf\x11\xe0" + bytes(500), "tables.old-workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "tables.password"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_workbook(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "marks.xlsx").write_bytes(data)
    assert told(read_table(tmp_path / "marks.xlsx", MARKS)[1]) == [(code, "marks.xlsx")]


def test_macros_are_refused_whatever_the_name(tmp_path: Path) -> None:
    file = book(tmp_path, lambda *_: None)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert told(read_table(file, MARKS)[1]) == [("tables.macro-workbook", "marks.xlsx")]


@given(data=st.binary(max_size=300))
def test_no_bytes_break_the_csv_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("bytes") / "marks.csv"
    file.write_bytes(HEAD.encode() + data)
    told(read_table(file, MARKS)[1])


def test_one_fault_in_many_rows_is_told_briefly(tmp_path: Path) -> None:
    file = tmp_path / "marks.xlsx"
    workbook_of(file, [HEADER, *[["B1", "T01", "组织部", "９"]] * 50])
    codes = [code for code, _ in told(read_table(file, MARKS)[1])]
    assert codes == ["tables.full-width"] * 20 + ["tables.more"]


def test_number_formats_that_only_look_like_dates(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    page = made.worksheets[0]
    page.append(HEADER)
    for n, code in enumerate([numbers.FORMAT_NUMBER_00, "0.0;[Red]-0.0", '0.00"分"', "#,##0.00_);[Red](#,##0.00)"]):
        page.append([*ROW[:3], 92.5])
        page.cell(n + 2, 4).number_format = code
    made.save(tmp_path / "marks.xlsx")
    table, findings = read_table(tmp_path / "marks.xlsx", MARKS)
    assert findings == []
    assert texts(table, "mark") == ["92.5"] * 4


def test_the_folder_names_what_does_not_belong(tmp_path: Path) -> None:
    for name in ("units.csv", "units.xlsx", "mark.csv", "单位名册.xlsx", "items.xls", "events.xlsm", "turnout.et",
                 "~$units.xlsx", ".hidden.csv", "说明.docx", "README.md", "MARKS.CSV"):  # fmt: skip
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "sub").mkdir()
    folder, findings = scan(tmp_path)
    assert sorted(told(findings)) == [
        ("tables.macro-workbook", "events.xlsm"),
        ("tables.old-workbook", "items.xls"),
        ("tables.two-files", "units.xlsx"),
        ("tables.unknown-table", "mark.csv"),
        ("tables.unknown-table", "单位名册.xlsx"),
        ("tables.wrong-format", "turnout.et"),
    ]
    hints = {f.place.file: f.what("en") for f in findings}
    assert "did you mean 'marks'" in hints["mark.csv"]
    assert "did you mean 'units'" in hints["单位名册.xlsx"]
    assert set(folder.files) == {"units", "marks"}
    assert told(scan(tmp_path / "gone")[1]) == [("tables.no-folder", str(tmp_path / "gone"))]


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "marks.csv").mkdir()
    assert told(read_table(tmp_path / "marks.csv", MARKS)[1]) == [("tables.unreadable", "marks.csv")]
    assert told(read_grids(tmp_path / "none.xlsx")[1]) == [("tables.unreadable", "none.xlsx")]


def test_grids_of_every_sheet_for_a_reader_with_its_own_headers(tmp_path: Path) -> None:
    file = tmp_path / "各单位.xlsx"
    with xlsxwriter.Workbook(str(file)) as made:
        for name in ("甲镇", "乙镇"):
            made.add_worksheet(name).write("B2", 5)
    grids, findings = read_grids(file)
    assert findings == []
    assert [(g.sheet, g.rows[1][1]) for g in grids] == [("甲镇", 5.0), ("乙镇", 5.0)]
    assert grids[0].place(1, 1).say() == "各单位.xlsx[甲镇]:B2"


def test_every_table_has_one_spelling_per_header() -> None:
    for spec in TABLES.values():
        headers = [h for column in spec.columns for h in column.headers]
        assert len(headers) == len(set(headers)), spec.id


def test_column_letters() -> None:
    assert [letter(n) for n in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
