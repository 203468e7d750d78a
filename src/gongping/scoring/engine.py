"""The engine: a scheme over facts and a tally, one node at a time, every column kept.

Per node: the operator computes exact values; the policy for missing facts is applied; then the
limits; then the value is rounded once. Data flows one way: parents read rounded columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from gongping.facts.model import Facts
from gongping.points import Points, PointsError
from gongping.scheme.grades import Status
from gongping.scheme.model import Node
from gongping.scoring import messages as say
from gongping.scoring.column import BLOCKING, HAS_VALUE, Column, Exact, State, States, from_fractions
from gongping.scoring.conditions import holds
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Operator
from gongping.text import Finding, Place

FACT_GONE = (State.MISSING, State.NOT_APPLICABLE)


def set_standings(context: Context, facts: Facts) -> None:
    """Which units are scored and count in means and bases: by their registered status, else by a condition."""
    for one in facts.statuses:
        row = context.facts.rows.get(one.unit)
        if row is None:
            continue
        context.standing[row] = one.status
        effect = context.scheme.statuses.get(one.status)
        if effect is None:
            if one.status != "assessed":
                unit = context.units[row]
                values = {"unit": f"{unit.name}({unit.code})", "status": one.status}
                context.findings.append(Finding(say.STATUS_UNDECLARED, one.place, "fault", values))
            continue
        _stand(context, row, effect)
    for name, effect in context.scheme.statuses.items():
        for row in range(context.count) if effect.when is not None else ():
            if context.standing[row] == "assessed" and effect.when is not None and holds(effect.when, context, row):
                context.standing[row] = name
                _stand(context, row, effect)


def _stand(context: Context, row: int, effect: Status) -> None:
    context.scored[row], context.in_means[row], context.in_base[row] = effect.score, effect.in_means, effect.in_base


def operator_of(node: Node) -> Operator:
    """The node's operator with its arithmetic, which the scheme package does not know of."""
    assert isinstance(node.operator, Operator)
    return node.operator


def compute_node(node: Node, context: Context) -> None:
    """Compute one node for all units and keep its column."""
    try:
        exact = operator_of(node).compute(node, context)
        exact = _exempted(node, context, exact)
        exact = _policies(node, context, exact)
        exact = _limits(node, context, exact)
        context.columns[node.path] = context.round(exact, node.places)
    except PointsError as error:
        values = {"path": node.path, "reason": str(error)}
        context.findings.append(Finding(say.TOO_BIG, node.place, "refusal", values))
        count = context.count
        state = np.full(count, State.FAILED, dtype=np.uint8)
        context.columns[node.path] = Column(np.zeros(count, dtype=np.int64), node.places, state)


def _exempted(node: Node, context: Context, exact: Exact) -> Exact:
    """Units that are not scored, and those exempted here by a collective decision, have no value."""
    rows = [
        context.facts.rows[u]
        for d in context.facts.decisions("exempt", node.path)
        for u in d.units
        if u in context.facts.rows
    ]
    if context.scored.all() and not rows:
        return exact
    state = np.where(context.scored, exact.state, np.uint8(State.EXEMPT)).astype(np.uint8)
    state[rows] = State.EXEMPT
    return Exact(exact.numerator, exact.denominator, state)


def _policies(node: Node, context: Context, exact: Exact) -> Exact:
    """Give rows without a fact what the scheme says: missing is not zero.

    A node that reads other nodes passes on what does not apply there, unless it speaks of it itself.
    """
    if not exact.state.any():
        return exact
    passes_on = bool(node.operator.refs()) and node.keys.not_applicable is None
    gone = np.isin(exact.state, FACT_GONE[:1] if passes_on else FACT_GONE)
    if not gone.any():
        return exact
    rows = np.flatnonzero(gone).tolist()
    state = exact.state.copy()
    fills: dict[int, Fraction] = {}
    means: tuple[State, Fraction | None] | None = None
    for row in rows:
        absent = exact.state[row] == State.MISSING
        policy = node.keys.missing if absent or node.keys.not_applicable is None else node.keys.not_applicable
        if policy == "error":
            state[row] = State.FAILED
            context.findings.append(_missing(node, context, row))
        elif policy == "reweight":
            state[row] = State.LEFT_OUT if absent else State.NOT_APPLICABLE
        elif policy == "exempt":
            state[row] = State.EXEMPT
        elif policy == "category_mean":
            means = means if means is not None else _mean_of_peers(node, context, exact)
            state[row], fill = means
            if fill is not None:
                fills[row] = fill
            elif means[0] == State.FAILED:
                context.findings.append(_missing(node, context, row))
        else:
            state[row], fills[row] = State.FILLED, _fill(node, policy)
    return _filled(exact, state, fills)


def _fill(node: Node, policy: str | Points) -> Fraction:
    if isinstance(policy, Points):
        return policy.fraction
    if policy == "full":
        return node.keys.full.fraction if node.keys.full else Fraction(100)
    return Fraction(0)


def _mean_of_peers(node: Node, context: Context, exact: Exact) -> tuple[State, Fraction | None]:
    """The filler of units without a fact; pending while a peer is, a fault where no peer has a value.

    Units with values are computed first; the mean is of their values within the node's limits and
    rounded, so that it can be checked on a calculator.
    """
    column = context.round(_limits(node, context, exact), node.places)
    if any(column.state[row] == State.PENDING for row in context.counted_rows):
        return State.PENDING, None
    peers = [value for _, value in context.peers(column)]
    return (State.FILLED, sum(peers, Fraction(0)) / len(peers)) if peers else (State.FAILED, None)


def _filled(exact: Exact, state: np.ndarray, fills: Mapping[int, Fraction]) -> Exact:
    if not fills:
        return Exact(exact.numerator, exact.denominator, state)
    rows: list[Fraction | None] = [fills.get(i, exact.fraction(i)) for i in range(len(state))]
    return from_fractions(rows, state)


def _missing(node: Node, context: Context, row: int) -> Finding:
    unit = context.units[row]
    values = {
        "node": node.title.text,
        "path": node.path,
        "unit": f"{unit.name}({unit.code})",
        "clause": node.clause,
        "where": operator_of(node).needs(context, row),
    }
    return Finding(say.MISSING_FACT, unit.place if unit.place.file else Place(), "fault", values)


def _limits(node: Node, context: Context, exact: Exact) -> Exact:
    """``at_least`` and ``at_most``: numbers or other nodes; a cap may be lifted by a decision."""
    low, high = _bound(node, context, node.keys.at_least), _bound(node, context, node.keys.at_most)
    if low is None and high is None:
        return exact
    lifted = _lifted(node, context)
    fractions: list[Fraction | None] = []
    state = _limit_states(node, context, exact)
    for row in range(context.count):
        if state[row] > HAS_VALUE:
            fractions.append(None)
            continue
        value = exact.fraction(row)
        top = lifted.get(row, high[row] if high else None)
        if low is not None and low[row] is not None:
            value = max(value, low[row] or Fraction(0))
        if top is not None:
            value = min(value, top)
        fractions.append(value)
    return from_fractions(fractions, state)


def _limit_states(node: Node, context: Context, exact: Exact) -> States:
    """A value whose limit is not known, exempt or at fault is so too; a limit left out limits nothing."""
    state = exact.state.copy()
    for limit in (node.keys.at_least, node.keys.at_most):
        if isinstance(limit, str):
            other = context.read(node, limit).state
            state = np.where((state <= HAS_VALUE) & (other >= BLOCKING), other, state).astype(np.uint8)
    return state


def _bound(node: Node, context: Context, limit: Points | str | None) -> Sequence[Fraction | None] | None:
    if limit is None:
        return None
    if isinstance(limit, Points):
        return [limit.fraction] * context.count
    column = context.read(node, limit)
    return [column.fraction(i) if column.has(i) else None for i in range(context.count)]


def _lifted(node: Node, context: Context) -> dict[int, Fraction | None]:
    """Row → the cap a collective decision put in its place (None: no cap)."""
    if node.keys.lift is None:
        return {}
    found: dict[int, Fraction | None] = {}
    for decision in context.facts.decisions("lift_cap", node.path):
        cap = Points.parse(decision.value).fraction if decision.value else None
        found.update({context.facts.rows[u]: cap for u in decision.units if u in context.facts.rows})
    return found
