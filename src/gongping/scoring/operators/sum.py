"""Sum (相加减): parts added, deductions subtracted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import numpy as np
from pydantic import Field

from gongping.points import Ints, fits, largest
from gongping.scheme.keys import Names
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import BLOCKING, HAS_VALUE, Column, Exact, State, all_ok, worst
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.text import Finding, Text


class Sum(Operator):
    KEY: ClassVar[str] = "sum"
    KINDS: ClassVar[tuple[int, ...]] = (2, 28)
    TITLE: ClassVar[Text] = Text("相加减", "Sum")
    SAYS: ClassVar[Text] = Text("各部分相加，扣分相减。", "Adds parts and subtracts deductions.")
    ARITHMETIC: ClassVar[Text] = Text(
        "Σ加项－Σ减项。某部分不计（reweight）时，它不参加相加；有满分 full 的，其余各部分之和按满分放大。",
        "Σ parts − Σ deductions. A part left out (reweight) is not added; where all parts declare their full "
        "mark, the others are scaled up to the whole.",
    )

    sum: Names = Field(min_length=1, description="nodes added / 加项")
    minus: Names = Field(default=(), description="nodes subtracted / 减项")

    def refs(self) -> tuple[str, ...]:
        return (*self.sum, *self.minus)

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        nodes = {**scheme.nodes.get(node.category, {}), **scheme.outcomes.get(node.category, {})}
        parts = [nodes[node.refs[name]] for name in self.sum if name in node.refs]
        leaves = [p for p in parts if "reweight" in (p.keys.missing, p.keys.not_applicable)]
        if leaves and not all(p.keys.full for p in parts) and any(p.keys.full for p in parts):
            choice = Text("各部分满分（有部分可能不计）", "the full mark of every part, as one may be left out")
            yield undeclared(node.path, node.place, "full", "…", choice)

    def compute(self, node: Node, context: Context) -> Exact:
        columns = [context.read(node, name) for name in self.refs()]
        places = max(c.places for c in columns)
        wide = not fits(sum(largest(c.values) * 10 ** (places - c.places) for c in columns))
        total: Ints = np.zeros(context.count, dtype=object if wide else np.int64)
        for i, column in enumerate(columns):
            factor = 10 ** (places - column.places) * (1 if i < len(self.sum) else -1)
            total += column.values * factor
        exact = Exact(total, 10**places, all_ok(context.count))
        return self._with_gaps(columns, exact, node, context) if any(c.state.any() for c in columns) else exact

    def _fulls(self, node: Node, context: Context) -> list[int] | None:
        known = {**context.scheme.nodes[context.category], **context.scheme.outcomes.get(context.category, {})}
        fulls = [known[node.refs[name]].keys.full for name in self.sum]
        if any(full is None for full in fulls):
            return None
        places = max(full.places for full in fulls if full)
        return [full.at(places) for full in fulls if full]

    def _with_gaps(self, columns: list[Column], exact: Exact, node: Node, context: Context) -> Exact:
        states = [c.state for c in columns]
        stopped = np.max(states, axis=0) >= BLOCKING
        left_out = np.any([s > HAS_VALUE for s in states], axis=0)
        none = ~np.any([c.present for c in columns], axis=0)
        marked = left_out | np.any([s == State.REWEIGHTED for s in states], axis=0)
        state = np.where(stopped | none, worst(states), np.where(marked, State.REWEIGHTED, State.OK)).astype(np.uint8)
        fulls = self._fulls(node, context)
        if fulls is None:
            return Exact(exact.numerator, exact.denominator, state)
        there = sum(np.where(c.present, f, 0) for c, f in zip(columns, fulls, strict=False))
        gaps = (there != sum(fulls)) & (there != 0)
        above = np.where(gaps, exact.numerator.astype(object) * sum(fulls), exact.numerator.astype(object))
        below: Any = np.where(gaps, np.asarray(there), 1).astype(object) * exact.denominator
        return Exact(above, below, state)

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        shown = [(name, context.read(node, name).show(row)) for name in self.refs()]
        signs = ["+"] * len(self.sum) + ["−"] * len(self.minus)
        line = " ".join(f"{s} {v}" for s, (_, v) in zip(signs, shown, strict=True) if v).removeprefix("+ ")
        gone = [name for name, value in shown if not value]
        if not gone:
            return [Text(line, line)]
        scaled = self._fulls(node, context) is not None
        zh, en = ("，其余按满分放大", "; the rest scaled up to the full mark") if scaled else ("", "")
        return [Text(f"{line}（{'、'.join(gone)}不计{zh}）", f"{line} ({', '.join(gone)} left out{en})")]

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        signs = ["+"] * len(self.sum) + ["-"] * len(self.minus)
        there = [(s, n) for s, n in zip(signs, self.refs(), strict=True) if context.read(node, n).has(row)]
        terms = "".join(f"{s}{cells.node(node.refs[n], row)}" for s, n in there).removeprefix("+") or "0"
        fulls = self._fulls(node, context)
        if fulls is None or len(there) == len(self.refs()):
            return terms
        whole = sum(fulls)
        rest = sum(f for f, n in zip(fulls, self.sum, strict=True) if context.read(node, n).has(row))
        return f"({terms})*{whole}/{rest}"
