"""docs/rules.md: every kind of rule, how it is written, and which scheme and case prove it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from gongping.cases.running import case_files, read_case
from gongping.scoring.operators import vocabulary
from tools.documentation.examples import scheme_folders
from tools.documentation.words import Kind, kinds

COMMONEST = (1, 26, 2, 8, 18, 33, 35, 39, 17, 5, 30, 32)
"""The twelve kinds most plans have; each is proved by two schemes or more."""
SHOWN = 3
HEAD = """\
# The 45 kinds of rule

Made by `make docs`; do not edit. The kinds were found in 72 published assessment plans. Each is written as one or more
operators ([reference](reference.md)) or declared in the scheme, and proved by a case: small inputs with exact expected
values beside a scheme made from a plan. `make test` runs every case, and fails when a kind has no case, or one of the
twelve commonest (marked ★) has cases in fewer than two schemes.

| no. | kind | written as | proved by (scheme: case) |
|---|---|---|---|
"""


@cache
def proofs() -> Mapping[int, Mapping[str, tuple[str, ...]]]:
    """Kind → scheme → its cases that name the kind."""
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    for folder in scheme_folders():
        for file in case_files(folder):
            case, _ = read_case(file)
            for number in case.kinds if case else ():
                by_scheme = found.setdefault(number, {})
                by_scheme[folder.name] = (*by_scheme.get(folder.name, ()), file.stem)
    return found


def unproved() -> list[int]:
    """Kinds without a case."""
    found = proofs()
    return [kind.number for kind in kinds() if not found.get(kind.number)]


def proved_once() -> list[int]:
    """Kinds of the twelve commonest that fewer than two schemes prove."""
    found = proofs()
    return [number for number in sorted(COMMONEST) if len(found.get(number, {})) < 2]


def rules() -> str:
    """The whole page."""
    found = proofs()
    rows = [_row(kind, found.get(kind.number, {})) for kind in kinds()]
    return HEAD + "\n".join(rows) + "\n"


def _row(kind: Kind, by_scheme: Mapping[str, tuple[str, ...]]) -> str:
    star = " ★" if kind.number in COMMONEST else ""
    return f"| {kind.number}{star} | {kind.title.en}<br>{kind.title.zh} | {_written(kind)} | {_proved(by_scheme)} |"


def operators_of(number: int) -> list[str]:
    """The operators that say they serve a kind."""
    return [key for key, operator in vocabulary().items() if number in operator.KINDS]


def _written(kind: Kind) -> str:
    operators = ", ".join(f"[`{key}`](reference.md#operator-{key})" for key in operators_of(kind.number))
    return "<br>".join(part for part in (operators, kind.how.en) if part)


def _proved(by_scheme: Mapping[str, tuple[str, ...]]) -> str:
    if not by_scheme:
        return "**none yet**"
    shown = [f"{scheme}: {', '.join(cases[:2])}" for scheme, cases in list(by_scheme.items())[:SHOWN]]
    more = len(by_scheme) - SHOWN
    return "<br>".join(shown) + (f"<br>and {more} more" if more > 0 else "")
