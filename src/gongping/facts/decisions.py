"""Reading collective decisions (集体研究决定): none counts without body, date and minutes number."""

from __future__ import annotations

from typing import Literal, cast

from gongping.facts import messages as m
from gongping.facts.model import Decision
from gongping.facts.names import Names
from gongping.facts.words import DECISION_KINDS
from gongping.tables.columns import Columns
from gongping.tables.values import Unreadable, date, decimal
from gongping.tables.values import names as listed
from gongping.text import Text

_RECORD = {
    "body": Text("决定机构", "body"),
    "date": Text("日期", "date"),
    "minutes": Text("会议纪要编号", "minutes number"),
}
_Kind = Literal["tie", "lift_cap", "not_applicable", "exempt", "grade", "withdraw", "discretion"]


def read_decisions(columns: Columns, names: Names) -> tuple[Decision, ...]:
    """The decisions in the order of the table; ``units`` in the decided order."""
    kinds = columns.needed("kind", DECISION_KINDS.read)
    units = columns.needed("units", lambda text: tuple(names.unit(word) for word in listed(text)))
    nodes = columns.given("node", lambda word: names.nodes.find(word) or word, "")
    bodies, dates = columns.texts("body"), columns.given("date", date, "")
    values = columns.given_by(
        "value", list(zip(kinds, units, strict=True)), lambda key, word: _value(names, key, word), ""
    )
    rest = zip(columns.texts("minutes"), columns.texts("reason"), columns.texts("clause"), strict=True)
    made = []
    for row, (kind, named, (minutes, reason, clause)) in enumerate(zip(kinds, units, rest, strict=True)):
        _check_record(columns, row)
        _check_node(columns, names, row, nodes[row])
        if kind and named is not None:
            _check_units(columns, row, kind, named)
            given = (nodes[row], named, values[row], bodies[row], dates[row], minutes, reason, clause)
            made.append(Decision(cast(_Kind, kind), *given, columns.table.place(row)))
    return tuple(made)


def _value(names: Names, key: tuple[str | None, tuple[str, ...] | None], word: str) -> str:
    """A grade by its id, read with the grades of the first unit's category; else as written."""
    kind, units = key
    unit = names.units.get(units[0]) if units else None
    if kind == "lift_cap":
        _cap(word)
    return names.grade(unit.category, word) if kind == "grade" and unit else word


def _cap(word: str) -> None:
    """Raises Unreadable for a cap that is no number."""
    try:
        decimal(word)
    except Unreadable as wrong:
        raise Unreadable(m.CAP_NUMBER, **wrong.values) from None


def _check_record(columns: Columns, row: int) -> None:
    missing = [words for name, words in _RECORD.items() if columns.empty(name, row)]
    if missing:
        columns.fault(m.NO_RECORD, row, missing=missing)


def _check_node(columns: Columns, names: Names, row: int, node: str) -> None:
    """A node of the scheme, or an inner one that exists only with the facts (``achievements/B3``)."""
    parts = node.split("/")
    outer = ("/".join(parts[:n]) for n in range(len(parts), 0, -1))
    if node and not any(names.nodes.find(path) for path in outer):
        columns.warn(m.UNKNOWN_NODE, row, "node", word=node, hint=names.nodes.hint(node))


def _check_units(columns: Columns, row: int, kind: str, units: tuple[str, ...]) -> None:
    for unit in dict.fromkeys(u for u in units if units.count(u) > 1):
        columns.fault(m.UNIT_TWICE, row, "units", unit=unit)
    if kind == "tie" and len(set(units)) < 2:
        columns.fault(m.TIE_UNITS, row, "units")
    if kind == "grade" and columns.empty("value", row):
        columns.fault(m.NO_GRADE, row, "value" if "value" in columns.table.columns else "kind")
