"""Exact numbers: reading, showing, and the one rounding rule."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.points import Points, PointsError, multiply, round_column, round_fraction, round_half_away, show


@pytest.mark.parametrize(
    ("text", "units", "places"),
    [("90", 90, 0), ("2.50", 250, 2), ("-.5", -5, 1), ("+3.", 3, 0), ("-0.05", -5, 2), (" 7 ", 7, 0)],
)
def test_reads_plain_decimals(text: str, units: int, places: int) -> None:
    assert Points.parse(text) == Points(units, places)


@pytest.mark.parametrize("text", ["", "1e3", "nan", "1,000", "１２", "5%", "1 2", ".", "-", "0x1", "1_000", "²"])
def test_refuses_anything_else(text: str) -> None:
    with pytest.raises(PointsError):
        Points.parse(text)


@given(st.integers(-(10**20), 10**20), st.integers(0, 9))
def test_shown_numbers_read_back(units: int, places: int) -> None:
    text = show(units, places)
    assert Points.parse(text) == Points(units, places)
    assert len(text.partition(".")[2]) == places


@pytest.mark.parametrize(
    ("above", "below", "rounded"),
    [(5, 2, 3), (-5, 2, -3), (1, 2, 1), (-1, 2, -1), (149, 100, 1), (-149, 100, -1), (0, 7, 0)],
)
def test_halves_go_away_from_zero(above: int, below: int, rounded: int) -> None:
    assert round_half_away(above, below) == rounded


@given(st.fractions(), st.integers(0, 6))
def test_rounding_is_the_nearest(value: Fraction, places: int) -> None:
    rounded = Fraction(round_fraction(value, places), 10**places)
    distance = abs(rounded - value) * 10**places
    assert distance <= Fraction(1, 2)
    if distance == Fraction(1, 2):
        assert abs(rounded) > abs(value)


@given(st.lists(st.tuples(st.integers(-(10**15), 10**15), st.integers(1, 10**6)), min_size=1), st.integers(0, 6))
def test_columns_round_as_single_numbers_do(rows: list[tuple[int, int]], places: int) -> None:
    above = np.array([a for a, _ in rows], dtype=np.int64)
    below = np.array([b for _, b in rows], dtype=np.int64)
    found = round_column(above, below, 10**places)
    assert found.dtype == np.int64
    assert found.tolist() == [round_half_away(a * 10**places, b) for a, b in rows]


def test_numbers_too_wide_for_int64_are_still_exact() -> None:
    big = 10**17
    found = round_column(np.array([big, -big], dtype=np.int64), 3, 10)
    assert found.tolist() == [round_half_away(big * 10, 3), round_half_away(-big * 10, 3)]
    assert multiply(np.array([2**62], dtype=np.int64), 4).tolist() == [2**64]


def test_a_result_beyond_int64_is_refused_not_wrapped() -> None:
    with pytest.raises(PointsError):
        round_column(np.array([2**62], dtype=np.int64), 1, 100)


def test_a_rounded_column_never_shares_memory_with_its_numerator() -> None:
    above = np.array([1, 2, 3], dtype=np.int64)
    round_column(above, 2)
    assert above.tolist() == [1, 2, 3]


def test_moving_to_fewer_places_must_lose_nothing() -> None:
    assert Points.parse("2.50").at(1) == 25
    with pytest.raises(PointsError):
        Points.parse("2.55").at(1)
