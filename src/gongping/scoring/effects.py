"""Registered collective decisions that changed nothing: a decision must not be passed over in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gongping.facts.model import Decision
from gongping.scheme.model import Node
from gongping.scoring import messages as say
from gongping.scoring.context import Context
from gongping.scoring.ranking import sort_key
from gongping.text import Finding, Text

NO_TIE = Text("这些单位之间没有需要排定的同分", "these units have no tie that it would settle")
NO_NODE = Text("没有写明对哪个节点，或方案没有这个节点", "it names no node, or one the scheme does not have")
NO_LIFT = Text("方案没有允许突破这个节点的上限", "the scheme does not let the cap of this node be lifted")
NO_MARK = Text("没有这样的打分", "there is no such mark")
NO_ITEM = Text("没有这个项目", "there is no such item")


def unused_decisions(contexts: Iterable[Context]) -> Iterator[Finding]:
    """A warning for each decision that no category has a use for."""
    everywhere = list(contexts)
    decisions = everywhere[0].facts.facts.decisions if everywhere else ()
    of_unit = {code: context for context in everywhere for code in context.facts.rows} if decisions else {}
    for decision in decisions:
        reason = _unused(decision, of_unit)
        if reason is not None:
            yield Finding(say.DECISION_UNUSED, decision.place, "warning", {"reason": reason})


def _unused(decision: Decision, of_unit: Mapping[str, Context]) -> Text | None:
    """Why the decision changed nothing for any of its units; None where it did, or where that shows elsewhere."""
    concerned = {id(of_unit[unit]): of_unit[unit] for unit in decision.units if unit in of_unit}
    if decision.kind == "tie":
        return None if any(_settles(decision, context) for context in concerned.values()) else NO_TIE
    nodes = [_node(decision.node, context) for context in concerned.values()]
    if decision.kind == "exempt":
        return None if any(nodes) else NO_NODE
    if decision.kind == "lift_cap":
        return NO_NODE if not any(nodes) else None if any(n and n.keys.lift for n in nodes) else NO_LIFT
    item = decision.node.rpartition("/")[2]
    given = next(iter(concerned.values())).facts.facts if concerned else None
    if decision.kind == "withdraw" and given:
        marked = {(m.item, m.unit, b) for m in given.marks for b in (m.body, "")}
        return None if any((item, unit, decision.value) in marked for unit in decision.units) else NO_MARK
    if decision.kind == "not_applicable" and given:
        return None if item in {one.code for one in given.items} else NO_ITEM
    return None


def _node(path: str, context: Context) -> Node | None:
    known = context.scheme.nodes.get(context.category, {}), context.scheme.outcomes.get(context.category, {})
    return known[0].get(path) or known[1].get(path)


def _settles(decision: Decision, context: Context) -> bool:
    """Whether the decision orders all units of some tie; it may yet, while nothing is ranked."""
    rank = context.scheme.ranks.get(context.category)
    if rank is None or not any(context.ranks):
        return rank is not None
    ties: dict[object, list[str]] = {}
    for row, unit in enumerate(context.units):
        if context.ranks[row]:
            group = unit.group if rank.within == "group" else ""
            ties.setdefault((group, sort_key(context, rank, row)), []).append(unit.code)
    return any(len(tie) > 1 and set(tie) <= set(decision.units) for tie in ties.values())
