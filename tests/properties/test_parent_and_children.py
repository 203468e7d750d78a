"""Results handed up and down between categories against fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import PENDING, Amount, Facts, Number, Unit, UnitStatus
from gongping.points import Points
from tests.properties.by_calculator import rounded
from tests.properties.levels import explained, faults, formula_of, scheme_of, scored

UP = """
categories: {town: {clause: 一, title: 镇}, village: {clause: 一, title: 村, parent: town}}
facts: {numbers: {n: n, w: w}}
statuses: {exempt: {score: no, rank: no, grade: no, in_means: no, in_base: no}}
score:
  town: {final: {children: score, of: village, combine: HOW, places: 1, missing: exempt}}
  village:
    score: {number: n, places: 2, missing: exempt}
    weight: {number: w, places: 0}
"""
DOWN = """
categories: {town: {clause: 一, title: 镇}, person: {clause: 一, title: 人, parent: town, persons: yes}}
facts: {numbers: {n: n}}
score:
  town: {final: {number: n, places: 2, missing: exempt}}
  person: {final: {parent: final, places: 1, missing: reweight}}
"""
values = st.one_of(st.builds(Points, st.integers(-9999, 9999), st.just(2)), st.sampled_from([None, PENDING]))
villages = st.lists(st.tuples(values, st.integers(0, 9), st.booleans()), max_size=4)


@pytest.mark.parametrize("how", ["mean", "weighted", "sum", "lowest", "highest"])
@given(first=villages, second=villages)
def test_children(
    how: str, first: list[tuple[Amount | None, int, bool]], second: list[tuple[Amount | None, int, bool]]
) -> None:
    scheme = scheme_of(
        UP.replace("combine: HOW", f"combine: {how}" + (", weight: weight" if how == "weighted" else ""))
    )
    below = {f"{t}{i}": (t, *v) for t, own in (("A", first), ("B", second)) for i, v in enumerate(own)}
    units = (*(Unit(t, t, "town") for t in "AB"), *(Unit(v, v, "village", parent=below[v][0]) for v in below))
    numbers = [Number(v, "w", Points(w, 0)) for v, (_, _, w, _) in below.items()]
    numbers += [Number(v, "n", n) for v, (_, n, _, _) in below.items() if n is not None]
    out = tuple(UnitStatus(v, "exempt") for v, (*_, gone) in below.items() if gone)
    result = scored(scheme, Facts(units, numbers=tuple(numbers), statuses=out))["town"]
    for row, own in enumerate((first, second)):
        counted = [(n, Fraction(w)) for n, w, gone in own if not gone]
        there = [(n.fraction, w) for n, w in counted if isinstance(n, Points)]
        shown = result.columns["final"].show(row)
        weights = sum((w for _, w in there), Fraction(0))
        if any(n is PENDING for n, _ in counted) or not there or (how == "weighted" and not weights):
            assert shown == ""
            continue
        plain = [v for v, _ in there]
        exact = {
            "mean": lambda plain=plain: sum(plain) / len(plain),
            "weighted": lambda there=there, weights=weights: sum(v * w for v, w in there) / weights,
            "sum": lambda plain=plain: sum(plain),
            "lowest": lambda plain=plain: min(plain),
            "highest": lambda plain=plain: max(plain),
        }[how]()
        assert shown == rounded(Fraction(exact), 1)
        assert formula_of(result, "final", row) == shown
        assert explained(result, "final", row)


@given(score=values, named=st.booleans())
def test_parent(score: Amount | None, named: bool) -> None:
    units = (Unit("A", "A", "town"), Unit("p", "p", "person", parent="A" if named else "Z"))
    numbers = () if score is None else (Number("A", "n", score),)
    result = scored(scheme_of(DOWN), Facts(units, numbers=numbers))["person"]
    expected = rounded(score.fraction, 1) if isinstance(score, Points) and named else ""
    assert result.columns["final"].show(0) == expected
    assert explained(result, "final", 0)
    if expected:
        assert formula_of(result, "final", 0) == expected


def test_what_must_be_said() -> None:
    assert faults(UP.replace("combine: HOW, ", "")) == {"scheme.undeclared"}
    assert faults(UP.replace("HOW", "weighted")) == {"scheme.undeclared"}
    assert faults(UP.replace("HOW", "mean").replace(", parent: town", "")) == {"scheme.no-parent"}
    assert faults(UP.replace("HOW", "mean").replace("children: score", "children: scores")) == {"scheme.unknown-node"}
    assert "scheme.no-parent" in faults(DOWN.replace("parent: town, ", ""))
    assert faults(DOWN.replace("parent: final", "parent: finals")) == {"scheme.unknown-node"}


def test_reading_up_and_down_at_once_is_a_circle() -> None:
    both = UP.replace("HOW", "mean").replace("weight: {number: w, places: 0}", "weight: {parent: final}")
    assert faults(both) == {"scheme.cycle"}
