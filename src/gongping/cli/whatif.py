"""``gongping what-if`` (模拟测算): change one thing and see who moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer
from rich.table import Table

from gongping.analysis.whatif import ChangeError, Move, Standing, compare, rule_change, value_change, weight_change
from gongping.assessment import Assessment
from gongping.cli import options
from gongping.cli.envelope import envelope
from gongping.cli.help import both
from gongping.cli.inputs import assess_folder_anyway, load
from gongping.cli.running import exit_code
from gongping.cli.session import Session
from gongping.cli.shapes import scheme_shape
from gongping.cli.standing import grade_title
from gongping.text import Text

Weight = Annotated[
    list[str] | None,
    typer.Option(
        "--weight",
        metavar="PATH=N",
        help=both(
            "改权重，如 town.composite.debrief=30，可多次", "a weight, e.g. town.composite.debrief=30; may be repeated"
        ),
    ),
]
Value = Annotated[
    list[str] | None,
    typer.Option(
        "--value",
        metavar="PATH=N",
        help=both("改分值，如 town.annual.second=95", "a value, e.g. town.annual.second=95"),
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=V",
        help=both(
            "改方案里的任何一个值，如 grades.town.steps.0.top=12",
            "any value of the scheme, e.g. grades.town.steps.0.top=12",
        ),
    ),
]
All = Annotated[bool, typer.Option("--all", help=both("也列出名次、等次不变的单位", "list units whose place stays, too"))]  # fmt: skip


def command(
    ctx: typer.Context, scheme: options.Scheme, facts: options.FactsFolder, weight: Weight = None, value: Value = None,
    set_: Set = None, assume: options.Assume = None, everything: All = False, as_json: options.AsJson = False,
) -> int:  # fmt: skip
    session: Session = ctx.obj
    changes = {**_changes(weight, weight_change), **_changes(value, value_change), **_changes(set_, rule_change)}
    readings = options.read_pairs(assume, "--assume")
    if not changes and not readings:
        raise typer.BadParameter(both("没有写要改什么：用 --weight、--value、--set 或 --assume",
                                      "nothing to change: use --weight, --value, --set or --assume"))  # fmt: skip
    before = assess_folder_anyway(session, load(session, scheme, {}), facts, {})
    after = assess_folder_anyway(session, load(session, scheme, readings, changes), facts, readings)
    code = max(exit_code(before.findings), exit_code(after.findings))
    moves = compare(before, after)
    shown = moves if everything else [m for m in moves if m.moved]
    if as_json:
        asked = {"readings": readings, "changes": {".".join(k): v for k, v in changes.items()}}
        more = {
            "scheme": scheme_shape(before),
            **asked,
            "moved": sum(m.moved for m in moves),
            "units": [_shape(m) for m in moves],
        }
        session.json(envelope("what-if", code, session.language, after.findings, **more))
        return code
    session.findings([f for f in after.findings if f.severity in ("fault", "refusal")])
    _print(session, after, moves, shown)
    return code


def _changes(
    texts: Sequence[str] | None, read: Callable[[str], tuple[tuple[str, ...], str]]
) -> dict[tuple[str, ...], str]:
    try:
        return dict(read(text) for text in texts or ())
    except ChangeError as error:
        raise typer.BadParameter(both(error.text.zh, error.text.en)) from None


def _shape(move: Move) -> dict[str, Any]:
    return {
        "category": move.category,
        "unit": move.unit,
        "name": move.name,
        "moved": move.moved,
        "before": _standing(move.before),
        "after": _standing(move.after),
    }


def _standing(one: Standing) -> dict[str, Any]:
    return {"rank": one.rank or None, "final": one.final, "grade": one.grade}


def _print(session: Session, after: Assessment, moves: list[Move], shown: list[Move]) -> None:
    for category in dict.fromkeys(m.category for m in moves):
        here = [m for m in moves if m.category == category]
        moved = sum(m.moved for m in here)
        title = session.word(after.scheme.title_of(category).text)
        session.say()
        session.say(Text(f"{title}：{len(here)}个单位，{moved}个名次或等次有变动",
                         f"{title}: {len(here)} units, {moved} change rank or grade"), "bold")  # fmt: skip
        rows = [m for m in shown if m.category == category]
        if rows:
            session.out.print(_table(session, after, rows))


def _table(session: Session, after: Assessment, rows: list[Move]) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, padding=(0, 2, 0, 0))
    table.add_column(session.word(Text("单位", "unit")), overflow="fold")
    for word in (Text("名次", "rank"), Text("得分", "score"), Text("等次", "grade")):
        table.add_column(session.word(word), no_wrap=True)
    for move in rows:
        old, new = move.before, move.after
        grades = [session.word(grade_title(after, move.category, g)) if g else "—" for g in (old.grade, new.grade)]
        table.add_row(
            move.name, _pair(str(old.rank or "—"), str(new.rank or "—")), _pair(old.final or "—", new.final or "—"),
            _pair(*grades), style="bold" if old.grade != new.grade else "",
        )  # fmt: skip
    return table


def _pair(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"
