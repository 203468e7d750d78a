"""Choosing the units of one grade step: places from the top or the bottom, shares, lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from gongping.points import round_half_away
from gongping.scheme.grades import AtCut, Quota, Step
from gongping.scheme.keys import Exact, Range
from gongping.scoring.column import Column
from gongping.scoring.conditions import parent_grade
from gongping.scoring.context import Context
from gongping.scoring.ranking import Ranking


@dataclass
class Chosen:
    """Rows that get the grade, and rows whose grade waits for a collective decision."""

    rows: list[int] = field(default_factory=list)
    undecided: list[int] = field(default_factory=list)


def choose_places(
    tiers: Sequence[list[int]],
    places: int,
    open_: Callable[[int], bool],
    holds_place: bool,
    tied: Literal["in", "out", "decide"],
) -> Chosen:
    """Fill ``places`` from tiers given in order of preference.

    ``open_`` tells whether a row may be chosen; one that may not takes up a place where
    ``holds_place``. The tier that crosses the cut is chosen, left, or waits, as ``tied`` says.
    """
    chosen, taken = Chosen(), 0
    for tier in tiers:
        able = [row for row in tier if open_(row)]
        size = len(tier) if holds_place else len(able)
        if taken >= places or size == 0:
            if taken >= places:
                break
            continue
        if taken + size <= places or tied == "in":
            chosen.rows += able
        elif tied == "decide":
            chosen.undecided += able
        taken += size
    return chosen


def tied_at(at_cut: AtCut | None, from_top: bool) -> Literal["in", "out", "decide"]:
    """``up`` and ``down`` name the better and the worse grade: a tie at the bottom cut that goes down
    is among the chosen, one at the top cut is not."""
    if at_cut in (None, "decide"):
        return "decide"
    return "in" if (at_cut == "up") == from_top else "out"


def places_of(share: Exact, base: int, rounding: str) -> int:
    """``share`` percent of ``base`` as a whole number of places."""
    exact = share.fraction * base / 100
    if rounding == "half_up":
        return round_half_away(exact.numerator, exact.denominator)
    return -(-exact.numerator // exact.denominator) if rounding == "ceil" else exact.numerator // exact.denominator


def base_of(
    step: Step,
    context: Context,
    ranking: Ranking,
    scope: Sequence[int],
    open_rows: Sequence[int],
    barred: Callable[[int], bool],
) -> int:
    """How many units a share is taken of.

    ``scope`` are all units concerned, exempt ones included; ``barred``: a rule gave the row a grade
    or another outcome.
    """
    if step.base == "ranked":
        return len(ranking.rows)
    if step.base == "in_base":
        return sum(bool(context.in_base[row]) for row in scope)
    if step.base == "unbarred":
        return sum(not barred(row) for row in ranking.rows)
    return len(open_rows)


def by_parent(context: Context, rows: Sequence[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        found[context.units[row].parent].append(row)
    return found


def quota_share(quota: Quota, context: Context, row: int) -> Exact:
    return quota.by_parent_grade.get(parent_grade(context, row), quota.otherwise)


def on_line(step: Step, column: Column, rows: Sequence[int]) -> list[int]:
    line = Range.parse(step.line or "")
    return [row for row in rows if column.has(row) and line.holds(column.fraction(row))]
