"""Counts and ballot scores as tables: read, checked, written, and the same when read again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.ballots.counting import count_answers
from gongping.ballots.model import Answers
from gongping.tally.compare import first_difference
from gongping.tally.model import Tally
from gongping.tally.reading import read_tally
from gongping.tally.sheet import fingerprint_of_values
from gongping.tally.writing import write_tally
from tests.facts.plan import UNITS, plan, told

PLAN = plan()
HEADER = "form,unit,group,question,option,count\n"
SCORES = "form,unit,group,score,ballots,values\n"
SOUND = "democratic,T01,staff,politics,good,3\n民主测评,甲镇,干部职工,队伍建设,好,2\ndemocratic,T01,staff,team,未填,1\n"
VALUES = fingerprint_of_values(PLAN.forms["democratic"])


def read(folder: Path, tally: str, scores: str = "") -> tuple[Tally | None, list[tuple[str, str]]]:
    (folder / "tally.csv").write_text(HEADER + tally, encoding="utf-8")
    if scores:
        (folder / "ballot_scores.csv").write_text(SCORES + scores, encoding="utf-8")
    made, findings = read_tally(folder, PLAN, UNITS)
    return made, told(findings)


def test_counts_with_titles_and_absent_options(tmp_path: Path) -> None:
    tally, findings = read(tmp_path, SOUND + "democratic,T01,staff,_invalid,all_blank,2\n")
    assert findings == []
    assert tally is not None
    count = tally.counts["democratic", "staff"]
    assert (count.units, count.questions) == (("T01",), ("politics", "team"))
    assert count.options == ("good", "average", "_blank", "_unknown")
    assert count.counts.tolist() == [[[3, 0, 0, 0], [2, 0, 1, 0]]]
    assert count.valid.tolist() == [3]
    assert {reason: column.tolist() for reason, column in count.invalid.items()} == {"all_blank": [2]}
    assert count.histogram is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("democratic,T01,staff,politics,good,3\n", [("tally.unequal-sums", "tally.csv:2:count")]),
        (SOUND.replace(",2\n", ",5\n"), [("tally.unequal-sums", "tally.csv:2:count")]),
        (SOUND + "democratic,T01,staff,team,good,2\n", [("tally.duplicate-count", "tally.csv:5:count")]),
        ("debrief,T01,panel,overall,good,-1\n", [("tables.negative-count", "tally.csv:2:count")]),
        ("debrief,T01,panel,overall,good,1.5\n", [("tables.not-a-count", "tally.csv:2:count")]),
        ("debrief,T01,panel,overall,较好,1\n", [("tables.unknown-option", "tally.csv:2:option")]),
        ("debrief,T01,panel,overall,,1\n", [("tables.empty-cell", "tally.csv:2:option")]),
        ("debrief,T01,panel,_invalid,whim,1\n", [("tally.unknown-reason", "tally.csv:2:option")]),
        ("debrief,T01,panel,team,good,1\n", [("tables.unknown-question", "tally.csv:2:question")]),
        ("debrief,T01,staff,overall,good,1\n", [("tables.group-does-not-rate", "tally.csv:2:group")]),
        ("debrief,T77,panel,overall,good,1\n", [("tables.unknown-unit", "tally.csv:2:unit")]),
        ("jury,T01,panel,overall,good,1\n", [("tables.takes-ratings", "tally.csv:2:form")]),
        ("debrief,T01,panel,overall,_unknown,1\n", []),
        (SOUND.replace("未填", "_unknown"), [("tally.unknown-not-offered", "tally.csv:4:option")]),
        (SOUND + "democratic,T01,staff,team,_unknown,0\n", []),
    ],
)
def test_faults_of_counts(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    assert read(tmp_path, text)[1] == expected


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        (f"democratic,T01,staff,200,1,{VALUES}\ndemocratic,T01,staff,160.5,2,{VALUES}\n", []),
        (f"democratic,T01,staff,200,1,{VALUES}\n", [("tally.scores-sum", "ballot_scores.csv:2:ballots")]),
        (f"democratic,T01,staff,200,1,{VALUES}\ndemocratic,T01,staff,200.0,2,{VALUES}\n", [("tally.duplicate-score", "ballot_scores.csv:3:score")]),
        (f"democratic,T02,staff,200,3,{VALUES}\n", [("tally.scores-without-counts", "ballot_scores.csv:2:unit")]),
        (f"debrief,T01,panel,100,3,{VALUES}\n", [("tally.scores-without-counts", "ballot_scores.csv:2:unit")]),
        (f"democratic,T01,staff,200.125,3,{VALUES}\n", [("tally.score-places", "ballot_scores.csv:2:score")]),
        ("democratic,T01,staff,200,3,other\n", [("tally.other-values", "ballot_scores.csv:2:values")]),
        ("democratic,T01,staff,200,1,other\ndemocratic,T01,staff,160,2,another\n", [("tally.mixed-values", "ballot_scores.csv:2:values")]),
        (f"democratic,T01,staff,高分,3,{VALUES}\n", [("tables.text-in-number", "ballot_scores.csv:2:score")]),
    ],
)  # fmt: skip
def test_faults_of_ballot_scores(tmp_path: Path, scores: str, expected: list[tuple[str, str]]) -> None:
    assert read(tmp_path, SOUND, scores)[1] == expected


def test_ballot_scores_stand_by_unit_and_score(tmp_path: Path) -> None:
    tally, _ = read(tmp_path, SOUND, f"democratic,T01,staff,200,1,{VALUES}\ndemocratic,T01,staff,160.50,2,{VALUES}\n")
    assert tally is not None
    histogram = tally.counts["democratic", "staff"].histogram
    assert histogram is not None
    assert (histogram.score.tolist(), histogram.ballots.tolist(), histogram.places) == ([1605, 2000], [2, 1], 1)


def test_scores_without_a_tally_and_no_tables_at_all(tmp_path: Path) -> None:
    assert read_tally(tmp_path, PLAN, UNITS) == (None, [])
    (tmp_path / "ballot_scores.csv").write_text(SCORES + f"democratic,T01,staff,200,1,{VALUES}\n", encoding="utf-8")
    made, findings = read_tally(tmp_path, PLAN, UNITS)
    assert made is None
    assert told(findings) == [("tally.scores-without-tally", "ballot_scores.csv")]


@st.composite
def counted(draw: st.DrawFn) -> Tally:
    """A tally counted from random ballots, some of them invalid."""
    form = PLAN.forms["democratic"]
    papers = draw(
        st.lists(
            st.tuples(st.integers(0, 2), st.integers(0, 1), st.tuples(*[st.integers(0, 3)] * 2)),
            min_size=1,
            max_size=25,
        )
    )
    columns = [
        (unit, group, n, q, option) for n, (unit, group, chosen) in enumerate(papers) for q, option in enumerate(chosen)
    ]
    unit, group, ballot, question, option = (np.array(c) for c in zip(*columns, strict=True))
    answers = Answers(
        "democratic", ("D1", "T01", "T02"), tuple(form.raters), tuple(form.questions),
        (*form.option_ids, "_blank", "_unknown"), unit.astype(np.int32), group.astype(np.int32),
        ballot.astype(np.int64), question.astype(np.int32), option.astype(np.int32),
    )  # fmt: skip
    return count_answers(answers, form)


@given(tally=counted())
def test_reading_what_was_written(tmp_path_factory: pytest.TempPathFactory, tally: Tally) -> None:
    folder = tmp_path_factory.mktemp("tally")
    files = write_tally(tally, folder)
    again, findings = read_tally(folder, PLAN, UNITS)
    assert {f.code for f in findings} <= {"tally.unknown-not-offered"}
    assert again is not None
    # A histogram without a single ballot cannot be told from none.
    scored = {key: c.histogram is not None and len(c.histogram.unit) > 0 for key, c in tally.counts.items()}
    assert {key: c.histogram is not None for key, c in again.counts.items()} == scored
    if all(scored.values()):
        assert first_difference(tally, again) is None
    before = [file.read_bytes() for file in files]
    write_tally(again, folder)
    assert [file.read_bytes() for file in files] == before


def test_the_written_form_is_plain(tmp_path: Path) -> None:
    tally, _ = read(tmp_path, "debrief,T01,panel,overall,good,2\ndebrief,T01,panel,_invalid,blanks,1\n")
    assert tally is not None
    write_tally(tally, tmp_path)
    assert (tmp_path / "tally.csv").read_bytes().decode().splitlines()[1:] == [
        "debrief,T01,panel,overall,good,2",
        "debrief,T01,panel,overall,poor,0",
        "debrief,T01,panel,overall,_blank,0",
        "debrief,T01,panel,overall,_unknown,0",
        "debrief,T01,panel,_invalid,blanks,1",
    ]
