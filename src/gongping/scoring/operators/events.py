"""Events (加分、扣分): commendations, innovations, sanctions, each with points, a matter counted as told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import Field

from gongping.facts.model import Event
from gongping.points import Points, show
from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.keys import Exact as Number
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring import messages as result
from gongping.scoring.column import Exact, State, States, all_ok, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.text import Finding, Text

NOTHING = Points(0, 0)


class Events(Operator):
    KEY: ClassVar[str] = "events"
    KINDS: ClassVar[tuple[int, ...]] = (26, 27, 28)
    TITLE: ClassVar[Text] = Text("加分、扣分事项", "Events")
    SAYS: ClassVar[Text] = Text(
        "核实的事项按次或按级别计分，同一事项按规定计一次、取最高或都计。",
        "Adds points for verified events, each the same or by level; the same matter counts as told.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "Σ每一事项的分值（扣分写负数；percent 为表中分值×百分数）；shared: divide 按 persons 平分；only: largest 只计分值最大的一个事项；"
        "from、until 以外日期的和 except_matters 列出的事项不计；总上限用 at_most、at_least。",
        "Σ points of each matter (deductions are negative; percent: of the points listed); shared: divide splits them by persons; only: largest takes the "
        "one largest; dates outside from … until and matters listed in except_matters do not count; caps by at_most, "
        "at_least.",
    )

    events: str = Field(description="kind of event / 事项类型")
    each: Number | None = Field(default=None, description="points for each / 每项分值")
    levels: dict[str, Number] | None = Field(default=None, description="points by level / 各级别分值")
    percent: dict[str, Number] | None = Field(
        default=None, description="by level, a percentage of the points listed / 按级别取表中分值的百分之几"
    )
    points: Literal["as_listed"] | None = Field(default=None, description="points as in the table / 按表中分值")
    same_matter: Literal["once", "highest", "all"] | None = Field(
        default=None, description="the same matter counts once, at its highest, or each time / 同一事项"
    )
    shared: Literal["divide", "full"] | None = Field(
        default=None, description="points among several persons: divided, or each in full / 多人共享"
    )
    only: Literal["largest"] | None = Field(
        default=None, description="of all matters only the largest counts / 各事项中只计最大的一项"
    )
    from_: str = Field(default="", alias="from", description="first date that counts, 2024-01-01 / 计入的起始日期")
    until: str = Field(default="", description="last date that counts / 计入的截止日期")
    except_matters: str = Field(
        default="", description="kind of event that lists matters already counted / 已计过分的事项所在类型"
    )
    level_caps: dict[str, Number] = Field(default_factory=dict, description="most points per level / 各级别上限")

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        declared = scheme.observed.events
        if self.events not in declared:
            values: dict[str, object] = {"path": node.path, "kind": Text("事项", "event"), "name": self.events}
            yield Finding(say.UNKNOWN_NAME, node.place, values=values | {"hint": hint(self.events, declared)})
        else:
            for key, by_level in (("levels", self.levels), ("percent", self.percent)):
                for level in declared[self.events].levels if by_level is not None else ():
                    if level not in (by_level or {}):
                        yield Finding(say.MISSING_KEY, node.place, values={"key": f"{key}.{level}"})
            yield from self._unknown_levels(node, declared[self.events].levels)
        if [self.each, self.levels, self.percent, self.points].count(None) != 3:
            choice = Text("分值（只能选一种）", "its points (exactly one way)")
            yield undeclared(node.path, node.place, "each", "each, levels, percent, points: as_listed", choice)
        if self.same_matter is None:
            choice = Text("同一事项怎样计", "how the same matter counts")
            yield undeclared(node.path, node.place, "same_matter", "once, highest, all", choice)
        if self.except_matters and self.except_matters not in declared:
            values = {"path": node.path, "kind": Text("事项", "event"), "name": self.except_matters}
            yield Finding(say.UNKNOWN_NAME, node.place, values=values | {"hint": hint(self.except_matters, declared)})
        for key, day in (("from", self.from_), ("until", self.until)):
            if day and not _is_date(day):
                reason = Text(f"“{day}”不是 2024-01-31 这样的日期", f"'{day}' is not a date such as 2024-01-31")
                yield Finding(say.WRONG_VALUE, node.place, values={"key": key, "reason": reason})

    def _unknown_levels(self, node: Node, known: Mapping[str, object]) -> Iterator[Finding]:
        for level in dict.fromkeys((*(self.levels or ()), *(self.percent or ()), *self.level_caps)):
            if level not in known:
                values = {"path": node.path, "kind": Text("级别", "level"), "name": level, "hint": hint(level, known)}
                yield Finding(say.UNKNOWN_NAME, node.place, values=values)

    def _value(self, event: Event) -> Fraction:
        if self.each is not None:
            points = self.each.fraction
        elif self.levels is not None:
            points = self.levels[event.level].fraction
        else:
            points = (event.points or NOTHING).fraction
            if self.percent is not None:
                points = points * self.percent[event.level].fraction / 100
        return points / event.persons if self.shared == "divide" else points

    def counted(self, events: list[Event]) -> list[tuple[Event, Fraction]]:
        """The events that count with their points: per matter the first, the highest or all."""
        found = self._by_matter(events)
        return [max(found, key=lambda one: abs(one[1]))] if self.only and found else found

    def _by_matter(self, events: list[Event]) -> list[tuple[Event, Fraction]]:
        if self.same_matter == "all":
            return [(e, self._value(e)) for e in events]
        matters: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            matters[event.matter].append(event)
        return [(e, self._value(e)) for e in (self._of_matter(group) for group in matters.values())]

    def _of_matter(self, events: list[Event]) -> Event:
        return events[0] if self.same_matter == "once" else max(events, key=lambda e: abs(self._value(e)))

    def _total(self, events: list[Event]) -> Fraction:
        by_level: dict[str, Fraction] = defaultdict(Fraction)
        for event, value in self.counted(events):
            by_level[event.level] += value
        for level, cap in self.level_caps.items():
            value, limit = by_level[level], cap.fraction
            by_level[level] = max(value, limit) if limit < 0 else min(value, limit)
        return sum(by_level.values(), Fraction(0))

    def _within(self, context: Context) -> list[list[Event]]:
        """Per row the verified events of the right dates whose matter was not counted elsewhere."""
        counted: list[list[Event]] = [[] for _ in range(context.count)]
        if self.except_matters:
            counted = context.facts.events(self.except_matters)
        rows = zip(context.facts.events(self.events), counted, strict=True)
        return [[e for e in own if self._in_time(e) and e.matter not in {o.matter for o in done}] for own, done in rows]

    def _in_time(self, event: Event) -> bool:
        return (not self.from_ or event.date >= self.from_) and (not self.until or event.date <= self.until)

    def compute(self, node: Node, context: Context) -> Exact:
        totals: list[Fraction | None] = [self._total(events) for events in self._within(context)]
        return from_fractions(totals, self._states(node, context))

    def _states(self, node: Node, context: Context) -> States:
        """Missing where a date or a way of sharing is needed and not there."""
        state = all_ok(context.count).copy()
        for row, events in enumerate(context.facts.events(self.events)):
            for event in events:
                unit = context.units[row]
                values = {"unit": f"{unit.name}({unit.code})", "matter": event.matter, "path": node.path}
                if (self.from_ or self.until) and not _is_date(event.date):
                    state[row] = State.MISSING
                    context.findings.append(Finding(result.NO_DATE, event.place, values=values))
                if event.persons > 1 and self.shared is None:
                    state[row] = State.MISSING
                    context.findings.append(
                        Finding(result.SHARED, event.place, values=values | {"persons": event.persons})
                    )
        return state

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        events = context.facts.events(self.events)[row]
        counted = self.counted(self._within(context)[row])
        if not events:
            return [Text("没有核实的事项：0", "no verified event: 0")]
        lines = [Text(f"{e.matter}：{self._points(e, v)}", f"{e.matter}: {self._points(e, v)}") for e, v in counted]
        if len(events) > len(counted):
            more = len(events) - len(counted)
            lines.append(
                Text(
                    f"另有{more}件按规定不计（同一事项、日期以外或已计过）",
                    f"{more} more not counted (same matter, date, or counted before)",
                )
            )
        return lines

    def _points(self, event: Event, value: Fraction) -> str:
        if self.shared != "divide" or event.persons == 1:
            return _show(value)
        return f"{_show(value * event.persons)} ÷ {event.persons}"

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        rows = self._within(context)
        kind = context.scheme.observed.events[self.events]
        if self.each is not None and self.shared != "divide" and not self.level_caps:
            title = Text(f"{kind.zh or self.events}：计入的事项数", f"{kind.en or self.events}: matters counted")
            counts = [len(self.counted(events)) for events in rows]
            return f"{cells.input(f'{node.path}:matters', title, counts, row)}*{self.each}"
        if self.level_caps:
            return str(self._total(rows[row]))
        return "+".join(str(value) for _, value in self.counted(rows[row])).replace("+-", "-") or "0"


def _is_date(text: str) -> bool:
    try:
        return text == date.fromisoformat(text).isoformat()
    except ValueError:
        return False


def _show(value: Fraction) -> str:
    places = 0
    while (value * 10**places).denominator != 1 and places < 6:
        places += 1
    return show(int(value * 10**places), places) if (value * 10**places).denominator == 1 else str(value)
