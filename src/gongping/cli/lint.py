"""``gongping lint``: every finding about a scheme, and about its facts where they are given."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gongping.assessment import assess_anyway, check_scheme
from gongping.cli import options
from gongping.cli.envelope import envelope
from gongping.cli.help import both
from gongping.cli.inputs import READING_FACTS, READING_SCHEME
from gongping.cli.places import scheme_at
from gongping.cli.running import exit_code
from gongping.cli.session import Session
from gongping.intake import read_folder
from gongping.scheme.model import Scheme
from gongping.text import Finding, Message, Place, Refused, Text, blocking, distinct

NOT_CHECKED = Message(
    "cli.facts-not-checked",
    Text("方案有错误，数据还没有检查", "the scheme has faults, so the facts were not checked"),
    Text("改好方案后再检查一次", "mend the scheme, then check again"),
)

Facts = Annotated[Path | None, typer.Argument(metavar="FACTS", show_default=False, help=both(
    "数据文件夹；给出时一并检查", "the folder of facts, checked too when given"))]  # fmt: skip


def command(ctx: typer.Context, scheme: options.Scheme, facts: Facts = None, as_json: options.AsJson = False) -> int:
    session: Session = ctx.obj
    found = _found(session, scheme, facts)
    code = exit_code(found)
    if as_json:
        session.json(envelope("lint", code, session.language, found))
        return code
    session.findings(found, session.out)
    session.say(_summary(found), "bold")
    return code


def _found(session: Session, name: str, facts: Path | None) -> list[Finding]:
    try:
        path = scheme_at(name)
    except Refused as refused:
        return list(refused.findings)
    with session.progress(READING_SCHEME):
        scheme, findings = check_scheme(path)
    if facts is None:
        return findings
    if scheme is None or blocking(findings):
        return [*findings, Finding(NOT_CHECKED, Place(str(facts)), "note")]
    with session.progress(READING_FACTS):
        return list(distinct([*findings, *_about_facts(scheme, facts)]))


def _about_facts(scheme: Scheme, folder: Path) -> list[Finding]:
    read, tally, findings = read_folder(scheme, folder)
    if any(f.severity == "fault" for f in findings):
        return findings
    return list(assess_anyway(scheme, read, tally, findings).findings)


def _summary(found: list[Finding]) -> Text:
    def count(*severities: str) -> int:
        return sum(f.severity in severities for f in found)

    faults, warnings, notes = count("fault", "refusal"), count("warning"), count("note")
    return Text(f"错误{faults}处，提醒{warnings}处，说明{notes}处",
                f"{faults} faults, {warnings} warnings, {notes} notes")  # fmt: skip
