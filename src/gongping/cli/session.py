"""One run of the program at one terminal: where words go, in which language, how findings look."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TextIO

from rich.console import Console

from gongping.text import Finding, Language, Severity, Text, blocking

PIPE_WIDTH = 120
"""Columns where nobody says how wide the reader is."""

MARKS: dict[Severity, tuple[Text, str]] = {
    "fault": (Text("错误", "fault"), "bold red"),
    "refusal": (Text("不予计算", "refused"), "bold red"),
    "warning": (Text("提醒", "warning"), "yellow"),
    "note": (Text("说明", "note"), "dim"),
}
ORDER: tuple[Severity, ...] = ("fault", "refusal", "warning", "note")


@dataclass
class Session:
    """``out`` is for results, ``err`` for findings and progress; colour only on a terminal."""

    language: Language
    out: Console
    err: Console
    debug: bool = False

    @classmethod
    def on_terminal(cls, language: Language, debug: bool = False) -> Session:
        return cls(language, _console(sys.stdout), _console(sys.stderr), debug)

    def word(self, text: Text, **values: object) -> str:
        return text.say(self.language, **values)

    def say(self, text: Text | str = "", style: str | None = None) -> None:
        """A line of the result. Long lines are wrapped on a terminal only."""
        self._line(self.out, text, style)

    def complain(self, text: Text | str, style: str | None = None) -> None:
        """A line about what stands in the way."""
        self._line(self.err, text, style)

    def _line(self, console: Console, text: Text | str, style: str | None) -> None:
        words = text if isinstance(text, str) else self.word(text)
        console.print(words, style=style, soft_wrap=not console.is_terminal)

    def json(self, shape: dict[str, Any]) -> None:
        """One JSON document, for a program."""
        sys.stdout.write(json.dumps(shape, ensure_ascii=False, indent=1) + "\n")

    def findings(self, findings: Iterable[Finding], to: Console | None = None) -> None:
        """Every finding with its place, the gravest first; notes last."""
        console = to or self.err
        ordered = sorted(findings, key=lambda f: ORDER.index(f.severity))
        for finding in ordered:
            word, style = MARKS[finding.severity]
            console.print(self.word(word), style=style, end=" ")
            console.print(finding.say(self.language), soft_wrap=not console.is_terminal)

    def refused(self, findings: Iterable[Finding]) -> int:
        """Show the findings that stopped the work; gives the exit code."""
        found = list(findings)
        # What is only worth noting (the assumptions of a scheme) would bury the faults here.
        self.findings(f for f in found if f.severity != "note")
        stops = blocking(found)
        faults = sum(f.severity == "fault" for f in stops)
        if faults:
            self.complain(
                Text(
                    f"共{faults}处错误，没有写出结果。",
                    f"{faults} fault{'s' if faults > 1 else ''}; nothing was written.",
                ),
                "bold",
            )
        else:
            self.complain(
                Text("按数据内容不能得出结果，没有写出结果。", "The data forbids a result; nothing was written."),
                "bold",
            )
        return 2 if faults or not stops else 1

    @contextmanager
    def progress(self, text: Text) -> Iterator[None]:
        """Say what is going on while it goes on; silent where nobody watches."""
        if not self.err.is_terminal:
            yield
            return
        with self.err.status(self.word(text), spinner="line"):
            yield


class _Console(Console):
    """A console that leaves a broken pipe to the program, which ends quietly."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def _console(stream: TextIO) -> Console:
    """A console that never fails on a character the terminal lacks."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    watched = stream.isatty()
    width = None if watched or os.environ.get("COLUMNS") else PIPE_WIDTH
    return _Console(file=stream, width=width, no_color=None if watched else True, force_terminal=None if watched else False,
                   highlight=False, markup=False, emoji=False)  # fmt: skip
