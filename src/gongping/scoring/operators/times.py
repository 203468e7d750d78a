"""Times (次数): in how many periods a result or a number was such."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, field_validator

from gongping.facts.model import PENDING, Special
from gongping.points import Points
from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.keys import Names, Range
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import Exact, State, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.scoring.operators.periods import known_periods
from gongping.text import Finding, Text


class Times(Operator):
    KEY: ClassVar[str] = "times"
    KINDS: ClassVar[tuple[int, ...]] = (34, 39)
    TITLE: ClassVar[Text] = Text("次数", "Times")
    SAYS: ClassVar[Text] = Text(
        "数一数各期中有几期属于所列等次或落在所列区间，供等次条件使用。",
        "Counts the periods in which a result was one of those named, or a number within a range; for conditions.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "符合的期数；in_a_row 为到最后一期为止连续符合的期数。没有数据的一期按 absent：required 为缺项；"
        "not_counted 算不符合。",
        "The periods that meet it; in_a_row: the unbroken run that ends with the last period. A period that is not "
        "there: required: the whole is missing; not_counted: it does not meet it.",
    )

    times: str = Field(description="name of the lookup or number / 引用结果或数据名目")
    of: Names = Field(min_length=1, description="the periods, in order / 各期")
    is_: Names = Field(default=(), alias="is", description="codes that count / 计入的等次")
    within: str | None = Field(default=None, description="range that counts, e.g. [90,) / 计入的区间")
    in_a_row: bool = Field(default=False, description="only the unbroken run up to the last / 只计到最后一期的连续次数")
    absent: Literal["required", "not_counted"] | None = Field(
        default=None, description="a period without a value / 没有数据的一期"
    )

    @field_validator("within")
    @classmethod
    def _range(cls, value: str | None) -> str | None:
        return str(Range.parse(value)) if value is not None else None

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        yield from known_periods(node, scheme, self.of)
        lookups, numbers = scheme.observed.lookups, scheme.observed.numbers
        if (not self.is_) == (self.within is None):
            choice = Text("什么算一次（只能选一种）", "what counts (exactly one way)")
            yield undeclared(node.path, node.place, "is", "is: [code, …], within: [90,)", choice)
        elif self.times not in (lookups if self.is_ else numbers):
            kind = Text("引用结果", "lookup") if self.is_ else Text("数据", "number")
            yield self._unknown(node, kind, self.times, lookups if self.is_ else numbers)
        elif self.is_:
            known = lookups[self.times].values
            yield from (self._unknown(node, Text("等次", "code"), c, known) for c in self.is_ if c not in known)
        if self.absent is None:
            choice = Text("缺的一期怎样处理", "what happens to a period without a value")
            yield undeclared(node.path, node.place, "absent", "required, not_counted", choice)

    @staticmethod
    def _unknown(node: Node, kind: Text, name: str, known: object) -> Finding:
        values = {"path": node.path, "kind": kind, "name": name, "hint": hint(name, known)}
        return Finding(say.UNKNOWN_NAME, node.place, values=values)

    def _values(self, context: Context, row: int) -> list[str | Points | Special | None]:
        read = context.facts.lookup if self.is_ else context.facts.number
        return [read(self.times, period)[row] for period in self.of]

    def _meets(self, value: str | Points | Special | None) -> bool:
        if isinstance(value, Points):
            return self.within is not None and Range.parse(self.within).holds(value.fraction)
        return isinstance(value, str) and value in self.is_

    def _count(self, context: Context, row: int) -> tuple[int, int]:
        values = self._values(context, row)
        if PENDING in values:
            return 0, State.PENDING
        if self.absent != "not_counted" and any(not isinstance(v, str | Points) for v in values):
            return 0, State.MISSING
        met = [self._meets(v) for v in values]
        if not self.in_a_row:
            return sum(met), State.OK
        return next((i for i, m in enumerate(reversed(met)) if not m), len(met)), State.OK

    def compute(self, node: Node, context: Context) -> Exact:
        found = [self._count(context, row) for row in range(context.count)]
        values: list[Fraction | None] = [Fraction(n) for n, _ in found]
        return from_fractions(values, np.array([state for _, state in found], dtype=np.uint8))

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        lines = []
        for period, value in zip(self.of, self._values(context, row), strict=True):
            word, shown = context.scheme.observed.periods[period], self._word(context, value)
            mark = Text(" ✓", " ✓") if self._meets(value) else Text("", "")
            lines.append(Text(f"{word.zh or period}：{shown.zh}{mark.zh}", f"{word.en or period}: {shown.en}{mark.en}"))
        n, _ = self._count(context, row)
        run = Text("到最后一期连续", "in a row up to the last: ") if self.in_a_row else Text("共", "in all: ")
        return [*lines, Text(f"{run.zh}{n}次", f"{run.en}{n}")]

    def _word(self, context: Context, value: str | Points | Special | None) -> Text:
        if isinstance(value, Points):
            return Text(str(value), str(value))
        if not isinstance(value, str):
            return Text("无", "none")
        word = context.scheme.observed.lookups[self.times].values[value]
        return Text(word.zh or value, word.en or value)

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        refs = []
        for place, period in enumerate(self.of):
            met = [int(self._meets(self._values(context, i)[place])) for i in range(context.count)]
            word = context.scheme.observed.periods[period]
            title = Text(
                f"{node.title.zh}·{word.zh or period}（1＝是）", f"{node.title.en} · {word.en or period} (1 = yes)"
            )
            refs.append(cells.input(f"{node.path}:{period}", title, met, row))
        if not self.in_a_row:
            return "+".join(refs)
        latest = refs[::-1]
        return "+".join("*".join(latest[: i + 1]) for i in range(len(latest)))
