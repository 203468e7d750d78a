"""Corrections between groups against a naive oracle in fractions."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import NOT_APPLICABLE, PENDING, Amount, Facts, Number, Unit, UnitStatus
from gongping.points import Points
from gongping.scoring.column import State
from gongping.scoring.context import Context
from tests.properties.by_calculator import checked, codes, computed, explained, formula_value, rounded, scheme_of

BASE = """
facts: {numbers: {raw: raw}}
statuses: {exempt: {clause: "1", score: no, rank: no, grade: no, in_means: no, in_base: no},
           new: {clause: "1", score: yes, rank: no, grade: no, in_means: no, in_base: no}}
score:
  town:
    clause: "1"
    raw: {number: raw, places: 1, not_applicable: reweight}
    final: {coefficient: raw, places: 2, missing: zero, %s}
"""
amounts = st.integers(-300, 1000).map(lambda n: Points(n, 1))
places = st.one_of(st.just("exact"), st.integers(0, 4).map(str))


def scored(units: list[tuple[str, Amount | None]], statuses: dict[int, str] | None = None) -> Facts:
    return Facts(
        tuple(Unit(f"u{i}", f"u{i}", "town", group=group) for i, (group, _) in enumerate(units)),
        numbers=tuple(Number(f"u{i}", "raw", value) for i, (_, value) in enumerate(units) if value is not None),
        statuses=tuple(UnitStatus(f"u{i}", s) for i, s in (statuses or {}).items()),  # type: ignore[arg-type]
    )


def at(value: Fraction, digits: str) -> Fraction:
    return value if digits == "exact" else Fraction(rounded(value, int(digits)))


def mean(values: list[Fraction], drop: tuple[int, int] | None = None) -> Fraction | None:
    kept = sorted(values)
    if drop and len(kept) > 3:
        kept = kept[drop[1] : len(kept) - drop[0]]
    return sum(kept, Fraction(0)) / len(kept) if kept else None


def naive(
    units: list[tuple[str, Points]],
    overall: str,
    digits: tuple[str, str, str],
    drop: tuple[int, int] | None,
    where: str,
) -> list[Fraction | None]:
    groups: dict[str, list[Fraction]] = {}
    for group, value in units:
        groups.setdefault(group, []).append(value.fraction)
    means = {
        g: at(mean(v, drop if where in ("groups", "both", "kept") else None) or Fraction(0), digits[0])
        for g, v in groups.items()
    }
    if overall == "group_means":
        whole = mean(list(means.values()))
    elif where == "kept":
        left = [
            x for v in groups.values() for x in (sorted(v)[drop[1] : len(v) - drop[0]] if drop and len(v) > 3 else v)
        ]
        whole = mean(left)
    else:
        whole = mean([v.fraction for _, v in units], drop if where in ("overall", "both") else None)
    assert whole is not None
    return [
        value.fraction * at(at(whole, digits[1]) / means[group], digits[2]) if means[group] else None
        for group, value in units
    ]


@given(
    st.lists(st.tuples(st.sampled_from("ABC"), amounts), min_size=1, max_size=12),
    st.sampled_from(["pooled", "group_means"]),
    st.tuples(places, places, places),
    st.one_of(st.none(), st.tuples(st.integers(1, 2), st.integers(0, 1))),
    st.sampled_from(["groups", "overall", "both", "kept"]),
)
def test_corrections_agree_with_naive_ones(
    units: list[tuple[str, Points]],
    overall: str,
    digits: tuple[str, str, str],
    drop: tuple[int, int] | None,
    where: str,
) -> None:
    where = "groups" if overall == "group_means" else where
    keys = (
        f"overall: {overall}, group_places: {digits[0]}, overall_places: {digits[1]}, coefficient_places: {digits[2]}"
    )
    if drop:
        keys += f", drop: {{high: {drop[0]}, low: {drop[1]}, when_more_than: 3}}, drop_in: {where}"
    context = computed(scheme_of(BASE % keys), scored([(g, v) for g, v in units]))
    for row, expected in enumerate(naive(units, overall, digits, drop, where)):
        assert context.columns["final"].show(row) == rounded(expected or Fraction(0), 2)
        if expected is not None:
            assert formula_value(context, "final", row) == rounded(expected, 2)
            assert len(explained(context, "final", row)) == 4


def room(overall: str = "pooled", digits: tuple[str, str, str] = ("2", "2", "3")) -> str:
    return (
        f"overall: {overall}, group_places: {digits[0]}, overall_places: {digits[1]}, coefficient_places: {digits[2]}"
    )


def shown(context: Context, path: str) -> list[str]:
    return [context.columns[path].show(i) for i in range(context.count)]


ROOMS: list[tuple[str, Amount | None]] = [("A", Points(685, 1)), ("B", Points(722, 1)), ("C", Points(783, 1))]


def test_means_and_coefficient_stand_in_the_trace() -> None:
    context = computed(scheme_of(BASE % room()), scored(ROOMS))
    assert shown(context, "final/group_mean") == ["68.50", "72.20", "78.30"]
    assert shown(context, "final/overall_mean") == ["73.00", "73.00", "73.00"]
    assert shown(context, "final/coefficient") == ["1.066", "1.011", "0.932"]


def test_units_outside_the_means_are_corrected_but_do_not_count() -> None:
    facts = scored([*ROOMS, ("A", Points(100, 1)), ("A", Points(900, 1))], {3: "new", 4: "exempt"})
    context = computed(scheme_of(BASE % room()), facts)
    assert shown(context, "final/group_mean")[0] == "68.50"
    assert shown(context, "final")[3:] == ["10.66", ""]
    assert context.columns["final"].state[4] == State.EXEMPT


def test_absent_units_do_not_count_and_stay_out() -> None:
    context = computed(scheme_of(BASE % room()), scored([*ROOMS, ("A", NOT_APPLICABLE)]))
    assert shown(context, "final/group_mean")[0] == "68.50"
    assert context.columns["final"].state[3] == State.NOT_APPLICABLE


def test_one_pending_score_leaves_all_pending() -> None:
    context = computed(scheme_of(BASE % room()), scored([*ROOMS, ("A", PENDING)]))
    assert set(context.columns["final"].state.tolist()) == {State.PENDING}


def test_a_group_whose_mean_is_zero_has_no_coefficient() -> None:
    facts = scored([*ROOMS, ("D", Points(50, 1)), ("D", Points(-50, 1))])
    context = computed(scheme_of((BASE % room()).replace("missing: zero", "missing: error")), facts)
    assert [f.code for f in context.findings] == ["facts.missing-value"] * 2


def test_many_units_take_their_means_from_cells() -> None:
    units: list[tuple[str, Amount | None]] = [("AB"[i % 2], Points(600 + i % 7, 1)) for i in range(450)]
    context = computed(scheme_of(BASE % room()), scored(units))
    assert formula_value(context, "final", 3) == context.columns["final"].show(3)


def test_each_choice_must_be_made() -> None:
    for key in ("overall", "group_places", "overall_places", "coefficient_places"):
        without = ", ".join(part for part in room().split(", ") if not part.startswith(f"{key}:"))
        assert codes(BASE % without) == {"scheme.undeclared"}, key
    assert codes(BASE % f"{room()}, drop: {{high: 1}}") == {"scheme.undeclared"}
    for wrong in ("drop_in: groups", "drop: {}, drop_in: groups", "drop: {high: 1}, drop_in: middle"):
        assert checked(BASE % f"{room()}, {wrong}")[0] is None
    assert checked(BASE % f"{room('group_means')}, drop: {{high: 1}}, drop_in: kept")[0] is None
