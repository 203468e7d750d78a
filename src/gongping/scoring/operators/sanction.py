"""Sanctions (处分、处理): effects on this, the next and the third year; the heaviest counts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import numpy as np
from pydantic import Field

from gongping.facts.model import Event
from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.keys import Names
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring import messages as result
from gongping.scoring.column import Exact, State, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.text import Finding, Text


class Sanction(Operator):
    KEY: ClassVar[str] = "sanction"
    KINDS: ClassVar[tuple[int, ...]] = (31,)
    TITLE: ClassVar[Text] = Text("处分、处理的影响", "Effects of sanctions")
    SAYS: ClassVar[Text] = Text(
        "按清单查每项处分对当年、次年、第三年的影响，多项并存的取最重；未结案的另列。",
        "Looks up what each sanction means for its year and the years after; of several the heaviest counts; open cases apart.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "影响在 order 中的序号（从1起，越大越重），没有影响为0。第几年＝year－处分日期的年份＋1；清单没有列到的年份无影响。"
        "还在调查（status=open）的按 open_case，与其他各项一并比较。供等次步骤 when 引用。",
        "The place of the effect in order (from 1, heavier is more), 0 without any. Year of effect = year − year of the "
        "sanction's date + 1; beyond the list there is none. A case still open counts as open_case. For conditions of grades.",
    )

    sanction: str = Field(description="kind of event / 事项类型")
    year: int = Field(ge=1900, le=2999, description="the year assessed / 考核年度")
    order: Names = Field(min_length=1, description="effects from light to heavy / 各种影响，从轻到重")
    effects: dict[str, Names] = Field(
        min_length=1, description="level: effects in the first, second, third year / 处分: 当年、次年、第三年的影响"
    )
    open_case: str | None = Field(default=None, description="effect of a case still open / 未结案的影响")

    def named(self) -> tuple[str, ...]:
        return self.order

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        declared = scheme.observed.events
        if self.sanction not in declared:
            yield self._unknown(node, Text("事项", "event"), self.sanction, declared)
            return
        levels = declared[self.sanction].levels
        for level in self.effects:
            if level not in levels:
                yield self._unknown(node, Text("级别", "level"), level, levels)
        for level in levels:
            if level not in self.effects:
                yield Finding(say.MISSING_KEY, node.place, values={"key": f"effects.{level}"})
        for effect in [*(e for effects in self.effects.values() for e in effects), self.open_case]:
            if effect is not None and effect not in self.order:
                yield self._unknown(node, Text("影响", "effect"), effect, self.order)
        if self.open_case is None:
            choice = Text("未结案的怎样处理", "what a case still open means")
            yield undeclared(node.path, node.place, "open_case", ", ".join(self.order), choice)

    @staticmethod
    def _unknown(node: Node, kind: Text, name: str, known: object) -> Finding:
        values = {"path": node.path, "kind": kind, "name": name, "hint": hint(name, known)}
        return Finding(say.UNKNOWN_NAME, node.place, values=values)

    def _effect(self, event: Event) -> str | None:
        """What one sanction means in the assessed year; None: nothing."""
        if event.status == "open":
            return self.open_case
        later, effects = self.year - int(event.date[:4]), self.effects[event.level]
        return effects[later] if 0 <= later < len(effects) else None

    def _events(self, context: Context, row: int) -> list[Event]:
        return [*context.facts.events(self.sanction)[row], *context.facts.events(self.sanction, "open")[row]]

    @staticmethod
    def _dated(event: Event) -> bool:
        return event.status == "open" or event.date[:4].isdigit()

    def _weight(self, effect: str | None) -> int:
        return self.order.index(effect) + 1 if effect is not None else 0

    def compute(self, node: Node, context: Context) -> Exact:
        values: list[Fraction | None] = []
        state = np.zeros(context.count, dtype=np.uint8)
        for row, unit in enumerate(context.units):
            events = self._events(context, row)
            for event in events:
                if not self._dated(event):
                    state[row] = State.MISSING
                    words = {"unit": f"{unit.name}({unit.code})", "matter": event.matter, "path": node.path}
                    context.findings.append(Finding(result.NO_DATE, event.place, "fault", words))
            weights = [self._weight(self._effect(e)) for e in events if self._dated(e)]
            values.append(None if state[row] else Fraction(max(weights, default=0)))
        return from_fractions(values, state)

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        levels = context.scheme.observed.events[self.sanction].levels
        lines = []
        for event in self._events(context, row):
            if not self._dated(event):
                continue
            word, effect = levels.get(event.level), self._effect(event)
            zh = (word.zh if word else "") or event.level or event.matter
            en = (word.en if word else "") or event.level or event.matter
            open_ = Text("，未结案", ", still open") if event.status == "open" else Text("", "")
            lines.append(
                Text(f"{event.date} {zh}{open_.zh} → {effect or '本年无影响'}（{self._weight(effect)}）",
                     f"{event.date} {en}{open_.en} → {effect or 'no effect this year'} ({self._weight(effect)})")
            )  # fmt: skip
        if not lines:
            return [Text("没有处分、处理：0", "no sanction: 0")]
        return [*lines, Text("取最重", "the heaviest counts")] if len(lines) > 1 else lines

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        rows = [
            [self._weight(self._effect(e)) for e in self._events(context, i) if self._dated(e)]
            for i in range(context.count)
        ]
        refs = []
        for place in range(max((len(r) for r in rows), default=0)):
            title = Text(f"{node.title.zh}·第{place + 1}项的影响", f"{node.title.en} · effect {place + 1}")
            refs.append(
                cells.input(f"{node.path}:{place}", title, [r[place] if place < len(r) else None for r in rows], row)
            )
        return f"MAX(0,{','.join(refs)})" if refs else "0"
