"""The ballots table as codes, and what is wrong about it."""

from __future__ import annotations

import random
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.ballots.counting import count_answers
from gongping.ballots.model import Answers
from gongping.ballots.reading import read_ballots
from gongping.facts.model import Unit
from gongping.tally.compare import first_difference
from tests.facts.plan import UNITS, plan, told, workbook_of

HEADER = ["form", "unit", "group", "ballot", "question", "option"]
PLAN = plan()


def read(folder: Path, text: str) -> tuple[dict[str, Answers], list[tuple[str, str]]]:
    (folder / "ballots.csv").write_text(",".join(HEADER) + "\n" + text, encoding="utf-8")
    answers, findings = read_ballots(folder, PLAN, UNITS)
    return answers, told(findings)


def rows_of(answers: Answers) -> list[tuple[str, str, int, str, str]]:
    columns = (answers.unit, answers.group, answers.ballot, answers.question, answers.option)
    names = (answers.units, answers.groups, None, answers.questions, answers.options)
    return [
        tuple(name[code] if name else code for name, code in zip(names, row, strict=True))  # type: ignore[misc]
        for row in zip(*(c.tolist() for c in columns), strict=True)
    ]


def test_answers_are_coded_in_the_order_of_the_table(tmp_path: Path) -> None:
    answers, findings = read(
        tmp_path,
        "民主测评,T02,干部职工,b7,队伍建设,一般\n"
        "democratic,甲镇,leaders,b1,politics,good\n"
        "democratic,T01,Leaders,b1,Team,\n"
        "述职评议,丙局,评议人员,b1,总体,不了解\n",
    )
    assert findings == []
    democratic = answers["democratic"]
    assert democratic.units == ("T01", "T02")
    assert democratic.options == ("good", "average", "_blank", "_unknown")
    assert (democratic.unit.dtype, democratic.ballot.dtype) == (np.int32, np.int64)
    assert rows_of(democratic) == [
        ("T02", "staff", 0, "team", "average"),
        ("T01", "leaders", 1, "politics", "good"),
        ("T01", "leaders", 1, "team", "_blank"),
    ]
    assert rows_of(answers["debrief"]) == [("D1", "panel", 0, "overall", "_unknown")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("投票,T01,staff,1,team,good\n", [("tables.unknown-form", "ballots.csv:2:form")]),
        ("jury,T01,panel,1,team,good\n", [("tables.takes-ratings", "ballots.csv:2:form")]),
        ("democratic,T09,staff,1,team,good\n", [("tables.unknown-unit", "ballots.csv:2:unit")]),
        ("democratic,T01,群众,1,team,good\n", [("tables.unknown-group", "ballots.csv:2:group")]),
        ("democratic,T01,panel,1,team,good\n", [("tables.group-does-not-rate", "ballots.csv:2:group")]),
        ("democratic,T01,staff,1,overall,good\n", [("tables.unknown-question", "ballots.csv:2:question")]),
        ("democratic,T01,staff,1,team,poor\n", [("tables.unknown-option", "ballots.csv:2:option")]),
        ("democratic,T01,staff,,team,good\n", [("tables.empty-cell", "ballots.csv:2:ballot")]),
        ("democratic,T01,staff,1,,good\n", [("tables.empty-cell", "ballots.csv:2:question")]),
        ("democratic,T01,staff,1,team,_unknown\n", [("tally.unknown-not-offered", "ballots.csv:2:option")]),
        ("democratic,T01,staff,1,team,good\ndemocratic,T01,staff,1,队伍建设,good\n", [("ballots.answered-twice", "ballots.csv:3:question")]),
        ("democratic,T01,staff,1,team,good\ndemocratic,T01,leaders,1,politics,good\n", [("ballots.two-groups", "ballots.csv:3:group")]),
        ("democratic,T01,staff,1,team,good\ndemocratic,T02,staff,1,team,good\n", []),
        ("democratic,T01,staff,1,team,good\ndebrief,T01,panel,1,overall,good\n", []),
        ("a,b,c,d,e,f\n", [("tables.unknown-form", "ballots.csv:2:form"), ("tables.unknown-unit", "ballots.csv:2:unit")]),
    ],
)  # fmt: skip
def test_faults_of_ballots(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    assert read(tmp_path, text)[1] == expected


def test_a_fault_in_many_rows_is_told_briefly(tmp_path: Path) -> None:
    text = "".join(f"democratic,T09,staff,{n},team,good\n" for n in range(100))
    assert [code for code, _ in read(tmp_path, text)[1]] == ["tables.unknown-unit"] * 3 + ["tables.more"]


def test_ballots_and_tally_of_one_form(tmp_path: Path) -> None:
    (tmp_path / "tally.csv").write_text(
        "form,unit,group,question,option,count\n民主测评,T01,staff,team,good,1\n", encoding="utf-8"
    )
    assert read(tmp_path, "democratic,T01,staff,1,team,good\n")[1] == [("ballots.both-given", "tally.csv:2:form")]
    assert read(tmp_path, "debrief,T01,panel,1,overall,good\n")[1] == []


def test_no_ballots_and_no_units(tmp_path: Path) -> None:
    assert read_ballots(tmp_path, PLAN, UNITS) == ({}, [])
    read(tmp_path, "democratic,T01,staff,1,team,good\n")
    assert read_ballots(tmp_path, PLAN, ()) == ({}, [])


ROWS = st.lists(
    st.tuples(
        st.just("democratic"), st.sampled_from(["T01", "T02", "D1"]), st.just("staff"),
        st.integers(1, 9).map(str), st.sampled_from(["politics", "team"]),
        st.sampled_from(["good", "average", "_blank"]),
    ),
    min_size=1, max_size=40, unique_by=lambda row: (row[1], row[3], row[4]),
)  # fmt: skip


@given(rows=ROWS, seed=st.integers(0, 9))
def test_neither_format_nor_order_of_rows_matters(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], seed: int
) -> None:
    tallies = []
    for suffix in ("csv", "xlsx", "parquet"):
        folder = tmp_path_factory.mktemp(suffix)
        random.Random(seed).shuffle(rows)
        if suffix == "csv":
            read(folder, "".join(",".join(row) + "\n" for row in rows))
        elif suffix == "xlsx":
            workbook_of(folder / "ballots.xlsx", [HEADER, *[[*row[:3], int(row[3]), *row[4:]] for row in rows]])
        else:
            columns = [pa.array(c).dictionary_encode() for c in zip(*rows, strict=True)]
            pq.write_table(pa.table(columns, names=HEADER), folder / "ballots.parquet", row_group_size=7)
        answers, findings = read_ballots(folder, PLAN, UNITS)
        assert findings == []
        tallies.append(count_answers(answers["democratic"], PLAN.forms["democratic"]))
    assert [first_difference(tallies[0], other) for other in tallies[1:]] == [None, None]


def test_fifty_thousand_answers_in_a_workbook_take_about_a_second(tmp_path: Path) -> None:
    units = [Unit(f"T{n:02d}", f"第{n}镇", "town") for n in range(34)]
    rows = [
        ["democratic", f"T{n % 34:02d}", "staff", f"b{n // 2}", ("politics", "team")[n % 2], "good"]
        for n in range(50_000)
    ]
    workbook_of(tmp_path / "ballots.xlsx", [HEADER, *rows])
    took = []
    for _ in range(3):
        start = time.perf_counter()
        answers, findings = read_ballots(tmp_path, PLAN, units)
        took.append(time.perf_counter() - start)
    assert findings == []
    assert len(answers["democratic"].unit) == 50_000
    assert min(took) < 3, "0.5 s on the machine it was written on"
