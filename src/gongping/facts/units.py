"""Reading the list of units and their status in the year."""

from __future__ import annotations

from typing import cast

from gongping.facts import messages as m
from gongping.facts.model import Standing, Unit, UnitStatus
from gongping.facts.names import Names
from gongping.facts.words import STANDINGS
from gongping.tables.columns import Columns
from gongping.tables.messages import UNKNOWN_UNIT
from gongping.tables.values import backwards, count, date
from gongping.tables.words import Vocabulary


def read_units(columns: Columns, names: Names) -> tuple[Unit, ...]:
    """The units in protocol order: by category, then ``order`` (0 or none last), then as they stand.

    Leaves in ``names`` every code of the table, so that a faulty row is not reported again elsewhere.
    """
    codes = columns.needed("unit", str)
    titles = columns.needed("name", str)
    shorts = columns.texts("short")
    categories = columns.needed("category", names.categories.read)
    rest = zip(
        columns.given("order", count, 0),
        columns.texts("group"),
        columns.texts("post"),
        columns.given("from", date, ""),
        columns.given("to", date, ""),
        strict=True,
    )
    spellings = {c: (t or "", s) for c, t, s in zip(codes, titles, shorts, strict=True) if c}
    names.unit_words = Vocabulary.of(UNKNOWN_UNIT, spellings)
    parents = columns.given("parent", lambda word: names.other_unit(m.UNKNOWN_PARENT, word), "")
    units = []
    rows = zip(codes, titles, shorts, categories, parents, rest, strict=True)
    for row, (code, title, short, category, parent, (order, group, post, start, end)) in enumerate(rows):
        if backwards(start, end):
            columns.fault(m.BACKWARDS, row, "to", start=start, end=end)
        if code and title and category:
            place = columns.table.place(row)
            units.append(Unit(code, title, category, short, order, group, parent, post, start, end, place))
    _check_rows(columns, codes, titles, categories)
    names.units = {unit.code: unit for unit in units}
    _check_parents(columns, names, codes)
    _check_order(columns, names)
    position = {category: n for n, category in enumerate(names.scheme.categories)}
    return tuple(sorted(units, key=lambda u: (position[u.category], u.order == 0, u.order)))


def _check_rows(
    columns: Columns, codes: list[str | None], titles: list[str | None], categories: list[str | None]
) -> None:
    columns.repeated(m.DUPLICATE_UNIT, [(code,) for code in codes], "unit")
    first: dict[tuple[str | None, str | None], int] = {}
    for row, key in enumerate(zip(categories, titles, strict=True)):
        if None not in key and first.setdefault(key, row) != row:
            columns.warn(m.SAME_NAME, row, "name", key=key[1], line=int(columns.table.lines[first[key]]))
    for row, code in enumerate(codes):
        if code and any(mark in code for mark in ";；\n"):
            columns.fault(m.CODE_SEPARATOR, row, "unit", code=code)
    digits = [code for code in codes if code and code.isascii() and code.isdigit()]
    lengths = {len(code): code for code in reversed(digits)}
    if len(lengths) > 1 and len(digits) == len([c for c in codes if c]):
        shown = [lengths[n] for n in sorted(lengths)]
        columns.note(m.CODE_LENGTHS, codes.index(shown[0]), "unit", codes=shown)


def _check_parents(columns: Columns, names: Names, codes: list[str | None]) -> None:
    """A unit of a category that hangs on another names a parent of that other category."""
    for row, code in enumerate(codes):
        unit = names.units.get(code or "")
        wanted = names.scheme.categories[unit.category].parent if unit else ""
        if unit is None or not wanted:
            continue
        parent = names.units.get(unit.parent)
        if not unit.parent and columns.empty("parent", row):
            columns.fault(m.NO_PARENT, row, "parent", category=names.categories.show(unit.category))
        elif parent and parent.category != wanted:
            columns.fault(m.PARENT_CATEGORY, row, "parent", parent=unit.parent, category=names.categories.show(wanted))


def _check_order(columns: Columns, names: Names) -> None:
    rows: dict[str, list[Unit]] = {}
    for unit in names.units.values():
        rows.setdefault(unit.category, []).append(unit)
    for category, units in rows.items():
        without = sum(unit.order == 0 for unit in units)
        if 0 < without < len(units):
            columns.warn(m.ORDER_PARTLY, 0, "order", category=names.categories.show(category), count=without)


def read_statuses(columns: Columns, names: Names) -> tuple[UnitStatus, ...]:
    """Each unit's status in the year, with its dates and successor checked."""
    units = columns.needed("unit", names.unit)
    states = columns.needed("status", STANDINGS.read)
    starts, ends = columns.given("from", date, ""), columns.given("to", date, "")
    successors = columns.given("successor", lambda word: names.other_unit(m.UNKNOWN_SUCCESSOR, word), "")
    statuses = []
    rows = zip(units, states, starts, ends, successors, columns.texts("reason"), strict=True)
    for row, (unit, status, start, end, successor, reason) in enumerate(rows):
        if backwards(start, end):
            columns.fault(m.BACKWARDS, row, "to", start=start, end=end)
        if successor and successor == unit:
            columns.fault(m.OWN_SUCCESSOR, row, "successor", unit=unit)
        if status == "merged" and columns.empty("successor", row):
            columns.warn(m.NO_SUCCESSOR, row, "unit")
        if unit and status:
            place = columns.table.place(row)
            statuses.append(UnitStatus(unit, cast(Standing, status), start, end, successor, reason, place))
    _check_overlap(columns, units, starts, ends)
    return tuple(statuses)


def _check_overlap(columns: Columns, units: list[str | None], starts: list[str], ends: list[str]) -> None:
    """Two rows of a unit whose periods meet; a period without a date is open at that end."""
    rows: dict[str, list[int]] = {}
    for row, unit in enumerate(units):
        for other in rows.get(unit or "", ()):
            apart = backwards(starts[other], ends[row]) or backwards(starts[row], ends[other])
            if not apart:
                columns.fault(m.STATUS_OVERLAP, row, "unit", unit=unit, line=int(columns.table.lines[other]))
                break
        if unit:
            rows.setdefault(unit, []).append(row)
