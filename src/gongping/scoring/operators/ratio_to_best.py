"""Ratio to the best (与最优者之比): the best unit gets the full mark, the others in proportion."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from pydantic import Field

from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import HAS_VALUE, Column, Exact, State, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.scoring.operators.rowwise import absent_lines, literal, undefined
from gongping.scoring.peers import Better, Within, circle_of, circles, over_cells, values_of, waiting
from gongping.scoring.trimmed import plain
from gongping.text import Finding, Text

NO_BEST = Text(
    "最优者或本单位的值不大于0，没有比值", "the best value or the unit's own is not above 0, so there is no ratio"
)


class RatioToBest(Operator):
    KEY: ClassVar[str] = "ratio_to_best"
    KINDS: ClassVar[tuple[int, ...]] = (20,)
    TITLE: ClassVar[Text] = Text("与最优者之比", "Ratio to the best")
    SAYS: ClassVar[Text] = Text(
        "最优者得满分，其余按与最优者之比得分。", "The best unit gets the full mark, the others in proportion to it."
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "better: more：满分×值÷最大值；better: less：满分×最小值÷值。最大、最小取自本类别（within: group 为本组）参与平均的单位，"
        "含本单位；有单位待定的，全都待定。最优值须大于0。",
        "better: more: full × value ÷ largest; better: less: full × smallest ÷ value. Over the units of the category (within: group: "
        "of the group) that count in means, the unit itself included; all are pending while one is. The best must be above 0.",
    )

    ratio_to_best: str = Field(description="node / 节点")
    better: Better = Field(default="more", description="more or less is better / 大者优还是小者优")
    within: Within = Field(default="category", description="compared within / 比较范围")

    def refs(self) -> tuple[str, ...]:
        return (self.ratio_to_best,)

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        if node.keys.full is None:
            yield undeclared(node.path, node.place, "full", "…", Text("满分", "the full mark"))

    def _full(self, node: Node) -> Fraction:
        return node.keys.full.fraction if node.keys.full else Fraction(100)

    def _best(self, context: Context, column: Column) -> dict[str, Fraction]:
        pick = max if self.better == "more" else min
        return {c: pick(values_of(column, rows)) for c, rows in circles(context, column, self.within).items()}

    def compute(self, node: Node, context: Context) -> Exact:
        column = context.read(node, self.ratio_to_best)
        best = self._best(context, column)
        state = waiting(context, column, column.state.copy(), self.within)
        values: list[Fraction | None] = []
        for row in range(context.count):
            value = None
            if state[row] <= HAS_VALUE:
                value = self._ratio(node, column.fraction(row), best.get(circle_of(context, row, self.within)))
                if value is None:
                    undefined(node, context, row, NO_BEST)
                    state[row] = State.FAILED
            values.append(value)
        return from_fractions(values, state)

    def _ratio(self, node: Node, own: Fraction, best: Fraction | None) -> Fraction | None:
        if best is None or best <= 0 or (self.better == "less" and own <= 0):
            return None
        return self._full(node) * (own / best if self.better == "more" else best / own)

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        column = context.read(node, self.ratio_to_best)
        best = self._best(context, column).get(circle_of(context, row, self.within))
        if not column.has(row) or best is None or self._ratio(node, column.fraction(row), best) is None:
            return absent_lines(node, context, row, self.refs()) or [NO_BEST]
        above, below = plain(column.fraction(row)), plain(best)
        name = Text("最大" if self.better == "more" else "最小", "largest" if self.better == "more" else "smallest")
        line = f"{plain(self._full(node))} × " + (
            f"{above} ÷ {below}" if self.better == "more" else f"{below} ÷ {above}"
        )
        return [Text(f"{name.zh}值 {below}", f"{name.en} {below}"), Text(line, line)]

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        column, path = context.read(node, self.ratio_to_best), node.refs[self.ratio_to_best]
        circle = circle_of(context, row, self.within)
        rows = circles(context, column, self.within)[circle]
        word, key = ("MAX", "largest") if self.better == "more" else ("MIN", "smallest")
        best = over_cells(
            word, context, column, cells, path, rows, row, f"{key}:{circle}", self._best(context, column)[circle]
        )
        own, full = cells.node(path, row), literal(self._full(node))
        return f"{full}*{own}/{best}" if self.better == "more" else f"{full}*{best}/{own}"
