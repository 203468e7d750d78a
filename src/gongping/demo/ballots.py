"""Ballots of the made-up city: debrief sheets of the panel, appraisals in every department."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from gongping.demo.model import Row, Size, Team

OPTIONS = ("好", "较好", "一般", "差")
QUESTIONS = ("思想政治建设", "领导能力", "工作实绩", "政务公开和党风廉政建设", "干部和人才队伍建设")
BLANK_IN = 900
"""One answer in so many is left blank."""
VOID_IN = 400
"""One paper in so many is handed in without any mark."""


@dataclass
class Ballots:
    """Answer rows, and how many papers each round returned and how many of them are void."""

    rows: list[Row] = field(default_factory=list)
    rounds: dict[tuple[str, str, str], tuple[int, int]] = field(default_factory=dict)
    """(form, unit, group) → returned, void."""

    @property
    def papers(self) -> int:
        return sum(returned for returned, _ in self.rounds.values())


def ballot_rows(random: Random, teams: Sequence[Team], size: Size) -> Ballots:
    """Every ballot of the year: the panel rates all towns on one sheet, staff their own unit."""
    ballots = Ballots()
    _debrief(random, ballots, [t for t in teams if t.is_town], size.panel)
    for team in teams:
        if not team.is_town:
            _appraisal(random, ballots, team, "班子成员", "L", random.randint(*size.leaders), 8)
            _appraisal(random, ballots, team, "干部职工", "S", random.randint(*size.staff), 0)
    return ballots


def _debrief(random: Random, ballots: Ballots, towns: Sequence[Team], panel: int) -> None:
    for paper in range(1, panel + 1):
        mood = random.randrange(-6, 7)
        for town in towns:
            option = _option(random, town.quality + mood)
            ballots.rows.append(("述职评议", town.code, "评议人员", f"P{paper:03}", "抓基层党建工作", option))
    for town in towns:
        ballots.rounds["述职评议", town.code, "评议人员"] = (panel, 0)


def _appraisal(random: Random, ballots: Ballots, team: Team, group: str, letter: str, papers: int, kind: int) -> None:
    void = 0
    for paper in range(1, papers + 1):
        empty = letter == "S" and not random.randrange(VOID_IN)
        void += empty
        mood = random.randrange(-8, 9) + kind
        for question in QUESTIONS:
            blank = empty or not random.randrange(BLANK_IN)
            option = "" if blank else _option(random, team.quality + mood)
            ballots.rows.append(("民主测评", team.code, group, f"{letter}{paper:03}", question, option))
    ballots.rounds["民主测评", team.code, group] = (papers, void)


def _option(random: Random, leaning: int) -> str:
    """The better the unit, the likelier a good word."""
    drawn = random.randrange(100) + (leaning - 76)
    return OPTIONS[0] if drawn >= 38 else OPTIONS[1] if drawn >= 8 else OPTIONS[2] if drawn >= -16 else OPTIONS[3]


def turnout_rows(random: Random, ballots: Ballots) -> list[Row]:
    """应到、实到、发出、收回、有效、无效 of every round."""
    rows: list[Row] = []
    for (form, unit, group), (returned, void) in ballots.rounds.items():
        issued = returned + (0 if form == "述职评议" else random.randrange(2))
        entitled = issued + random.randrange(3)
        rows.append((form, unit, group, entitled, issued, issued, returned, returned - void, void))
    return rows
