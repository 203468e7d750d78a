"""People as a workbook: export, template, and reading one back with every faulty cell named."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import xlsxwriter

from gongping.tables import messages as files
from gongping.tables.model import Table
from gongping.tables.reading import read_table
from gongping.tables.spec import ColumnSpec, TableSpec
from gongping.tables.values import Unreadable
from gongping.tables.values import date as iso_date
from gongping.text import Finding, Language, Place, Text
from gongping.web.accounts import messages as m
from gongping.web.accounts import rules
from gongping.web.accounts.models import Person
from gongping.web.accounts.roles import ROLES
from gongping.web.accounts.rules import Row

PEOPLE = TableSpec("people", Text("人员", "people"), (
    ColumnSpec("username", "用户名", "label", True, ("账号",)),
    ColumnSpec("name", "姓名", "text"),
    ColumnSpec("role", "角色", "label"),
    ColumnSpec("body", "机构", "label", False, ("考核主体",)),
    ColumnSpec("unit", "单位编码", "code", False),
    ColumnSpec("ends_on", "截止日期", "date", False, ("到期",)),
))  # fmt: skip
WIDTHS = (16, 12, 24, 26, 14, 14)
HOW = Text(
    "每人一行。角色、机构从下拉列表中选。抽调人员须写截止日期，党建联络员须写单位编码。用户名已在册的，按本表修改；不在册的，新增。",
    "One row for each person. Choose role and body from the lists. Temporary assessors need a last day, unit liaisons a unit. "
    "A user name that exists is changed as written here; any other is added.",
)


def workbook(people: Iterable[Person], bodies: Iterable[str], language: Language) -> bytes:
    """People as the import reads them. Every cell is text: a name that looks like a formula stays a name."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(PEOPLE.title.zh)
    bold = book.add_format({"bold": True, "bottom": 1})
    for n, (column, width) in enumerate(zip(PEOPLE.columns, WIDTHS, strict=True)):
        sheet.set_column(n, n, width)
        sheet.write_string(0, n, column.zh if language == "zh" else column.id, bold)
    for line, person in enumerate(people, 1):
        for n, value in enumerate(_cells(person, language)):
            sheet.write_string(line, n, value)
    titles = [role.title.say(language) for role in ROLES.values()]
    sheet.data_validation(1, 2, 3000, 2, {"validate": "list", "source": titles, "ignore_blank": True})
    _choices(book, sheet, list(bodies))
    sheet.freeze_panes(1, 0)
    notes = book.add_worksheet("填写说明" if language == "zh" else "How to fill in")
    notes.set_column(0, 0, 90)
    notes.write_string(0, 0, HOW.say(language), book.add_format({"text_wrap": True}))
    book.close()
    return out.getvalue()


def _choices(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, bodies: list[str]) -> None:
    # a list inside the rule may have 255 characters only, so the names stand on a sheet of their own
    names = book.add_worksheet("_")
    names.hide()
    for line, name in enumerate(bodies):
        names.write_string(line, 0, name)
    if bodies:
        source = f"='_'!$A$1:$A${len(bodies)}"
        sheet.data_validation(1, 3, 3000, 3, {"validate": "list", "source": source, "ignore_blank": True})


def _cells(person: Person, language: Language) -> tuple[str, ...]:
    body, ends = (person.body.name if person.body else ""), str(person.ends_on or "")
    return (person.username, person.name, person.role_title.say(language), body, person.unit, ends)


def read(name: str, data: bytes, bodies: dict[str, str], known: dict[str, Person], actor: Person,
         today: dt.date) -> tuple[list[Row], list[Finding]]:  # fmt: skip
    """The rows of an uploaded workbook, and every finding; nothing is saved here."""
    plain = Path(name.replace("\\", "/").replace("\0", "")).name[-80:] or "upload"
    if unfit := _unfit(plain) or _swollen(plain, data):
        return [], [unfit]
    with tempfile.TemporaryDirectory(prefix="gongping-") as folder:
        path = Path(folder) / plain
        path.write_bytes(data)
        table, findings = read_table(path, PEOPLE)
    if table is None:
        return [], findings
    rows = [_row(table, n, bodies, findings) for n in range(table.size)]
    seen: set[str] = set()
    for n, row in enumerate(rows):
        for wrong in _wrongs(row, bodies, known, actor, today, seen):
            if n not in _bad(table, wrong.column):
                findings.append(wrong.finding(table.place(n, wrong.column)))
    return rows, sorted(findings, key=lambda f: (f.place.line, f.place.column))


UNFIT = {".xlsm": files.MACROS, ".xls": files.OLD_WORKBOOK, ".et": files.OLD_WORKBOOK}


def _unfit(name: str) -> Finding | None:
    """The finding of a file that is, by its name, no workbook we read."""
    suffix = Path(name).suffix.lower()
    if suffix in (".xlsx", ".csv"):
        return None
    return Finding(UNFIT.get(suffix, files.WRONG_FORMAT), Place(name), values={"suffix": suffix})


UNPACKED = 100 * 2**20
"""Bytes a list of a few thousand people may have once unpacked."""


def _swollen(name: str, data: bytes) -> Finding | None:
    """The finding of a workbook that is far larger inside than outside."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile:
        return None  # no workbook, which reading will say
    return Finding(files.TOO_LARGE, Place(name), values={"size": f"{size:,}"}) if size > UNPACKED else None


def _wrongs(row: Row, bodies: dict[str, str], known: dict[str, Person], actor: Person, today: dt.date,
            seen: set[str]) -> Iterable[rules.Wrong]:  # fmt: skip
    yield from rules.check(row, bodies, today)
    if row.username and row.username in seen:
        yield rules.Wrong("username", m.TWICE, {"word": row.username})
    seen.add(row.username)
    person = known.get(row.username)
    if person is not None and not person.is_active:
        yield rules.Wrong("username", m.CLOSED_ROW, {"word": row.username})
    if person == actor and (row.role, row.unit, row.ends_on) != (actor.role, actor.unit, actor.ends_on):
        yield rules.Wrong("role", m.OWN_ROLE)


def _bad(table: Table, column: str) -> frozenset[int]:
    return table.columns[column].bad if column in table.columns else frozenset()


def _cell(table: Table, n: int, column: str) -> str:
    known = table.columns.get(column)
    return (known.words[int(known.codes[n])] or "") if known else ""


def _row(table: Table, n: int, bodies: dict[str, str], findings: list[Finding]) -> Row:
    codes = {name: code for code, name in bodies.items()}
    body, ends = _cell(table, n, "body"), _cell(table, n, "ends_on")
    day = None
    if ends:
        try:
            day = dt.date.fromisoformat(iso_date(ends))
        except (Unreadable, ValueError):
            findings.append(Finding(m.BAD_DATE, table.place(n, "ends_on"), values={"word": ends[:40]}))
            day = dt.date.max  # said once: the rule for temporary accounts has nothing to add
    return Row(_cell(table, n, "username").lower(), _cell(table, n, "name"), rules.role_named(_cell(table, n, "role")),
               codes.get(body, body), _cell(table, n, "unit"), day)  # fmt: skip


def plain_workbook(heads: list[str], rows: Iterable[tuple[str, ...]]) -> bytes:
    """A table as a workbook of text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True, "bottom": 1})
    for line, row in enumerate([tuple(heads), *rows]):
        for n, value in enumerate(row):
            sheet.write_string(line, n, value, None if line else bold)
    sheet.autofit()
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
