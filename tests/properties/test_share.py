"""Shares of votes against a naive oracle in fractions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import Facts, Turnout, Unit
from gongping.tally.model import Count, Tally
from tests.properties.by_calculator import codes, computed, explained, formula_value, rounded, scheme_of

FORM = """
forms:
  vote:
    clause: "1"
    raters: {a: a, b: b}
    questions: {overall: overall}
    options: {good: {zh: good}, fair: {zh: fair}, poor: {zh: poor}}
    unknown: offered
    small_group: office_paper
score: {town: {clause: "1", final: {share: vote, options: %s, places: %d, missing: zero, %s}}}
"""
OPTIONS = ("good", "fair", "poor", "_blank", "_unknown")
votes = st.tuples(*[st.integers(0, 40)] * 5)
counts = st.one_of(st.none(), st.integers(0, 60))


def voted(by_unit: list[tuple[tuple[int, ...], tuple[int, ...]]]) -> Tally:
    units = tuple(f"u{i}" for i in range(len(by_unit)))
    found = {}
    for place, group in enumerate("ab"):
        table = np.array([groups[place] for groups in by_unit], dtype=np.int64)[:, None, :]
        found["vote", group] = Count("vote", group, units, ("overall",), OPTIONS, table, table.sum(axis=(1, 2)))
    return Tally(found)


def facts(count: int, entitled: list[int | None]) -> Facts:
    units = tuple(Unit(f"u{i}", f"u{i}", "town") for i in range(count))
    rows = [Turnout("vote", f"u{i}", g, 0, entitled=n) for i, n in enumerate(entitled) for g in "ab" if n is not None]
    return Facts(units, turnout=tuple(rows))


@given(
    st.lists(st.tuples(votes, votes, counts), min_size=1, max_size=4),
    st.sets(st.sampled_from(("good", "fair", "poor")), min_size=1),
    st.sampled_from(["valid", "answered", "entitled"]),
    st.integers(0, 4),
)
def test_shares_agree_with_naive_ones(
    by_unit: list[tuple[tuple[int, ...], tuple[int, ...], int | None]], named: set[str], of: str, places: int
) -> None:
    context = computed(
        scheme_of(FORM % (f"[{', '.join(sorted(named))}]", places, f"of: {of}")),
        facts(len(by_unit), [n for _, _, n in by_unit]),
        voted([(a, b) for a, b, _ in by_unit]),
    )
    for row, (first, second, entitled) in enumerate(by_unit):
        total = dict(zip(OPTIONS, np.add(first, second).tolist(), strict=True))
        below = {
            "valid": sum(total.values()),
            "answered": total["good"] + total["fair"] + total["poor"],
            "entitled": 2 * (entitled or 0),
        }[of]
        share = Fraction(100 * sum(total[o] for o in named), below) if below else Fraction(0)
        assert context.columns["final"].show(row) == rounded(share, places)
        assert context.columns["final"].state[row] == (0 if below else 2)
        if below:
            assert formula_value(context, "final", row) == rounded(share, places)
            assert explained(context, "final", row)


@pytest.mark.parametrize(("good", "expected"), [(17, "50.0000"), (18, "52.9412"), (16, "47.0588")])
def test_half_of_those_entitled(good: int, expected: str) -> None:
    scheme = scheme_of(FORM % ("good", 4, "of: entitled, group: a"))
    context = computed(scheme, facts(1, [34]), voted([((good, 0, 0, 0, 0), (40, 0, 0, 0, 0))]))
    assert context.columns["final"].show(0) == expected


def test_members_of_a_group_that_cast_no_ballot_count_among_those_entitled() -> None:
    tally = voted([((17, 0, 0, 0, 0), (0,) * 5)])
    only_a = Tally({key: count for key, count in tally.counts.items() if key[1] == "a"})
    context = computed(scheme_of(FORM % ("good", 2, "of: entitled")), facts(1, [20]), only_a)
    assert context.columns["final"].show(0) == formula_value(context, "final", 0) == "42.50"


def test_an_exact_half_goes_up() -> None:
    context = computed(
        scheme_of(FORM % ("good", 1, "of: valid")), facts(1, [None]), voted([((1, 799, 0, 0, 0), (0,) * 5)])
    )
    assert context.columns["final"].show(0) == "0.1", "0.125"
    context = computed(
        scheme_of(FORM % ("good", 2, "of: valid")), facts(1, [None]), voted([((1, 799, 0, 0, 0), (0,) * 5)])
    )
    assert context.columns["final"].show(0) == "0.13"


def test_the_denominator_must_be_chosen() -> None:
    assert codes((FORM % ("good", 2, "group: a")).replace("missing: zero, ", "")) == {"scheme.undeclared"}
    assert codes(FORM % ("great", 2, "of: valid")) == {"scheme.unknown-name"}
    assert codes(FORM % ("good", 2, "of: valid, group: c")) == {"scheme.unknown-name"}
    assert codes(FORM % ("good", 2, "of: valid, question: q")) == {"scheme.unknown-name"}
    assert codes((FORM % ("good", 2, "of: valid")).replace("share: vote", "share: votes")) == {"scheme.unknown-name"}
