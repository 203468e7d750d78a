"""Means of peers, the unit itself in or out, against fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import PENDING, Amount
from gongping.points import Points
from gongping.scoring.column import State
from tests.properties.measured import agrees, columns, faults, many, plan


@pytest.mark.parametrize("own", ["in", "out"])
@given(values=columns, outside=st.sets(st.integers(0, 5), max_size=2))
def test_peer_mean(own: str, values: list[Amount | None], outside: set[int]) -> None:
    scheme = plan(f"s: {{peer_mean: x, own: {own}, missing: reweight}}")
    result = many(scheme, values, sorted(outside))
    counted = {i: v for i, v in enumerate(values) if i not in outside}
    there = {i: v.fraction for i, v in counted.items() if isinstance(v, Points)}
    for row in range(len(values)):
        peers = [v for i, v in there.items() if own == "in" or i != row]
        if PENDING in counted.values():
            assert result.columns["s"].state[row] in (State.PENDING, State.LEFT_OUT)
        elif not peers:
            assert result.columns["s"].state[row] == State.LEFT_OUT
        else:
            agrees(result, sum(peers, Fraction(0)) / len(peers), row)


def test_own_unit_in_or_out_must_be_said() -> None:
    assert faults("s: {peer_mean: x}") == {"scheme.undeclared"}
