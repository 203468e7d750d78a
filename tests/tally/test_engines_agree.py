"""One SQL text on every engine gives the dense path's tally: counts, invalid ballots, histogram."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from gongping.ballots.counting import count_answers
from gongping.tally.compare import first_difference
from gongping.tally.model import Tally
from gongping.tally.sheet import TallyError
from gongping.tally.sql import count_ballots, count_complete
from tests.ballots.made_up import FORM, Ballots, Row, answers_of, ballots, form_of
from tests.tally import engines
from tests.tally.engines import Load

FILES_PER_TEST = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def dense(made: Ballots) -> Tally:
    return count_answers(answers_of(made.form, made.rows), made.form)


def assert_same(load: Load, made: Ballots) -> None:
    run, source = load(made.rows)
    assert first_difference(count_ballots(run, source, {FORM: made.form}), dense(made)) is None


sqlite = engines.sqlite()
duckdb_table = engines.duckdb_table()


@given(ballots())
def test_sqlite(made: Ballots) -> None:
    assert_same(sqlite, made)


@given(ballots())
def test_duckdb(made: Ballots) -> None:
    assert_same(duckdb_table, made)


@FILES_PER_TEST
@given(ballots())
def test_duckdb_on_csv(tmp_path: Path, made: Ballots) -> None:
    assert_same(engines.duckdb_csv(tmp_path), made)


@FILES_PER_TEST
@given(ballots())
def test_duckdb_on_parquet(tmp_path: Path, made: Ballots) -> None:
    assert_same(engines.duckdb_parquet(tmp_path), made)


@pytest.fixture(scope="module")
def postgres(postgres_dsn: str) -> Iterator[Load]:
    load, connection = engines.postgres(postgres_dsn)
    with connection:
        yield load


@given(made=ballots())
def test_postgresql(postgres: Load, made: Ballots) -> None:
    assert_same(postgres, made)


@settings(max_examples=6)
@given(made=ballots())
def test_spark(spark: Any, made: Ballots) -> None:
    assert_same(engines.spark_view(spark), made)


@given(ballots(complete=True))
def test_one_plain_group_by_counts_complete_ballots(made: Ballots) -> None:
    """Other forms' answers are told apart by the column form; here they are of the form ``another``."""
    run, source = sqlite(made.rows)
    forms = {FORM: made.form, "another": form_of(questions={"work": "工作"})}
    found = count_complete(run, source, forms)
    expected = dense(made)
    assert found.get("another", "leaders") is not None
    for key, count in expected.counts.items():
        counted = found.counts[key]
        assert (counted.units, counted.counts.tolist()) == (count.units, count.counts.tolist())
        assert counted.valid.tolist() == count.valid.tolist()
        assert counted.histogram is None


GOOD = Row("007", "staff", 0, "work", "good")


@pytest.mark.parametrize(
    "second",
    [
        GOOD._replace(option="poor"),
        GOOD._replace(question="no such question"),
        GOOD._replace(question="ethics", option="no such option"),
        GOOD._replace(question="ethics", group="leaders"),
        GOOD._replace(unit="镇海", group="leaders"),
    ],
    ids=["answered twice", "strange question", "strange option", "two groups, one unit", "two groups"],
)
def test_answers_that_are_no_ballots_are_refused(second: Row) -> None:
    for load in (sqlite, duckdb_table):
        run, source = load([GOOD, second])
        with pytest.raises(TallyError, match=r"007|镇海"):
            count_ballots(run, source, {FORM: form_of()})


def test_names_with_quotes_are_names() -> None:
    form = form_of(options={"it's": "1", '"': "2"}, questions={"o'clock": "x", "b": "y"})
    rows = [Row("007", "staff", 0, "o'clock", "it's"), Row("007", "staff", 0, "b", '"')]
    assert_same(sqlite, Ballots(form, tuple(rows)))
    assert_same(duckdb_table, Ballots(form, tuple(rows)))


def test_a_backslash_is_refused_as_engines_read_it_differently() -> None:
    with pytest.raises(TallyError, match="backslash"):
        count_ballots(lambda sql: [], "t", {FORM: form_of(options={"a\\b": "1"})})


def test_empty_and_null_answers_are_blank() -> None:
    run, source = sqlite([GOOD, GOOD._replace(question="ethics", option="")])
    count = count_ballots(run, source, {FORM: form_of()}).counts[FORM, "staff"]
    run('UPDATE answers_given SET "option" = NULL WHERE "option" = \'\'')
    again = count_ballots(run, source, {FORM: form_of()}).counts[FORM, "staff"]
    assert count.counts.tolist() == again.counts.tolist() == [[[1, 0, 0, 0, 0], [0, 0, 0, 1, 0]]]


def test_a_score_beyond_32_bits_is_exact() -> None:
    form = form_of(options={"good": "3000000000.123456", "poor": "-3000000000"})
    made = Ballots(form, (GOOD, GOOD._replace(question="ethics"), GOOD._replace(ballot=1, option="poor")))
    assert_same(sqlite, made)
    assert_same(duckdb_table, made)
