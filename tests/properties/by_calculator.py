"""A scheme from a few lines, its contexts, and Excel formulas evaluated exactly: for property tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from gongping.facts.model import Facts
from gongping.points import Points, round_fraction
from gongping.scheme.loader import build
from gongping.scheme.model import Scheme
from gongping.scheme.source import parse
from gongping.scoring.context import Context
from gongping.scoring.engine import compute_node, set_standings
from gongping.scoring.operators import vocabulary
from gongping.tally.model import Tally
from gongping.text import Finding, Text

HEAD = """
scheme: {id: small, version: "1", title: small}
categories: {town: {clause: "1", title: town}}
"""


def checked(text: str) -> tuple[Scheme | None, list[Finding]]:
    """A scheme of one category ``town`` from its other sections, with all findings."""
    source, findings = parse(HEAD + text)
    assert findings == []
    return build(source, vocabulary(), file=Path("small"))


def scheme_of(text: str) -> Scheme:
    """A scheme whose only findings are statuses it does not speak of."""
    scheme, findings = checked(text)
    assert scheme is not None, [f.say("en") for f in findings]
    assert [f.say("en") for f in findings if f.severity == "fault"] == []
    return scheme


def codes(text: str) -> set[str]:
    """The codes of the faults of a scheme."""
    return {f.code for f in checked(text)[1] if f.severity == "fault"}


def computed(scheme: Scheme, facts: Facts, tally: Tally | None = None) -> Context:
    context = Context(scheme, "town", facts.units, facts, tally or Tally(), {})
    set_standings(context, facts)
    for node in scheme.nodes["town"].values():
        compute_node(node, context)
    return context


def rounded(value: Fraction, places: int) -> str:
    return str(Points(round_fraction(value, places), places))


@dataclass
class Sheet:
    """A sheet under construction that remembers what each cell holds."""

    context: Context
    cells: dict[str, Fraction | None] = field(default_factory=dict)

    def node(self, path: str, row: int) -> str:
        column = self.context.columns[path]
        return self._kept(f"node {path} {row}", column.fraction(row) if column.has(row) else None)

    def column(self, path: str) -> str:
        raise NotImplementedError

    def counted(self) -> str:
        raise NotImplementedError

    def input(self, key: str, title: Text, values: Sequence[Points | int | None], row: int) -> str:
        assert len(values) == self.context.count
        assert title.zh
        assert title.en
        value = values[row]
        return self._kept(f"{key} {row}", value.fraction if isinstance(value, Points) else _exact(value))

    def inner(self, path: str, expression: str, row: int) -> str:
        return f"ROUND({expression},{self.context.columns[path].places})"

    def _kept(self, key: str, value: Fraction | None) -> str:
        name = "C" + re.sub(r"\W", "_", key)
        assert self.cells.setdefault(name, value) == value
        return name


def _exact(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def formula_value(context: Context, path: str, row: int) -> str:
    """What the node's Excel formula gives, rounded to the node's places."""
    node, sheet = context.scheme.nodes["town"][path], Sheet(context)
    formula = node.operator.formula(node, context, sheet, row)  # type: ignore[attr-defined]
    exact = re.sub(r"(?<![\w.])(\d+(?:\.\d+)?)(?![\w.])", r'Fraction("\1")', formula)
    names = {
        "Fraction": Fraction,
        "SUM": lambda *v: sum(v, Fraction(0)),
        "MAX": lambda *v: max(v),
        "MIN": lambda *v: min(v),
        "ROUND": lambda v, n: Fraction(round_fraction(v, int(n)), 10 ** int(n)),
    }
    value = eval(exact, {"__builtins__": {}}, {**sheet.cells, **names})  # noqa: S307 - our own formula, in a test
    return rounded(value, node.places)


def explained(context: Context, path: str, row: int) -> list[Text]:
    node = context.scheme.nodes["town"][path]
    lines: list[Text] = node.operator.explain(node, context, row)  # type: ignore[attr-defined]
    assert all(line.zh and line.en for line in lines)
    return lines
