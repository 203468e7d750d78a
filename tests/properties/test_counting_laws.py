"""Laws of counting: the oracle's counts, whatever the order of rows, in parts or at once."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gongping.ballots.counting import count_answers
from gongping.tally.compare import first_difference
from gongping.tally.merge import add
from gongping.tally.model import Tally
from tests.ballots.made_up import UNITS, Ballots, Row, answers_of, ballots
from tests.ballots.naive import as_naive, naive_count


def count(made: Ballots, rows: Sequence[Row] | None = None) -> Tally:
    return count_answers(answers_of(made.form, made.rows if rows is None else rows), made.form)


@given(ballots())
def test_counts_are_the_oracles(made: Ballots) -> None:
    assert as_naive(count(made)) == naive_count(made.form, made.rows)


@given(ballots())
def test_each_question_adds_up_to_the_valid_ballots(made: Ballots) -> None:
    for counted in count(made).counts.values():
        assert (counted.counts.sum(axis=2) == counted.valid[:, None]).all()
        assert counted.histogram is not None
        assert counted.histogram.ballots.sum() == counted.valid.sum()


@given(ballots(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(made: Ballots, chance: random.Random) -> None:
    rows = list(made.rows)
    chance.shuffle(rows)
    assert first_difference(count(made), count(made, rows)) is None


@given(ballots(), st.permutations(UNITS), st.integers(0, 2**40))
def test_neither_the_order_of_units_nor_the_numbers_of_papers_matter(
    made: Ballots, units: list[str], start: int
) -> None:
    other = answers_of(made.form, made.rows, units)
    other = replace(other, ballot=start + 7 * other.ballot)
    assert first_difference(count(made), count_answers(other, made.form)) is None


@given(ballots(), st.lists(st.integers(0, 2), min_size=8, max_size=8))
def test_counting_in_parts_and_adding_is_counting_at_once(made: Ballots, part_of: list[int]) -> None:
    # What all_units demands does not follow from a part, so it is told.
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in made.rows:
        if row.option != "_blank":
            wanted[row.group].add(row.unit)
    parts = [tuple(row for row in made.rows if part_of[row.ballot] == part) for part in range(3)]
    counted = [count_answers(answers_of(made.form, rows), made.form, wanted) for rows in parts]
    assert first_difference(add(*counted), count(made)) is None
    assert first_difference(add(*reversed(counted)), count(made)) is None
