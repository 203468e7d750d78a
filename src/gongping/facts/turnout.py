"""Reading the counts of a vote (应到、实到、发出、收回、有效、无效) and numeric ratings."""

from __future__ import annotations

from gongping.facts import messages as m
from gongping.facts.model import Rating, Turnout
from gongping.facts.names import Names
from gongping.points import Points
from gongping.tables import messages as tables
from gongping.tables.columns import Columns
from gongping.tables.values import Unreadable, count, decimal
from gongping.text import Text

WORDS = {
    "entitled": Text("应到", "entitled"),
    "present": Text("实到", "present"),
    "issued": Text("发出", "issued"),
    "returned": Text("收回", "returned"),
    "valid": Text("有效", "valid"),
    "invalid": Text("无效", "invalid"),
}
_NOT_MORE = (("returned", "issued"), ("valid", "returned"), ("invalid", "returned"))
_SELDOM_MORE = (("present", "entitled"), ("issued", "entitled"), ("issued", "present"))
"""Papers may be issued to substitutes or sent to the absent: a warning, not a fault."""


def read_turnout(columns: Columns, names: Names) -> tuple[Turnout, ...]:
    """The counts of each form × unit × group, which must agree with one another."""
    forms, units = columns.needed("form", names.forms.read), columns.needed("unit", names.unit)
    groups = columns.needed_by("group", forms, names.group_or_kind)
    counts: dict[str, list[int | None]] = {
        name: columns.needed(name, count) if name == "returned" else columns.given(name, count, None) for name in WORDS
    }
    made = []
    for row, (form, unit, group) in enumerate(zip(forms, units, groups, strict=True)):
        numbers = {name: values[row] for name, values in counts.items()}
        _check(columns, row, numbers)
        returned = numbers.pop("returned")
        if form and unit and group and returned is not None:
            made.append(Turnout(form, unit, group, returned, place=columns.table.place(row), **numbers))
    columns.repeated(m.DUPLICATE_TURNOUT, list(zip(forms, units, groups, strict=True)), "form")
    return tuple(made)


def _check(columns: Columns, row: int, numbers: dict[str, int | None]) -> None:
    for pairs, report in ((_NOT_MORE, columns.fault), (_SELDOM_MORE, columns.warn)):
        for more, less in pairs:
            a, b = numbers[more], numbers[less]
            if a is not None and b is not None and a > b:
                report(m.TURNOUT_MORE, row, more, more=WORDS[more], most=a, less=WORDS[less], least=b)
    valid, invalid, returned = numbers["valid"], numbers["invalid"], numbers["returned"]
    if None not in (valid, invalid, returned) and (valid or 0) + (invalid or 0) != returned:
        columns.fault(m.TURNOUT_SUM, row, "returned", valid=valid, invalid=invalid, returned=returned)


def read_ratings(columns: Columns, names: Names) -> tuple[Rating, ...]:
    """Numeric ratings within the form's scale, one per form × unit × group × rater."""

    def rated(word: str) -> str:
        form = names.forms.read(word)
        if not names.scheme.forms[form].ratings:
            raise Unreadable(tables.TAKES_OPTIONS, form=names.forms.show(form))
        return form

    forms, units = columns.needed("form", rated), columns.needed("unit", names.unit)
    groups, raters = columns.needed_by("group", forms, names.group), columns.needed("rater", str)
    values = columns.needed("value", decimal)
    made = []
    rows = zip(forms, units, groups, raters, values, strict=True)
    for row, (form, unit, group, rater, value) in enumerate(rows):
        if form and value is not None:
            _check_scale(columns, names, row, form, value)
        if form and unit and group and rater and value is not None:
            made.append(Rating(form, unit, group, rater, value, columns.table.place(row)))
    columns.repeated(m.DUPLICATE_RATING, list(zip(forms, units, groups, raters, strict=True)), "rater")
    return tuple(made)


def _check_scale(columns: Columns, names: Names, row: int, form: str, value: Points) -> None:
    scale = names.scheme.forms[form].scale
    if scale and not scale[0].fraction <= value.fraction <= scale[1].fraction:
        columns.fault(m.RATING_OUTSIDE, row, "value", value=value, low=scale[0], high=scale[1])
