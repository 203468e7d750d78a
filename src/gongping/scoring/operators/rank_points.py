"""Points by rank (名次赋分): each place has its points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, field_validator

from gongping.points import Points
from gongping.scheme.keys import Exact as Number
from gongping.scheme.keys import Wrong
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import HAS_VALUE, Exact, State, States, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.scoring.operators.rowwise import Undefined, absent_lines, literal, undefined
from gongping.scoring.peers import Better, Within, circle_of, waiting
from gongping.scoring.trimmed import plain
from gongping.text import Finding, Text

RANK = "rank"
MOST_PLACES = 200


@dataclass(frozen=True)
class Standing:
    """Where a unit stands: so many better, so many equal (itself included), of so many in all."""

    better: int
    equal: int
    count: int
    tiers_better: int
    tiers: int


class RankPoints(Operator):
    KEY: ClassVar[str] = "rank_points"
    KINDS: ClassVar[tuple[int, ...]] = (21, 43)
    TITLE: ClassVar[Text] = Text("名次赋分", "Points by rank")
    SAYS: ClassVar[Text] = Text(
        "按名次得分：逐名列出、分段、等差递减，或只给前几名、后几名。",
        "Points by place: listed, in bands, falling by a fixed amount, or only for the first and the last few.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "名次＝1＋更优的单位数；better: less 为小者在前。first、drop：first－drop×（名次－1）；bands：如 1-2、3-4、9-；top：第1、2…名的分，"
        "bottom：倒数第1、2…名的分，rest：其余（refuse 为不应出现）。并列 ties：shared 同得并列名次的分（倒数的名次从后往前数）；"
        "dense 并列只占一个名次；mean_of_places 取所占各名次分值的平均。只与参与平均且有值的单位比；rank_points: rank 用总分的名次。",
        "Place = 1 + units strictly better; better: less puts the smaller first. first, drop: first − drop × (place − 1); bands: such as "
        "1-2, 3-4, 9-; top: points of the first, second, …; bottom: of the last, last but one, …; rest: of all others (refuse: it should "
        "not occur). ties: shared: all get the shared place's points (from the bottom it is counted from the last); dense: a tie takes "
        "one place only; mean_of_places: the mean of the points of the places taken. Compared with units that count in means and "
        "have a value; rank_points: rank uses the final rank.",
    )

    rank_points: str = Field(description="node, or rank for the final rank / 节点，或 rank（总分名次）")
    ties: Literal["shared", "dense", "mean_of_places"] | None = Field(default=None, description="ties / 并列")
    better: Better = Field(default="more", description="more or less is better / 大者在前还是小者在前")
    within: Within = Field(default="category", description="ranked within / 排名范围")
    first: Number | None = Field(default=None, description="points of the first place / 第1名的分")
    drop: Number | None = Field(default=None, description="less for each further place / 每降1名少多少")
    bands: dict[str, Number] | None = Field(default=None, description="places: points / 名次段: 分值")
    top: tuple[Number, ...] = Field(default=(), description="points of the first, second, … / 第1、2…名的分")
    bottom: tuple[Number, ...] = Field(
        default=(), description="points of the last, last but one, … / 倒数第1、2…名的分"
    )
    rest: Literal["refuse"] | Number | None = Field(default=None, description="all other places / 其余名次")

    @field_validator("bands")
    @classmethod
    def _bands(cls, bands: dict[str, Number] | None) -> dict[str, Number] | None:
        taken = 0
        for text in bands or {}:
            low, high = _places(text)
            if low <= taken:
                raise Wrong("名次段须从前到后、不重叠", "bands of places go from the first on and do not overlap")
            taken = high
        return bands

    def refs(self) -> tuple[str, ...]:
        return () if self.rank_points == RANK else (self.rank_points,)

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        ways = [self.first is not None, self.bands is not None, bool(self.top or self.bottom)]
        if sum(ways) != 1 or (self.first is None) != (self.drop is None):
            choice = Text("各名次的分（只能选一种）", "the points of places (exactly one way)")
            yield undeclared(node.path, node.place, "top", "first + drop, bands, top / bottom", choice)
        elif self.rest is None and self.first is None and not self._covers_all():
            choice = Text("其余名次的分", "the points of all other places")
            yield undeclared(node.path, node.place, "rest", "0, …, refuse", choice)
        if self.ties is None:
            choice = Text("并列怎样得分", "what tied units get")
            yield undeclared(node.path, node.place, "ties", "shared, dense, mean_of_places", choice)
        if self.rank_points == RANK and node.category not in scheme.ranks:
            choice = Text("按什么排名", "what units are ranked by")
            yield undeclared(node.path, node.place, f"rank.{node.category}", "{by: node, break_by: […]}", choice)

    def _covers_all(self) -> bool:
        expected = 1
        for text in self.bands or {}:
            low, high = _places(text)
            if low != expected:
                return False
            expected = high + 1
        return expected > OPEN

    def points(self, place: int, from_bottom: int) -> Fraction:
        """The points of a place, also counted from the last (1)."""
        if self.first is not None and self.drop is not None:
            return self.first.fraction - self.drop.fraction * (place - 1)
        for text, band in (self.bands or {}).items():
            low, high = _places(text)
            if low <= place <= high:
                return band.fraction
        if place <= len(self.top) and from_bottom <= len(self.bottom):
            raise Undefined("单位太少，前后名次重叠", "too few units: the first and the last places overlap")
        if place <= len(self.top):
            return self.top[place - 1].fraction
        if from_bottom <= len(self.bottom):
            return self.bottom[from_bottom - 1].fraction
        if not isinstance(self.rest, Points):
            raise Undefined(f"第{place}名没有规定分值", f"no points are given for place {place}")
        return self.rest.fraction

    def worth(self, at: Standing) -> Fraction:
        """The points of a unit that stands there, ties as told."""
        if self.ties == "dense":
            return self.points(at.tiers_better + 1, at.tiers - at.tiers_better)
        if self.ties == "mean_of_places":
            places = range(at.better + 1, at.better + at.equal + 1)
            return sum((self.points(p, at.count - p + 1) for p in places), Fraction(0)) / at.equal
        return self.points(at.better + 1, at.count - at.better - at.equal + 1)

    def _keys(self, node: Node, context: Context) -> tuple[dict[int, int], list[int], States]:
        """Row → key (greater is better), the rows compared with, and the states."""
        if self.rank_points == RANK:
            keys = {row: -place for row, place in enumerate(context.ranks) if place}
            unranked = np.array([row not in keys for row in range(context.count)], dtype=np.bool_)
            return keys, list(keys), np.where(unranked, np.uint8(State.NOT_APPLICABLE), np.uint8(0)).astype(np.uint8)
        column = context.read(node, self.rank_points)
        sign = 1 if self.better == "more" else -1
        keys = {row: sign * int(column.values[row]) for row in range(context.count) if column.has(row)}
        rows = [row for row, _ in context.peers(column)]
        return keys, rows, waiting(context, column, column.state.copy(), self.within)

    def _standings(self, context: Context, keys: Mapping[int, int], rows: Sequence[int]) -> dict[int, Standing]:
        values: dict[str, list[int]] = {}
        for row in rows:
            values.setdefault(circle_of(context, row, self.within), []).append(keys[row])
        arrays = {circle: np.sort(np.array(keys_, dtype=np.int64)) for circle, keys_ in values.items()}
        tiers = {circle: np.unique(array) for circle, array in arrays.items()}
        counted, found = set(rows), {}
        for row, key in keys.items():
            circle = circle_of(context, row, self.within)
            array, distinct = arrays.get(circle, np.zeros(0)), tiers.get(circle, np.zeros(0))
            above = len(array) - int(np.searchsorted(array, key, side="right"))
            level = len(array) - above - int(np.searchsorted(array, key, side="left"))
            higher = len(distinct) - int(np.searchsorted(distinct, key, side="right"))
            extra = 0 if row in counted else 1
            new = extra if key not in distinct else 0
            found[row] = Standing(above, level + extra, len(array) + extra, higher, len(distinct) + new)
        return found

    def compute(self, node: Node, context: Context) -> Exact:
        keys, rows, state = self._keys(node, context)
        standings = self._standings(context, keys, rows)
        values: list[Fraction | None] = []
        for row in range(context.count):
            value = None
            if state[row] <= HAS_VALUE:
                try:
                    value = self.worth(standings[row])
                except Undefined as problem:
                    undefined(node, context, row, problem.reason)
                    state[row] = State.FAILED
            values.append(value)
        return from_fractions(values, state)

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        keys, rows, _ = self._keys(node, context)
        if row not in keys:
            return absent_lines(node, context, row, self.refs()) or [Text("没有名次", "not ranked")]
        at = self._standings(context, keys, rows)[row]
        tied = Text(f"，{at.equal}个单位并列", f", {at.equal} units tied") if at.equal > 1 else Text("", "")
        place = at.tiers_better + 1 if self.ties == "dense" else at.better + 1
        try:
            worth = plain(self.worth(at))
        except Undefined as problem:
            return [problem.reason]
        return [
            Text(f"{at.count}个单位中第{place}名{tied.zh} → {worth}", f"place {place} of {at.count}{tied.en} → {worth}")
        ]

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        keys, rows, _ = self._keys(node, context)
        at = self._standings(context, keys, rows)[row]
        worth = self.worth(at)
        place = self._place(node, context, cells, row, at)
        if self.first is not None and self.drop is not None and self.points(at.better + 1, 0) == worth:
            return f"{literal(self.first.fraction)}-{literal(self.drop.fraction)}*({place}-1)"
        try:
            table = [self.points(p, at.count - p + 1) for p in range(1, at.count + 1)]
        except Undefined:
            table = []
        if not table or len(table) > MOST_PLACES or table[at.better] != worth:
            return literal(worth)
        return f"CHOOSE({place},{','.join(literal(p) for p in table)})"

    def _place(self, node: Node, context: Context, cells: Cells, row: int, at: Standing) -> str:
        """The place: live over the category, else a number in a cell of its own."""
        if self.rank_points != RANK and self.within == "category":
            path = node.refs[self.rank_points]
            span, sign = cells.column(path), ">" if self.better == "more" else "<"
            return f"(1+SUMPRODUCT(ISNUMBER({span})*({span}{sign}{cells.node(path, row)})*{cells.counted()}))"
        keys, rows, _ = self._keys(node, context)
        standings = self._standings(context, keys, rows)
        places = [standings[i].better + 1 if i in standings else None for i in range(context.count)]
        return cells.input(f"{node.path}:place", Text("名次", "place"), places, row)


OPEN = 10**9


def _places(text: str) -> tuple[int, int]:
    """``3`` → (3, 3); ``3-4`` → (3, 4); ``9-`` → (9, no end)."""
    low, dash, high = text.partition("-")
    if not low.strip().isdecimal() or (high.strip() and not high.strip().isdecimal()):
        raise Wrong(
            f"“{text}”不是名次段，应写作 3、3-4 或 9-", f"'{text}' is not a band of places such as 3, 3-4 or 9-"
        )
    first = int(low)
    last = int(high) if high.strip() else (OPEN if dash else first)
    if first < 1 or last < first:
        raise Wrong(f"“{text}”不是名次段", f"'{text}' is not a band of places")
    return first, last
