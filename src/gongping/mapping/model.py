"""A mapping: which sheets, which header rows, and what each column is. Written by hand or by asking.

A column's *role* is one short text:

- ``-``: not used;
- a field name (``unit``, ``question`` …): it says so for the whole row;
- ``table field=value …``: each cell becomes a row of that table, its value in the table's own value
  field (``marks item=B1 body=org``); ``table.field`` names another field (``turnout.returned``).
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from gongping.scheme.keys import Names, Strict
from gongping.tables.spec import TABLES
from gongping.tables.words import fold

VALUE_FIELDS: Map[str, str] = {
    "units": "name", "tally": "count", "ratings": "value", "turnout": "returned", "marks": "mark", "lookups": "value",
    "numbers": "value", "events": "matter", "ballots": "option", "applies": "status", "unit_status": "status",
    "items": "title", "ballot_scores": "ballots", "decisions": "units",
}  # fmt: skip
"""The field a cell fills when a role names only the table."""

FIELDS = frozenset(column.id for spec in TABLES.values() for column in spec.columns)
SKIPPED = (
    "合计", "小计", "总计", "平均*", "最高分", "最低分", "total", "average", "监票人*", "计票人*", "填表人*", "制表人*", "打分人*",
    "审核人*", "负责人*", "单位负责人*", "签名*", "签字*", "注：*", "备注：*", "说明：*",
)  # fmt: skip
"""First words of rows that are no unit: totals and signatures; ``*`` stands for any text."""


def is_skipped(text: str, words: Iterable[str] = SKIPPED) -> bool:
    """Whether a row that begins with this text is a total or a signature."""
    return any(fnmatchcase(fold(text), fold(word)) for word in words)


class RoleError(ValueError):
    """A role that cannot be read; carries why, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(en)


@dataclass(frozen=True)
class Role:
    """What a column is. Both empty: not used; ``table`` empty: a field of the whole row."""

    table: str = ""
    field: str = ""
    fixed: tuple[tuple[str, str], ...] = ()

    @property
    def used(self) -> bool:
        return bool(self.field)

    def __str__(self) -> str:
        if not self.table:
            return self.field or "-"
        head = self.table if VALUE_FIELDS[self.table] == self.field else f"{self.table}.{self.field}"
        return " ".join([head, *(f"{k}={v}" for k, v in self.fixed)])


def parse_role(text: str | None) -> Role:
    """Read a role. Raises RoleError."""
    words = (text or "-").split()
    head = words[0] if words else "-"
    if head == "-" and len(words) == 1:
        return Role()
    table, _, field = head.partition(".")
    if not field and table in FIELDS and table not in TABLES and len(words) == 1:
        return Role("", table)
    if table not in TABLES:
        raise RoleError(f"没有表或字段“{table}”", f"there is no table or field '{table}'")
    field = field or VALUE_FIELDS[table]
    known = {column.id for column in TABLES[table].columns}
    fixed = [_pair(word) for word in words[1:]]
    for name in (field, *(k for k, _ in fixed)):
        if name not in known:
            raise RoleError(f"表{table}没有字段“{name}”", f"table {table} has no field '{name}'")
    return Role(table, field, tuple(fixed))


def _pair(word: str) -> tuple[str, str]:
    name, equals, value = word.partition("=")
    if not equals or not value:
        raise RoleError(f"“{word}”应写作 字段=值", f"'{word}' must be written field=value")
    return name, value


class Taken(Strict):
    """A value that stands outside the table: in the sheet's or file's name, in a cell, or the row's number.

    With ``pattern`` the part in brackets is taken; ``row`` is a form such as ``T{:02}``.
    """

    sheet: str | None = None
    file: str | None = None
    cell: str | None = Field(default=None, pattern=r"^[A-Za-z]{1,3}[1-9]\d{0,6}$")
    pattern: str | None = None
    row: str | None = None


class Source(Strict):
    """One kind of sheet. ``file`` and ``sheet`` may hold ``*`` and ``?``; ``header`` are 1-based rows."""

    file: str
    sheet: str = "*"
    header: Annotated[
        tuple[int, ...], Field(min_length=1), BeforeValidator(lambda v: [v] if isinstance(v, str | int) else v)
    ]
    skip: Names = SKIPPED
    everywhere: dict[str, str | Taken] = Field(default_factory=dict)
    columns: dict[str, str | None]
    """Header (two rows joined with a slash) → role."""
    words: dict[str, dict[str, str]] = Field(default_factory=dict)
    """Field → what an office writes → what the tables say; an empty text drops the cell."""
    split: dict[str, str] = Field(default_factory=dict)
    """Field → the signs that part several values in one cell."""


class Mapping(Strict):
    """All sources of one year's workbooks, and rows that stand in no workbook."""

    mapping: Literal["1"] = "1"
    sources: tuple[Source, ...] = Field(min_length=1)
    tables: dict[str, tuple[dict[str, Any], ...]] = Field(default_factory=dict)
