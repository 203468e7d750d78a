"""The text of a cell as a value: an exact decimal, a count, a date."""

from __future__ import annotations

import datetime as dt
import re

from gongping.points import Points, PointsError
from gongping.tables import messages as m
from gongping.text import Message, Text

_UNITS = "分票人次名个项年%％"
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月?)\Z", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\Z", re.ASCII)
_YEAR = re.compile(r"[12]\d{3}年?\Z", re.ASCII)
_TIME = re.compile(r"[ T]0{1,2}:00(:00)?\Z")
_NO_HINT = Text("", "")
_LONGEST = 40
"""More characters than any number of an assessment; also keeps int() from refusing the text."""


class Unreadable(Exception):
    """A text that is no value of the kind wanted; carries the finding's message and parameters."""

    def __init__(self, message: Message, **values: object) -> None:
        self.message, self.values = message, values
        super().__init__(message.code)


def decimal(text: str) -> Points:
    """A plain decimal, exactly as written. Raises Unreadable."""
    try:
        return _parse(text)
    except PointsError:
        raise Unreadable(m.NOT_A_NUMBER, text=text[:_LONGEST], hint=_suggest(text)) from None


def _parse(text: str) -> Points:
    if len(text) > _LONGEST:
        raise PointsError(text[:_LONGEST])
    return Points.parse(text)


def count(text: str) -> int:
    """A whole number from 0 up to what int64 holds; ``12.0`` is 12. Raises Unreadable."""
    try:
        number = _parse(text).plain
    except PointsError:
        raise Unreadable(m.NOT_A_COUNT, text=text[:_LONGEST], hint=_suggest(text)) from None
    if number.units < 0:
        raise Unreadable(m.NEGATIVE_COUNT, text=text)
    if number.places or number.units >= 2**62:
        raise Unreadable(m.NOT_A_COUNT, text=text, hint=_NO_HINT)
    return number.units


def _suggest(text: str) -> Text:
    """What was probably meant: thousands separators, blanks inside and units of measure taken away."""
    bare = re.sub(r"[\s,，'’]", "", text).rstrip(_UNITS)
    try:
        meant = _parse(bare)
        return Text(f"，是不是{meant}？", f"; did you mean {meant}?")
    except PointsError:
        return _NO_HINT


def date(text: str) -> str:
    """A day, month or year as ISO text: ``2024年3月5日`` → 2024-03-05, ``2024.3`` → 2024-03. Raises Unreadable."""
    bare = _TIME.sub("", text)
    if _YEAR.match(bare):
        return bare[:4]
    found = _COMPACT.match(bare) or _DATE.match(bare)
    if not found:
        raise Unreadable(m.NOT_A_DATE, text=text[:_LONGEST], hint=_day_of_serial(bare))
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        whole = dt.date(year, month, day).isoformat()
    except ValueError:
        raise Unreadable(m.NOT_A_DATE, text=text, hint=_NO_HINT) from None
    if year < 1950:
        raise Unreadable(m.NOT_A_DATE, text=text, hint=_NO_HINT)
    return whole if found.group(3) else whole[:7]


def _day_of_serial(text: str) -> Text:
    """The day that Excel's number of a date stands for (36526: the first day of 2000)."""
    if not re.fullmatch(r"\d{5}", text, re.ASCII) or int(text) < 18264:
        return _NO_HINT
    day = dt.date(1899, 12, 30) + dt.timedelta(days=int(text))
    return Text(f"，是不是{day}？", f"; did you mean {day}?")


def backwards(start: str, end: str) -> bool:
    """Whether a period ends before it starts; dates of unequal precision compare by what both say."""
    shared = min(len(start), len(end))
    return bool(shared) and end[:shared] < start[:shared]


def names(text: str) -> tuple[str, ...]:
    """A list in one cell, separated by ``;`` (also full-width, or line breaks), without empty parts."""
    return tuple(part for part in (p.strip() for p in re.split(r"[;；\n]", text)) if part)
