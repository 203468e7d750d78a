"""Writing the output folder of a run: result tables, workbook, report, and the bundle beside them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gongping import __version__
from gongping.assessment import Assessment
from gongping.bundle.manifest import MANIFEST, Manifest, make_manifest
from gongping.disclosure.release import Release
from gongping.disclosure.results import SCORES, STANDING, score_rows, standing_rows
from gongping.documents.results.report import write_report
from gongping.documents.results.workbook import write_workbook
from gongping.facts.model import Decision
from gongping.facts.writing import write_facts
from gongping.scheme.fingerprint import canonical
from gongping.tally.writing import write_tally
from gongping.text import Language

DECISIONS = ("kind", "node", "units", "value", "body", "date", "minutes", "reason", "clause")


@dataclass(frozen=True)
class Written:
    """What was written: the files below the folder, and the result's fingerprint."""

    folder: Path
    files: tuple[str, ...]
    fingerprint: str


def write_results(release: Release, folder: Path, language: Language = "zh") -> Written:
    """Write everything into an existing empty folder. Same input, same bytes."""
    write_data(release, folder)
    release = replace(release, assessment=without_reading(release))
    write_workbook(release, folder / "results.xlsx", language)
    write_report(release, folder / "report.html", language)
    manifest = _manifest(release, folder, language)
    (folder / MANIFEST).write_bytes(manifest.bytes())
    return Written(folder, (*manifest.files, MANIFEST), manifest.fingerprint)


def _manifest(release: Release, folder: Path, language: Language) -> Manifest:
    assessment = release.assessment
    return make_manifest(folder, __version__, assessment.scheme.fingerprint, language, assessment.readings)


def without_reading(release: Release) -> Assessment:
    """The assessment with the findings of the result only.

    What was found while reading the office's files (their names, their columns) is told to the person
    at work; the documents must come out the same when they are recomputed from the bundle alone.
    """
    assessment = release.assessment
    return replace(assessment, findings=assessment.result_findings)


def write_data(release: Release, folder: Path) -> None:
    """The tables: standing and scores, and in ``bundle/`` all that is needed to compute them again."""
    bundle = folder / "bundle"
    (bundle / "facts").mkdir(parents=True, exist_ok=True)
    assessment = release.assessment
    (bundle / "scheme.json").write_bytes(canonical(assessment.scheme.source))
    write_facts(assessment.facts, bundle / "facts")
    write_tally(assessment.tally, bundle)
    for home in (folder, bundle):
        write_table(home / "standing.csv", STANDING, standing_rows(release))
        write_table(home / "scores.csv", SCORES, score_rows(release))
    write_table(bundle / "decisions.csv", DECISIONS, [_decision(d) for d in assessment.facts.decisions])


def _decision(one: Decision) -> tuple[str, ...]:
    units = ";".join(one.units)
    return (one.kind, one.node, units, one.value, one.body, one.date, one.minutes, one.reason, one.clause)


def write_table(file: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """UTF-8 without BOM, LF, quoted only where needed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    file.write_bytes(text.getvalue().encode())
