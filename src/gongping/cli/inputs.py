"""From the names on the command line to an assessment: scheme, folder, findings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gongping.assessment import Assessment, assess_anyway, load_scheme
from gongping.cli.places import scheme_at
from gongping.cli.session import Session
from gongping.intake import read_folder
from gongping.scheme.loader import Changes
from gongping.scheme.model import Scheme
from gongping.text import Text, blocking, stop_on

READING_SCHEME = Text("读取方案", "reading the scheme")
READING_FACTS = Text("读取数据", "reading the facts")
SCORING = Text("计分", "scoring")


def load(session: Session, scheme: str, readings: Mapping[str, str], changes: Changes | None = None) -> Scheme:
    """The scheme named on the command line. Raises Refused."""
    path = scheme_at(scheme)
    with session.progress(READING_SCHEME):
        return load_scheme(path, readings, changes)


def assess_folder(session: Session, scheme: Scheme, facts: Path, readings: Mapping[str, str]) -> Assessment:
    """Read the folder and score it. Raises Refused when the files have faults or forbid a result."""
    assessment = assess_folder_anyway(session, scheme, facts, readings)
    stop_on(assessment.findings)
    return assessment


def assess_folder_anyway(session: Session, scheme: Scheme, facts: Path, readings: Mapping[str, str]) -> Assessment:
    """As ``assess_folder``, but content that forbids a result is left among the findings."""
    with session.progress(READING_FACTS):
        read, tally, findings = read_folder(scheme, facts)
    if any(f.severity == "fault" for f in blocking(findings)):
        stop_on(findings)
    with session.progress(SCORING):
        return assess_anyway(scheme, read, tally, findings, readings)
