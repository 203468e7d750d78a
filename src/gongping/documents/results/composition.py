"""What the ranked score is made of: its parts and how much each contributes, for tables and bars."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from gongping.scheme.model import Node
from gongping.scoring.operators.pool import Pool
from gongping.scoring.operators.sum import Sum
from gongping.scoring.operators.weighted import Weighted
from gongping.scoring.scorecard import CategoryScores

MOST = 8
"""With more parts than this only the first level is shown."""


@dataclass(frozen=True)
class Composition:
    """``leaves``: the parts, in the order of the plan; ``columns``: parts and their sums, the ranked score last."""

    leaves: tuple[str, ...]
    columns: tuple[str, ...]


def composition(result: CategoryScores) -> Composition:
    """The parts of the ranked score, opened while they are sums of top-level nodes."""
    leaves, columns = _open(result, result.final, deep=True)
    if len(leaves) > MOST:
        leaves, columns = _open(result, result.final, deep=False)
    return Composition(tuple(dict.fromkeys(leaves)), tuple(dict.fromkeys(columns)))


def _parts(result: CategoryScores, path: str) -> tuple[str, ...]:
    node = result.node(path)
    if node is None or not isinstance(node.operator, Weighted | Sum | Pool):
        return ()
    children = tuple(node.refs[name] for name in node.operator.refs())
    return children if all("/" not in child for child in children) else ()


def _open(result: CategoryScores, path: str, deep: bool, level: int = 0) -> tuple[list[str], list[str]]:
    children = _parts(result, path) if deep or level == 0 else ()
    if not children:
        return [path], [path]
    leaves: list[str] = []
    columns: list[str] = []
    for child in children:
        more, between = _open(result, child, deep, level + 1)
        leaves += more
        columns += between
    return leaves, [*columns, path]


def contributions(result: CategoryScores, made: Composition, row: int) -> dict[str, Fraction]:
    """Leaf → how much of the ranked score it is; for drawing, as roundings between are left out."""
    found: dict[str, Fraction] = {}
    _share(result, made, result.final, row, Fraction(1), found)
    return found


def _share(
    result: CategoryScores, made: Composition, path: str, row: int, factor: Fraction, found: dict[str, Fraction]
) -> None:
    column = result.columns[path]
    if not column.has(row):
        return
    if path in made.leaves:
        found[path] = found.get(path, Fraction(0)) + factor * column.fraction(row)
        return
    node = result.node(path)
    assert node is not None
    raw = [(child, weight) for child, weight in _weights(node) if result.columns[child].has(row)]
    whole = sum((w * result.columns[c].fraction(row) for c, w in raw), Fraction(0))
    # Where a part is left out, the others' weights grow: scale to what the sum really is.
    scale = column.fraction(row) / whole if whole else Fraction(0)
    for child, weight in raw:
        _share(result, made, child, row, factor * weight * scale, found)


def _weights(node: Node) -> list[tuple[str, Fraction]]:
    operator = node.operator
    if isinstance(operator, Weighted):
        total = operator.total.fraction
        return [(node.refs[name], w.fraction / total) for name, w in operator.weighted.items()]
    minus = operator.minus if isinstance(operator, Sum) else ()
    return [(node.refs[name], Fraction(-1 if name in minus else 1)) for name in operator.refs()]
