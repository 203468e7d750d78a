"""A synthetic city for the documents' tests: built in memory, with every state a score can have."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np

from gongping.assessment import Assessment, assess_anyway, load_scheme
from gongping.facts.model import (
    NOT_APPLICABLE,
    PENDING,
    Applies,
    Decision,
    Event,
    Facts,
    Item,
    Lookup,
    Mark,
    Unit,
    UnitStatus,
)
from gongping.points import Points
from gongping.scheme.model import Scheme
from gongping.tally.model import RESERVED, Count, Tally

SCHEMES = Path(__file__).parents[2] / "schemes"
PLACES = [
    "青石",
    "临江",
    "白鹭",
    "东岭",
    "云桥",
    "南塘",
    "松林",
    "河口",
    "北关",
    "长泽",
    "杏花",
    "石门",
    "沙湾",
    "金谷",
    "龙泉",
    "西坪",
    "望湖",
    "双溪",
    "柳堤",
    "新城",
]
BODIES = ("组织部", "宣传部", "纪委", "社会工作部")


def city(towns: int = 34, departments: int = 95, items: int = 12, seed: int = 7, pending: bool = False) -> Assessment:
    """The founding plan over invented units; ``pending`` leaves one award unknown."""
    draw, scheme = random.Random(seed), load_scheme(SCHEMES / "jiceng-dangjian")
    units = _units("town", "镇", "T", towns) + _units("department", "局", "D", departments)
    facts = Facts(
        units=tuple(units),
        items=tuple(_items(items)),
        applies=(Applies("B1", units[0].code, "not_applicable"), Applies("B2", units[-1].code, "cancelled")),
        marks=tuple(_marks(draw, units, items)),
        lookups=tuple(_awards(draw, units, pending)),
        events=tuple(_events(draw, units)),
        statuses=(UnitStatus(units[2].code, "unranked"), UnitStatus(units[3].code, "exempt"),
                  UnitStatus(units[-2].code, "new")),
        decisions=(Decision("lift_cap", "innovation", (units[1].code,), "20", "会议", "2027-01-05", "3"),),
    )  # fmt: skip
    return assess_anyway(scheme, facts, _tally(draw, scheme, units))


def _units(category: str, kind: str, letter: str, count: int) -> list[Unit]:
    names = [
        f"{PLACES[i % len(PLACES)]}{'东西南北中'[i // len(PLACES)] if i >= len(PLACES) else ''}{kind}"
        for i in range(count)
    ]
    return [Unit(f"{letter}{i + 1:02}", name, category, order=i + 1) for i, name in enumerate(names)]


def _items(count: int) -> list[Item]:
    titles = ("发展党员质量", "党费收缴", "“三会一课”", "阵地建设", "党建品牌", "经费保障")
    return [
        Item(f"{'BK'[i % 2]}{i // 2 + 1}", ("basic", "key")[i % 2], titles[i % 6], BODIES[: i % 3 + 1])
        for i in range(count)
    ]


def _marks(draw: random.Random, units: list[Unit], items: int) -> list[Mark]:
    return [
        Mark(item.code, unit.code, body, Points(draw.randint(140, 200) * 5, 1).plain)
        for item in _items(items)
        for unit in units
        for body in item.bodies
        if not (body == "纪委" and unit.code.endswith("5"))
    ]


def _awards(draw: random.Random, units: list[Unit], pending: bool) -> list[Lookup]:
    found = [Lookup(u.code, "annual_award", draw.choice(("first", "second", "other"))) for u in units[1:]]
    found.append(Lookup(units[0].code, "annual_award", NOT_APPLICABLE))
    return [*found[:-2], Lookup(units[-1].code, "annual_award", PENDING), found[-1]] if pending else found


def _events(draw: random.Random, units: list[Unit]) -> list[Event]:
    events = [Event(units[1].code, "innovation", f"创新事项{i}") for i in range(5)]
    return events + [
        Event(u.code, "innovation", f"创新{n}") for u in units[4:] for n in range(draw.choice((0, 0, 1, 1, 2, 3)))
    ]


def _tally(draw: random.Random, scheme: Scheme, units: list[Unit]) -> Tally:
    counts = {}
    for form, group, category, ballots in (
        ("debrief", "panel", "town", 86), ("democratic", "leaders", "department", 7), ("democratic", "staff", "department", 41),
    ):  # fmt: skip
        here = [u.code for u in units if u.category == category]
        counts[form, group] = _count(draw, scheme, form, group, here, ballots)
    return Tally(counts)


def _count(draw: random.Random, scheme: Scheme, form: str, group: str, units: list[str], ballots: int) -> Count:
    questions, options = tuple(scheme.forms[form].questions), (*scheme.forms[form].option_ids, *RESERVED)
    weights = [[draw.randint(4, 9), draw.randint(2, 5), 1, 1, 0.1, 0.0] for _ in units]
    counts = np.zeros((len(units), len(questions), len(options)), dtype=np.int64)
    valid = np.array([ballots - draw.randint(0, min(6, ballots // 3)) for _ in units], dtype=np.int64)
    for i, shares in enumerate(weights):
        for q in range(len(questions)):
            for option in draw.choices(range(len(options)), shares, k=int(valid[i])):
                counts[i, q, option] += 1
    return Count(form, group, tuple(units), questions, options, counts, valid)
