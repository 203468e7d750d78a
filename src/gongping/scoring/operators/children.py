"""Children (下级单位结果): results of the units below, rolled up into their parent."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from gongping.points import Points
from gongping.scheme import messages as say
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import BLOCKING, Exact, State, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.text import Finding, Text

GONE = (State.LEFT_OUT, State.NOT_APPLICABLE, State.EXEMPT)


class Children(Operator):
    KEY: ClassVar[str] = "children"
    KINDS: ClassVar[tuple[int, ...]] = (36,)
    TITLE: ClassVar[Text] = Text("下级单位结果", "Results of the units below")
    SAYS: ClassVar[Text] = Text(
        "把所辖下级单位的一项结果合成为本单位的得分。",
        "Rolls one result of the units below up into their parent's score.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "mean：Σ下级得分÷个数；weighted：Σ（权重×得分）÷Σ权重；sum 合计；lowest、highest 取最低、最高。"
        "只计状态计入均值且有得分的下级；一个也没有的为缺项，有待定或缺数据的随之待定或缺项。",
        "mean: Σ scores ÷ their number; weighted: Σ (weight × score) ÷ Σ weights; sum; lowest; highest. Only units below "
        "that count in means and have a score; none at all is missing; a pending or missing one makes the whole so.",
    )

    children: str = Field(description="node of the lower category / 下级类别的节点")
    of: str = Field(description="the lower category / 下级类别")
    combine: Literal["mean", "weighted", "sum", "lowest", "highest"] | None = Field(
        default=None, description="how the scores become one / 怎样合成"
    )
    weight: str | None = Field(default=None, description="node of the lower category that weighs / 作权重的下级节点")

    def foreign(self) -> tuple[tuple[str, str], ...]:
        return tuple((self.of, name) for name in (self.children, self.weight) if name is not None)

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        lower = scheme.categories.get(self.of)
        if lower is not None and lower.parent != node.category:
            values = {"path": node.path, "category": self.of}
            yield Finding(say.NO_PARENT, node.place, values=values)
        if self.combine is None:
            choice = Text("下级得分怎样合成", "how the scores of the units below become one")
            yield undeclared(node.path, node.place, "combine", "mean, weighted, sum, lowest, highest", choice)
        if (self.combine == "weighted") != (self.weight is not None):
            choice = Text("按什么加权", "what weighs them")
            yield undeclared(node.path, node.place, "weight", f"{self.of}.node", choice)

    def _below(self, context: Context, row: int) -> list[int]:
        """Rows of the lower category that belong to this unit and count."""
        other, code = context.elsewhere[self.of], context.units[row].code
        return [i for i in other.counted_rows if other.units[i].parent == code]

    def _scores(self, context: Context, row: int) -> tuple[list[tuple[int, Fraction, Fraction]], int]:
        """(row there, score, weight) of each that counts, and the state of the whole."""
        other = context.elsewhere[self.of]
        columns = [other.columns[name] for name in (self.children, self.weight) if name is not None]
        found: list[tuple[int, Fraction, Fraction]] = []
        for i in self._below(context, row):
            state = max(int(c.state[i]) for c in columns)
            if state in GONE:
                continue
            if state >= BLOCKING:
                return [], state
            found.append((i, columns[0].fraction(i), columns[-1].fraction(i) if self.weight else Fraction(1)))
        weights = sum((w for _, _, w in found), Fraction(0))
        return found, State.OK if found and (self.combine != "weighted" or weights > 0) else State.MISSING

    def _combined(self, scores: list[tuple[int, Fraction, Fraction]]) -> Fraction:
        values = [v for _, v, _ in scores]
        if self.combine in ("lowest", "highest"):
            return min(values) if self.combine == "lowest" else max(values)
        total = sum((v * w for _, v, w in scores), Fraction(0))
        return total if self.combine == "sum" else total / sum((w for _, _, w in scores), Fraction(0))

    def compute(self, node: Node, context: Context) -> Exact:
        found = [self._scores(context, row) for row in range(context.count)]
        values = [self._combined(scores) if state == State.OK else None for scores, state in found]
        return from_fractions(values, np.array([state for _, state in found], dtype=np.uint8))

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        other = context.elsewhere[self.of]
        scores, _ = self._scores(context, row)
        column = other.columns[self.children]
        weigh = other.columns[self.weight] if self.weight else None
        lines = [
            f"{other.units[i].name} {column.show(i)}" + (f"×{weigh.show(i)}" if weigh else "") for i, _, _ in scores
        ]
        words = {
            "mean": Text(f"以上{len(scores)}个平均", f"mean of these {len(scores)}"),
            "weighted": Text("以上加权平均", "weighted mean of these"),
            "sum": Text("以上合计", "sum of these"),
            "lowest": Text("以上取最低", "lowest of these"),
            "highest": Text("以上取最高", "highest of these"),
        }
        return [*(Text(line, line) for line in lines), words[self.combine or "mean"]]

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        each = [self._scores(context, i)[0] for i in range(context.count)]
        terms = []
        for place in range(max((len(scores) for scores in each), default=0)):
            refs = self._cells(node, context, cells, place, each, row)
            if place < len(each[row]):
                terms.append(refs)
        scores, weights = [s for s, _ in terms], [w for _, w in terms]
        if self.combine in ("lowest", "highest"):
            return f"{'MIN' if self.combine == 'lowest' else 'MAX'}({','.join(scores)})"
        if self.combine == "weighted":
            above = "+".join(f"{s}*{w}" for s, w in terms)
            return f"({above})/({'+'.join(weights)})"
        return f"({'+'.join(scores)})/{len(scores)}" if self.combine == "mean" else "+".join(scores)

    def _cells(
        self, node: Node, context: Context, cells: Cells, place: int,
        each: list[list[tuple[int, Fraction, Fraction]]], row: int,
    ) -> tuple[str, str]:  # fmt: skip
        """The cells of the score and the weight of the unit's child number ``place``."""
        other, refs = context.elsewhere[self.of], []
        for name, word in ((self.children, Text("得分", "score")), (self.weight, Text("权重", "weight"))):
            if name is None:
                refs.append("1")
                continue
            column = other.columns[name]
            values: list[Points | int | None] = [column.points(s[place][0]) if place < len(s) else None for s in each]
            title = Text(f"下级{place + 1}{word.zh}", f"child {place + 1} {word.en}")
            refs.append(cells.input(f"{node.path}:{name}:{place}", title, values, row))
        return refs[0], refs[1]
