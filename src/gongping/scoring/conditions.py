"""Whether a condition holds for a unit: over nodes, numbers, events, results and grades."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gongping.points import Points
from gongping.scheme.conditions import Condition
from gongping.scheme.nodes import resolve
from gongping.scoring import messages as say
from gongping.scoring.column import Column
from gongping.scoring.context import Context
from gongping.text import Finding


def holds(condition: Condition, context: Context, row: int) -> bool:
    """Whether the condition holds for the unit of this row.

    A value that is not there decides as the condition's ``missing`` says; ``error`` adds a finding.
    """
    test = condition.test
    if test in ("all", "any", "none"):
        inner = [holds(c, context, row) for c in getattr(condition, test)]
        return all(inner) if test == "all" else any(inner) if test == "any" else not any(inner)
    return {
        "node": _node, "number": _number, "event": _event, "lookup": _lookup, "count": _count,
        "grade": _grade, "parent_grade": _parent_grade, "status": _status,
    }[test](condition, context, row)  # fmt: skip


def nodes_of(condition: Condition) -> Iterator[str]:
    """Names of the nodes a condition reads, for the order of computation."""
    for inner in (*(condition.all or ()), *(condition.any or ()), *(condition.none or ())):
        yield from nodes_of(inner)
    if condition.node is not None:
        yield condition.node
    yield from condition.count or ()
    yield from (v for v in condition.comparisons.values() if isinstance(v, str))


def column_of(name: str, context: Context) -> Column:
    """The column of a node named at the top of the category."""
    return context.columns[resolve(name, "", context.columns) or name]


def competition_rank(column: Column, context: Context, row: int, from_top: bool) -> int:
    """1 + the counted units strictly better (from the bottom: strictly worse)."""
    own = column.fraction(row)
    return 1 + sum((v > own) if from_top else (v < own) for _, v in context.peers(column))


def _absent(condition: Condition, context: Context, row: int, what: str) -> bool:
    if condition.missing == "error":
        unit = context.units[row]
        values = {"unit": f"{unit.name}({unit.code})", "what": what}
        context.findings.append(Finding(say.CONDITION_MISSING, unit.place, "fault", values))
    return condition.missing == "true"


def _compare(condition: Condition, value: Fraction, context: Context, row: int) -> bool:
    for name, limit in condition.comparisons.items():
        if isinstance(limit, Points):
            other = limit.fraction
        else:
            column = column_of(limit, context)
            if not column.has(row):
                return _absent(condition, context, row, limit)
            other = column.fraction(row)
        if not {
            "at_least": value >= other, "more_than": value > other, "at_most": value <= other,
            "below": value < other, "equals": value == other,
        }[name]:  # fmt: skip
            return False
    return True


def _node(condition: Condition, context: Context, row: int) -> bool:
    assert condition.node is not None
    column = column_of(condition.node, context)
    if not column.has(row):
        return _absent(condition, context, row, condition.node)
    if condition.is_:
        return column.fraction(row) in {
            i + 1 for i, n in enumerate(_names(condition.node, context)) if n in condition.is_
        }
    if condition.rank_from_top is not None:
        return competition_rank(column, context, row, True) <= condition.rank_from_top
    if condition.rank_from_bottom is not None:
        return competition_rank(column, context, row, False) <= condition.rank_from_bottom
    return _compare(condition, column.fraction(row), context, row)


def _names(name: str, context: Context) -> tuple[str, ...]:
    """The names of a node's values, where its operator gives them names."""
    nodes = context.scheme.nodes[context.category]
    node = nodes.get(resolve(name, "", nodes) or name)
    return node.operator.named() if node else ()


def _number(condition: Condition, context: Context, row: int) -> bool:
    assert condition.number is not None
    value = context.facts.number(condition.number, condition.period)[row]
    if not isinstance(value, Points):
        return _absent(condition, context, row, condition.number)
    return _compare(condition, value.fraction, context, row)


def _event(condition: Condition, context: Context, row: int) -> bool:
    assert condition.event is not None
    events = context.facts.events(condition.event)[row]
    count = sum(not condition.levels or e.level in condition.levels for e in events)
    return _compare(condition, Fraction(count), context, row) if condition.comparisons else count >= 1


def _lookup(condition: Condition, context: Context, row: int) -> bool:
    assert condition.lookup is not None
    value = context.facts.lookup(condition.lookup, condition.period)[row]
    return value in condition.is_ if isinstance(value, str) else _absent(condition, context, row, condition.lookup)


def _count(condition: Condition, context: Context, row: int) -> bool:
    columns = [column_of(name, context) for name in condition.count or ()]
    times = sum(_compare(condition, c.fraction(row), context, row) for c in columns if c.has(row))
    low = condition.times_at_least if condition.times_at_least is not None else 0
    return times >= low and (condition.times_at_most is None or times <= condition.times_at_most)


def _grade(condition: Condition, context: Context, row: int) -> bool:
    return context.grades[row] in (condition.grade or ())


def _parent_grade(condition: Condition, context: Context, row: int) -> bool:
    return parent_grade(context, row) in (condition.parent_grade or ())


def _status(condition: Condition, context: Context, row: int) -> bool:
    return context.standing[row] in (condition.status or ())


def parent_grade(context: Context, row: int) -> str:
    """The grade of the unit's parent, "" where there is none."""
    category = context.scheme.categories[context.category].parent
    parent = context.elsewhere.get(category)
    there = parent.facts.rows.get(context.units[row].parent) if parent else None
    return parent.grades[there] if parent is not None and there is not None else ""
