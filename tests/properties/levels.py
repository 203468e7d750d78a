"""Scored schemes of several categories, with formulas evaluated exactly: for property tests."""

from __future__ import annotations

import re
from fractions import Fraction

from gongping.facts.model import Facts
from gongping.points import round_fraction
from gongping.scheme.loader import build
from gongping.scheme.model import Scheme
from gongping.scheme.source import parse
from gongping.scoring.engine import operator_of
from gongping.scoring.operators import vocabulary
from gongping.scoring.scorecard import CategoryScores, score
from gongping.tally.model import Tally
from gongping.text import Finding, Text, blocking
from tests.properties.by_calculator import Sheet, rounded


def read(text: str) -> tuple[Scheme | None, list[Finding]]:
    source, findings = parse('scheme: {id: small, version: "1", title: small}\n' + text)
    assert findings == []
    return build(source, vocabulary())


def faults(text: str) -> set[str]:
    return {f.code for f in read(text)[1] if f.severity == "fault"}


def scheme_of(text: str) -> Scheme:
    scheme, findings = read(text)
    assert scheme is not None, [f.say("en") for f in findings]
    assert blocking(findings) == []
    return scheme


def scored(scheme: Scheme, facts: Facts) -> dict[str, CategoryScores]:
    return score(scheme, facts, Tally()).categories


def findings_of(scheme: Scheme, facts: Facts) -> set[str]:
    return {f.code for f in score(scheme, facts, Tally()).findings}


def formula_of(result: CategoryScores, path: str, row: int) -> str:
    """What the node's Excel formula gives, with its limits left out, rounded to its places."""
    node = result.node(path)
    assert node is not None
    sheet = Sheet(result.context)
    formula = operator_of(node).formula(node, result.context, sheet, row)
    exact = re.sub(r"(?<![\w.])(\d+(?:\.\d+)?)(?![\w.])", r'Fraction("\1")', formula)
    exact = re.sub(r"(?<![<>])=", "==", exact)
    names = {
        "Fraction": Fraction,
        "MAX": lambda *v: max(v),
        "MIN": lambda *v: min(v),
        "IF": lambda test, yes, no: yes if test else no,
        "CHOOSE": lambda i, *v: v[int(i) - 1] if i else None,
        "ROUND": lambda v, n: Fraction(round_fraction(v, int(n)), 10 ** int(n)),
    }
    cells = {name: Fraction(0) if value is None else value for name, value in sheet.cells.items()}
    return rounded(eval(exact, {"__builtins__": {}}, {**cells, **names}), node.places)  # noqa: S307 - our own formula


def explained(result: CategoryScores, path: str, row: int) -> list[Text]:
    node = result.node(path)
    assert node is not None
    lines = operator_of(node).explain(node, result.context, row)
    assert lines
    assert all(line.zh and line.en for line in lines)
    return lines
