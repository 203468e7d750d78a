"""The made-up city as values: its size, its units, its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Cell: TypeAlias = str | int
Row: TypeAlias = tuple[Cell, ...]

TOWN, DEPARTMENT = "镇街", "市直单位"


@dataclass(frozen=True)
class Size:
    """How large the city is. ``staff`` is the least and the most of a department's staff ballots."""

    towns: int = 34
    departments: int = 95
    panel: int = 102
    leaders: tuple[int, int] = (5, 9)
    staff: tuple[int, int] = (38, 84)
    items: int = 12


@dataclass(frozen=True)
class Team:
    """A unit as the generator knows it: ``quality`` is what its scores scatter around, 0 to 100."""

    code: str
    name: str
    short: str
    category: str
    order: int
    quality: int

    @property
    def is_town(self) -> bool:
        return self.category == TOWN


@dataclass
class City:
    """Tables by name, each with its rows; headers stand in gongping.tables.spec."""

    seed: int
    teams: tuple[Team, ...]
    tables: Mapping[str, Sequence[Row]]
    ballots: int = 0
    """Papers filled in, a panel member's sheet over all towns counted once per town."""
