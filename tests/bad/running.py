"""The command line, run in this process: what it says and how it ends."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongping.cli.main import main
from gongping.text import Place

TOLD = ("Traceback", "内部错误", "Unexpected fault")
"""What must never be said: these mean that a fault of the input was taken for one of the program, or worse."""


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def says(self) -> str:
        return self.out + self.err

    def findings(self) -> list[dict[str, Any]]:
        """The findings of ``--json``, each with its place as printed."""
        found: list[dict[str, Any]] = json.loads(self.out)["findings"]
        return [one | {"at": Place(one["file"], one["sheet"], one["line"], one["column"]).say()} for one in found]


def run(*arguments: str | Path) -> Outcome:
    """One run; a traceback or an internal error fails the test at once."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(one) for one in arguments])
    outcome = Outcome(code, out.getvalue(), err.getvalue())
    for words in TOLD:
        assert words not in outcome.says, outcome.says
    assert code in (0, 1, 2), outcome.says
    return outcome


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
