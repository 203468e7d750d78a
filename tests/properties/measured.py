"""Schemes over measured numbers, held to fractions: value, Excel formula and explanation of one unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from gongping.facts.model import NOT_APPLICABLE, PENDING, Amount, UnitStatus
from gongping.points import Points, round_fraction
from gongping.scheme.loader import build
from gongping.scheme.model import Scheme
from gongping.scheme.source import parse
from gongping.scoring.column import State
from gongping.scoring.context import Context
from gongping.scoring.engine import operator_of
from gongping.scoring.operators import vocabulary
from gongping.scoring.scorecard import CategoryScores
from gongping.text import Text
from tests.properties.plans import HEAD, scheme_of, scored, shown

NUMBERS = """
facts: {numbers: {x: x, y: y, z: z}}
statuses:
  new: {clause: 二, score: yes, rank: no, grade: no, in_means: no, in_base: no}
score:
  unit:
    x: {number: x, missing: reweight, not_applicable: reweight}
    y: {number: y, missing: reweight, not_applicable: reweight}
    z: {number: z, missing: reweight, not_applicable: reweight}
"""

decimals = st.builds(Points, st.integers(-400, 400), st.integers(0, 2))
"""Small numbers, so that exact steps, exact ties and zeros are common."""
facts = st.one_of(decimals, decimals, decimals, st.sampled_from([None, PENDING, NOT_APPLICABLE]))
columns = st.lists(facts, min_size=1, max_size=6)


@cache
def plan(*nodes: str) -> Scheme:
    """A scheme of nodes x, y, z (numbers) and these, each written on one line."""
    return scheme_of(NUMBERS + "".join(f"    {node}\n" for node in nodes))


def faults(*nodes: str) -> set[str]:
    source, found = parse(HEAD + NUMBERS + "".join(f"    {node}\n" for node in nodes))
    _, findings = build(source, vocabulary())
    return {f.code for f in [*found, *findings] if f.severity == "fault"}


def one(scheme: Scheme, **numbers: Amount | None) -> CategoryScores:
    """One unit with these numbers."""
    return scored(scheme, {"u0": numbers})


def many(scheme: Scheme, values: Sequence[Amount | None], outside: Sequence[int] = ()) -> CategoryScores:
    """Units whose number x is given; those in ``outside`` do not count in means."""
    statuses = tuple(UnitStatus(f"u{i}", "new") for i in outside if i < len(values))
    return scored(scheme, {f"u{i}": {"x": v} for i, v in enumerate(values)}, statuses=statuses)


def worst_of(*values: Amount | None) -> State:
    """The state of what needs all of these facts."""
    codes = {None: State.LEFT_OUT, NOT_APPLICABLE: State.NOT_APPLICABLE, PENDING: State.PENDING}
    return max(State.OK if isinstance(v, Points) else codes[v] for v in values)


def agrees(result: CategoryScores, expected: Fraction | None, row: int = 0, path: str = "s") -> None:
    """The unit's value, its formula and its explanation; None: a finding and no value."""
    node, column = result.node(path), result.columns[path]
    assert node is not None
    lines: list[Text] = operator_of(node).explain(node, result.context, row)
    assert lines
    assert all(line.zh and line.en for line in lines)
    if expected is None:
        assert column.state[row] == State.FAILED
        assert any(f.code == "score.undefined" for f in result.context.findings)
        return
    assert column.show(row) == shown(expected, node.places)
    assert formula_of(result, row, path) == shown(expected, node.places)


class Cells(list[Fraction | None]):
    """A range: compared and multiplied cell by cell."""

    def _each(self, other: object, what: Callable[[Fraction, Fraction], object]) -> Cells:
        others = other if isinstance(other, Cells) else [other] * len(self)
        pairs = zip(self, others, strict=True)
        return Cells(Fraction(bool(r) if isinstance(r, bool) else r) for a, b in pairs for r in [what(a or 0, b or 0)])  # type: ignore[arg-type]

    def __gt__(self, other: object) -> Cells:  # type: ignore[override]
        return self._each(other, lambda a, b: a > b)

    def __lt__(self, other: object) -> Cells:  # type: ignore[override]
        return self._each(other, lambda a, b: a < b)

    def __mul__(self, other: object) -> Cells:  # type: ignore[override]
        return self._each(other, lambda a, b: a * b)


@dataclass
class Sheet:
    """Cells by name, as the operators ask for them."""

    context: Context
    cells: dict[str, object] = field(default_factory=dict)

    def node(self, path: str, row: int) -> str:
        column = self.context.columns[path]
        return self._kept(f"n_{path}_{row}", column.fraction(row) if column.has(row) else Fraction(0))

    def column(self, path: str) -> str:
        column = self.context.columns[path]
        rows = range(self.context.count)
        return self._kept(f"r_{path}", Cells(column.fraction(i) if column.has(i) else None for i in rows))

    def counted(self) -> str:
        counted = self.context.counted_rows
        return self._kept("flags", Cells(Fraction(i in counted) for i in range(self.context.count)))

    def input(self, key: str, title: Text, values: Sequence[Points | int | None], row: int) -> str:
        assert len(values) == self.context.count
        assert title.zh
        value = values[row]
        return self._kept(f"i_{key}_{row}", value.fraction if isinstance(value, Points) else Fraction(value or 0))

    def inner(self, path: str, expression: str, row: int) -> str:
        return f"ROUND({expression},{self.context.columns[path].places})"

    def _kept(self, key: str, value: object) -> str:
        name = "C" + re.sub(r"\W", "_", key)
        self.cells[name] = value
        return name


def _flat(values: Sequence[object]) -> list[Fraction]:
    cells = [v for one in values for v in (one if isinstance(one, Cells) else [one])]
    return [v for v in cells if isinstance(v, Fraction)]


FUNCTIONS: Mapping[str, object] = {
    "Fraction": Fraction,
    "MAX": lambda *v: max(_flat(v)),
    "MIN": lambda *v: min(_flat(v)),
    "SUM": lambda *v: sum(_flat(v), Fraction(0)),
    "SUMPRODUCT": lambda v: sum(_flat([v]), Fraction(0)),
    "ISNUMBER": lambda v: Cells(Fraction(c is not None) for c in v),
    "IF": lambda test, yes, no: (yes if test else no)(),
    "AND": lambda *v: all(v),
    "OR": lambda *v: any(v),
    "NOT": lambda v: not v,
    "ABS": abs,
    "INT": lambda v: Fraction(v.numerator // v.denominator),
    "CHOOSE": lambda i, *v: v[int(i) - 1],
    "NA": lambda: None,
    "ROUND": lambda v, n: Fraction(round_fraction(v, int(n)), 10 ** int(n)),
    "TRUE": True,
    "FALSE": False,
}


def formula_of(result: CategoryScores, row: int, path: str = "s") -> str:
    """What the node's Excel formula gives, its limits left to the sheet, rounded to its places."""
    node = result.node(path)
    assert node is not None
    sheet = Sheet(result.context)
    formula = operator_of(node).formula(node, result.context, sheet, row)
    exact = re.sub(r"(?<![\w.])(\d+(?:\.\d+)?)(?![\w.])", r'Fraction("\1")', _lazy(formula))
    exact = re.sub(r"(?<![<>=])=(?!=)", "==", exact)
    value = eval(exact, {"__builtins__": {}, **sheet.cells, **FUNCTIONS})  # noqa: S307 - our own formula, in a test
    for limit, pick in ((node.keys.at_least, max), (node.keys.at_most, min)):
        value = pick(value, limit.fraction) if isinstance(limit, Points) else value
    return shown(value, node.places)


def _lazy(formula: str) -> str:
    """Branches of IF as functions, as Excel computes only the one taken."""
    at = formula.find("IF(")
    if at < 0:
        return formula
    depth, start, parts, end = 0, at + 3, [], len(formula)
    for i in range(at + 3, len(formula)):
        if formula[i] == "(":
            depth += 1
        elif formula[i] == ")" and depth:
            depth -= 1
        elif depth == 0 and formula[i] in ",)":
            parts.append(formula[start:i])
            start, end = i + 1, i
            if formula[i] == ")":
                break
    test, yes, no = (_lazy(p) for p in parts)
    return f"{formula[:at]}IF({test},(lambda: {yes}),(lambda: {no}){_lazy(formula[end:])}"
