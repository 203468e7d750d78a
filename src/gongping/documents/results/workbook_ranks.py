"""Ranks as live formulas: 1 + the units strictly better after the chain of keys."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from xlsxwriter.utility import xl_col_to_name

from gongping.documents.results.workbook_cells import NODE
from gongping.documents.results.workbook_layout import FIRST_ROW, TOTALS, Layout
from gongping.scheme.grades import Key, Rank
from gongping.scoring.ranking import sort_key
from gongping.scoring.scorecard import CategoryScores
from gongping.text import Text

DECIDED = Text("名次由集体研究决定", "rank set by a collective decision")
SortKey = tuple[tuple[bool, Fraction], ...]


@dataclass(frozen=True)
class RankCell:
    """A unit's rank (0: none), its formula ("" where the rank is not arithmetic) and what to say of it."""

    rank: int
    formula: str = ""
    note: Text | None = None


def rank_cells(layout: Layout, groups_at: int) -> list[RankCell] | None:
    """One cell per unit; None without a ranking. ``groups_at``: the column with ``ranked_in``."""
    result = layout.result
    rank = result.context.scheme.ranks.get(result.category)
    if rank is None:
        return None
    ranks, groups = result.context.ranks, ranked_in(result)
    cells = [RankCell(0) for _ in ranks]
    for group in set(groups) - {0}:
        members = [row for row, number in enumerate(groups) if number == group]
        keys = {row: sort_key(result.context, rank, row) for row in members}
        arithmetic = _by_arithmetic(keys)
        undecided = {key for key in keys.values() if len({ranks[r] for r in members if keys[r] == key}) == 1}
        for row in members:
            if not layout.formulas.live:
                cells[row] = RankCell(ranks[row])
            elif keys[row] in undecided and arithmetic[row] == ranks[row]:
                cells[row] = RankCell(ranks[row], _formula(layout, rank, row, groups_at))
            else:
                cells[row] = RankCell(ranks[row], note=DECIDED)
    return cells


def ranked_in(result: CategoryScores) -> list[int]:
    """Per unit the number of the group it is ranked in: 0 not ranked, 1 the category or its first group."""
    rank = result.context.scheme.ranks.get(result.category)
    names = list(dict.fromkeys(unit.group for unit in result.units))
    within = rank is not None and rank.within == "group"
    numbers = [names.index(unit.group) + 1 if within else 1 for unit in result.units]
    return [number if place else 0 for number, place in zip(numbers, result.context.ranks, strict=True)]


def _by_arithmetic(keys: dict[int, SortKey]) -> dict[int, int]:
    places: dict[SortKey, int] = {}
    for place, key in enumerate(sorted(keys.values(), reverse=True), start=1):
        places.setdefault(key, place)
    return {row: places[key] for row, key in keys.items()}


def _formula(layout: Layout, rank: Rank, row: int, groups_at: int) -> str:
    among = f"({_span(layout, groups_at)}={xl_col_to_name(groups_at)}{FIRST_ROW + row + 1})"
    better = ""
    for key in reversed((rank.by, *(rank.break_by or ()))):
        better = _chain(layout, key, row, better)
    return f"1+SUMPRODUCT({among}*({better}))"


def _chain(layout: Layout, key: Key, row: int, rest: str) -> str:
    """Better by this key, or equal by it and better by the rest; a value not there stands behind all others."""
    at = layout.column(TOTALS, (NODE, key.node))
    assert at is not None
    span = _span(layout, at)
    if layout.result.columns[key.node].has(row):
        own, sign = f"{xl_col_to_name(at)}{FIRST_ROW + row + 1}", ">" if key.better == "more" else "<"
        better, same = f"ISNUMBER({span})*({span}{sign}{own})", f"ISNUMBER({span})*({span}={own})"
    else:
        better, same = f"ISNUMBER({span})", f"(1-ISNUMBER({span}))"
    return f"{better}+{same}*({rest})" if rest else better


def _span(layout: Layout, at: int) -> str:
    """The absolute range of a column of the totals over all units."""
    letter = xl_col_to_name(at)
    return f"${letter}${FIRST_ROW + 1}:${letter}${FIRST_ROW + len(layout.result.units)}"
