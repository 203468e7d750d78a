"""Bound (捆绑): units bound together lose (or gain) the same points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import BLOCKING, Exact, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.text import Finding, Text


class Bound(Operator):
    KEY: ClassVar[str] = "bound"
    KINDS: ClassVar[tuple[int, ...]] = (28,)
    TITLE: ClassVar[Text] = Text("捆绑扣分", "Bound deductions")
    SAYS: ClassVar[Text] = Text(
        "共同责任的单位捆在一起：一家失分，捆绑的各家同扣。",
        "Units with a shared responsibility are bound: what one loses, all of them lose.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "同一捆绑组内各单位该节点的值：sum 相加（各家的失分大家都扣）；largest 取绝对值最大的一个（只扣最重的一次）。"
        "不在任何组内的单位取自己的值。",
        "Over the bound units' values of the node: sum (everybody bears everybody's), or largest in size (only the heaviest). "
        "A unit in no group keeps its own.",
    )

    bound: str = Field(description="node with each unit's own points / 各单位自己的扣分节点")
    by: str = Field(description="group (units table) or the lookup that names the binding / group 或捆绑组的引用结果")
    combine: Literal["sum", "largest"] | None = Field(default=None, description="what all of them bear / 大家同扣多少")

    def refs(self) -> tuple[str, ...]:
        return (self.bound,)

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        if self.by != "group" and self.by not in scheme.observed.lookups:
            values = {"path": node.path, "kind": Text("引用结果", "lookup"), "name": self.by}
            near = {"hint": hint(self.by, ["group", *scheme.observed.lookups])}
            yield Finding(say.UNKNOWN_NAME, node.place, values=values | near)
        if self.combine is None:
            choice = Text("捆绑的各家同扣多少", "what all bound units bear")
            yield undeclared(node.path, node.place, "combine", "sum, largest", choice)

    def _groups(self, context: Context) -> list[list[int]]:
        """Per row the rows bound with it, itself included."""
        if self.by == "group":
            names: list[str] = [unit.group for unit in context.units]
        else:
            names = [code if isinstance(code, str) else "" for code in context.facts.lookup(self.by)]
        return [[i for i, n in enumerate(names) if n == name] if name else [row] for row, name in enumerate(names)]

    def compute(self, node: Node, context: Context) -> Exact:
        column = context.read(node, self.bound)
        values: list[Fraction | None] = []
        state = column.state.copy()
        for row, rows in enumerate(self._groups(context)):
            waiting = max(int(column.state[i]) for i in rows if context.scored[i] or i == row)
            if waiting >= BLOCKING and column.has(row):
                state[row] = waiting
            there = [column.fraction(i) for i in rows if column.has(i)]
            if not column.has(row) or not there:
                values.append(None)
            else:
                values.append(sum(there, Fraction(0)) if self.combine == "sum" else max(there, key=abs))
        return from_fractions(values, state.astype(np.uint8))

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        column, rows = context.read(node, self.bound), self._groups(context)[row]
        lines = [f"{context.units[i].name} {column.show(i)}" for i in rows if column.has(i)]
        if len(rows) == 1:
            return [Text(f"未捆绑：{column.show(row)}", f"not bound: {column.show(row)}")]
        how = (
            Text("合计，各家同扣", "sum, borne by each")
            if self.combine == "sum"
            else Text("取最重，各家同扣", "the heaviest, borne by each")
        )
        return [*(Text(line, line) for line in lines), how]

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        column = context.read(node, self.bound)
        refs = [cells.node(node.refs[self.bound], i) for i in self._groups(context)[row] if column.has(i)]
        if len(refs) == 1:
            return refs[0]
        if self.combine == "sum":
            return "+".join(refs)
        listed = ",".join(refs)
        return f"IF(MAX({listed})>=-MIN({listed}),MAX({listed}),MIN({listed}))"
