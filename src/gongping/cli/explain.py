"""``gongping explain``: one unit's score, down to clause, counts, marks and rounding."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Annotated

import typer

from gongping.analysis.explain import Derivation, derive
from gongping.assessment import Assessment
from gongping.cli import options
from gongping.cli.envelope import envelope
from gongping.cli.help import both
from gongping.cli.inputs import assess_folder_anyway, load
from gongping.cli.running import exit_code
from gongping.cli.session import Session
from gongping.cli.shapes import derivation_shape, scheme_shape
from gongping.text import Finding, Message, Refused, Text

Unit = Annotated[
    str, typer.Argument(metavar="UNIT", show_default=False, help=both("单位编码、全称或简称", "a unit's code or name"))
]
Node = Annotated[str | None, typer.Argument(metavar="NODE", show_default=False, help=both(
    "得分项的路径或名称，如 democratic/leaders；不写为总分", "a node's path or title, e.g. democratic/leaders; else the final score"))]  # fmt: skip

NO_UNIT = Message("cli.no-unit", Text("没有单位“{word}”{hint}", "there is no unit '{word}'{hint}"),
                  Text("写单位编码、全称或简称", "write a unit's code or name"))  # fmt: skip
NO_NODE = Message("cli.no-node", Text("没有得分项“{word}”{hint}", "there is no node '{word}'{hint}"),
                  Text("可写：{known}", "write one of: {known}"))  # fmt: skip

STATES = {
    "missing": Text("缺数据", "no data"),
    "pending": Text("未完成", "incomplete"),
    "exempt": Text("不计", "not scored"),
}


def command(
    ctx: typer.Context, scheme: options.Scheme, facts: options.FactsFolder, unit: Unit, node: Node = None,
    as_json: options.AsJson = False, assume: options.Assume = None,
) -> int:  # fmt: skip
    session: Session = ctx.obj
    readings = options.read_pairs(assume, "--assume")
    assessment = assess_folder_anyway(session, load(session, scheme, readings), facts, readings)
    code = exit_code(assessment.findings)
    category, row = find_unit(assessment, unit)
    result = assessment.categories[category]
    derivation = derive(result, row, _find_node(assessment, category, node) if node else None)
    if as_json:
        about = {"unit": result.units[row].code, "name": result.units[row].name, "category": category}
        more = {"scheme": scheme_shape(assessment), **about, "derivation": derivation_shape(derivation)}
        session.json(envelope("explain", code, session.language, assessment.findings, **more))
        return code
    stops = [f for f in assessment.findings if f.severity in ("fault", "refusal")]
    session.findings(stops)
    title = session.word(assessment.scheme.title_of(category).text)
    session.say(f"{result.units[row].name}（{result.units[row].code}）  {title}", "bold")
    show(session, derivation)
    return code


def show(session: Session, derivation: Derivation, depth: int = 0) -> None:
    """The derivation as indented lines: title, value and clause, then how, then its parts."""
    indent = "  " * depth
    value = derivation.value or session.word(STATES.get(derivation.state, Text("—", "—")))
    clause = f"  〔{derivation.clause}〕" if derivation.clause else ""
    last = derivation.path.rpartition("/")[2]
    title = session.word(derivation.title)
    name = title if title == last else f"{title} {derivation.path}"
    session.say(f"{indent}{name} = {value}{clause}", "bold" if depth == 0 else None)
    for line in derivation.lines:
        session.say(f"{indent}  · {session.word(line)}", "dim")
    for part in derivation.parts:
        show(session, part, depth + 1)


def find_unit(assessment: Assessment, word: str) -> tuple[str, int]:
    """Category and row of a unit named by code, name or short name. Raises Refused."""
    names: dict[str, tuple[str, int]] = {}
    for category, result in assessment.categories.items():
        for row, unit in enumerate(result.units):
            for name in filter(None, (unit.short, unit.name, unit.code)):
                names.setdefault(name, (category, row))
            names[unit.code] = (category, row)
    if word not in names:
        raise Refused([_unknown(NO_UNIT, word, names)])
    return names[word]


def _find_node(assessment: Assessment, category: str, word: str) -> str:
    result = assessment.categories[category]
    paths = {path: path for path in result.columns}
    for path in result.columns:
        node = result.node(path)
        for name in (node.title.zh, node.title.en) if node else ():
            paths.setdefault(name, path)
        paths.setdefault(path.rpartition("/")[2], path)
    if word not in paths:
        raise Refused([_unknown(NO_NODE, word, paths, known=list(result.columns)[:24])])
    return paths[word]


def _unknown(message: Message, word: str, near_to: Iterable[str], **more: object) -> Finding:
    near = get_close_matches(word, list(near_to), n=1, cutoff=0.4)
    hint = Text(f"，是不是“{near[0]}”？", f"; did you mean '{near[0]}'?") if near else Text("", "")
    return Finding(message, values={"word": word, "hint": hint, **more})
