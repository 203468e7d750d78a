"""Mean of peers (同类平均): the mean of a node over all units, as a threshold or a filler."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from gongping.scheme.keys import Names
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import Column, Exact, State, all_ok, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.scoring.peers import Within, circle_of, circles, listed, over_cells, values_of, waiting
from gongping.scoring.trimmed import plain
from gongping.text import Finding, Text


class PeerMean(Operator):
    KEY: ClassVar[str] = "peer_mean"
    KINDS: ClassVar[tuple[int, ...]] = (25,)
    TITLE: ClassVar[Text] = Text("同类平均", "Mean of peers")
    SAYS: ClassVar[Text] = Text(
        "一个节点在同类单位中的平均，作阈值、标尺或补缺。",
        "The mean of a node over the units of the category: a threshold, a yardstick, a filler.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "Σ各单位的值÷单位数，只计参与平均且有值的单位；own: in 含本单位，out 不含。within: group 只在本组内平均，groups 只取所列的组。"
        "没有可平均的单位，则缺值；有单位待定的，全都待定。",
        "Σ values ÷ number of units, over units that count in means and have a value; own: in with, out without the unit itself. "
        "within: group: only in its group; groups: only these groups. Missing where there is none; all pending while one is.",
    )

    peer_mean: str = Field(description="node / 节点")
    own: Literal["in", "out"] | None = Field(default=None, description="the unit itself in or out / 是否含本单位")
    within: Within = Field(default="category", description="category or group / 平均范围")
    groups: Names = Field(default=(), description="only units of these groups / 只取这些组")

    def refs(self) -> tuple[str, ...]:
        return (self.peer_mean,)

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        if self.own is None:
            choice = Text("均值是否含本单位", "whether a mean includes the unit itself")
            yield undeclared(node.path, node.place, "own", "in, out", choice)

    def _rows(self, context: Context, rows: dict[str, list[int]], row: int) -> list[int]:
        peers = rows.get(circle_of(context, row, self.within), [])
        return peers if self.own != "out" else [i for i in peers if i != row]

    def compute(self, node: Node, context: Context) -> Exact:
        column = context.read(node, self.peer_mean)
        found = circles(context, column, self.within, self.groups)
        totals = {circle: sum(values_of(column, rows), Fraction(0)) for circle, rows in found.items()}
        members = {i for rows in found.values() for i in rows}
        values: list[Fraction | None] = []
        for row in range(context.count):
            circle = circle_of(context, row, self.within)
            total, count = totals.get(circle, Fraction(0)), len(found.get(circle, []))
            if self.own == "out" and row in members:
                total, count = total - column.fraction(row), count - 1
            values.append(total / count if count else None)
        none = np.array([v is None for v in values], dtype=np.bool_)
        state = np.where(none, np.uint8(State.MISSING), all_ok(context.count)).astype(np.uint8)
        return from_fractions(values, waiting(context, column, state, self.within, self.groups))

    def _peers(self, node: Node, context: Context, row: int) -> tuple[Column, list[int]]:
        column = context.read(node, self.peer_mean)
        return column, self._rows(context, circles(context, column, self.within, self.groups), row)

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        column, rows = self._peers(node, context, row)
        if not rows:
            return [Text("没有可平均的单位", "no unit to take the mean of")]
        values = values_of(column, rows)
        total = plain(sum(values, Fraction(0)))
        own = Text("含本单位", "own unit in") if self.own != "out" else Text("不含本单位", "own unit out")
        return [
            Text(f"{len(rows)}个单位（{own.zh}）：{listed(values)}", f"{len(rows)} units ({own.en}): {listed(values)}"),
            Text(f"合计 {total} ÷ {len(rows)}", f"total {total} ÷ {len(rows)}"),
        ]

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        column, rows = self._peers(node, context, row)
        path = node.refs[self.peer_mean]
        circle = circle_of(context, row, self.within)
        whole = circles(context, column, self.within, self.groups).get(circle, [])
        total = sum(values_of(column, whole), Fraction(0))
        key = f"total:{circle}:{','.join(self.groups)}"
        sum_ = over_cells("SUM", context, column, cells, path, whole, row, key, total)
        less = f"-{cells.node(path, row)}" if len(rows) < len(whole) else ""
        return f"({sum_}{less})/{len(rows)}" if rows else "NA()"
