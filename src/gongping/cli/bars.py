"""Component bars: what a final score is made of, as a row of blocks as long as the score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from gongping.assessment import Assessment
from gongping.points import Points
from gongping.text import Text

BLOCKS = "█▓▒░#=+-"
STYLES = ("red", "yellow", "blue", "green", "magenta", "cyan", "white", "bright_black")


@dataclass(frozen=True)
class Part:
    """One component of the ranked score and the points it brings in."""

    path: str
    title: Text
    points: Fraction


class Components:
    """Takes the ranked score of one category apart: sums always, weighted sums once."""

    def __init__(self, assessment: Assessment, category: str) -> None:
        self.result = assessment.categories[category]

    def of(self, row: int) -> list[Part]:
        """The components of one unit's score; none where it has no score."""
        column = self.result.columns.get(self.result.final)
        if column is None or not column.has(row):
            return []
        return list(self._parts(row, self.result.final, column.fraction(row), may_weigh=True))

    def _parts(self, row: int, path: str, points: Fraction, may_weigh: bool) -> Iterator[Part]:
        node = self.result.node(path)
        if node is None:
            return
        shares: dict[str, Fraction] = {}
        if node.operator_key == "sum":
            shares = dict.fromkeys(node.refs.values(), Fraction(1))
        elif node.operator_key == "weighted" and may_weigh:
            weights: Mapping[str, Points] = getattr(node.operator, "weighted", {})
            shares = {node.refs[name]: weight.fraction for name, weight in weights.items() if name in node.refs}
        brought = {child: share * self._value(child, row) for child, share in shares.items()}
        whole = sum(brought.values(), Fraction(0))
        if not shares or not whole:
            yield Part(path, node.title.text, points)
            return
        # a part left out gives its weight to the others: their shares of what came out stay right
        adds = node.operator_key == "sum"
        for child, value in brought.items():
            yield from self._parts(row, child, value if adds else points * value / whole, may_weigh and adds)

    def _value(self, path: str, row: int) -> Fraction:
        column = self.result.columns[path]
        return column.fraction(row) if column.has(row) else Fraction(0)


def lengths(parts: list[Part], most: Fraction, width: int) -> list[int]:
    """Blocks per part, so that the whole bar is as long as the sum of parts against ``most``."""
    ends, total = [0], Fraction(0)
    for part in parts:
        total += max(part.points, Fraction(0))
        ends.append(int(total * width / most + Fraction(1, 2)) if most > 0 else 0)
    return [b - a for a, b in pairwise(ends)]
