"""Ranks: 1 + the number of units strictly better after the chain of tie breakers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from gongping.facts.model import Decision
from gongping.scheme.grades import Rank
from gongping.scoring.column import State
from gongping.scoring.conditions import column_of
from gongping.scoring.context import Context


@dataclass
class Ranking:
    """Tiers of tied rows, best first, of one category or one group of it."""

    tiers: list[list[int]] = field(default_factory=list)

    @property
    def rows(self) -> list[int]:
        return [row for tier in self.tiers for row in tier]


def may_rank(context: Context, row: int) -> bool:
    """Whether the unit's status lets it be ranked."""
    status = context.scheme.statuses.get(context.standing[row])
    return status.rank if status else True


def may_grade(context: Context, row: int) -> bool:
    status = context.scheme.statuses.get(context.standing[row])
    return status.grade if status else True


def pending_rows(context: Context, rank: Rank) -> list[int]:
    """Ranked units whose score waits for a fact not known yet."""
    column = column_of(rank.by.node, context)
    return [i for i in range(context.count) if column.state[i] == State.PENDING and may_rank(context, i)]


def rank_units(context: Context, rank: Rank) -> dict[str, Ranking]:
    """Group name (``""`` for the whole category) → its ranking; fills ``context.ranks``."""
    column = column_of(rank.by.node, context)
    rows = [i for i in range(context.count) if column.has(i) and may_rank(context, i)]
    groups: dict[str, list[int]] = {}
    for row in rows:
        groups.setdefault(context.units[row].group if rank.within == "group" else "", []).append(row)
    rankings = {name: rank_rows(context, rank, members) for name, members in groups.items()}
    for ranking in rankings.values():
        place = 1
        for tier in ranking.tiers:
            for row in tier:
                context.ranks[row] = place
            place += len(tier)
    return rankings


def rank_rows(context: Context, rank: Rank, rows: Sequence[int]) -> Ranking:
    """These rows in tiers, best first."""
    keys = {row: sort_key(context, rank, row) for row in rows}
    ordered = sorted(rows, key=lambda row: keys[row], reverse=True)
    tiers = [list(tier) for _, tier in groupby(ordered, key=lambda row: keys[row])]
    if rank.still_tied == "void":
        return Ranking([tier for tier in tiers if len(tier) == 1])
    return Ranking([part for tier in tiers for part in decided(context, tier)])


def sort_key(context: Context, rank: Rank, row: int) -> tuple[tuple[bool, Fraction], ...]:
    """One comparable entry per key; a value that is not there stands behind all others."""
    key = []
    for one in (rank.by, *(rank.break_by or ())):
        column = column_of(one.node, context)
        sign = 1 if one.better == "more" else -1
        key.append((column.has(row), sign * column.fraction(row) if column.has(row) else Fraction(0)))
    return tuple(key)


def decided(context: Context, tier: list[int]) -> list[list[int]]:
    """A tie in the order a collective decision gave it; as it is where there is none."""
    decision = tie_decision(context, tier)
    if decision is None or len(tier) == 1:
        return [tier]
    order = {code: i for i, code in enumerate(decision.units)}
    return [[row] for row in sorted(tier, key=lambda row: order[context.units[row].code])]


def tie_decision(context: Context, tier: Sequence[int]) -> Decision | None:
    """The decision that orders all units of a tie."""
    codes = {context.units[row].code for row in tier}
    return next((d for d in context.facts.decisions("tie") if codes <= set(d.units)), None)
