"""Empty workbooks of the tables a scheme needs: Chinese headers, choices to pick, an explanation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from gongping.scheme.model import Scheme
from gongping.tables.spec import KIND_WORDS, TABLES, TableSpec

MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook keeps no time zone; fixed, so that bytes repeat
ROWS = 2000
"""Rows below the header that offer the choices."""
LONGEST_LIST = 255
"""Characters Excel takes in a list of choices."""
STATUS_WORDS = {
    "applies": ("适用", "不适用", "取消"),
    "events": ("已核实", "不予认定", "待核实"),
    "unit_status": ("参评", "只评不排", "免考", "不定等次", "新组建", "撤并"),
}


def tables_of(scheme: Scheme) -> list[str]:
    """The tables this scheme can use."""
    forms = scheme.forms.values()
    seen = scheme.observed
    wanted = {
        "units": True,
        "ballots": any(not f.ratings for f in forms),
        "ratings": any(f.ratings for f in forms),
        "turnout": bool(scheme.forms),
        "items": bool(seen.items), "applies": bool(seen.items), "marks": bool(seen.items),
        "lookups": bool(seen.lookups), "numbers": bool(seen.numbers), "events": bool(seen.events),
        "unit_status": True, "decisions": True,
    }  # fmt: skip
    return [name for name, needed in wanted.items() if needed]


def write_templates(scheme: Scheme, folder: Path) -> list[Path]:
    """One workbook per table the scheme needs. Raises OSError."""
    written = []
    for name in tables_of(scheme):
        file = folder / f"{name}.xlsx"
        _write(TABLES[name], choices(scheme, name), file)
        written.append(file)
    return written


def choices(scheme: Scheme, table: str) -> Mapping[str, Sequence[str]]:
    """Column → the words that may stand in it, as an office writes them."""
    forms, seen = scheme.forms.values(), scheme.observed
    found: dict[str, Sequence[str]] = {
        "category": [c.title.zh for c in scheme.categories.values()],
        "categories": [c.title.zh for c in scheme.categories.values()],
        "form": [f.title.zh if f.title else id for id, f in scheme.forms.items()],
        "question": [q.zh or id for f in forms for id, q in f.questions.items()],
        "option": [o.zh or id for f in forms for id, o in f.options.items()],
        "status": STATUS_WORDS.get(table, ()),
    }
    if table in ("ballots", "ratings", "turnout"):
        found["group"] = [r.zh or id for f in forms for id, r in f.raters.items()]
    if table == "items":
        found["kind"] = [w.zh or id for id, w in seen.items.items()]
    if table == "events":
        found["kind"] = [w.zh or id for id, w in seen.events.items()]
        found["level"] = [w.zh or id for e in seen.events.values() for id, w in e.levels.items()]
    if table == "lookups":
        found["name"] = [w.zh or id for id, w in seen.lookups.items()]
        found["value"] = [w.zh or id for one in seen.lookups.values() for id, w in one.values.items()]
    if table == "numbers":
        found["name"] = [w.zh or id for id, w in seen.numbers.items()]
    return {name: list(dict.fromkeys(words)) for name, words in found.items() if words}


def _write(spec: TableSpec, words: Mapping[str, Sequence[str]], file: Path) -> None:
    book = Workbook(str(file))
    book.set_properties({"created": MADE})
    need, may = book.add_format({"bold": True, "bottom": 1}), book.add_format({"bottom": 1, "font_color": "#555555"})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(spec.title.zh)
    for c, column in enumerate(spec.columns):
        sheet.write_string(0, c, column.zh, need if column.required else may)
        sheet.set_column(c, c, 16, text if column.kind in ("code", "label") else None)
        listed = words.get(column.id, ())
        if listed and len(",".join(listed)) <= LONGEST_LIST:
            sheet.data_validation(1, c, ROWS, c, {"validate": "list", "source": list(listed), "error_type": "warning"})
    sheet.freeze_panes(1, 0)
    _explanation(book, spec, words)
    book.close()


def _explanation(book: Any, spec: TableSpec, words: Mapping[str, Sequence[str]]) -> None:
    """A second sheet that says what each column is; the program reads the first one only."""
    sheet = book.add_worksheet("填写说明")
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_row(0, 0, ["列 Column", "英文 English", "必填 Required", "内容 Content", "可填 Words"], bold)
    for n, column in enumerate(spec.columns, 1):
        kind = KIND_WORDS[column.kind]
        listed = "、".join(words.get(column.id, ()))
        sheet.write_row(
            n, 0, [column.zh, column.id, "是 yes" if column.required else "", f"{kind.zh} {kind.en}", listed], wrap
        )
    sheet.set_column(0, 3, 16)
    sheet.set_column(4, 4, 60)
