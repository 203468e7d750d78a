"""Which of several values counts: the first condition that holds, against plain tests."""

from __future__ import annotations

from hypothesis import given

from gongping.facts.model import PENDING, Amount
from gongping.points import Points
from gongping.scoring.column import State
from tests.properties.measured import agrees, facts, faults, one, plan, worst_of

BODY = "s: {choose: [{when: {node: x, below: 0}, take: y}, "
BODY += "{when: {all: [{node: x, at_most: z}, {none: [{number: y, equals: 1}]}]}, take: -7}], otherwise: z}"


@given(x=facts, y=facts, z=facts)
def test_choose(x: Amount | None, y: Amount | None, z: Amount | None) -> None:
    result = one(plan(BODY), x=x, y=y, z=z)
    state = result.columns["s"].state[0]
    if PENDING in (x, y, z) and x is PENDING:
        assert state == State.PENDING
    elif not isinstance(x, Points):
        assert any(f.code == "facts.condition-missing" for f in result.context.findings)
    elif x.fraction < 0:
        _same(result, y)
    elif PENDING in (y, z):
        assert state == State.PENDING
    elif isinstance(y, Points) and isinstance(z, Points):
        if x.fraction <= z.fraction and y.fraction != 1:
            agrees(result, Points(-7, 0).fraction)
        else:
            _same(result, z)


def _same(result: object, value: Amount | None) -> None:
    if isinstance(value, Points):
        agrees(result, value.fraction)  # type: ignore[arg-type]
    else:
        assert result.columns["s"].state[0] == worst_of(value)  # type: ignore[attr-defined]


def test_unknown_names_are_found() -> None:
    assert faults("s: {choose: [{when: {node: x, below: 0}, take: 1}], otherwise: 2}") == set()
    assert faults("s: {choose: [{when: {node: q, below: 0}, take: 1}], otherwise: 2}") == {"scheme.unknown-node"}
    assert faults("s: {choose: [{when: {number: q, below: 0}, take: 1}], otherwise: 2}") == {"scheme.unknown-name"}
    assert faults("s: {choose: [{when: {event: q}, take: 1}], otherwise: 2}") == {"scheme.unknown-name"}
