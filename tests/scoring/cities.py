"""Small assessments built in memory, for tests of ranks and grades."""

from __future__ import annotations

import re
from pathlib import Path

from gongping.facts.model import Decision, Facts, Number, Unit, UnitStatus
from gongping.points import Points
from gongping.scheme.loader import build
from gongping.scheme.model import Scheme
from gongping.scheme.source import parse
from gongping.scoring.operators import vocabulary
from gongping.scoring.scorecard import CategoryScores, Scorecard, score
from gongping.tally.model import Tally
from gongping.text import blocking

PLAN = """
scheme: {{id: small, version: "1", title: small}}
categories: {{unit: {{clause: 一, title: 单位}}}}
facts: {{numbers: {{s: 分数, t: 次分, z: 零分项}}, events: {{accident: 事故}}}}
statuses:
  unranked: {{clause: 一, score: yes, rank: no, grade: no, in_means: yes, in_base: no}}
  exempt: {{clause: 一, score: no, rank: no, grade: no, in_means: no, in_base: yes}}
score:
  unit:
    final: {{clause: 二, sum: [s], places: 2}}
    s: {{clause: 二, number: s}}
    t: {{clause: 二, number: t, missing: reweight}}
rank: {{unit: {{clause: 三, by: final, {rank}}}}}
grades:
  unit:
    clause: 四
    {within}
    titles: {{{titles}}}
    steps:
{steps}
"""

WORDS = {"a": "优", "b": "良", "c": "中", "x": "否"}


def plan(steps: str, rank: str = "break_by: []", within: str = "") -> Scheme:
    """A scheme that ranks by number ``s`` and grades by the given steps (one per line)."""
    indented = "\n".join(f"      - {line.strip()}" for line in steps.strip().splitlines())
    named = set(re.findall(r"(?:grade|not_above): (\w)", steps)) | (set("abx") if "down:" in steps else set())
    titles = ", ".join(f"{grade}: {word}" for grade, word in WORDS.items() if grade in named)
    source, found = parse(PLAN.format(steps=indented, rank=rank, within=within, titles=titles))
    scheme, findings = build(source, vocabulary(), file=Path("small"))
    assert not blocking([*found, *findings]), [f.say("en") for f in blocking([*found, *findings])]
    assert scheme is not None
    return scheme


def graded(
    scheme: Scheme,
    scores: dict[str, str],
    second: dict[str, str] | None = None,
    decisions: tuple[Decision, ...] = (),
    statuses: dict[str, str] | None = None,
    events: tuple[object, ...] = (),
    groups: dict[str, str] | None = None,
) -> tuple[CategoryScores, Scorecard]:
    """Score units with these values of ``s`` (and ``t``)."""
    facts = Facts(
        units=tuple(Unit(code, code, "unit", group=(groups or {}).get(code, "")) for code in scores),
        numbers=(
            *(Number(code, "s", Points.parse(v)) for code, v in scores.items()),
            *(Number(code, "t", Points.parse(v)) for code, v in (second or {}).items()),
        ),
        statuses=tuple(UnitStatus(code, status) for code, status in (statuses or {}).items()),  # type: ignore[arg-type]
        decisions=decisions,
        events=events,  # type: ignore[arg-type]
    )
    card = score(scheme, facts, Tally())
    return card.categories["unit"], card


def grades_of(result: CategoryScores) -> dict[str, str]:
    return {unit.code: grade for unit, grade in zip(result.units, result.context.grades, strict=True)}


def ranks_of(result: CategoryScores) -> dict[str, int]:
    return {unit.code: rank for unit, rank in zip(result.units, result.context.ranks, strict=True)}


def tie(*units: str) -> Decision:
    return Decision("tie", "final", units, "", "部务会", "2026-01-20", "2026-1")
