"""The made-up city as rows of the office's tables, in Chinese words, the same for the same seed.

Every number comes from one seeded generator that only yields integers, so that a city is the same on
every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from random import Random

from gongping.demo.ballots import ballot_rows, turnout_rows
from gongping.demo.model import DEPARTMENT, TOWN, City, Row, Size, Team
from gongping.demo.names import department_names, place_names
from gongping.demo.work import Work, applies_rows, event_rows, item_rows, mark_rows

BODIES = ("市委组织部", "市直工委", "市企业工委", "市社会组织工委")


def make_city(seed: int = 2026, size: Size | None = None) -> City:
    """Make a city up: units, ballots, marks, awards, claims, statuses."""
    size = size or Size()
    random = Random(seed)
    teams = _teams(random, size)
    exempt, newly, outside = _special(random, teams)
    present = [t for t in teams if t.code != exempt.code]
    work = Work(random, present, BODIES, size.items)
    ballots = ballot_rows(random, present, size)
    tables: dict[str, Sequence[Row]] = {
        "units": [(t.code, t.name, t.category, t.short, t.order) for t in teams],
        "ballots": ballots.rows,
        "turnout": turnout_rows(random, ballots),
        "items": item_rows(work),
        "applies": applies_rows(work),
        "marks": mark_rows(work),
        "lookups": _awards(present, outside),
        "events": event_rows(work),
        "unit_status": [
            (exempt.code, "免考", "", "", "", "机构改革期间免予考核"),
            (newly.code, "新组建", "", "", "", "当年新组建，只计分不排名"),
        ],
    }
    return City(seed, tuple(teams), tables, ballots.papers)


def _teams(random: Random, size: Size) -> list[Team]:
    towns = islice(place_names(random), size.towns)
    departments = islice(department_names(random), size.departments)
    made = [Team(f"T{n:02}", name, short, TOWN, n, 0) for n, (name, short) in enumerate(towns, 1)]
    made += [Team(f"D{n:03}", name, short, DEPARTMENT, n, 0) for n, (name, short) in enumerate(departments, 1)]
    return [
        Team(t.code, t.name, t.short, t.category, t.order, 58 + random.randrange(19) + random.randrange(19))
        for t in made
    ]


def _special(random: Random, teams: Sequence[Team]) -> list[Team]:
    """Three departments: exempt, newly formed, outside the annual evaluation."""
    return random.sample([t for t in teams if not t.is_town], 3)


def _awards(teams: Sequence[Team], outside: Team) -> list[Row]:
    """The annual evaluation: about a quarter first prizes, a third second ones."""
    rows: list[Row] = []
    for category in (TOWN, DEPARTMENT):
        members = sorted((t for t in teams if t.category == category), key=lambda t: (-t.quality, t.code))
        first, second = len(members) // 4, len(members) // 4 + len(members) // 3
        for place, team in enumerate(members):
            prize = "一等奖" if place < first else "二等奖" if place < second else "其他"
            rows.append((team.code, "年度工作考评", "不适用" if team == outside else prize))
    return sorted(rows)
