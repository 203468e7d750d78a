"""What every ``--json`` answer has, whatever the command: who, how it ended, what was found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from gongping import __version__
from gongping.text import Finding, Language

Shape: TypeAlias = dict[str, Any]


def envelope(command: str, exit_code: int, language: Language, findings: Iterable[Finding], **more: Any) -> Shape:
    """What every command answers: who, how it ended, what was found, then its own fields."""
    return {
        "gongping": __version__,
        "command": command,
        "exit": exit_code,
        "findings": [finding_shape(f, language) for f in findings],
        **more,
    }


def finding_shape(finding: Finding, language: Language) -> Shape:
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": place.file,
        "sheet": place.sheet,
        "line": place.line,
        "column": place.column,
        "what": finding.what(language),
        "do": finding.do(language),
    }
