"""What-if (模拟测算): the same facts under a changed scheme, and who moves.

There is no second engine: the scheme is loaded with some values or readings changed, the facts are
read again under it, and the two assessments are compared.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongping.assessment import Assessment
from gongping.scoring.scorecard import CategoryScores
from gongping.text import Text


@dataclass(frozen=True)
class Standing:
    """A unit's place in one assessment; texts, "" where there is none."""

    final: str
    rank: int
    grade: str


@dataclass(frozen=True)
class Move:
    """One unit before and after."""

    category: str
    unit: str
    name: str
    before: Standing
    after: Standing

    @property
    def moved(self) -> bool:
        """Whether rank or grade changed."""
        return (self.before.rank, self.before.grade) != (self.after.rank, self.after.grade)

    @property
    def changed(self) -> bool:
        return self.before != self.after


class ChangeError(ValueError):
    """A change that is not written ``path=value``."""

    def __init__(self, text: str) -> None:
        self.text = Text(f"“{text}”应写作 路径=值", f"'{text}' must be written path=value")
        super().__init__(self.text.en)


def weight_change(text: str) -> tuple[tuple[str, ...], str]:
    """``town.composite.debrief=30`` → the weight of that part; nested nodes with a slash or a dot."""
    path, value = _split(text)
    if len(path) < 3:
        raise ChangeError(text)
    return ("score", path[0], *path[1:-1], "weighted", path[-1]), value


def value_change(text: str) -> tuple[tuple[str, ...], str]:
    """``town.annual.first=95`` → the value of a code; ``forms.debrief.options.good=95`` as written."""
    path, value = _split(text)
    if path[0] in ("forms", "score", "outcomes"):
        return path, value
    if len(path) < 3:
        raise ChangeError(text)
    return ("score", path[0], *path[1:-1], "values", path[-1]), value


def rule_change(text: str) -> tuple[tuple[str, ...], str]:
    """``grades.town.steps.0.top=12`` → any value of the scheme file, by its path."""
    return _split(text)


def _split(text: str) -> tuple[tuple[str, ...], str]:
    path, equals, value = text.partition("=")
    keys = tuple(k for k in path.strip().replace("/", ".").split(".") if k)
    if not equals or not keys:
        raise ChangeError(text)
    return keys, value.strip()


def compare(before: Assessment, after: Assessment) -> list[Move]:
    """Every unit of both assessments, in the order of the first standing."""
    moves = []
    for category, result in before.categories.items():
        other = after.categories.get(category)
        if other is None:
            continue
        for row in result.order():
            unit = result.units[row]
            there = other.context.facts.rows.get(unit.code)
            if there is not None:
                moves.append(Move(category, unit.code, unit.name, _standing(result, row), _standing(other, there)))
    return moves


def _standing(result: CategoryScores, row: int) -> Standing:
    column = result.columns.get(result.final)
    return Standing(column.show(row) if column else "", result.context.ranks[row], result.context.grades[row])
