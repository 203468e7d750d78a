"""A scheme of one category with a few nodes over numbers, for property tests of operators."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from gongping.facts.model import NOT_APPLICABLE, PENDING, Amount, Facts, Number, Unit
from gongping.points import Points, round_fraction, show
from gongping.scheme.loader import build
from gongping.scheme.model import Scheme
from gongping.scheme.source import parse
from gongping.scoring.operators import vocabulary
from gongping.scoring.scorecard import CategoryScores, score
from gongping.tally.model import Tally
from gongping.text import blocking

HEAD = """
scheme: {id: small, version: "1", title: small}
categories: {unit: {clause: 一, title: 单位}}
"""

decimals = st.builds(lambda n, p: Points(n, p), st.integers(-(10**6), 10**6), st.integers(0, 3))
"""Numbers as offices write them, negative ones and exact halves included."""

amounts = st.one_of(decimals, decimals, decimals, st.sampled_from([None, PENDING, NOT_APPLICABLE]))
"""A fact: mostly a number, sometimes missing, pending or not applicable."""


def scheme_of(body: str) -> Scheme:
    """The scheme with these sections; its findings must not block."""
    source, found = parse(HEAD + body)
    scheme, findings = build(source, vocabulary())
    assert not blocking([*found, *findings]), [f.say("en") for f in blocking([*found, *findings])]
    assert scheme is not None
    return scheme


def scored(scheme: Scheme, numbers: dict[str, dict[str, Amount | None]], **tables: object) -> CategoryScores:
    """Score units whose numbers are given as unit → name → value."""
    units = tuple(Unit(code, code, "unit") for code in numbers)
    rows = tuple(Number(c, n, v) for c, own in numbers.items() for n, v in own.items() if v is not None)
    return score(scheme, Facts(units=units, numbers=rows, **tables), Tally()).categories["unit"]  # type: ignore[arg-type]


def shown(value: Fraction, places: int) -> str:
    """What a column shows for an exact value."""
    return show(round_fraction(value, places), places)
