"""Where a number comes from: one unit's node as a derivation down to counts and marks."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongping.points import Points
from gongping.scheme.model import Node
from gongping.scoring.column import Column, State
from gongping.scoring.engine import operator_of
from gongping.scoring.scorecard import CategoryScores
from gongping.text import Text


@dataclass(frozen=True)
class Derivation:
    """One node of one unit: its value, the arithmetic in words, and the parts it was made of.

    ``value`` is the plain decimal, "" without one; ``lines`` are inputs, arithmetic, policies, limits
    and rounding in that order.
    """

    path: str
    title: Text
    clause: str
    value: str
    state: str
    lines: tuple[Text, ...]
    parts: tuple[Derivation, ...] = field(default=())


def derive(result: CategoryScores, row: int, path: str | None = None) -> Derivation:
    """The derivation of a node (the final score unless told). Raises KeyError for an unknown path."""
    path = path or result.final
    column = result.columns[path]
    node = result.node(path)
    if node is None:
        title = Text(path.rpartition("/")[2], path.rpartition("/")[2])
        return Derivation(path, title, result.clause_of(path), column.show(row), result.state(path, row), ())
    children = dict.fromkeys((*node.refs.values(), *node.parts))
    parts = tuple(derive(result, row, child) for child in children if child != path)
    lines = tuple(_lines(node, result, row, column))
    return Derivation(path, node.title.text, node.clause, column.show(row), result.state(path, row), lines, parts)


def _lines(node: Node, result: CategoryScores, row: int, column: Column) -> list[Text]:
    state = State(int(column.state[row]))
    if state == State.FILLED:
        return [_policy(node)]
    if not column.has(row):
        return [_REASONS[state]]
    lines = operator_of(node).explain(node, result.context, row)
    return [*lines, *_limits(node, result, row), _rounding(node)]


_REASONS = {
    State.LEFT_OUT: Text("没有数据，按方案不计", "no data; left out as the scheme says"),
    State.NOT_APPLICABLE: Text("不适用，不计", "does not apply; left out"),
    State.EXEMPT: Text("不参加本项计分", "not scored here"),
    State.PENDING: Text("尚未确定", "not known yet"),
    State.MISSING: Text("缺数据", "no data"),
    State.FAILED: Text("缺数据", "no data"),
}

_POLICIES = {
    "zero": Text("没有数据，按方案计0分", "no data; counted as 0 as the scheme says"),
    "full": Text("没有数据，按方案计满分", "no data; counted in full as the scheme says"),
    "category_mean": Text("没有数据，按方案取同类平均", "no data; the category's mean as the scheme says"),
}


def _policy(node: Node) -> Text:
    policy = node.keys.not_applicable if node.keys.not_applicable is not None else node.keys.missing
    if isinstance(policy, Points):
        return Text(
            f"没有数据或不适用，按方案计{policy}分",
            f"no data or not applicable; counted as {policy} as the scheme says",
        )
    return _POLICIES.get(policy, _POLICIES["zero"])


def _limits(node: Node, result: CategoryScores, row: int) -> list[Text]:
    lines = []
    for limit, zh, en in ((node.keys.at_least, "不低于", "at least"), (node.keys.at_most, "不超过", "at most")):
        if limit is None:
            continue
        shown = str(limit) if isinstance(limit, Points) else result.columns[node.refs[limit]].show(row)
        lines.append(Text(f"{zh}{shown}", f"{en} {shown}"))
    lifted = [d for d in result.context.facts.decisions("lift_cap", node.path) if result.units[row].code in d.units]
    for one in lifted if node.keys.lift else []:
        cap = one.value or "—"
        lines.append(Text(f"上限经集体研究调整为{cap}（{one.body}{one.date}，{one.minutes}）",
                          f"the cap was lifted to {cap} ({one.body} {one.date}, {one.minutes})"))  # fmt: skip
    return lines


def _rounding(node: Node) -> Text:
    return Text(f"四舍五入保留{node.places}位小数", f"rounded half away from zero to {node.places} places")
