"""What a person's row must satisfy, whether it comes from a form or from a workbook."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongping.text import Finding, Message, Place, Refused, Text
from gongping.web.accounts import messages as m
from gongping.web.accounts.roles import ROLES

USERNAME = re.compile(r"[a-z0-9\u4e00-\u9fff][a-z0-9\u4e00-\u9fff._-]{0,58}[a-z0-9\u4e00-\u9fff]\Z")
LONGEST = {"name": 60, "unit": 40}


@dataclass(frozen=True)
class Row:
    """A person as written: role and body by key and code."""

    username: str
    name: str
    role: str
    body: str = ""
    unit: str = ""
    ends_on: dt.date | None = None


@dataclass(frozen=True)
class Wrong:
    """Something wrong about one column of a row."""

    column: str
    message: Message
    values: dict[str, object] = field(default_factory=dict)

    def finding(self, place: Place = Place()) -> Finding:
        return Finding(self.message, place, values=self.values)


def refuse(message: Message, **values: object) -> Refused:
    """One finding as the exception that stops an action."""
    return Refused([Finding(message, values=values)])


def check(row: Row, bodies: dict[str, str], today: dt.date) -> Iterator[Wrong]:
    """Everything wrong about a row by itself. ``bodies`` are those in use: code → name."""
    if not USERNAME.match(row.username):
        yield Wrong("username", m.BAD_USERNAME, {"word": row.username[:60]})
    if not row.name.strip():
        yield Wrong("name", m.NO_NAME)
    for column, most in LONGEST.items():
        if len(getattr(row, column)) > most:
            yield Wrong(column, m.LONG, {"most": most})
    if row.body and row.body not in bodies:
        yield Wrong("body", m.UNKNOWN_BODY, {"word": row.body[:40], "choices": list(bodies.values())})
    if row.role not in ROLES:
        choices = [role.title for role in ROLES.values()]
        yield Wrong("role", m.UNKNOWN_ROLE, {"word": row.role[:40], "choices": choices})
    else:
        yield from _fits_role(row, today)


def _fits_role(row: Row, today: dt.date) -> Iterator[Wrong]:
    role = ROLES[row.role]
    said: dict[str, object] = {"role": role.title}
    if role.needs_body and not row.body:
        yield Wrong("body", m.BODY_WANTED, said)
    if row.body and not role.may_have_body:
        yield Wrong("body", m.BODY_UNWANTED, said)
    if role.needs_unit != bool(row.unit):
        yield Wrong("unit", m.UNIT_WANTED if role.needs_unit else m.UNIT_UNWANTED, said)
    if role.ends and row.ends_on is None:
        yield Wrong("ends_on", m.END_WANTED, said)
    if row.ends_on is not None and row.ends_on < today:
        yield Wrong("ends_on", m.END_PAST, {"word": row.ends_on})


def role_named(word: str) -> str:
    """The key of a role from its key or its title in either language; the word itself when there is none."""
    for key, role in ROLES.items():
        if word.lower() in (key, role.title.zh, role.title.en.lower()):
            return key
    return word


def days(start: dt.date, end: dt.date) -> Text:
    """A span of days in words."""
    return Text(f"{start:%Y-%m-%d}至{end:%Y-%m-%d}", f"{start:%Y-%m-%d} to {end:%Y-%m-%d}")
