"""Import from Excel: every faulty cell is named, nothing is saved before all is right, and the export comes back as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.utils import timezone

from gongping.web.accounts import spreadsheet
from gongping.web.accounts.models import Person
from gongping.web.journal.models import Entry

HEAD = ("用户名", "姓名", "角色", "机构", "单位编码", "截止日期")
NEXT_YEAR = f"{timezone.localdate().year + 1}-12-31"
GOOD = ("chen.qing", "试员", "考核主体经办人", "市直工委", "", "")


def book(*rows: tuple[object, ...], head: tuple[str, ...] = HEAD) -> bytes:
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = workbook.add_worksheet("人员")
    for line, row in enumerate([head, *rows]):
        for n, value in enumerate(row):
            sheet.write(line, n, value)
    workbook.close()
    return out.getvalue()


def upload(client: Client, data: bytes, name: str = "名册.xlsx") -> str:
    return client.post("/o/people/import/", {"file": SimpleUploadedFile(name, data)}).content.decode()


@pytest.fixture
def lead(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("lead")


def test_a_right_workbook_is_shown_first_and_saved_when_confirmed(lead: Client) -> None:
    liaison = ("li.lian", "联络", "unit liaison", "", "001", "")
    page = upload(lead, book(GOOD, liaison, ("DIAO", "抽调", "考核组（抽调人员）", "zhigongwei", "", NEXT_YEAR)))
    assert "新增3人，修改0人" in page and not Person.objects.filter(name="试员").exists()
    slips = lead.post("/o/people/import/confirm/").content.decode()
    assert slips.count("一次性口令码</dt>") == 3
    assert Person.objects.get(username="li.lian").unit == "001"
    assert str(Person.objects.get(username="diao").ends_on) == NEXT_YEAR
    assert Entry.objects.filter(action="accounts.made").count() == 3
    again = lead.post("/o/people/import/confirm/", follow=True).content.decode()
    assert "请重新上传" in again, "sent twice, nothing happens twice"


def test_every_faulty_cell_is_named_with_its_place(lead: Client) -> None:
    page = upload(lead, book(
        ("bad name", "", "国王", "没有的", "", "明天"),
        GOOD, GOOD,
        ("wang.er", "二", "党建联络员", "", "", ""),
        ("zhang.san", "三", "考核组（抽调人员）", "市直工委", "", ""),
        ("li.si", "四", "干部科", "市直工委", "", "2001-01-01"),
    ))  # fmt: skip
    for cell in ("A2", "B2", "C2", "D2", "F2", "A4", "E5", "F6", "D7", "F7"):
        assert f"<b>{cell}</b>" in page, cell
    assert "什么都没有保存" in page and "有10处错误" in page
    assert "请重新上传" in lead.post("/o/people/import/confirm/", follow=True).content.decode()


def test_one_bad_cell_among_three_thousand(lead: Client) -> None:
    rows = [(f"user{n}", f"人{n}", "会务人员", "", "", "") for n in range(2999)]
    rows.insert(1700, ("user-x", "坏", "会务", "", "", ""))
    page = upload(lead, book(*rows))
    assert "有1处错误" in page and "<b>C1702</b>" in page
    assert Person.objects.count() == 8


def test_the_export_imports_as_no_change(lead: Client, cast: dict[str, Person]) -> None:
    data = lead.get("/o/people/export/").content
    assert "新增0人，修改0人，不变8人" in upload(lead, data)


def test_known_people_are_changed_as_the_workbook_says(lead: Client, cast: dict[str, Person]) -> None:
    page = upload(lead, book(("meeting", "新名", "会务人员", "", "", "")))
    assert "修改：姓名" in page
    assert lead.post("/o/people/import/confirm/").status_code == 302
    cast["meeting"].refresh_from_db()
    assert cast["meeting"].name == "新名"


def test_nobody_changes_their_own_role_by_a_workbook(lead: Client) -> None:
    assert "不能改本人的角色" in upload(lead, book(("lead", "牵头部门", "监督人员", "", "", "")))


def _with_macros(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return out.getvalue()


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(12):
            archive.writestr(f"xl/worksheets/sheet{n}.xml", b"\0" * 2**26)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [("a.xlsx", _with_macros(book(GOOD)), "带宏"), ("a.xlsm", book(GOOD), ""), ("a.xlsx", b"not a workbook", "文件损坏"),
     ("a.pdf", b"%PDF-1.4", ""), ("a.parquet", b"PAR1", ""), ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, ""),
     ("../../etc/passwd", b"x", ""), ("x" * 300 + ".xlsx", book(GOOD), "新增1人"),
     ("空.xlsx", book(head=("甲",)), "错误")],
)  # fmt: skip
def test_a_file_that_is_no_plain_workbook_is_refused_in_words(name: str, data: bytes, word: str, lead: Client) -> None:
    page = upload(lead, data, name)
    assert word in page and Person.objects.count() == 8
    if word != "新增1人":
        assert "什么都没有保存" in page or "wrong-line" in page


def test_a_bomb_is_refused_before_it_is_unpacked(lead: Client) -> None:
    assert "表太大" in upload(lead, _bomb())


def test_a_file_over_the_limit_is_refused_before_it_is_read(lead: Client) -> None:
    with override_settings(UPLOAD_BYTES=1000):
        answer = lead.post("/o/people/import/", {"file": SimpleUploadedFile("a.xlsx", b"x" * 2**17)})
    assert answer.status_code == 413 and "文件太大" in answer.content.decode()


def test_a_name_that_looks_like_a_formula_stays_a_name(cast: dict[str, Person]) -> None:
    cast["meeting"].name = "=1+1"
    data = spreadsheet.workbook([cast["meeting"]], ["@body"], "zh")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>1+1" not in archive.read("xl/worksheets/sheet1.xml")
