"""``gongping score``: facts in, ranked, graded and explained results out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from gongping.assessment import Assessment
from gongping.bundle import Written, write_results
from gongping.cli import options
from gongping.cli.annex import print_annexes, print_files
from gongping.cli.envelope import envelope
from gongping.cli.help import both
from gongping.cli.inputs import assess_folder, load
from gongping.cli.known import print_differences, read_known
from gongping.cli.output import check_place, whole_folder
from gongping.cli.session import Session
from gongping.cli.shapes import assumptions_shape, procedure_shape, scheme_shape, standing_shape
from gongping.cli.standing import print_standings
from gongping.disclosure.release import Release, office_release
from gongping.text import Text

Out = Annotated[
    Path,
    typer.Option(
        "--out",
        "-o",
        metavar="DIR",
        show_default=False,
        help=both(
            "结果文件夹；只覆盖本程序以前写的结果", "where the results go; only an earlier result of ours is replaced"
        ),
    ),
]
Expect = Annotated[Path | None, typer.Option("--expect", metavar="FILE", show_default=False, help=both(
    "已知结果（.csv或.xlsx：单位、名次、总分、等次），逐格比对，有不同为1",
    "a known result (.csv or .xlsx: unit, rank, final, grade) to compare cell by cell; 1 when one differs"))]  # fmt: skip


def command(
    ctx: typer.Context, scheme: options.Scheme, facts: options.FactsFolder, out: Out,
    as_json: options.AsJson = False, assume: options.Assume = None, expect: Expect = None,
) -> int:  # fmt: skip
    """0 已算出，1 数据内容不允许得出结果或与已知结果不同，2 输入有误。\x1f0 done, 1 the data forbids a result or a cell differs, 2 faulty input."""
    session: Session = ctx.obj
    return _score(session, scheme, facts, out, as_json, options.read_pairs(assume, "--assume"), expect)


def _score(
    session: Session, scheme: str, facts: Path, out: Path, as_json: bool, readings: dict[str, str], expect: Path | None
) -> int:
    check_place(out)
    loaded = load(session, scheme, readings)
    assessment = assess_folder(session, loaded, facts, readings)
    known = read_known(expect, assessment) if expect else None
    release = office_release(assessment)
    written = write(session, release, out)
    differences = known.differences(assessment) if known else []
    code = 1 if differences else 0
    if as_json:
        more = [{"unit": d.unit, "what": d.what, "expected": d.expected, "found": d.found} for d in differences]
        shape = result_shape(release, written) | ({"differences": more} if known else {})
        session.json(envelope("score", code, session.language, assessment.findings, **shape))
        return code
    show_result(session, assessment, out, written)
    if known:
        print_differences(session, known, differences)
    return code


def write(session: Session, release: Release, out: Path) -> Written:
    """Write all result files, whole or not at all."""
    with whole_folder(out) as folder, session.progress(Text("写出结果文件", "writing the result files")):
        return write_results(release, folder, session.language)


def show_result(session: Session, assessment: Assessment, out: Path, written: Written) -> None:
    """Findings, rankings, annexes and files, on the terminal."""
    session.findings([f for f in assessment.findings if f.severity == "warning"])
    print_standings(session, assessment)
    print_annexes(session, assessment)
    print_files(session, assessment, out, written.files, written.fingerprint)


def result_shape(release: Release, written: Written) -> dict[str, Any]:
    assessment = release.assessment
    return {
        "scheme": scheme_shape(assessment),
        "complete": assessment.complete,
        "fingerprint": written.fingerprint,
        "files": list(written.files),
        "standing": standing_shape(release),
        "assumptions": assumptions_shape(assessment),
        "procedure": procedure_shape(assessment),
    }
