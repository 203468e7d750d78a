"""The least, the greatest and the mean of what is there, against fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from gongping.facts.model import PENDING, Amount
from gongping.points import Points
from gongping.scoring.column import State
from tests.properties.measured import agrees, facts, one, plan


def mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


@pytest.mark.parametrize(("word", "pick"), [("least", min), ("greatest", max), ("mean", mean)])
@given(x=facts, y=facts, z=facts)
def test_of_those_there(word: str, pick: object, x: Amount | None, y: Amount | None, z: Amount | None) -> None:
    result = one(plan(f"s: {{{word}: [x, y, z]}}"), x=x, y=y, z=z)
    there = [v.fraction for v in (x, y, z) if isinstance(v, Points)]
    state = result.columns["s"].state[0]
    if PENDING in (x, y, z):
        assert state == State.PENDING
    elif not there:
        assert state in (State.LEFT_OUT, State.NOT_APPLICABLE)
    else:
        agrees(result, pick(there))  # type: ignore[operator]
        assert state == (State.OK if len(there) == 3 else State.REWEIGHTED)


@given(x=facts)
def test_beside_a_number(x: Amount | None) -> None:
    result = one(plan("s: {greatest: [x, -1]}"), x=x)
    if isinstance(x, Points):
        agrees(result, max(x.fraction, Fraction(-1)))
