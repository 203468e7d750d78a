"""What stands below the rankings: what waits, assumptions, procedure, files, fingerprint."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gongping.assessment import Assessment
from gongping.cli.session import Session
from gongping.text import Text

PENDING = Text(
    "未完成：以下事项尚未确定，不排名、不定等次", "Incomplete: not known yet, so no rank and no grade is given"
)
ASSUMPTIONS = Text("方案未明确事项及处理", "What the plan leaves open, and how it was read")
PROCEDURE = Text("程序事项", "Procedure")
RESULTS = {
    "met": Text("已核对，符合", "checked, met"),
    "not_met": Text("已核对，不符合", "checked, not met"),
    "incomplete": Text("部分核对", "partly checked"),
}
FILES, FINGERPRINT = Text("结果文件", "Files"), Text("结果指纹", "Fingerprint of the result")
SCHEME = Text("方案指纹", "Fingerprint of the scheme")


def print_annexes(session: Session, assessment: Assessment) -> None:
    """Pending parts, assumptions with their readings, procedure checked and not checked here."""
    _pending(session, assessment)
    _assumptions(session, assessment)
    _procedure(session, assessment)


def _heading(session: Session, text: Text) -> None:
    session.say()
    session.say(text, "bold")


def _pending(session: Session, assessment: Assessment) -> None:
    if assessment.complete:
        return
    _heading(session, PENDING)
    for category, result in assessment.categories.items():
        if result.complete:
            continue
        title = session.word(assessment.scheme.title_of(category).text)
        for path in result.columns:
            node = result.node(path)
            if node is None or node.refs:
                continue
            waiting = [u.short or u.name for row, u in enumerate(result.units) if result.state(path, row) == "pending"]
            if waiting:
                shown = session.word(Text("{units}", "{units}"), units=waiting[:8])
                more = (
                    session.word(Text("等{n}个", " and others, {n} in all"), n=len(waiting)) if len(waiting) > 8 else ""
                )
                session.say(f"  {title} · {session.word(node.title.text)}：{shown}{more}")


def _assumptions(session: Session, assessment: Assessment) -> None:
    if not assessment.scheme.assumptions:
        return
    _heading(session, ASSUMPTIONS)
    for one in assessment.scheme.assumptions:
        reading = assessment.readings.get(one.id, one.assumption.reading)
        changed = session.word(Text("（模拟）", " (what-if)")) if reading != one.assumption.reading else ""
        clause = f"〔{one.clause}〕" if one.clause else ""
        session.say(f"  {clause} {session.word(one.assumption.reason.text)}  [{one.id} = {reading}{changed}]")


def _procedure(session: Session, assessment: Assessment) -> None:
    if not assessment.procedure:
        return
    _heading(session, PROCEDURE)
    for check in assessment.procedure:
        clause = f"〔{check.clause}〕" if check.clause else ""
        style = "yellow" if check.result == "not_met" else None
        # What is not checked here says so itself.
        how = f"{session.word(RESULTS[check.result])}  " if check.result in RESULTS else ""
        session.say(f"  {clause} {how}{session.word(check.says)}", style)


def print_files(session: Session, assessment: Assessment, folder: Path, files: Sequence[str], fingerprint: str) -> None:
    """Where the result lies, and what identifies it."""
    _heading(session, FILES)
    top = [name for name in files if "/" not in name]
    inside = len(files) - len(top)
    for name in top:
        session.say(f"  {folder / name}")
    if inside:
        session.say(
            f"  {folder / 'bundle'}/  "
            + session.word(Text("复核包，{n}个文件", "re-check bundle, {n} files"), n=inside)
        )
    session.say(f"{session.word(SCHEME)}  {assessment.scheme.fingerprint}")
    session.say(f"{session.word(FINGERPRINT)}  {fingerprint}", "bold")
