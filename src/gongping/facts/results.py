"""Reading what was fixed elsewhere: awards and other results, measured numbers, events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, cast

from gongping.facts import messages as m
from gongping.facts.model import Code, Event, Lookup, Number
from gongping.facts.names import Names
from gongping.facts.words import EVENT_STATUSES, amount
from gongping.points import Points
from gongping.tables.columns import Columns
from gongping.tables.values import Unreadable, count, date, decimal


def read_lookups(columns: Columns, names: Names) -> tuple[Lookup, ...]:
    """Results as codes of the scheme, one per unit × name × period."""
    units, lookups = columns.needed("unit", names.unit), columns.needed("name", names.lookups.read)
    periods = columns.given("period", names.periods.read, "")
    values: list[Code | None] = columns.needed_by("value", lookups, names.value)
    columns.repeated(m.DUPLICATE_LOOKUP, list(zip(units, lookups, periods, strict=True)), "value")
    return tuple(
        Lookup(unit, name, value, period, columns.table.place(row))
        for row, (unit, name, value, period) in enumerate(zip(units, lookups, values, periods, strict=True))
        if unit and name and value is not None
    )


def read_numbers(columns: Columns, names: Names) -> tuple[Number, ...]:
    """Measured numbers, one per unit × name × period."""
    units, known = columns.needed("unit", names.unit), columns.needed("name", names.numbers.read)
    periods, values = columns.given("period", names.periods.read, ""), columns.needed("value", amount)
    columns.repeated(m.DUPLICATE_NUMBER, list(zip(units, known, periods, strict=True)), "value")
    return tuple(
        Number(unit, name, value, period, columns.table.place(row))
        for row, (unit, name, value, period) in enumerate(zip(units, known, values, periods, strict=True))
        if unit and name and value is not None
    )


def read_events(columns: Columns, names: Names) -> tuple[Event, ...]:
    """Events with their level and status; one not verified yet is a warning."""
    units, kinds = columns.needed("unit", names.unit), columns.needed("kind", names.events.read)
    matters = columns.needed("matter", str)
    levels = columns.given_by("level", kinds, _level(names), "")
    points: list[Points | None] = columns.given("points", decimal, None)
    dates = columns.given("date", date, "")
    states = columns.given("status", EVENT_STATUSES.read, "verified")
    persons = columns.given("persons", _persons, 1)
    events = []
    for row, (unit, kind, matter) in enumerate(zip(units, kinds, matters, strict=True)):
        if kind:
            _check_level(columns, names, row, kind)
        if states[row] == "open":
            columns.warn(m.EVENT_OPEN, row, "status", matter=matter or "")
        if unit and kind and matter:
            status = cast(Literal["verified", "refused", "open"], states[row])
            place = columns.table.place(row)
            level, value, day = levels[row], points[row], dates[row]
            events.append(Event(unit, kind, matter, level, value, day, status, persons[row], place))
    _check_repeated(columns, events)
    return tuple(events)


def _level(names: Names) -> Callable[[str, str], str]:
    def read(kind: str, word: str) -> str:
        known = names.levels[kind]
        if not known.titles:
            return ""
        try:
            return known.read(word)
        except Unreadable as wrong:
            raise Unreadable(wrong.message, kind=names.events.show(kind), **wrong.values) from None

    return read


def _check_level(columns: Columns, names: Names, row: int, kind: str) -> None:
    known, empty = names.levels[kind], columns.empty("level", row)
    column = columns.table.columns.get("level")
    if known.titles and empty:
        at = "level" if column else "kind"
        columns.fault(m.NO_LEVEL, row, at, kind=names.events.show(kind), choices=known.choices())
    elif not known.titles and column and not empty and row not in column.bad:
        level = column.words[column.codes[row]]
        columns.warn(m.LEVEL_UNUSED, row, "level", kind=names.events.show(kind), level=level)


def _persons(text: str) -> int:
    number = count(text)
    if number < 1:
        raise Unreadable(m.NO_PERSONS)
    return number


def _check_repeated(columns: Columns, events: list[Event]) -> None:
    """Warn of a row that says all the same as an earlier one."""
    rows = {event.place.line: row for row, event in enumerate(events)}
    lines = columns.table.lines.tolist()
    first: dict[tuple[object, ...], int] = {}
    for event in events:
        key = (event.unit, event.kind, event.matter, event.level, event.points, event.date)
        line = first.setdefault(key, event.place.line)
        if line != event.place.line and event.place.line in rows:
            shown = f"{event.unit}/{event.kind}/{event.matter}"
            columns.warn(m.REPEATED_EVENT, lines.index(event.place.line), "matter", key=shown, line=line)
