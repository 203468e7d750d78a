"""Ratios to the best of the units that count, against fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import PENDING, Amount
from gongping.points import Points
from gongping.scoring.column import State
from tests.properties.measured import agrees, columns, faults, many, plan, worst_of


@pytest.mark.parametrize("better", ["more", "less"])
@given(values=columns, outside=st.sets(st.integers(0, 5), max_size=2))
def test_ratio_to_best(better: str, values: list[Amount | None], outside: set[int]) -> None:
    result = many(plan(f"s: {{ratio_to_best: x, full: 20, better: {better}}}"), values, sorted(outside))
    counted = [v for i, v in enumerate(values) if i not in outside]
    there = [v.fraction for v in counted if isinstance(v, Points)]
    best = (max if better == "more" else min)(there, default=Fraction(0))
    for row, value in enumerate(values):
        if not isinstance(value, Points):
            assert result.columns["s"].state[row] == (State.PENDING if PENDING in counted else worst_of(value))
        elif PENDING in counted:
            assert result.columns["s"].state[row] == State.PENDING
        elif best <= 0 or (better == "less" and value.fraction <= 0):
            agrees(result, None, row)
        else:
            agrees(result, 20 * (value.fraction / best if better == "more" else best / value.fraction), row)


def test_the_full_mark_must_be_said() -> None:
    assert faults("s: {ratio_to_best: x, full: 20}") == set()
    assert faults("s: {ratio_to_best: x}") == {"scheme.undeclared"}
