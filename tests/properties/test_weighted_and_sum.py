"""weighted and sum against fractions: negatives, exact halves, gaps of every kind."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import NOT_APPLICABLE, PENDING, Amount
from gongping.points import Points
from tests.properties.plans import amounts, decimals, scheme_of, scored, shown

NAMES = ("a", "b", "c")
FACTS = "facts: {numbers: {a: 甲, b: 乙, c: 丙}}\n"


def leaves(missing: str, places: int) -> str:
    return "".join(f"    {n}: {{clause: 二, number: {n}, missing: {missing}, places: {places}}}\n" for n in NAMES)


def rows(values: st.SearchStrategy[Amount | None]) -> st.SearchStrategy[dict[str, dict[str, Amount | None]]]:
    one = st.fixed_dictionaries(dict.fromkeys(NAMES, values))
    return st.dictionaries(st.sampled_from("ABCDE"), one, min_size=1)


@given(rows(decimals), st.tuples(*[st.integers(1, 60)] * 3), st.integers(0, 4))
def test_weighted(numbers: dict[str, dict[str, Points]], weights: tuple[int, int, int], places: int) -> None:
    body = FACTS + "score:\n  unit:\n" + leaves("error", 3)
    listed = ", ".join(f"{n}: {w}" for n, w in zip(NAMES, weights, strict=True))
    scheme = scheme_of(
        f"{body}    x: {{clause: 二, weighted: {{{listed}}}, total: {sum(weights)}, places: {places}}}\n"
    )
    result = scored(scheme, numbers)  # type: ignore[arg-type]
    for row, own in enumerate(numbers.values()):
        total = sum((own[n].fraction * w for n, w in zip(NAMES, weights, strict=True)), Fraction(0))
        assert result.columns["x"].show(row) == shown(total / sum(weights), places)


@given(rows(amounts), st.tuples(*[st.integers(1, 60)] * 3))
def test_weighted_with_parts_left_out(
    numbers: dict[str, dict[str, Amount | None]], weights: tuple[int, int, int]
) -> None:
    listed = ", ".join(f"{n}: {w}" for n, w in zip(NAMES, weights, strict=True))
    body = FACTS + "score:\n  unit:\n" + leaves("reweight", 3)
    scheme = scheme_of(
        f"{body}    x: {{clause: 二, weighted: {{{listed}}}, total: {sum(weights)}, missing: reweight}}\n"
    )
    result = scored(scheme, numbers)
    for row, own in enumerate(numbers.values()):
        there = {n: v.fraction for n, v in own.items() if isinstance(v, Points)}
        weight = dict(zip(NAMES, weights, strict=True))
        if PENDING in own.values():
            assert (result.columns["x"].show(row), result.state("x", row)) == ("", "pending")
        elif not there:
            expected = "exempt" if NOT_APPLICABLE in own.values() and None not in own.values() else None
            assert result.columns["x"].show(row) == ""
            assert expected is None or result.state("x", row) == expected
        else:
            mean = sum((v * weight[n] for n, v in there.items()), Fraction(0)) / sum(weight[n] for n in there)
            assert result.columns["x"].show(row) == shown(mean, 4)
            assert result.state("x", row) == ("ok" if len(there) == len(NAMES) else "reweighted")


@given(rows(decimals), st.integers(0, 4))
def test_sum_and_minus(numbers: dict[str, dict[str, Points]], places: int) -> None:
    body = FACTS + "score:\n  unit:\n" + leaves("error", 3)
    scheme = scheme_of(f"{body}    x: {{clause: 二, sum: [a, b], minus: [c], places: {places}}}\n")
    result = scored(scheme, numbers)  # type: ignore[arg-type]
    for row, own in enumerate(numbers.values()):
        expected = own["a"].fraction + own["b"].fraction - own["c"].fraction
        assert result.columns["x"].show(row) == shown(expected, places)


@given(rows(decimals), decimals, decimals)
def test_limits_apply_before_rounding(numbers: dict[str, dict[str, Points]], one: Points, other: Points) -> None:
    low, high = sorted((one, other), key=lambda p: p.fraction)
    body = FACTS + "score:\n  unit:\n" + leaves("error", 3)
    scheme = scheme_of(f'{body}    x: {{clause: 二, sum: [a, b], at_least: "{low}", at_most: "{high}", places: 1}}\n')
    result = scored(scheme, numbers)  # type: ignore[arg-type]
    for row, own in enumerate(numbers.values()):
        exact = own["a"].fraction + own["b"].fraction
        assert result.columns["x"].show(row) == shown(min(max(exact, low.fraction), high.fraction), 1)


@given(rows(decimals))
def test_weights_that_total_100_keep_scores_within_bounds(numbers: dict[str, dict[str, Points]]) -> None:
    body = FACTS + "score:\n  unit:\n" + leaves("error", 3)
    scheme = scheme_of(f"{body}    x: {{clause: 二, weighted: {{a: 20, b: 20, c: 60}}, places: 3}}\n")
    result = scored(scheme, numbers)  # type: ignore[arg-type]
    for row, own in enumerate(numbers.values()):
        values = [v.fraction for v in own.values()]
        assert min(values) <= result.columns["x"].fraction(row) <= max(values)


@given(rows(decimals), st.randoms())
def test_permuting_units_permutes_results(numbers: dict[str, dict[str, Points]], chance) -> None:  # type: ignore[no-untyped-def]
    body = FACTS + "score:\n  unit:\n" + leaves("error", 3)
    scheme = scheme_of(
        f"{body}    x: {{clause: 二, weighted: {{a: 20, b: 20, c: 60}}, places: 3}}\nrank: {{unit: {{clause: 三, by: x, break_by: [a]}}}}\n"
    )
    order = list(numbers)
    chance.shuffle(order)
    first, second = scored(scheme, numbers), scored(scheme, {code: numbers[code] for code in order})  # type: ignore[arg-type]
    for code in order:
        here, there = list(numbers).index(code), order.index(code)
        assert first.columns["x"].show(here) == second.columns["x"].show(there)
        assert first.context.ranks[here] == second.context.ranks[there]
