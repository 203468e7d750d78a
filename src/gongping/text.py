"""Words for people: bilingual text, and findings that say what, where, why and what to do.

A finding is a value, never an exception: loaders and checkers collect all of them and return them
together. ``Refused`` carries them out of a place that cannot go on.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["zh", "en"]
LANGUAGES: tuple[Language, Language] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Simplified Chinese and in English; ``{name}`` stands for a parameter."""

    zh: str
    en: str

    def say(self, language: Language, **values: object) -> str:
        words = self.zh if language == "zh" else self.en
        return words.format(**{k: _say(v, language) for k, v in values.items()}) if values else words


def _say(value: object, language: Language) -> object:
    if isinstance(value, Text):
        return value.say(language)
    if isinstance(value, (list, tuple)):
        return ("、" if language == "zh" else ", ").join(str(_say(v, language)) for v in value)
    return value


@dataclass(frozen=True, slots=True)
class Message:
    """One kind of finding: a stable code, what is wrong, and what to do about it."""

    code: str
    """Dotted and stable, e.g. ``scheme.unknown-key``; programs may rely on it."""
    what: Text
    do: Text


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a finding is: a file, in a workbook its sheet, a 1-based line or row, a column or cell."""

    file: str = ""
    sheet: str = ""
    line: int = 0
    column: str = ""

    def say(self) -> str:
        name = f"{self.file}[{self.sheet}]" if self.sheet else self.file
        # A cell such as D4 names its row itself.
        line = "" if self.column[-1:].isdigit() else self.line
        at = ":".join(str(p) for p in (line, self.column) if p)
        return f"{name}:{at}" if name and at else name or at


Severity: TypeAlias = Literal["fault", "refusal", "warning", "note"]
"""fault: the input is wrong (exit 2); refusal: the data's content forbids the result (exit 1)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, at one place, with its parameters and the words for it."""

    message: Message
    place: Place = Place()
    severity: Severity = "fault"
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.message.code

    def what(self, language: Language) -> str:
        return self.message.what.say(language, **self.values)

    def do(self, language: Language) -> str:
        return self.message.do.say(language, **self.values)

    def say(self, language: Language) -> str:
        head = f"{self.place.say()}: " if self.place.say() else ""
        arrow = "→ 处理：" if language == "zh" else "→ do: "
        return f"{head}{self.what(language)} {arrow}{self.do(language)}"


class Refused(Exception):
    """Work that cannot go on; carries every finding, faults first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(f.say("en") for f in self.findings))


_REASONS: Mapping[int, Text] = {
    errno.ENOENT: Text("文件不存在", "there is no such file"),
    errno.EACCES: Text("没有权限", "permission denied"),
    errno.EPERM: Text("没有权限", "permission denied"),
    errno.EISDIR: Text("是文件夹，不是文件", "it is a folder, not a file"),
    errno.ELOOP: Text("链接指向自己", "a link that leads to itself"),
    errno.EBUSY: Text("正被别的程序使用", "another program is using it"),
    errno.ENAMETOOLONG: Text("名称太长", "the name is too long"),
}


def reason_of(error: OSError) -> Text:
    """Why a file cannot be opened, in both languages where it is a common reason."""
    told = error.strerror or type(error).__name__
    return _REASONS.get(error.errno or 0, Text(told, told))


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that stop the work: faults and refusals."""
    return [f for f in findings if f.severity in ("fault", "refusal")]


def stop_on(findings: Iterable[Finding]) -> None:
    """Raise Refused with all of them when any finding blocks."""
    found = list(findings)
    if blocking(found):
        raise Refused(found)


def distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, by what it says and where, in the order found."""
    return tuple({f.code + f.say("en"): f for f in findings}.values())
