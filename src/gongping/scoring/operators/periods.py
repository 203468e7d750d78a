"""Periods (多期合成): one measured score per quarter, half-year or year, made into one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from gongping.facts.model import NOT_APPLICABLE, PENDING, Amount
from gongping.points import Points
from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.keys import Exact as Number
from gongping.scheme.keys import Names
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import Exact, State, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.text import Finding, Text


class Periods(Operator):
    KEY: ClassVar[str] = "periods"
    KINDS: ClassVar[tuple[int, ...]] = (39,)
    TITLE: ClassVar[Text] = Text("多期合成", "Periods")
    SAYS: ClassVar[Text] = Text(
        "把同一得分的各期（季度、半年、年度）合成一个得分。", "Makes one score of the same score in several periods."
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "mean：Σ各期÷期数；sum：合计；weights：Σ（权重×各期）÷Σ权重。缺的一期按 absent："
        "required 为缺项；left_out 只用有的各期（权重按比例分给它们）；zero 计0、仍占期数。",
        "mean: Σ ÷ number of periods; sum; weights: Σ (weight × period) ÷ Σ weights. A period that is not there: required: "
        "the whole is missing; left_out: only the periods there (with their weights); zero: 0, and still counted.",
    )

    periods: str = Field(description="name of the number / 数据名目")
    of: Names = Field(min_length=1, description="the periods, in order / 各期")
    combine: Literal["mean", "sum"] | None = Field(default=None, description="how they become one / 怎样合成")
    weights: dict[str, Number] | None = Field(default=None, description="period: weight / 期: 权重")
    absent: Literal["required", "left_out", "zero"] | None = Field(
        default=None, description="a period without a value / 没有数据的一期"
    )

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        yield from known_periods(node, scheme, self.of)
        if self.periods not in scheme.observed.numbers:
            values = {"path": node.path, "kind": Text("数据", "number"), "name": self.periods}
            near = {"hint": hint(self.periods, scheme.observed.numbers)}
            yield Finding(say.UNKNOWN_NAME, node.place, values=values | near)
        if (self.combine is None) == (self.weights is None):
            choice = Text("各期怎样合成（只能选一种）", "how the periods become one (exactly one way)")
            yield undeclared(node.path, node.place, "combine", "combine: mean, combine: sum, weights: {…}", choice)
        if self.weights is not None and list(self.weights) != list(self.of):
            yield Finding(say.MISSING_KEY, node.place, values={"key": f"weights: {', '.join(self.of)}"})
        if self.absent is None:
            choice = Text("缺的一期怎样处理", "what happens to a period without a value")
            yield undeclared(node.path, node.place, "absent", "required, left_out, zero", choice)

    def _weight(self, period: str) -> Fraction:
        return self.weights[period].fraction if self.weights else Fraction(1)

    def _there(self, context: Context, row: int) -> tuple[list[tuple[str, Points]], int]:
        """The periods that count with their values, and the state of the whole."""
        values: dict[str, Amount | None] = {p: context.facts.number(self.periods, p)[row] for p in self.of}
        if PENDING in values.values():
            return [], State.PENDING
        there = [(p, v) for p, v in values.items() if isinstance(v, Points)]
        if len(there) == len(self.of):
            return there, State.OK
        if self.absent == "zero":
            return [(p, v if isinstance(v, Points) else Points(0, 0)) for p, v in values.items()], State.FILLED
        if there and self.absent == "left_out":
            return there, State.REWEIGHTED
        none = all(v is NOT_APPLICABLE for v in values.values())
        return [], State.NOT_APPLICABLE if none else State.MISSING

    def _combined(self, there: list[tuple[str, Points]]) -> Fraction:
        total = sum((self._weight(p) * v.fraction for p, v in there), Fraction(0))
        return total if self.combine == "sum" else total / sum((self._weight(p) for p, _ in there), Fraction(0))

    def compute(self, node: Node, context: Context) -> Exact:
        found = [self._there(context, row) for row in range(context.count)]
        values = [self._combined(there) if there else None for there, _ in found]
        return from_fractions(values, np.array([state for _, state in found], dtype=np.uint8))

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        there, _ = self._there(context, row)
        if not there:
            return [Text("各期数据不全", "periods are not complete")]
        words = context.scheme.observed.periods
        lines = [Text(f"{words[p].zh or p}：{v}", f"{words[p].en or p}: {v}") for p, v in there if p in words]
        terms = " + ".join(f"{self.weights[p]}×{v}" if self.weights else str(v) for p, v in there)
        below = "+".join(str(self.weights[p]) for p, _ in there) if self.weights else str(len(there))
        line = terms if self.combine == "sum" else f"({terms}) ÷ ({below})"
        gone = [p for p in self.of if p not in dict(there)]
        tail = Text(f"（{'、'.join(gone)}不计）", f" ({', '.join(gone)} left out)") if gone else Text("", "")
        return [*lines, Text(line + tail.zh, line + tail.en)]

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        there, _ = self._there(context, row)
        declared, terms = context.scheme.observed.numbers[self.periods], []
        for period in self.of:
            values = [v if isinstance(v, Points) else None for v in context.facts.number(self.periods, period)]
            word = context.scheme.observed.periods[period]
            title = Text(
                f"{declared.zh or self.periods}·{word.zh or period}",
                f"{declared.en or self.periods} · {word.en or period}",
            )
            cell = cells.input(f"number:{self.periods}:{period}", title, values, row)
            if period in dict(there):
                terms.append(f"{cell}*{self.weights[period]}" if self.weights else cell)
        if self.combine == "sum":
            return "+".join(terms)
        below = "+".join(str(self.weights[p]) for p, _ in there) if self.weights else str(len(there))
        return f"({'+'.join(terms)})/({below})"


def known_periods(node: Node, scheme: Scheme, periods: tuple[str, ...]) -> Iterator[Finding]:
    """A finding for every period that the section ``facts`` does not declare."""
    for period in periods:
        if period not in scheme.observed.periods:
            values = {"path": node.path, "kind": Text("时期", "period"), "name": period}
            yield Finding(say.UNKNOWN_NAME, node.place, values=values | {"hint": hint(period, scheme.observed.periods)})
