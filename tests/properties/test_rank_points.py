"""Points by rank against a sorted list: lists, bands, falling points, ties three ways, from the bottom."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import PENDING, Amount
from gongping.points import Points
from gongping.scoring.column import State
from tests.properties.measured import agrees, columns, faults, many, plan, worst_of

Places = Callable[[int, int], Fraction | None]


def falling(place: int, from_bottom: int) -> Fraction | None:
    return 10 - Fraction(3, 10) * (place - 1)


def ends(place: int, from_bottom: int) -> Fraction | None:
    if place == 1 and from_bottom <= 2:
        return None
    return Fraction(60 if place == 1 else -50 if from_bottom == 2 else -60 if from_bottom == 1 else 1)


def bands(place: int, from_bottom: int) -> Fraction | None:
    return Fraction(20) if place <= 2 else Fraction(18) if place == 3 else None


WAYS: dict[str, Places] = {
    "first: 10, drop: 0.3": falling,
    "top: [60], bottom: [-60, -50], rest: 1": ends,
    "bands: {1-2: 20, 3: 18}, rest: refuse": bands,
}


def expected(way: Places, ties: str, better: int, equal: int, keys: list[Fraction], own: Fraction) -> Fraction | None:
    if ties == "dense":
        tiers = sorted({*keys, own}, reverse=True)
        return way(tiers.index(own) + 1, len(tiers) - tiers.index(own))
    if ties == "shared":
        return way(better + 1, len(keys) - better - equal + 1)
    worth = [way(p, len(keys) - p + 1) for p in range(better + 1, better + equal + 1)]
    return None if None in worth else sum((w for w in worth if w is not None), Fraction(0)) / equal


@pytest.mark.parametrize("way", list(WAYS))
@pytest.mark.parametrize("ties", ["shared", "dense", "mean_of_places"])
@pytest.mark.parametrize("better", ["more", "less"])
@given(values=columns, outside=st.sets(st.integers(0, 5), max_size=2))
def test_rank_points(way: str, ties: str, better: str, values: list[Amount | None], outside: set[int]) -> None:
    result = many(plan(f"s: {{rank_points: x, better: {better}, ties: {ties}, {way}}}"), values, sorted(outside))
    counted = {i: v for i, v in enumerate(values) if i not in outside}
    sign = 1 if better == "more" else -1
    there = {i: sign * v.fraction for i, v in counted.items() if isinstance(v, Points)}
    for row, value in enumerate(values):
        if PENDING in counted.values() or not isinstance(value, Points):
            late = PENDING in counted.values()
            assert result.columns["s"].state[row] == (State.PENDING if late else worst_of(value))
            continue
        own = sign * value.fraction
        keys = list({**there, row: own}.values())
        above, equal = sum(k > own for k in keys), sum(k == own for k in keys)
        agrees(result, expected(WAYS[way], ties, above, equal, keys, own), row)


def test_what_must_be_said() -> None:
    good = "s: {rank_points: x, ties: shared, top: [2, 1], rest: 0}"
    assert faults(good) == set()
    assert faults(good.replace("ties: shared, ", "")) == {"scheme.undeclared"}
    assert faults(good.replace(", rest: 0", "")) == {"scheme.undeclared"}
    assert faults(good.replace("rest: 0", "first: 2, drop: 1")) == {"scheme.undeclared"}
    assert faults("s: {rank_points: x, ties: shared, bands: {1-3: 2, 4-: 1}}") == set()
    assert faults("s: {rank_points: x, ties: shared, bands: {1-3: 2, 3-: 1}}") == {"scheme.wrong-value"}
    assert faults("s: {rank_points: rank, ties: shared, first: 2, drop: 1}") == {"scheme.undeclared"}
