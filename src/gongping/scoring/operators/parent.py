"""Parent (上级单位结果): a result of the unit a person or lower unit belongs to."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

import numpy as np
from pydantic import Field

from gongping.scheme.model import Node
from gongping.scoring.column import Column, Exact, State, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.text import Text


class Parent(Operator):
    KEY: ClassVar[str] = "parent"
    KINDS: ClassVar[tuple[int, ...]] = (36,)
    TITLE: ClassVar[Text] = Text("所在单位结果", "Result of the parent unit")
    SAYS: ClassVar[Text] = Text(
        "引用本人（本单位）所属上级单位的一项结果，作为得分、系数或基数。",
        "Takes a result of the unit this person or unit belongs to, as a score, a factor or a base.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "上级单位该节点舍入后的值（units 表“上级”一栏）；没有上级的为缺项。",
        "The parent unit's rounded value of that node (column parent of table units); missing where there is no parent.",
    )

    parent: str = Field(description="node of the parent's category / 上级类别的节点")

    def foreign(self) -> tuple[tuple[str, str], ...]:
        return (("", self.parent),)

    def _there(self, context: Context) -> tuple[Column, list[int | None], Context]:
        """The parent category's column and, per row here, the parent's row there."""
        other = context.elsewhere[context.scheme.categories[context.category].parent]
        return other.columns[self.parent], [other.facts.rows.get(u.parent) for u in context.units], other

    def compute(self, node: Node, context: Context) -> Exact:
        column, rows, _ = self._there(context)
        state = np.array([State.MISSING if i is None else column.state[i] for i in rows], dtype=np.uint8)
        values: list[Fraction | None] = [None if i is None or not column.has(i) else column.fraction(i) for i in rows]
        return from_fractions(values, state)

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        column, rows, other = self._there(context)
        there = rows[row]
        if there is None:
            return [Text("没有登记上级单位", "no parent unit is registered")]
        line = f"{other.units[there].name}：{column.show(there)}"
        return [Text(line, line.replace("：", ": "))]

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        column, rows, other = self._there(context)
        known = other.scheme.nodes[other.category].get(self.parent)
        title = known.title.text if known else Text(self.parent, self.parent)
        values = [None if i is None or not column.has(i) else column.points(i) for i in rows]
        words = Text(f"所在单位·{title.zh}", f"parent unit · {title.en}")
        return cells.input(f"parent:{self.parent}", words, values, row)
