"""Group correction (组间校正系数): each score times overall mean ÷ mean of its group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from gongping.points import Points, round_fraction
from gongping.scheme.keys import Wrong
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import BLOCKING, Column, Exact, State, States, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.scoring.trimmed import Drop, kept_of, plain, words_of
from gongping.text import Finding, Text

Places = Annotated[int, Field(ge=0, le=12)] | Literal["exact"]
LISTED = 400
"""A formula names so many cells at most; beyond that the means stand in cells of their own."""


class Coefficient(Operator):
    KEY: ClassVar[str] = "coefficient"
    KINDS: ClassVar[tuple[int, ...]] = (15, 41)
    TITLE: ClassVar[Text] = Text("组间校正系数", "Group correction")
    SAYS: ClassVar[Text] = Text(
        "得分乘以“总平均÷本组平均”，消除各组宽严差异。",
        "Multiplies each score by overall mean ÷ mean of its group, to even out strict and lenient groups.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "系数＝总平均÷本组平均；结果＝得分×系数。组取自单位表 group 列，只计入参与平均且有得分的单位。总平均 overall：pooled 为全体得分之和÷人数，"
        "group_means 为各组平均（已按 group_places 舍入）再平均。group_places、overall_places、coefficient_places 为各步的小数位，exact 为不舍入。"
        "drop 去极值：drop_in: groups 只在求本组平均时去，overall 只在求总平均时去（全体合并后去），both 两处各自去，"
        "kept 为组内去掉后、总平均只算各组留下的。本组平均为0或没有的，没有结果；任一单位得分待定的，全体待定。",
        "Coefficient = overall mean ÷ group mean; result = score × coefficient. Groups are column group of table units; units that "
        "count in means and have a value take part. overall pooled: total of all scores ÷ their number; group_means: the mean "
        "of the group means (rounded to group_places). group_places, overall_places, coefficient_places: places of each step; "
        "exact: not rounded. drop leaves out extremes; drop_in groups: in the group means only; overall: in the overall mean only "
        "(of all units together); both: in either on its own; kept: within each group, and the overall mean is of those kept. "
        "No result where the group mean is 0 or absent; all are pending where any unit's score is.",
    )

    coefficient: str = Field(description="node to correct / 被校正的得分")
    overall: Literal["pooled", "group_means"] | None = Field(
        default=None, description="the overall mean / 总平均的口径"
    )
    group_places: Places | None = Field(default=None, description="places of a group mean, or exact / 组平均的小数位")
    overall_places: Places | None = Field(
        default=None, description="places of the overall mean, or exact / 总平均的小数位"
    )
    coefficient_places: Places | None = Field(
        default=None, description="places of the coefficient, or exact / 系数的小数位"
    )
    drop: Drop | None = Field(default=None, description="extremes left out of means / 求平均时去极值")
    drop_in: Literal["groups", "overall", "both", "kept"] | None = Field(
        default=None, description="which means leave out extremes / 在哪一步去极值"
    )

    @model_validator(mode="after")
    def _dropped_somewhere(self) -> Coefficient:
        if self.drop_in and self.drop is None:
            raise Wrong("写了 drop_in，须写 drop", "drop_in needs drop")
        if self.overall == "group_means" and self.drop_in not in (None, "groups"):
            raise Wrong("overall: group_means 时 drop_in 只能是 groups", "with overall: group_means drop_in is groups")
        return self

    def refs(self) -> tuple[str, ...]:
        return (self.coefficient,)

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        if self.overall is None:
            choice = Text(
                "总平均是全体合并平均还是各组平均再平均",
                "whether the overall mean is of all units or of the group means",
            )
            yield undeclared(node.path, node.place, "overall", "pooled, group_means", choice)
        for key, zh, en in (
            ("group_places", "组平均是否先舍入", "whether a group mean is rounded before use"),
            ("overall_places", "总平均是否先舍入", "whether the overall mean is rounded before use"),
            ("coefficient_places", "系数的小数位", "the places of the coefficient"),
        ):
            if getattr(self, key) is None:
                yield undeclared(node.path, node.place, key, "0, 1, 2, …, exact", Text(zh, en))
        if self.drop is not None and self.drop_in is None:
            choice = Text("在哪一步去极值", "which means leave out extremes")
            yield undeclared(node.path, node.place, "drop_in", "groups, overall, both, kept", choice)

    def _drops(self) -> tuple[Drop | None, Drop | None, bool]:
        """Extremes left out of group means, of the pooled mean, and whether that pools those kept."""
        in_groups = self.drop if self.drop_in in ("groups", "both", "kept") else None
        in_overall = self.drop if self.drop_in in ("overall", "both") else None
        return in_groups, in_overall, self.drop_in == "kept"

    def _members(self, node: Node, context: Context) -> dict[str, list[int]]:
        """Group → rows that count."""
        members: dict[str, list[int]] = {}
        for row, _ in context.peers(context.read(node, self.coefficient)):
            members.setdefault(context.units[row].group, []).append(row)
        return members

    def _group_means(self, column: Column, members: dict[str, list[int]]) -> dict[str, Fraction]:
        drop, means = self._drops()[0], {}
        for group, rows in members.items():
            kept = kept_of([column.fraction(i) for i in rows], drop)
            if kept:
                means[group] = _rounded(sum(kept, Fraction(0)) / len(kept), self.group_places)
        return means

    def _averaged(self, column: Column, members: dict[str, list[int]]) -> list[Fraction]:
        """What the overall mean is of: group means, or the units' scores."""
        in_groups, in_overall, those_kept = self._drops()
        if self.overall == "group_means":
            return list(self._group_means(column, members).values())
        scores = [[column.fraction(i) for i in rows] for rows in members.values()]
        if those_kept:
            return [v for one in scores for v in kept_of(one, in_groups)]
        return kept_of([v for one in scores for v in one], in_overall)

    def _overall(self, column: Column, members: dict[str, list[int]]) -> Fraction | None:
        values = self._averaged(column, members)
        return _rounded(sum(values, Fraction(0)) / len(values), self.overall_places) if values else None

    def compute(self, node: Node, context: Context) -> Exact:
        column = context.read(node, self.coefficient)
        members = self._members(node, context)
        means, overall = self._group_means(column, members), self._overall(column, members)
        state = column.state.copy()
        found: list[list[Fraction | None]] = [[], [], [], []]
        for row, unit in enumerate(context.units):
            mean = means.get(unit.group)
            coefficient = _rounded(overall / mean, self.coefficient_places) if mean and overall is not None else None
            score = column.fraction(row) * coefficient if coefficient is not None and column.has(row) else None
            if score is None and column.has(row):
                state[row] = State.MISSING
            for values, value in zip(found, (mean, overall, coefficient, score), strict=True):
                values.append(value)
        if any(column.state[i] == State.PENDING for i in context.counted_rows):
            state = np.where(state < BLOCKING, np.uint8(State.PENDING), state).astype(np.uint8)
        self._keep(node, context, found[:3], state)
        return from_fractions([v if s < BLOCKING else None for v, s in zip(found[3], state, strict=True)], state)

    def _keep(self, node: Node, context: Context, found: Sequence[list[Fraction | None]], state: States) -> None:
        """The means and the coefficient in the trace, where they are rounded."""
        names = {
            "group_mean": self.group_places,
            "overall_mean": self.overall_places,
            "coefficient": self.coefficient_places,
        }
        for (name, places), values in zip(names.items(), found, strict=True):
            if isinstance(places, int):
                gone = np.array([v is None for v in values]) & (state < BLOCKING)
                own = np.where(gone, np.uint8(State.MISSING), state).astype(np.uint8)
                context.inner(node, name, from_fractions(values, own), places)

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        column, members = context.read(node, self.coefficient), self._members(node, context)
        group = context.units[row].group
        mean, overall = self._group_means(column, members).get(group), self._overall(column, members)
        if not mean or overall is None or not column.has(row):
            return [
                Text(
                    "没有得分，或本组平均没有、为0，不能校正", "no score, or no group mean other than 0: not corrected"
                )
            ]
        coefficient = _rounded(overall / mean, self.coefficient_places)
        product = f"{column.show(row)} × {plain(coefficient)}"
        quotient = f"{plain(overall)} ÷ {plain(mean)} = {plain(coefficient)}"
        return [
            self._mean_line(column, members[group], mean, group),
            self._overall_line(column, members, overall),
            Text(f"系数：{quotient}", f"coefficient: {quotient}"),
            Text(product, product),
        ]

    def _mean_line(self, column: Column, rows: list[int], mean: Fraction, group: str) -> Text:
        drop = self._drops()[0]
        kept, less = kept_of([column.fraction(i) for i in rows], drop), words_of(drop, len(rows))
        line = f"{plain(sum(kept, Fraction(0)))} ÷ {len(kept)} = {plain(mean)}"
        return Text(f"本组（{group}）平均{less.zh}：{line}", f"mean of group {group}{less.en}: {line}")

    def _overall_line(self, column: Column, members: dict[str, list[int]], overall: Fraction) -> Text:
        values = self._averaged(column, members)
        if self.overall == "group_means":
            line = f"({' + '.join(map(plain, values))}) ÷ {len(values)} = {plain(overall)}"
            return Text(f"各组平均再平均：{line}", f"mean of the group means: {line}")
        line = f"{plain(sum(values, Fraction(0)))} ÷ {len(values)} = {plain(overall)}"
        return Text(f"总平均：{line}", f"overall mean: {line}")

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        column, members = context.read(node, self.coefficient), self._members(node, context)
        path = node.refs[self.coefficient]
        if sum(map(len, members.values())) > LISTED:
            ratio = self._stated(node, context, cells, row)
        else:
            parts = {g: self._group_cells(column, cells, path, rows) for g, rows in members.items()}
            overall = self._overall_cells(column, cells, path, members, parts)
            mean = self._kept(node, cells, "group_mean", self.group_places, parts[context.units[row].group], row)
            ratio = f"{self._kept(node, cells, 'overall_mean', self.overall_places, overall, row)}/{mean}"
        return f"{cells.node(path, row)}*{self._kept(node, cells, 'coefficient', self.coefficient_places, ratio, row)}"

    @staticmethod
    def _kept(node: Node, cells: Cells, name: str, places: Places | None, expression: str, row: int) -> str:
        """The cell of a value that is rounded and kept; else its expression."""
        return cells.inner(f"{node.path}/{name}", expression, row) if isinstance(places, int) else f"({expression})"

    def _group_cells(self, column: Column, cells: Cells, path: str, rows: list[int]) -> str:
        return _round(_mean_of(column, cells, path, rows, self._drops()[0]), self.group_places)

    def _overall_cells(
        self, column: Column, cells: Cells, path: str, members: dict[str, list[int]], parts: dict[str, str]
    ) -> str:
        in_groups, in_overall, those_kept = self._drops()
        if self.overall == "group_means":
            there = [parts[group] for group in self._group_means(column, members)]
            return _round(f"({'+'.join(there)})/{len(there)}", self.overall_places)
        every = [i for rows in members.values() for i in rows]
        if those_kept:
            every, in_overall = [i for rows in members.values() for i in _kept_rows(column, rows, in_groups)], None
        return _round(_mean_of(column, cells, path, every, in_overall), self.overall_places)

    def _stated(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        """Many units: the means as inputs; places that are exact are then shown to 12 places."""
        column, members = context.read(node, self.coefficient), self._members(node, context)
        means, overall = self._group_means(column, members), self._overall(column, members)
        own = [_shown(means.get(unit.group), self.group_places) for unit in context.units]
        every = [_shown(overall, self.overall_places)] * context.count
        mean = cells.input(f"{node.path}:group_mean", Text("本组平均", "group mean"), own, row)
        return f"{cells.input(f'{node.path}:overall_mean', Text('总平均', 'overall mean'), every, row)}/{mean}"


def _rounded(value: Fraction, places: Places | None) -> Fraction:
    return Fraction(round_fraction(value, places), 10**places) if isinstance(places, int) else value


def _shown(value: Fraction | None, places: Places | None) -> Points | None:
    digits = places if isinstance(places, int) else 12
    return Points(round_fraction(value, digits), digits) if value is not None else None


def _round(expression: str, places: Places | None) -> str:
    return f"ROUND({expression},{places})" if isinstance(places, int) else f"({expression})"


def _kept_rows(column: Column, rows: list[int], drop: Drop | None) -> list[int]:
    """The rows whose values stay when extremes are left out."""
    ordered = sorted(rows, key=lambda i: int(column.values[i]))
    return [ordered[i] for i in drop.kept(len(ordered))] if drop else rows


def _mean_of(column: Column, cells: Cells, path: str, rows: list[int], drop: Drop | None) -> str:
    """The mean of rows' cells; a single extreme either side is left out live, more by naming those that stay."""
    if drop and drop.applies(len(rows)) and drop.high <= 1 and drop.low <= 1:
        inside = _sums("SUM", [cells.node(path, i) for i in rows])
        less = "".join(
            f"-{word}({','.join(_chunks(word, [cells.node(path, i) for i in rows]))})"
            for word, n in (("MAX", drop.high), ("MIN", drop.low))
            if n
        )
        return f"({inside}{less})/{len(rows) - drop.high - drop.low}"
    kept = _kept_rows(column, rows, drop)
    return f"({_sums('SUM', [cells.node(path, i) for i in kept])})/{len(kept)}"


def _chunks(word: str, refs: list[str]) -> list[str]:
    """Calls of at most 200 cells: Excel takes 255 arguments."""
    return [f"{word}({','.join(refs[i : i + 200])})" for i in range(0, len(refs), 200)]


def _sums(word: str, refs: list[str]) -> str:
    return "+".join(_chunks(word, refs))
