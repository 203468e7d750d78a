"""Lookup (等次赋值): a result fixed elsewhere, turned into a score by a table."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from pydantic import Field

from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.keys import Exact as Number
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import Exact, from_fractions
from gongping.scoring.context import Context, facts_state
from gongping.scoring.operators.base import Cells, Operator
from gongping.text import Finding, Text


class Lookup(Operator):
    KEY: ClassVar[str] = "lookup"
    KINDS: ClassVar[tuple[int, ...]] = (4, 5, 45)
    TITLE: ClassVar[Text] = Text("等次赋值", "Lookup")
    SAYS: ClassVar[Text] = Text("把他处评定的等次换成分值。", "Turns a result fixed elsewhere into a score.")
    ARITHMETIC: ClassVar[Text] = Text("等次对应的分值，一一列出。", "The value listed for the code.")

    lookup: str = Field(description="name of the lookup / 引用结果名目")
    values: dict[str, Number] = Field(min_length=1, description="code: score / 等次: 分值")
    period: str = Field(default="", description="period of the fact / 所属期")

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        declared = scheme.observed.lookups
        if self.lookup not in declared:
            yield self._unknown(node, Text("引用结果", "lookup"), self.lookup, declared)
            return
        known = declared[self.lookup].values
        for code in self.values:
            if code not in known:
                yield self._unknown(node, Text("等次", "code"), code, known)
        for code in known:
            if code not in self.values:
                yield Finding(say.MISSING_KEY, node.place, values={"key": f"values.{code}"})

    @staticmethod
    def _unknown(node: Node, kind: Text, name: str, known: object) -> Finding:
        values = {"path": node.path, "kind": kind, "name": name, "hint": hint(name, known)}
        return Finding(say.UNKNOWN_NAME, node.place, values=values)

    def compute(self, node: Node, context: Context) -> Exact:
        codes = context.facts.lookup(self.lookup, self.period)
        values: list[Fraction | None] = [self.values[c].fraction if isinstance(c, str) else None for c in codes]
        return from_fractions(values, facts_state(codes))

    def needs(self, context: Context, row: int) -> Text:
        where = f"{self.lookup} {self.period}".strip()
        return Text(f"lookups 表（名目 {where}）", f"table lookups (name {where})")

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        code = context.facts.lookup(self.lookup, self.period)[row]
        if not isinstance(code, str):
            return []
        declared = context.scheme.observed.lookups[self.lookup]
        word, name = declared.values[code], Text(declared.zh or self.lookup, declared.en or self.lookup)
        value = self.values[code]
        return [Text(f"{name.zh}：{word.zh or code} → {value}", f"{name.en}: {word.en or code} → {value}")]

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        codes = context.facts.lookup(self.lookup, self.period)
        order = list(self.values)
        declared = context.scheme.observed.lookups[self.lookup]
        legend = ", ".join(f"{i + 1}={declared.values[c].zh or c}" for i, c in enumerate(order))
        title = Text(f"{declared.zh or self.lookup}（{legend}）", f"{declared.en or self.lookup} ({legend})")
        numbers = [order.index(c) + 1 if isinstance(c, str) else None for c in codes]
        cell = cells.input(f"{node.path}:{self.lookup}:{self.period}", title, numbers, row)
        return f"CHOOSE({cell},{','.join(str(v) for v in self.values.values())})"
