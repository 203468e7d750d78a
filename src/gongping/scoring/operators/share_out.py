"""Share out (份额分配): an amount divided in proportion to each unit's shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from gongping.points import round_fraction
from gongping.scheme.keys import Exact as Number
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring import messages as result
from gongping.scoring.column import Column, Exact, State, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.text import Finding, Text

LISTED = 30
"""Above so many shares a formula adds them up as a range; only the one that takes the rest still names all."""


class ShareOut(Operator):
    KEY: ClassVar[str] = "share_out"
    KINDS: ClassVar[tuple[int, ...]] = (43,)
    TITLE: ClassVar[Text] = Text("按份额分配", "Share out")
    SAYS: ClassVar[Text] = Text(
        "把一笔总额按各自的份额（如等次系数）分到每个单位或个人。",
        "Divides an amount among units or persons in proportion to their shares, e.g. coefficients by grade.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "总额×本单位份额÷份额合计，按节点位数四舍五入；没有份额的不参加，份额合计为0的各得0。尾差按 remainder："
        "left 不处理；to_largest 计入份额最大的一个（相同的取规范排序在前的）。",
        "amount × own shares ÷ all shares, rounded to the node's places; who has no shares takes no part; all shares 0: 0. "
        "The rounding difference: left as it is, or given to the largest share (equal: the first in protocol order).",
    )

    share_out: str = Field(description="node with the shares / 份额所在节点")
    amount: Number | str = Field(description="the amount, or a node with it / 总额，或总额所在节点")
    within: Literal["category", "group", "parent"] | None = Field(
        default=None, description="among whom the amount is divided / 在什么范围内分"
    )
    remainder: Literal["left", "to_largest"] | None = Field(default=None, description="the rounding difference / 尾差")

    def refs(self) -> tuple[str, ...]:
        return (self.share_out, self.amount) if isinstance(self.amount, str) else (self.share_out,)

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        if self.within is None:
            choice = Text("总额在什么范围内分", "among whom the amount is divided")
            yield undeclared(node.path, node.place, "within", "category, group, parent", choice)
        if self.remainder is None:
            choice = Text("尾差怎样处理", "what happens to the rounding difference")
            yield undeclared(node.path, node.place, "remainder", "left, to_largest", choice)

    def _circles(self, node: Node, context: Context) -> list[list[int]]:
        """Rows with shares, by the circle in which an amount is divided."""
        shares = context.read(node, self.share_out)
        found: dict[str, list[int]] = defaultdict(list)
        for row, unit in enumerate(context.units):
            if shares.has(row):
                found[{"group": unit.group, "parent": unit.parent}.get(self.within or "", "")].append(row)
        return list(found.values())

    def _amount(self, node: Node, context: Context, rows: list[int]) -> tuple[Fraction, int]:
        """The amount of one circle; every row must know the same."""
        if not isinstance(self.amount, str):
            return self.amount.fraction, State.OK
        column: Column = context.read(node, self.amount)
        worst = max(int(column.state[row]) for row in rows)
        if worst >= State.LEFT_OUT:
            return Fraction(0), worst
        amounts = {column.fraction(row) for row in rows}
        if len(amounts) > 1:
            names = [context.units[row].name for row in rows]
            values = {"path": node.path, "node": self.amount, "units": names}
            context.findings.append(Finding(result.AMOUNTS_DIFFER, node.place, "fault", values))
            return Fraction(0), State.MISSING
        return amounts.pop(), State.OK

    def compute(self, node: Node, context: Context) -> Exact:
        shares = context.read(node, self.share_out)
        state = np.where(shares.present, np.uint8(State.OK), shares.state).astype(np.uint8)
        values: list[Fraction | None] = [None] * context.count
        for rows in self._circles(node, context):
            amount, found = self._amount(node, context, rows)
            state[rows] = found
            whole = sum((shares.fraction(row) for row in rows), Fraction(0))
            for row in rows:
                values[row] = amount * shares.fraction(row) / whole if whole else Fraction(0)
            if self.remainder == "to_largest" and whole:
                values[self._largest(shares, rows)] = self._rest(node, shares, rows, amount, values)
        return from_fractions(values, state)

    @staticmethod
    def _largest(shares: Column, rows: list[int]) -> int:
        return max(rows, key=lambda row: (shares.fraction(row), -row))

    def _rest(
        self, node: Node, shares: Column, rows: list[int], amount: Fraction, values: list[Fraction | None]
    ) -> Fraction:
        """What the largest share gets: the amount less the rounded values of all others."""
        others = [values[row] or Fraction(0) for row in rows if row != self._largest(shares, rows)]
        rounded = sum(round_fraction(value, node.places) for value in others)
        return amount - Fraction(rounded, 10**node.places)

    def _circle_of(self, node: Node, context: Context, row: int) -> list[int]:
        return next((rows for rows in self._circles(node, context) if row in rows), [])

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        rows, shares = self._circle_of(node, context, row), context.read(node, self.share_out)
        if not rows:
            return [Text("没有份额，不参加分配", "no shares: takes no part")]
        amount = context.read(node, self.amount).show(row) if isinstance(self.amount, str) else str(self.amount)
        whole = sum(int(shares.values[i]) for i in rows)
        total = Column(np.array([whole]), shares.places, shares.state[:1]).show(0) if whole else "0"
        line = f"{amount} × {shares.show(row)} ÷ {total}"
        lines = [Text(line, line)]
        if self.remainder == "to_largest" and whole and row == self._largest(shares, rows):
            lines.append(
                Text("份额最大，尾差计入：总额－其他各家应得", "largest share, takes the rest: amount − all others")
            )
        return lines

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        rows, shares = self._circle_of(node, context, row), context.read(node, self.share_out)
        if not rows:
            return "0"
        amount = cells.node(node.refs[self.amount], row) if isinstance(self.amount, str) else str(self.amount)
        if not sum(int(shares.values[i]) for i in rows):
            return "0"
        path = node.refs[self.share_out]
        over_all = self.within == "category" and len(rows) > LISTED
        whole = f"SUM({cells.column(path)})" if over_all else f"({'+'.join(cells.node(path, i) for i in rows)})"
        if self.remainder == "to_largest" and row == self._largest(shares, rows):
            others = "".join(f"-ROUND({amount}*{cells.node(path, i)}/{whole},{node.places})" for i in rows if i != row)
            return f"{amount}{others}"
        return f"{amount}*{cells.node(path, row)}/{whole}"
