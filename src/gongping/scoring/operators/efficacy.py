"""Efficacy (功效系数): a base score plus the part of the way from an unacceptable to a satisfactory value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import Field, field_validator, model_validator

from gongping.points import Points
from gongping.scheme.keys import Exact as Number
from gongping.scheme.keys import Range, Wrong
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import HAS_VALUE, Column, Exact, State, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.scoring.operators.rowwise import (
    Amount,
    Undefined,
    absent_lines,
    cell,
    literal,
    passed_on,
    same,
    undefined,
)
from gongping.scoring.peers import Within, circle_of, circles, over_cells, values_of, waiting
from gongping.scoring.trimmed import plain
from gongping.text import Finding, Text

EXTREMES = ("best", "worst")


@dataclass(frozen=True)
class Scale:
    """One unit's measure, and what is satisfactory and unacceptable for it."""

    own: Fraction
    satisfactory: Fraction
    unacceptable: Fraction


class Efficacy(Operator):
    KEY: ClassVar[str] = "efficacy"
    KINDS: ClassVar[tuple[int, ...]] = (22,)
    TITLE: ClassVar[Text] = Text("功效系数法", "Efficacy coefficient")
    SAYS: ClassVar[Text] = Text(
        "不容许值得基础分，满意值得满分，其间按比例。",
        "The base score at the unacceptable value, the full mark at the satisfactory one, in proportion between.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "base＋（full－base）×（值－不容许值）÷（满意值－不容许值）。direction：positive 大者优，negative 小者优，middle 趋中——"
        "先取值到区间 ideal 的距离（区间内为0），距离小者优，满意的距离为0。satisfactory、unacceptable 是数或节点，或 best、worst："
        "本类别（within: group 为本组）参与平均的单位中的最优、最差值，含本单位；有单位待定的，全都待定。两者相等时按 all_equal "
        "得满分（full）或基础分（base）。超出两端的按直线延伸，上下限用 at_most、at_least。",
        "base + (full − base) × (value − unacceptable) ÷ (satisfactory − unacceptable). direction: positive: more is better; negative: "
        "less; middle: the distance to the range ideal (0 inside) is measured, less is better, 0 is satisfactory. satisfactory and "
        "unacceptable are numbers or nodes, or best, worst: the extreme of the units of the category (within: group: of the group) "
        "that count in means, the unit itself included; all are pending while one is. Where both are equal: all_equal, full or base. "
        "Beyond the ends the line goes on; limits: at_most, at_least.",
    )

    efficacy: str = Field(description="node / 节点")
    direction: Literal["positive", "negative", "middle"] | None = Field(
        default=None, description="direction / 指标方向"
    )
    base: Number = Field(description="base score / 基础分")
    satisfactory: Amount | None = Field(default=None, description="number, node or best / 满意值")
    unacceptable: Amount | None = Field(default=None, description="number, node or worst / 不容许值")
    ideal: str | None = Field(default=None, description="range that is best, for middle / 趋中的理想区间")
    all_equal: Literal["full", "base"] | None = Field(default=None, description="where all are equal / 全都相同时")
    within: Within = Field(default="category", description="compared within / 比较范围")

    @field_validator("ideal")
    @classmethod
    def _range(cls, value: str | None) -> str | None:
        found = Range.parse(value) if value is not None else None
        if found and (found.low is None or found.high is None):
            raise Wrong("ideal 须写明两端", "ideal needs both ends")
        return value

    @model_validator(mode="after")
    def _middle(self) -> Efficacy:
        if (self.direction == "middle") != (self.ideal is not None):
            raise Wrong("direction: middle 与 ideal 须同时写", "direction: middle and ideal go together")
        if self.direction == "middle" and self.satisfactory is not None:
            raise Wrong("direction: middle 时满意值就是 ideal", "with direction: middle, ideal is what is satisfactory")
        return self

    def _stated(self) -> list[Amount]:
        found = [a for a in (self.satisfactory, self.unacceptable) if a is not None]
        return [a for a in found if a not in EXTREMES]

    def refs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([self.efficacy, *(a for a in self._stated() if isinstance(a, str))]))

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        if node.keys.full is None:
            yield undeclared(node.path, node.place, "full", "…", Text("满分", "the full mark"))
        for key, options, zh, en in (
            ("direction", "positive, negative, middle", "指标方向", "the direction"),
            ("satisfactory", "best, …", "满意值", "the satisfactory value"),
            ("unacceptable", "worst, …", "不容许值", "the unacceptable value"),
        ):
            if getattr(self, key) is None and not (key == "satisfactory" and self.direction == "middle"):
                yield undeclared(node.path, node.place, key, options, Text(zh, en))
        if self.all_equal is None and "worst" in (self.satisfactory, self.unacceptable):
            choice = Text("各单位全都相同时得多少分", "what counts where all units are equal")
            yield undeclared(node.path, node.place, "all_equal", "full, base", choice)

    def _full(self, node: Node) -> Fraction:
        return node.keys.full.fraction if node.keys.full else Fraction(100)

    def _measure(self, value: Fraction) -> Fraction:
        """The value itself, or its distance to the ideal range."""
        if self.ideal is None:
            return value
        ideal = Range.parse(self.ideal)
        assert ideal.low is not None and ideal.high is not None
        return max(Fraction(0), ideal.low.fraction - value, value - ideal.high.fraction)

    def _end(
        self, amount: Amount | None, node: Node, context: Context, row: int, peers: Sequence[Fraction]
    ) -> Fraction:
        if amount is None:
            return Fraction(0)
        if isinstance(amount, Points):
            return amount.fraction
        if amount not in EXTREMES:
            return context.read(node, amount).fraction(row)
        if not peers:
            raise Undefined("没有可比的单位", "there is no unit to compare with")
        return max(peers) if (amount == "best") == (self.direction == "positive") else min(peers)

    def _scale(self, node: Node, context: Context, row: int, rows: dict[str, list[int]]) -> Scale:
        column = context.read(node, self.efficacy)
        peers = [self._measure(v) for v in values_of(column, rows.get(circle_of(context, row, self.within), []))]
        return Scale(
            self._measure(column.fraction(row)),
            self._end(self.satisfactory, node, context, row, peers),
            self._end(self.unacceptable, node, context, row, peers),
        )

    def _value(self, node: Node, scale: Scale) -> Fraction:
        full, base = self._full(node), self.base.fraction
        span = scale.satisfactory - scale.unacceptable
        if span == 0 and self.all_equal is not None:
            return full if self.all_equal == "full" else base
        if span == 0 or (span > 0) != (self.direction == "positive"):
            raise Undefined("满意值不优于不容许值", "what is satisfactory is not better than what is unacceptable")
        return base + (full - base) * (scale.own - scale.unacceptable) / span

    def _uses_peers(self) -> bool:
        return any(a in EXTREMES for a in (self.satisfactory, self.unacceptable))

    def compute(self, node: Node, context: Context) -> Exact:
        columns: list[Column] = [context.read(node, name) for name in self.refs()]
        rows = circles(context, columns[0], self.within)
        state = passed_on(columns, context.count)
        if self._uses_peers():
            state = waiting(context, columns[0], state, self.within)
        values: list[Fraction | None] = []
        for row in range(context.count):
            value = None
            if state[row] <= HAS_VALUE:
                try:
                    value = self._value(node, self._scale(node, context, row, rows))
                except Undefined as problem:
                    undefined(node, context, row, problem.reason)
                    state[row] = State.FAILED
            values.append(value)
        return from_fractions(values, state)

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        if not all(context.read(node, name).has(row) for name in self.refs()):
            return absent_lines(node, context, row, self.refs())
        rows = circles(context, context.read(node, self.efficacy), self.within)
        try:
            scale = self._scale(node, context, row, rows)
            self._value(node, scale)
        except Undefined as problem:
            return [problem.reason]
        best, worst, own = plain(scale.satisfactory), plain(scale.unacceptable), plain(scale.own)
        ends = Text(f"满意值 {best}，不容许值 {worst}", f"satisfactory {best}, unacceptable {worst}")
        value = plain(context.read(node, self.efficacy).fraction(row))
        first = (
            [Text(f"{value} 到区间 {self.ideal} 的距离 {own}", f"distance of {value} to {self.ideal}: {own}")]
            if self.ideal
            else []
        )
        if scale.satisfactory == scale.unacceptable:
            own_score = plain(self._value(node, scale))
            return [*first, ends, Text(f"两者相等，得{own_score}", f"both are equal: {own_score}")]
        full, base = plain(self._full(node)), plain(self.base.fraction)
        line = f"{base} + ({full} − {base}) × ({own} − {_signed(worst)}) ÷ ({best} − {_signed(worst)})"
        return [*first, ends, same(line)]

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        own = self._distance(cells.node(node.refs[self.efficacy], row), "", "")
        best = self._end_cell(self.satisfactory, node, context, cells, row)
        worst = self._end_cell(self.unacceptable, node, context, cells, row)
        full, base = literal(self._full(node)), literal(self.base.fraction)
        line = f"{base}+({full}-{base})*({own}-{worst})/({best}-{worst})"
        if self.all_equal is None:
            return line
        return f"IF({best}={worst},{full if self.all_equal == 'full' else base},{line})"

    def _distance(self, value: str, low: str, high: str) -> str:
        """The measure of a value, or the largest or least of many given by their lowest and highest."""
        if self.ideal is None:
            return value
        ideal = Range.parse(self.ideal)
        return f"MAX(0,{ideal.low}-{low or value},{high or value}-{ideal.high})"

    def _end_cell(self, amount: Amount | None, node: Node, context: Context, cells: Cells, row: int) -> str:
        if amount is None:
            return "0"
        if amount not in EXTREMES:
            return cell(amount, node, cells, row)
        column, path = context.read(node, self.efficacy), node.refs[self.efficacy]
        circle = circle_of(context, row, self.within)
        rows = circles(context, column, self.within)[circle]
        values = values_of(column, rows)
        ends = {
            word: over_cells(word, context, column, cells, path, rows, row, f"{word}:{circle}", pick)
            for word, pick in (("MAX", max(values)), ("MIN", min(values)))
        }
        if self.ideal is not None:
            return self._distance("", ends["MIN"], ends["MAX"])
        return ends["MAX" if (amount == "best") == (self.direction == "positive") else "MIN"]


def _signed(text: str) -> str:
    return f"({text})" if text.startswith("-") else text
