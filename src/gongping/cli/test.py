"""``gongping test``: the cases of schemes, compared to the last digit."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from gongping.cases.running import CaseResult, Difference, run_cases
from gongping.cli import options
from gongping.cli.envelope import envelope, finding_shape
from gongping.cli.help import both
from gongping.cli.places import scheme_at
from gongping.cli.session import Session
from gongping.cli.shapes import text_shape
from gongping.text import Finding, Refused, Text

Schemes = Annotated[list[str], typer.Argument(metavar="SCHEME", show_default=False, help=both(
    "一个或几个方案", "one or more schemes"))]  # fmt: skip


def command(ctx: typer.Context, schemes: Schemes, as_json: options.AsJson = False) -> int:
    """通过为0，有算例不符为1，方案或算例写法有误为2。\x1f0 all hold, 1 a case differs, 2 a scheme or case is faulty."""
    session: Session = ctx.obj
    shapes, findings, code = [], list[Finding](), 0
    for name in schemes:
        try:
            with session.progress(Text(f"运行算例 {name}", f"running the cases of {name}")):
                results = run_cases(scheme_at(name))
        except Refused as refused:
            findings += refused.findings
            code = 2
            continue
        code = max(code, *(_code(r) for r in results), 0)
        shapes += [_shape(name, r, session) for r in results]
        if not as_json:
            _print(session, name, results)
    if as_json:
        session.json(envelope("test", code, session.language, findings, cases=shapes))
    else:
        session.findings(findings)
    return code


def _code(result: CaseResult) -> int:
    if result.case is None or result.error is not None:
        return 2
    return 0 if result.passed else 1


def _shape(scheme: str, result: CaseResult, session: Session) -> dict[str, Any]:
    return {
        "scheme": scheme,
        "file": result.file.name,
        "case": result.case.case if result.case else "",
        "passed": result.passed,
        "error": text_shape(result.error) if result.error else None,
        "differences": [
            {"unit": d.unit, "what": d.what, "expected": d.expected, "found": d.found} for d in result.differences
        ],
        "findings": [finding_shape(f, session.language) for f in result.findings],
    }


def _print(session: Session, name: str, results: list[CaseResult]) -> None:
    for result in results:
        title = result.case.says.text if result.case else Text(result.file.name, result.file.name)
        mark = Text("通过", "holds") if result.passed else Text("不符", "differs")
        session.say(
            f"{session.word(mark)}  {name}/{result.file.name}  {session.word(title)}", None if result.passed else "red"
        )
        if result.error is not None:
            session.say(f"    {session.word(result.error)}")
        for one in result.differences:
            session.say(f"    {_line(session, one)}")
        if not result.passed:
            session.findings(result.findings, session.out)
    held = sum(r.passed for r in results)
    session.say(
        Text(f"{name}：{len(results)}个算例，通过{held}个", f"{name}: {held} of {len(results)} cases hold"), "bold"
    )


def _line(session: Session, one: Difference) -> str:
    words = Text(
        "{unit} {what}：应为“{expected}”，算得“{found}”", "{unit} {what}: expected '{expected}', found '{found}'"
    )
    return session.word(words, unit=one.unit, what=one.what, expected=one.expected, found=one.found).strip()
