"""Weighted sum (加权和): Σ weight × part ÷ total."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import numpy as np
from pydantic import Field

from gongping.points import CHUNK, Points, fits, largest, show
from gongping.scheme import messages as say
from gongping.scheme.keys import Exact as Number
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import BLOCKING, HAS_VALUE, Column, Exact, State, all_ok, worst
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.text import Finding, Text


class Weighted(Operator):
    KEY: ClassVar[str] = "weighted"
    KINDS: ClassVar[tuple[int, ...]] = (1, 3, 8, 39)
    TITLE: ClassVar[Text] = Text("加权和", "Weighted sum")
    SAYS: ClassVar[Text] = Text("各部分得分按权重合成。", "Combines parts by their weights.")
    ARITHMETIC: ClassVar[Text] = Text(
        "Σ（权重×部分得分）÷权重合计。缺项按 reweight 处理时，分母为现有部分的权重合计，再乘以“应有权重合计÷total”。",
        "Σ (weight × part) ÷ total. With a part left out (reweight): Σ over the parts there ÷ their weights, "
        "times all weights ÷ total.",
    )

    weighted: dict[str, Number] = Field(min_length=1, description="node: weight / 节点: 权重")
    total: Number = Field(default=Points(100, 0), description="what the weights must total / 权重合计应为")

    def refs(self) -> tuple[str, ...]:
        return tuple(self.weighted)

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        if self.total.units <= 0:
            reason = Text(f"{self.total}不大于零", f"{self.total} is not above zero")
            yield Finding(say.WRONG_VALUE, node.place, values={"key": "total", "reason": reason})
        for name, weight in self.weighted.items():
            if weight.units < 0:
                reason = Text(f"权重{weight}小于零", f"the weight {weight} is below zero")
                yield Finding(say.WRONG_VALUE, node.place, values={"key": name, "reason": reason})
        found = sum((w.fraction for w in self.weighted.values()), Fraction(0))
        if found != self.total.fraction:
            values = {
                "path": node.path,
                "total": _plain(found),
                "expected": self.total,
                "weights": "+".join(str(w) for w in self.weighted.values()),
            }
            yield Finding(say.WEIGHTS_TOTAL, node.place, values=values)

    def _weights(self) -> tuple[list[int], int, int]:
        """Integer weights, their sum, and the total, all at one scale."""
        places = max(w.places for w in (*self.weighted.values(), self.total))
        weights = [w.at(places) for w in self.weighted.values()]
        return weights, sum(weights), self.total.at(places)

    def compute(self, node: Node, context: Context) -> Exact:
        columns = [context.read(node, name) for name in self.weighted]
        weights, _, total = self._weights()
        places = max(c.places for c in columns)
        scale = 10**places
        wide = not fits(
            sum(largest(c.values) * w * 10 ** (places - c.places) for c, w in zip(columns, weights, strict=True))
        )
        numerator = np.zeros(context.count, dtype=object if wide else np.int64)
        factors = [w * 10 ** (places - c.places) for c, w in zip(columns, weights, strict=True)]
        for low in range(0, context.count, CHUNK):
            rows = slice(low, low + CHUNK)
            for column, factor in zip(columns, factors, strict=True):
                numerator[rows] += column.values[rows] * factor
        if not any(c.state.any() for c in columns):
            return Exact(numerator, total * scale, all_ok(context.count))
        return self._with_gaps(columns, numerator, scale)

    def _with_gaps(self, columns: list[Column], numerator: object, scale: int) -> Exact:
        """The same where some part is left out, exempt, pending or missing for some unit."""
        weights, whole, total = self._weights()
        there = sum(np.where(c.present, w, 0) for c, w in zip(columns, weights, strict=True))
        states = worst([c.state for c in columns])
        stopped = np.max([c.state for c in columns], axis=0) >= BLOCKING
        reweighted = np.any([c.state > HAS_VALUE for c in columns], axis=0) | np.any(
            [c.state == State.REWEIGHTED for c in columns], axis=0
        )
        none = there == 0
        state = np.where(stopped | none, states, np.where(reweighted, State.REWEIGHTED, State.OK)).astype(np.uint8)
        gaps = (there != whole) & ~none
        below = np.where(gaps, there, total).astype(object) * scale
        above = np.where(gaps, np.asarray(numerator).astype(object) * whole, np.asarray(numerator).astype(object))
        below = np.where(gaps, below * total, below)
        return Exact(above, below, state)

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        there = [(n, w) for n, w in self.weighted.items() if context.read(node, n).has(row)]
        terms = " + ".join(f"{w}×{context.read(node, n).show(row)}" for n, w in there)
        if len(there) == len(self.weighted):
            line = f"({terms}) ÷ {self.total}"
            return [Text(line, line)]
        weights = "+".join(str(w) for _, w in there)
        gone = [n for n in self.weighted if not context.read(node, n).has(row)]
        line = f"({terms}) ÷ ({weights})"
        return [Text(f"{line}（{'、'.join(gone)}不计，权重按比例分给其余部分）",
                     f"{line} ({', '.join(gone)} left out; its weight goes to the others in proportion)")]  # fmt: skip

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        there = {n: w for n, w in self.weighted.items() if context.read(node, n).has(row)}
        terms = "+".join(f"{cells.node(node.refs[n], row)}*{w}" for n, w in there.items())
        if len(there) == len(self.weighted):
            return f"({terms})/{self.total}"
        _, whole, total = self._weights()
        return f"({terms})*{whole}/({'+'.join(str(w) for w in there.values())})/{total}"


def _plain(value: Fraction) -> str:
    """A fraction of decimals as a plain decimal."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    return show(int(value * 10**places), places)
