"""One raw cell as stripped text by the kind of its column, with what is wrong about it."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass, field
from decimal import Decimal

from gongping.tables import messages as m
from gongping.tables.model import Raw
from gongping.tables.spec import KIND_WORDS, Kind
from gongping.text import Message, Severity

DIGITS = 15
"""Significant decimal digits a double surely keeps, and all that Excel shows."""

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_FULL_WIDTH = str.maketrans(
    {c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
)
_FULL_WIDTH_SIGNS = str.maketrans({"．": ".", "－": "-", "＋": "+", "−": "-", "／": "/"})
_LONG_DECIMAL = re.compile(r"[+-]?(\d*)\.(\d{10,})\Z")


@dataclass(frozen=True, slots=True)
class Flawed:
    """What is wrong about a word; only a fault makes its rows bad."""

    message: Message
    severity: Severity = "fault"
    values: dict[str, object] = field(default_factory=dict)


def read_cell(raw: Raw, kind: Kind) -> tuple[str | None, Flawed | None]:
    """The text of a cell, or None for an empty one, and what is wrong. A faulty cell gives None."""
    if raw is None:
        return None, None
    if isinstance(raw, str):
        return _read_text(raw, kind)
    if isinstance(raw, bool):
        return ("TRUE" if raw else "FALSE"), None
    if isinstance(raw, int | float):
        return _read_number(raw, kind)
    return _read_date(raw, kind)


def clean(text: str) -> str:
    """Without white space (full-width and zero-width included) at both ends; every line break is ``\\n``."""
    text = text.strip().strip(_INVISIBLE).strip()
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _read_text(raw: str, kind: Kind) -> tuple[str | None, Flawed | None]:
    text = clean(raw)
    if not text:
        return None, None
    if "\ufffd" in text:
        return text, Flawed(m.LOST_CHARACTERS, "warning", {"text": text[:40]})
    if kind == "text":
        return text, None
    read = text.translate(_FULL_WIDTH)
    if kind in ("number", "count", "date"):
        read = read.translate(_FULL_WIDTH_SIGNS)
    if kind == "number" and (shorter := without_noise(read)):
        return None, Flawed(m.FLOAT_NOISE, values={"text": read, "number": shorter})
    return read, Flawed(m.FULL_WIDTH, "note", {"text": text, "read": read}) if read != text else None


def without_noise(text: str) -> str:
    """The shorter decimal that a text such as 0.30000000000000004 stands for; empty if it has no noise."""
    found = _LONG_DECIMAL.match(text)
    if not found or len((found[1] + found[2]).lstrip("0")) <= DIGITS:
        return ""
    return plain(float(text))


def plain(value: float) -> str:
    """A number in at most 15 significant digits, as Excel shows it, without an exponent."""
    text = format(Decimal(f"{value:.{DIGITS}g}"), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _read_number(raw: float, kind: Kind) -> tuple[str | None, Flawed | None]:
    if isinstance(raw, float) and not math.isfinite(raw):
        return (None, None) if math.isnan(raw) else (None, Flawed(m.NOT_A_NUMBER, values={"text": raw, "hint": ""}))
    if raw == int(raw) and abs(raw) < 10**DIGITS:
        return str(int(raw)), None
    if isinstance(raw, int):
        return str(raw), None
    text = plain(raw)
    if abs(raw) >= 10**DIGITS:
        return None, Flawed(m.LONG_NUMBER, values={"text": text})
    if float(text) != raw:
        return None, Flawed(m.FLOAT_NOISE, values={"text": format(Decimal(repr(raw)), "f"), "number": text})
    return text, None


def _read_date(raw: dt.date | dt.time | dt.timedelta, kind: Kind) -> tuple[str | None, Flawed | None]:
    text = raw.date().isoformat() if isinstance(raw, dt.datetime) else str(raw)
    if kind == "date" and isinstance(raw, dt.date):
        if raw.year < 1950:
            return None, Flawed(m.OLD_DATE, values={"text": text, "number": serial(raw)})
        return text, None
    values = {"kind": KIND_WORDS[kind], "text": text, "number": serial(raw)}
    return None, Flawed(m.DATE_CELL, values=values)


def serial(raw: dt.date | dt.time | dt.timedelta) -> str:
    """The number Excel keeps for a date or a time."""
    if isinstance(raw, dt.time):
        raw = dt.timedelta(hours=raw.hour, minutes=raw.minute, seconds=raw.second, microseconds=raw.microsecond)
    if isinstance(raw, dt.timedelta):
        return plain(raw / dt.timedelta(days=1))
    clock = raw.time() if isinstance(raw, dt.datetime) else dt.time()
    days = raw.toordinal() - dt.date(1899, 12, 30).toordinal() + float(serial(clock))
    # Excel believes in 29 February 1900: before that day its numbers are one less.
    return plain(days if days >= 61 else days - 1)
