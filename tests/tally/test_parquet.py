"""The big-data path equals the others on every kind of file, and refuses what it cannot count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongping.ballots.counting import count_answers
from gongping.tally import parquet, unit_codes
from gongping.tally.compare import first_difference
from gongping.tally.merge import add
from gongping.tally.parquet import count_parquet
from gongping.tally.sheet import TallyError
from tests.ballots.made_up import FORM, Ballots, Row, answers_of, ballots, form_of
from tests.tally.engines import write_parquet

ROWS = [Row("330281001", "staff", 0, "work", "good"), Row("330281001", "staff", 0, "ethics", "_blank")]


def whole_numbers(file: Path, gap: int = 1, **columns: Any) -> None:
    """Three ballots on the units 7, 7 + gap, 7 + 2·gap as a file with codes as numbers."""
    units = [7 + gap * (row // 2) for row in range(6)]
    plain: dict[str, Any] = {
        "form": [FORM] * 6,
        "unit": pa.array(units, pa.int64()),
        "group": ["staff"] * 6,
        "question": ["work", "ethics"] * 3,
        "option": ["good"] * 6,
    }
    pq.write_table(pa.table(plain | columns), file, row_group_size=2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    made=ballots(complete=True),
    size=st.integers(1, 40),
    window=st.sampled_from([1, 5, 1 << 20]),
    dictionary=st.booleans(),
    readers=st.integers(1, 3),
)
def test_text_codes(tmp_path: Path, made: Ballots, size: int, window: int, dictionary: bool, readers: int) -> None:
    """Whatever the row groups, encodings, windows and readers."""
    if not made.rows:
        return
    file = tmp_path / "answers.parquet"
    write_parquet(file, made.rows, stranger=False, row_group_size=size, use_dictionary=dictionary)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unit_codes, "WINDOW", window)
        found = count_parquet(file, {FORM: made.form}, readers)
    expected = count_answers(answers_of(made.form, made.rows), made.form)
    assert found.counts.keys() == expected.counts.keys()
    for key, count in expected.counts.items():
        counted = found.counts[key]
        assert (counted.units, counted.valid.tolist()) == (count.units, count.valid.tolist())
        assert counted.counts.tolist() == count.counts.tolist()


@pytest.mark.parametrize(("gap", "cells"), [(1, 1 << 26), (10**15, 1 << 26), (1, 0)])
def test_whole_numbers_near_and_far_apart(
    tmp_path: Path, gap: int, cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "DENSE_CELLS", cells)
    whole_numbers(tmp_path / "a.parquet", gap)
    count = count_parquet(tmp_path / "a.parquet", {FORM: form_of()}).counts[FORM, "staff"]
    assert count.units == tuple(sorted(str(7 + gap * i) for i in range(3))), "in order of text, as everywhere"
    assert count.counts.tolist() == [[[1, 0, 0, 0, 0]] * 2] * 3


def test_narrow_and_dictionary_columns(tmp_path: Path) -> None:
    groups = pa.DictionaryArray.from_arrays(pa.array([1] * 6, pa.int8()), ["leaders", "staff"])
    whole_numbers(tmp_path / "a.parquet", unit=pa.array([7, 7, 8, 8, 9, 9], pa.uint16()), group=groups)
    whole_numbers(tmp_path / "b.parquet", option=pa.array(["good"] * 6, pa.large_string()))
    a, b = (count_parquet(tmp_path / name, {FORM: form_of()}) for name in ("a.parquet", "b.parquet"))
    assert first_difference(a, b) is None


def test_several_forms_in_one_file(tmp_path: Path) -> None:
    forms = {FORM: form_of(), "other": form_of(questions={"work": "工作"}, options={"yes": "1"})}
    whole_numbers(tmp_path / "a.parquet")
    whole_numbers(tmp_path / "b.parquet", form=["other"] * 6, question=["work"] * 6, option=["yes"] * 6)
    both = pa.concat_tables([pq.read_table(tmp_path / name) for name in ("a.parquet", "b.parquet")])
    pq.write_table(both, tmp_path / "both.parquet")
    parts = [count_parquet(tmp_path / name, forms) for name in ("a.parquet", "b.parquet")]
    assert first_difference(count_parquet(tmp_path / "both.parquet", forms), add(*parts)) is None


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"option": ["good"] * 5 + ["splendid"]}, "option splendid"),
        ({"group": ["staff"] * 5 + ["guests"]}, "group guests"),
        ({"option": ["good"] * 5 + [None]}, "column option has an empty cell"),
        ({"unit": pa.array([7, 7, 8, 8, 9, None], pa.int64())}, "column unit has an empty cell"),
        ({"unit": pa.array([0.5] * 6)}, "neither text nor whole numbers"),
        ({"question": pa.array([1] * 6)}, "column question is not text"),
        ({"question": ["work"] * 6}, "leaves out a question"),
    ],
)
def test_refusals(tmp_path: Path, columns: dict[str, Any], words: str) -> None:
    whole_numbers(tmp_path / "a.parquet", **columns)
    with pytest.raises(TallyError, match=words):
        count_parquet(tmp_path / "a.parquet", {FORM: form_of()})


def test_a_file_without_a_column_or_without_rows(tmp_path: Path) -> None:
    whole_numbers(tmp_path / "a.parquet")
    table = pq.read_table(tmp_path / "a.parquet")
    pq.write_table(table.drop_columns("group"), tmp_path / "b.parquet")
    with pytest.raises(TallyError, match="no column group"):
        count_parquet(tmp_path / "b.parquet", {FORM: form_of()})
    pq.write_table(table.slice(0, 0), tmp_path / "c.parquet")
    assert count_parquet(tmp_path / "c.parquet", {FORM: form_of()}).counts == {}
