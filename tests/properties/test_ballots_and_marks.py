"""ballots, marks, lookup and events against fractions; a better ballot never lowers its unit."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import Applies, Event, Facts, Item, Lookup, Mark, Unit
from gongping.points import Points
from gongping.scheme.model import Scheme
from gongping.scoring.scorecard import CategoryScores, score
from gongping.tally.model import RESERVED, Count, Tally
from tests.properties.plans import decimals, scheme_of, shown

VALUES = {"good": 100, "fair": 80, "bad": 37}
OPTIONS = (*VALUES, *RESERVED)
UNITS = ("A", "B", "C")

FORM = """
forms:
  f:
    clause: 三
    raters: {g: 干部}
    questions: {p: {zh: 甲, weight: 3}, q: {zh: 乙, weight: 2}}
    options: {good: 100, fair: 80, bad: 37}
    unknown: offered
    small_group: withhold_groups
score:
  unit:
    x: {clause: 三, ballots: f, mean: MEAN, blank: BLANK, unknown: UNKNOWN, missing: reweight}
"""

# Per unit the answers of each ballot to the two questions, as option numbers.
papers = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12)


def count(ballots: list[list[tuple[int, int]]]) -> Tally:
    counts = np.zeros((len(UNITS), 2, len(OPTIONS)), dtype=np.int64)
    for u, own in enumerate(ballots):
        for one in own:
            for q, option in enumerate(one):
                counts[u, q, option] += 1
    return Tally({("f", "g"): Count("f", "g", UNITS, ("p", "q"), OPTIONS, counts, counts[:, 0].sum(axis=1))})


def result_of(scheme: Scheme, tally: Tally) -> CategoryScores:
    facts = Facts(units=tuple(Unit(code, code, "unit") for code in UNITS))
    return score(scheme, facts, tally).categories["unit"]


def form(mean: str = "ballots", blank: str = "zero", unknown: str = "exclude") -> Scheme:
    return scheme_of(FORM.replace("MEAN", mean).replace("BLANK", blank).replace("UNKNOWN", unknown))


def question(own: list[tuple[int, int]], q: int, how: dict[str, str]) -> tuple[int, int]:
    """Σ values and answers counted, by hand."""
    total = counted = 0
    for one in own:
        option = OPTIONS[one[q]]
        policy = how.get(option, "scored")
        if policy == "exclude":
            continue
        counted += 1
        total += VALUES.get(option, 37 if policy == "lowest" else 0)
    return total, counted


@pytest.mark.parametrize("blank", ["zero", "exclude", "lowest"])
@pytest.mark.parametrize("unknown", ["zero", "exclude", "lowest"])
@pytest.mark.parametrize("mean", ["ballots", "questions"])
@given(ballots=st.tuples(papers, papers, papers))
def test_means_of_ballots(blank: str, unknown: str, mean: str, ballots: tuple[list[tuple[int, int]], ...]) -> None:
    result = result_of(form(mean, blank, unknown), count(list(ballots)))
    how = {"_blank": blank, "_unknown": unknown}
    for row, own in enumerate(ballots):
        (p, n), (q, m) = question(own, 0, how), question(own, 1, how)
        if mean == "ballots":
            above, below = Fraction(3 * p + 2 * q), 3 * n + 2 * m
        else:
            parts = [(Fraction(shown(Fraction(t, c), 4)), w) for t, c, w in ((p, n, 3), (q, m, 2)) if c]
            above, below = sum((v * w for v, w in parts), Fraction(0)), sum(w for _, w in parts)
        expected = shown(above / below, 4) if below else ""
        assert result.columns["x"].show(row) == expected


@given(st.tuples(papers, papers, papers), st.integers(0, 2), st.integers(0, 1))
def test_a_better_ballot_never_lowers_its_unit(
    ballots: tuple[list[tuple[int, int]], ...], unit: int, which: int
) -> None:
    own = ballots[unit]
    worse = next((i for i, one in enumerate(own) if OPTIONS[one[which]] in ("fair", "bad")), None)
    if worse is None:
        return
    better = list(own[worse])
    better[which] -= 1
    after = [list(b) for b in ballots]
    after[unit][worse] = (better[0], better[1])
    for mean in ("ballots", "questions"):
        before, then = result_of(form(mean), count(list(ballots))), result_of(form(mean), count(after))
        assert then.columns["x"].fraction(unit) >= before.columns["x"].fraction(unit)


MARKS = """
facts: {items: {basic: 基础}}
score: {unit: {x: {clause: 四, marks: basic, bodies: BODIES, items: ITEMS, missing: reweight, not_applicable: reweight}}}
"""

marks = st.fixed_dictionaries({(i, b): st.none() | decimals for i in ("i1", "i2") for b in ("o", "w")})


@pytest.mark.parametrize("bodies", ["any", "absent_zero", "all"])
@pytest.mark.parametrize("items", ["mean", "sum", "mean_of_marks"])
@given(own=marks, gone=st.sets(st.sampled_from(["i1", "i2"])))
def test_marks_of_items(bodies: str, items: str, own: dict[tuple[str, str], Points | None], gone: set[str]) -> None:
    scheme = scheme_of(MARKS.replace("BODIES", bodies).replace("ITEMS", items))
    facts = Facts(
        units=(Unit("A", "A", "unit"),),
        items=tuple(Item(i, "basic", i, ("o", "w")) for i in ("i1", "i2")),
        applies=tuple(Applies(i, "A", "not_applicable") for i in gone),
        marks=tuple(Mark(i, "A", b, v) for (i, b), v in own.items() if v is not None),
    )
    result = score(scheme, facts, Tally()).categories["unit"]
    per_item: list[Fraction] = []
    flat: list[Fraction] = []
    missing = False
    for item in ("i1", "i2"):
        given_marks = [own[item, b].fraction for b in ("o", "w") if own[item, b] is not None]  # type: ignore[union-attr]
        if item in gone:
            continue
        if not given_marks or (bodies == "all" and len(given_marks) < 2):
            missing = True
            continue
        below = 2 if bodies == "absent_zero" else len(given_marks)
        per_item.append(Fraction(shown(sum(given_marks, Fraction(0)) / below, 4)))
        flat += given_marks
    if missing or not per_item:
        assert result.columns["x"].show(0) == ""
        return
    values = flat if items == "mean_of_marks" else per_item
    total = sum(values, Fraction(0))
    assert result.columns["x"].show(0) == shown(total if items == "sum" else total / len(values), 4)


LOOKUP = """
facts: {lookups: {award: {zh: 奖, values: {first: 一, other: 他}}}}
score: {unit: {x: {clause: 四, lookup: award, values: {first: A1, other: B1}, places: 2}}}
"""


@given(decimals, decimals)
def test_lookup(first: Points, other: Points) -> None:
    scheme = scheme_of(LOOKUP.replace("A1", f'"{first}"').replace("B1", f'"{other}"'))
    facts = Facts(
        units=tuple(Unit(c, c, "unit") for c in "AB"),
        lookups=(Lookup("A", "award", "first"), Lookup("B", "award", "other")),
    )
    result = score(scheme, facts, Tally()).categories["unit"]
    assert [result.columns["x"].show(i) for i in (0, 1)] == [shown(v.fraction, 2) for v in (first, other)]


EVENTS = """
facts: {events: {bonus: {zh: 加分, levels: {h: 高, l: 低}}}}
score: {unit: {x: {clause: 四, events: bonus, levels: {h: "2.5", l: "-1.25"}, same_matter: HOW, shared: divide, at_most: 5}}}
"""

events = st.lists(st.tuples(st.sampled_from("hl"), st.sampled_from(["m", "n", "o"]), st.integers(1, 3)), max_size=8)


@pytest.mark.parametrize("how", ["once", "highest", "all"])
@given(happened=events)
def test_events(how: str, happened: list[tuple[str, str, int]]) -> None:
    scheme = scheme_of(EVENTS.replace("HOW", how))
    facts = Facts(
        units=(Unit("A", "A", "unit"),),
        events=tuple(Event("A", "bonus", m, level, persons=n) for level, m, n in happened),
    )
    result = score(scheme, facts, Tally()).categories["unit"]
    points = {"h": Fraction(5, 2), "l": Fraction(-5, 4)}
    by_matter: dict[str, list[Fraction]] = {}
    for level, matter, persons in happened:
        by_matter.setdefault(matter, []).append(points[level] / persons)
    if how == "once":
        total = sum((v[0] for v in by_matter.values()), Fraction(0))
    elif how == "highest":
        total = sum((max(v, key=abs) for v in by_matter.values()), Fraction(0))
    else:
        total = sum((x for v in by_matter.values() for x in v), Fraction(0))
    assert result.columns["x"].show(0) == shown(min(total, Fraction(5)), 4)
