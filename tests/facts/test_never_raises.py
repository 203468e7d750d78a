"""Whatever stands in the cells of a folder, reading gives findings, never an exception."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.ballots.reading import read_ballots
from gongping.facts.reading import read_facts
from gongping.tables.spec import TABLES
from gongping.tally.reading import read_tally
from tests.facts.plan import UNITS, plan, told

PLAN = plan()
WORDS = st.sampled_from(
    ["", "T01", "T02", "B1", "town", "镇街", "basic", "组织部", "democratic", "staff", "jury", "panel", "team", "good", "1", "0",
     "-1", "2.5", "9" * 25, "2024-03-05", "2025", "待定", "/", "annual_award", "first", "h1", "award", "city", "tie", "final",
     "T01;T02", ";", "_invalid", "_blank", "all_blank", "T1", "０", "²", "١", "1e5", "nan", "#N/A", "=1+1", "{x}", "%s", "\x85"]
)  # fmt: skip
CELL = WORDS | st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=5)


@st.composite
def folders(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    tables = {}
    for name in draw(st.lists(st.sampled_from(sorted(TABLES)), unique=True, min_size=1)):
        columns = [c.id for c in TABLES[name].columns if c.required or draw(st.booleans())]
        row = st.lists(CELL, min_size=len(columns), max_size=len(columns))
        tables[name] = [columns, *draw(st.lists(row, max_size=4))]
    return tables


@given(tables=folders())
def test_no_cell_is_too_strange(tmp_path_factory: pytest.TempPathFactory, tables: dict[str, list[list[str]]]) -> None:
    folder: Path = tmp_path_factory.mktemp("facts")
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    facts, findings = read_facts(folder, PLAN)
    told(findings)
    told(read_ballots(folder, PLAN, facts.units or UNITS)[1])
    told(read_tally(folder, PLAN, facts.units or UNITS)[1])
