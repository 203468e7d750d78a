"""Reading the items of the year, to whom they apply, and the marks of the assessing bodies."""

from __future__ import annotations

from typing import Literal, cast

from gongping.facts import messages as m
from gongping.facts.model import Applies, Item, Mark
from gongping.facts.names import Names
from gongping.facts.words import APPLIES, amount
from gongping.points import Points
from gongping.tables.columns import Columns
from gongping.tables.values import names as listed
from gongping.tables.words import Vocabulary, did_you_mean

LOWEST, HIGHEST = Points(0, 0), Points(100, 0)
"""What a mark may be."""


def read_items(columns: Columns, names: Names) -> tuple[Item, ...]:
    """The items in the order of the table. Leaves every item code in ``names``."""
    codes = columns.needed("item", str)
    kinds = columns.needed("kind", names.item_kinds.read)
    titles = columns.needed("title", str)
    bodies = columns.needed("body", listed)
    everywhere: tuple[str, ...] = ()
    categories = columns.given(
        "categories", lambda text: tuple(names.categories.read(word) for word in listed(text)), everywhere
    )
    items = []
    for row, (code, kind, title, body) in enumerate(zip(codes, kinds, titles, bodies, strict=True)):
        for column, several in (("body", body or ()), ("categories", categories[row])):
            for name in {n for n in several if several.count(n) > 1}:
                columns.fault(m.BODY_TWICE, row, column, name=name)
        if body == ():
            columns.fault(m.NO_BODY, row, "body", item=code)
        if code and kind and title and body:
            items.append(Item(code, kind, title, body, categories[row], columns.table.place(row)))
    columns.repeated(m.DUPLICATE_ITEM, [(code,) for code in codes], "item")
    spellings = {c: (t or "",) for c, t in zip(codes, titles, strict=True) if c}
    names.item_words = Vocabulary.of(m.UNKNOWN_ITEM, spellings)
    names.items = {item.code: item for item in items}
    return tuple(items)


def read_applies(columns: Columns, names: Names) -> tuple[Applies, ...]:
    """Exceptions to «every item applies to every unit of its categories»."""
    items, units = columns.needed("item", names.item), columns.needed("unit", names.unit)
    states = columns.needed("status", APPLIES.read)
    made = []
    for row, (item, unit, status, reason) in enumerate(zip(items, units, states, columns.texts("reason"), strict=True)):
        if item and unit and status:
            known = cast(Literal["applies", "not_applicable", "cancelled"], status)
            made.append(Applies(item, unit, known, reason, columns.table.place(row)))
            if not concerns(names, item, unit):
                columns.warn(m.NOT_CONCERNED, row, "item", item=item, unit=unit)
    columns.repeated(m.DUPLICATE_APPLIES, list(zip(items, units, strict=True)), "item")
    return tuple(made)


def concerns(names: Names, item: str, unit: str) -> bool:
    """Whether an item's categories include the unit's; true where either could not be read."""
    known, where = names.items.get(item), names.units.get(unit)
    return known is None or where is None or not known.categories or where.category in known.categories


def read_marks(columns: Columns, names: Names, applies: tuple[Applies, ...]) -> tuple[Mark, ...]:
    """The marks, each checked against its item: listed body, range, whether the item applies."""
    items, units = columns.needed("item", names.item), columns.needed("unit", names.unit)
    bodies = columns.needed_by("body", items, lambda item, word: word)
    marks = columns.needed("mark", amount)
    off = {(one.item, one.unit) for one in applies if one.status != "applies"}
    made = []
    rows = zip(items, units, bodies, marks, columns.texts("reason"), strict=True)
    for row, (item, unit, body, mark, reason) in enumerate(rows):
        _check_body(columns, names, row, item, body)
        if isinstance(mark, Points):
            if not LOWEST.fraction <= mark.fraction <= HIGHEST.fraction:
                columns.fault(m.MARK_OUTSIDE, row, "mark", mark=mark, low=LOWEST, high=HIGHEST)
            if item and unit and ((item, unit) in off or not concerns(names, item, unit)):
                columns.warn(m.MARK_NOT_APPLYING, row, "mark", item=item, unit=unit)
        if item and unit and body and mark is not None:
            made.append(Mark(item, unit, body, mark, reason, columns.table.place(row)))
    columns.repeated(m.DUPLICATE_MARK, list(zip(items, units, bodies, strict=True)), "mark")
    return tuple(made)


def _check_body(columns: Columns, names: Names, row: int, item: str | None, body: str | None) -> None:
    known = names.items.get(item or "")
    if known and body and body not in known.bodies:
        hint = did_you_mean(body, known.bodies)
        columns.fault(m.BODY_NOT_LISTED, row, "body", body=body, item=known.code, hint=hint, choices=list(known.bodies))
