"""Facts written and read again are the same facts, and the same facts give the same bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import (
    NOT_APPLICABLE,
    PENDING,
    Applies,
    Decision,
    Event,
    Facts,
    Item,
    Lookup,
    Mark,
    Number,
    Rating,
    Turnout,
    Unit,
    UnitStatus,
)
from gongping.facts.reading import read_facts
from gongping.facts.writing import write_facts
from gongping.points import Points
from gongping.tables.cells import clean
from gongping.text import Place, blocking
from tests.facts.plan import plan

PLAN = plan()
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufffd"), max_size=8).map(clean)
NAMES = WORDS.filter(bool)
# Codes that a reader must not take for one another: letters, digits, Chinese, punctuation, leading zeros.
CODES = ("T01", "t01", "007", "7", 'q"x,', "Ü 2")
UNIT = st.sampled_from(CODES)
BODIES = ("组织部", "宣传部, 统战部", "政法委")
DAYS = st.sampled_from(["", "2024", "2024-03", "2024-03-05"])
NUMBERS = st.builds(Points, st.integers(-(10**9), 10**9), st.integers(0, 6))
SPECIALS = st.sampled_from([PENDING, NOT_APPLICABLE])


def once(rows: Any, *fields: str) -> Any:
    """Lists of rows that differ in these fields."""
    return st.lists(rows, max_size=5, unique_by=lambda row: tuple(getattr(row, f) for f in fields)).map(tuple)


def counts(numbers: tuple[int, int, int], form: str, unit: str, group: str) -> Turnout:
    valid, invalid, more = numbers
    returned = valid + invalid
    return Turnout(form, unit, group, returned, returned + more, None, returned, valid, invalid)


UNITS = st.permutations(CODES).flatmap(
    lambda codes: st.tuples(
        *(
            st.builds(
                Unit, st.just(code), NAMES, st.sampled_from(["town", "department"]), WORDS, st.integers(1, 9), WORDS,
                st.sampled_from(["", *codes]), WORDS, st.just(""), DAYS,
            )
            for code in codes
        )
    )
)  # fmt: skip
ITEMS = st.tuples(
    st.builds(Item, st.just("B1"), st.just("basic"), NAMES, st.just(BODIES)),
    st.builds(Item, st.just("B2"), st.just("key"), NAMES, st.just(BODIES[:1]), st.just(("town", "department"))),
)
FACTS = st.builds(
    Facts,
    units=UNITS,
    turnout=once(
        st.builds(
            counts, st.tuples(*[st.integers(0, 99)] * 3), st.just("democratic"), UNIT, st.sampled_from(["leaders", "staff"])
        ),
        "unit", "group",
    ),
    items=ITEMS,
    applies=once(
        st.builds(Applies, st.just("B1"), UNIT, st.sampled_from(["applies", "not_applicable", "cancelled"]), WORDS), "unit"
    ),
    marks=once(
        st.builds(
            Mark, st.just("B1"), UNIT, st.sampled_from(BODIES),
            st.builds(Points, st.integers(0, 10000), st.integers(2, 4)) | SPECIALS, WORDS,
        ),
        "unit", "body",
    ),
    lookups=once(
        st.builds(
            Lookup, UNIT, st.just("annual_award"), st.sampled_from(["first", "other"]) | SPECIALS,
            st.sampled_from(["", "h1", "h2"]),
        ),
        "unit", "period",
    ),
    numbers=once(
        st.builds(Number, UNIT, st.just("growth"), NUMBERS | SPECIALS, st.sampled_from(["", "h1"])), "unit", "period"
    ),
    events=st.lists(
        st.builds(
            Event, UNIT, st.just("award"), NAMES, st.sampled_from(["city", "province"]), st.none() | NUMBERS, DAYS,
            st.sampled_from(["verified", "refused", "open"]), st.integers(1, 9),
        ),
        max_size=4,
    ).map(tuple),
    ratings=once(
        st.builds(
            Rating, st.just("jury"), UNIT, st.just("panel"), st.sampled_from(["1", "02"]),
            st.builds(Points, st.integers(0, 1000), st.integers(2, 3)),
        ),
        "unit", "rater",
    ),
    statuses=once(
        st.builds(
            UnitStatus, UNIT,
            st.sampled_from(["assessed", "unranked", "exempt", "ungraded", "new", "merged"]), DAYS, st.just(""),
            st.just(""), WORDS,
        ),
        "unit",
    ),
    decisions=st.lists(
        st.builds(
            Decision, st.sampled_from(["tie", "not_applicable", "exempt", "withdraw"]),
            st.sampled_from(["", "final", "achievements/B1"]), st.lists(UNIT, min_size=2, unique=True).map(tuple), WORDS,
            NAMES, st.just("2024-12-30"), NAMES, WORDS, WORDS,
        )
        | st.builds(
            Decision, st.just("lift_cap"), st.just("final"), st.lists(UNIT, min_size=2, unique=True).map(tuple),
            st.sampled_from(["", "20", "17.5"]), NAMES, st.just("2024-12-30"), NAMES, WORDS, WORDS,
        ),
        max_size=3,
    ).map(tuple),
)  # fmt: skip


def in_order(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    position = list(PLAN.categories)
    return tuple(sorted(units, key=lambda u: (position.index(u.category), u.order)))


def without_places(facts: Facts) -> Facts:
    """The facts with no places and no sources: what must survive."""
    bare = {
        name: tuple(replace(row, place=Place()) for row in rows)
        for name, rows in vars(facts).items()
        if isinstance(rows, tuple)
    }
    return replace(facts, **bare, sources={})


@given(facts=FACTS)
def test_reading_what_was_written(tmp_path_factory: pytest.TempPathFactory, facts: Facts) -> None:
    facts = replace(facts, units=in_order(facts.units))
    folder = tmp_path_factory.mktemp("facts")
    files = write_facts(facts, folder)
    again, findings = read_facts(folder, PLAN)
    assert [f.say("en") for f in blocking(findings)] == []
    assert without_places(again) == facts
    before = [file.read_bytes() for file in files]
    write_facts(again, folder)
    assert [file.read_bytes() for file in files] == before


def test_only_tables_with_rows_are_written_in_plain_form(tmp_path: Path) -> None:
    facts = Facts(
        units=(Unit("T01", "甲镇", "town"),),
        items=(Item("B1", "basic", "组织建设", ("组织部", "宣传部")),),
        numbers=(Number("T01", "growth", Points(-350, 2), "h1"), Number("T01", "growth", PENDING)),
    )
    files = write_facts(facts, tmp_path)
    assert [f.name for f in files] == ["units.csv", "items.csv", "numbers.csv"]
    assert (tmp_path / "units.csv").read_bytes().decode() == (
        "unit,name,category,short,order,group,parent,post,from,to\nT01,甲镇,town,,0,,,,,\n"
    )
    assert (tmp_path / "items.csv").read_text(encoding="utf-8").splitlines()[1] == "B1,basic,组织建设,组织部;宣传部,"
    assert (tmp_path / "numbers.csv").read_text(encoding="utf-8").splitlines()[1:] == [
        "T01,growth,-3.50,h1",
        "T01,growth,pending,",
    ]
