"""Items, marks of the four bodies and innovation claims of the made-up city."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from gongping.demo.model import Row, Team
from gongping.demo.names import INNOVATIONS

ITEMS = (
    ("B1", "基础工作", "组织生活"), ("K1", "重点工作", "村和社区带头人"), ("B2", "基础工作", "发展党员"),
    ("K2", "重点工作", "非公企业覆盖"), ("B3", "基础工作", "党费管理"), ("K3", "重点工作", "社会组织覆盖"),
    ("B4", "基础工作", "阵地建设"), ("B5", "基础工作", "党员教育"), ("K4", "重点工作", "机关支部规范"),
    ("B6", "基础工作", "换届选举"), ("K5", "重点工作", "软弱涣散整顿"), ("B7", "基础工作", "台账资料"),
)  # fmt: skip
"""Code, kind and title; the bodies that mark each follow from its place in the list."""
CLAIM_SHARE = 45
"""Of a hundred units, how many declare self-chosen innovation projects."""


class Work:
    """What the bodies look at. Towns and departments have the same items but two."""

    def __init__(self, random: Random, teams: Sequence[Team], bodies: Sequence[str], count: int) -> None:
        self.random, self.teams = random, teams
        self.items = ITEMS[:count]
        self.bodies = {item[0]: self._bodies(n, bodies) for n, item in enumerate(self.items)}
        self.off = self._off()

    def _bodies(self, n: int, bodies: Sequence[str]) -> tuple[str, ...]:
        """Every body has items of its own; every third item is marked by two."""
        second = (bodies[(n + 1) % len(bodies)],) if n % 3 == 0 else ()
        return (bodies[n % len(bodies)], *second)

    def categories(self, n: int) -> str:
        return "镇街" if n == 1 else "市直单位" if n == 8 else ""

    def applies(self, n: int, team: Team) -> bool:
        return self.categories(n) in ("", team.category) and (self.items[n][0], team.code) != self.off

    def _off(self) -> tuple[str, str]:
        """One item that does not apply to one unit."""
        departments = [t for t in self.teams if not t.is_town]
        return self.items[min(3, len(self.items) - 1)][0], self.random.choice(departments).code


def item_rows(work: Work) -> list[Row]:
    return [
        (code, kind, title, "；".join(work.bodies[code]), work.categories(n))
        for n, (code, kind, title) in enumerate(work.items)
    ]


def applies_rows(work: Work) -> list[Row]:
    item, unit = work.off
    return [(item, unit, "不适用", "没有所属企业")]


def mark_rows(work: Work) -> list[Row]:
    """One mark per item, unit and body, in halves, around the unit's quality."""
    rows: list[Row] = []
    for n, (code, _, _) in enumerate(work.items):
        for team in work.teams:
            if work.applies(n, team):
                for body in work.bodies[code]:
                    rows.append((code, team.code, body, _mark(work.random, team.quality), ""))
    return rows


def _mark(random: Random, quality: int) -> str:
    halves = min(2 * (quality + 6) + random.randrange(-14, 15), 200)
    return f"{halves // 2}.5" if halves % 2 else str(halves // 2)


def event_rows(work: Work) -> list[Row]:
    """Innovation claims: most verified, some refused, some the same achievement twice, one over the cap."""
    rows: list[Row] = []
    for n, team in enumerate(t for t in work.teams if work.random.randrange(100) < CLAIM_SHARE):
        several = 4 if n == 0 else 1 + work.random.randrange(3)
        for matter in work.random.sample(INNOVATIONS, several):
            verified = n == 0 or work.random.randrange(6)
            date = f"2026-{1 + work.random.randrange(12):02}-{1 + work.random.randrange(28):02}"
            rows.append((team.code, "自选创新工作", matter, "", "", date, "已核实" if verified else "不予认定"))
            if n % 9 == 3:
                rows.append(
                    (team.code, "自选创新工作", matter, "", "", "2026-12-01", "已核实" if verified else "不予认定")
                )
    return rows
