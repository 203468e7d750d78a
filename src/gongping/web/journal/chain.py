"""The hash chain of the journal, without a database: link, check, write out and read back.

Each entry carries the hash of the one before it. A chain alone shows what was changed inside it, but not that its
end was cut off or that all of it was made anew: for that a head (number and hash of an entry) is kept outside.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongping.text import Finding, Message, Place, Text
from gongping.web.journal import messages

BEGINNING = "0" * 64
"""What stands for the previous hash in the first entry."""

_HASH = re.compile(r"[0-9a-f]{64}")
_HEAD = re.compile(r"\D*(?P<number>[0-9]{1,15})[^0-9A-Za-z]+(?P<hash>[0-9a-fA-F]{64})[^0-9A-Za-z]*")


@dataclass(frozen=True, slots=True)
class Link:
    """One entry as the chain sees it."""

    number: int
    previous: str
    body: Mapping[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry at some moment: what is noted down outside."""

    number: int
    hash: str

    def say(self) -> str:
        return f"{self.number} {self.hash}"


NOTHING = Head(0, BEGINNING)
"""The head of an empty journal."""


def canonical(value: Mapping[str, Any]) -> bytes:
    """One way to write a value: keys in order, no spaces, UTF-8, no number with a point."""
    _refuse_floats(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError(f"the journal holds no float, whose digits are not the same everywhere: {value!r}")
    if isinstance(value, Mapping):
        for part in value.values():
            _refuse_floats(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _refuse_floats(part)


def digest(number: int, previous: str, body: Mapping[str, Any]) -> str:
    """SHA-256 over the previous hash and the entry."""
    return hashlib.sha256(canonical({"number": number, "previous": previous, "body": body})).hexdigest()


def link(head: Head, body: Mapping[str, Any]) -> Link:
    """The next link after ``head``."""
    number = head.number + 1
    return Link(number, head.hash, body, digest(number, head.hash, body))


def read_head(words: str) -> Head | None:
    """A head as people copy it: number and hash, whatever stands between and around. None when it is not one."""
    found = _HEAD.fullmatch(words)
    return Head(int(found["number"]), found["hash"].lower()) if found else None


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the head reached, and every place where the chain does not hold."""

    head: Head
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        return not self.findings


def check(links: Iterable[Link], outside: Iterable[Head] = (), *, most: int = 50) -> Checked:
    """Whether the links are one whole chain and run through every head kept outside. Reads each link once."""
    kept = {head.number: head for head in outside if head.number}
    last, findings = NOTHING, list[Finding]()
    for one in links:
        if len(findings) < most:
            findings += _faults(one, last, kept.get(one.number))
        last = Head(one.number, one.hash)
    missing = [head for head in kept.values() if head.number > last.number]
    for head in missing:
        findings.append(_finding(messages.CUT_OFF, head.number, last=last.number))
    return Checked(last, tuple(findings))


def _faults(one: Link, last: Head, kept: Head | None) -> Iterator[Finding]:
    if one.number != last.number + 1:
        yield _finding(messages.WRONG_NUMBER, one.number, expected=last.number + 1)
    if one.previous != last.hash:
        yield _finding(messages.BROKEN_LINK, one.number)
    if one.hash != digest(one.number, one.previous, one.body):
        yield _finding(messages.ALTERED, one.number)
    if kept is not None and kept.hash != one.hash:
        yield _finding(messages.OTHER_HEAD, one.number)


def _finding(message: Message, number: int, **values: object) -> Finding:
    return Finding(message, Place(), "refusal", {"number": number, **values})


# An export: one JSON object per line, the entries in order, and at the end the head.


def write_line(one: Link) -> str:
    """One entry as a line of an export."""
    shape = {"number": one.number, "previous": one.previous, "body": one.body, "hash": one.hash}
    return canonical(shape).decode() + "\n"


def write_head(head: Head) -> str:
    """The last line of an export."""
    return canonical({"head": {"number": head.number, "hash": head.hash}}).decode() + "\n"


class NotAnExport(ValueError):
    """A line that no export has; ``line`` counts from 1."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"line {line} is not a line of a journal export")

    def say(self) -> Text:
        return Text(f"第{self.line}行不是操作记录导出文件的内容", f"line {self.line} is not a line of a journal export")


def read(lines: Iterable[str]) -> tuple[list[Link], Head | None]:
    """An export back into links and its head; the head is None when the file was cut off before it."""
    links, head = list[Link](), None
    for at, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if head is not None:
            raise NotAnExport(at)
        found = _read_line(line, at)
        if isinstance(found, Head):
            head = found
        else:
            links.append(found)
    return links, head


def _read_line(line: str, at: int) -> Link | Head:
    try:
        shape = json.loads(line)
        if set(shape) == {"head"}:
            return Head(_number(shape["head"]["number"]), _hash(shape["head"]["hash"]))
        body = shape["body"]
        canonical(body)
        if not isinstance(body, dict):
            raise TypeError("body")
        return Link(_number(shape["number"]), _hash(shape["previous"]), body, _hash(shape["hash"]))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotAnExport(at) from error


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("number")
    return value


def _hash(value: object) -> str:
    if not isinstance(value, str) or not _HASH.fullmatch(value):
        raise TypeError("hash")
    return value
