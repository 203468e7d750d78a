"""What a single cell says: exact numbers, dates, full-width characters, names."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.points import Points
from gongping.tables.cells import read_cell
from gongping.tables.messages import UNKNOWN_UNIT
from gongping.tables.spec import Kind
from gongping.tables.values import Unreadable, backwards, count, date, decimal
from gongping.tables.words import Vocabulary


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_a_decimal_typed_into_excel_comes_back_exactly(units: int, places: int) -> None:
    typed = Decimal(units).scaleb(-places)
    text, wrong = read_cell(float(typed), "number")
    assert wrong is None
    assert Points.parse(text or "").fraction == Points(units, places).fraction


@pytest.mark.parametrize(
    ("raw", "shown", "advice"),
    [
        (0.1 + 0.2, "0.30000000000000004", "0.3"),
        (85.7 - 0.1, "85.60000000000001", "85.6"),
        (257 / 3, "85.66666666666667", "85.6666666666667"),
        ("0.30000000000000004", "0.30000000000000004", "0.3"),
    ],
)
def test_binary_noise_is_a_fault_that_says_what_to_write(raw: float | str, shown: str, advice: str) -> None:
    text, wrong = read_cell(raw, "number")
    assert text is None
    assert wrong is not None
    assert (wrong.message.code, wrong.severity) == ("tables.float-noise", "fault")
    assert wrong.values == {"text": shown, "number": advice}


@pytest.mark.parametrize(
    ("raw", "kind", "text"),
    [
        (7.0, "code", "7"), ("007", "code", "007"), (-0.0, "number", "0"), (1e-7, "number", "0.0000001"),
        (123456789012345.0, "code", "123456789012345"), ("　甲镇 ", "text", "甲镇"), ("\u200b", "text", None),
        ("", "number", None), (True, "label", "TRUE"), (float("nan"), "number", None),
        (dt.date(2024, 3, 5), "date", "2024-03-05"), (dt.datetime.fromisoformat("2024-03-05T08:00"), "date", "2024-03-05"),
        ("Ｔ０１", "text", "Ｔ０１"), ("123456789.123456789", "number", "123456789.123456789"),
    ],
)  # fmt: skip
def test_a_sound_cell(raw: object, kind: Kind, text: str | None) -> None:
    assert read_cell(raw, kind) == (text, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raw", "kind", "code", "severity"),
    [
        (1234567890123456789.0, "code", "tables.long-number", "fault"),
        (dt.date(1900, 4, 1), "number", "tables.date-cell", "fault"),
        (dt.date(2024, 3, 1), "code", "tables.date-cell", "fault"),
        (dt.time(12, 0), "count", "tables.date-cell", "fault"),
        (dt.timedelta(hours=36), "number", "tables.date-cell", "fault"),
        (dt.date(1900, 1, 5), "date", "tables.date-1900", "fault"),
        ("９２．５", "number", "tables.full-width", "note"),
        ("Ｔ０１", "code", "tables.full-width", "note"),
        ("甲\ufffd", "text", "tables.lost-characters", "warning"),
        (float("inf"), "number", "tables.text-in-number", "fault"),
    ],
)
def test_a_cell_with_something_wrong(raw: object, kind: Kind, code: str, severity: str) -> None:
    _, wrong = read_cell(raw, kind)  # type: ignore[arg-type]
    assert wrong is not None
    assert (wrong.message.code, wrong.severity) == (code, severity)


@pytest.mark.parametrize(
    ("day", "number"),
    [(dt.date(1900, 1, 1), "1"), (dt.date(1900, 2, 28), "59"), (dt.date(1900, 3, 1), "61"), (dt.date(1900, 4, 2), "93"),
     (dt.datetime.fromisoformat("1900-04-01T12:00"), "92.5"), (dt.time(12, 0), "0.5")],
)  # fmt: skip
def test_a_number_in_a_date_format_is_named(day: dt.date, number: str) -> None:
    _, wrong = read_cell(day, "number")
    assert wrong is not None
    assert wrong.values["number"] == number


@given(st.text(max_size=60), st.sampled_from(["code", "label", "text", "number", "count", "date"]))
def test_no_text_is_too_strange(raw: str, kind: Kind) -> None:
    text, _ = read_cell(raw, kind)
    for read in (decimal, count, date):
        with suppress(Unreadable):
            read(text or "")


@given(st.integers(0, 2**62 - 1))
def test_a_count_is_read_as_written(number: int) -> None:
    assert count(str(number)) == number
    assert count(f"{number}.0") == number


@pytest.mark.parametrize(
    ("text", "code", "meant"),
    [
        ("缺考", "tables.text-in-number", ""), ("95分", "tables.text-in-number", "95"), ("1,234.5", "tables.text-in-number", "1234.5"),
        ("90 %", "tables.text-in-number", "90"), ("1e2", "tables.text-in-number", ""), ("9" * 5000, "tables.text-in-number", ""),
    ],
)  # fmt: skip
def test_a_text_that_is_no_number_says_what_was_meant(text: str, code: str, meant: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decimal(text)
    assert caught.value.message.code == code
    assert meant in str(caught.value.values["hint"])


@pytest.mark.parametrize(
    ("text", "code"), [("-1", "tables.negative-count"), ("1.5", "tables.not-a-count"), ("三", "tables.not-a-count")]
)
def test_a_count_is_a_whole_number_from_zero(text: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        count(text)
    assert caught.value.message.code == code


@pytest.mark.parametrize(
    ("text", "iso"),
    [("2024-03-05", "2024-03-05"), ("2024/3/5", "2024-03-05"), ("2024.3.5", "2024-03-05"), ("2024年3月5日", "2024-03-05"),
     ("20240305", "2024-03-05"), ("2024-03-05 00:00:00", "2024-03-05"), ("2024年3月", "2024-03"), ("2024", "2024")],
)  # fmt: skip
def test_dates_as_offices_write_them(text: str, iso: str) -> None:
    assert date(text) == iso


@pytest.mark.parametrize("text", ["2024-02-30", "2024-13", "24-3-5", "今年", "20241340", "45366", "1900-01-05"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        date(text)
    assert caught.value.message.code == "tables.not-a-date"
    assert ("2024-03-15" in str(caught.value.values["hint"])) == (text == "45366")


def test_periods_of_unequal_precision() -> None:
    assert backwards("2024-05", "2024-04-30")
    assert not backwards("2024-05-01", "2024")
    assert not backwards("", "2024")


def test_an_id_comes_before_a_title_and_a_shared_title_is_refused() -> None:
    words = Vocabulary.of(UNKNOWN_UNIT, {"a": ("B", "同名"), "b": ("同名",), "A1": (), "a1": ()})
    assert [words.read(w) for w in ("a", "b", "Ａ", "A1", "a1")] == ["a", "b", "a", "A1", "a1"]
    with pytest.raises(Unreadable) as caught:
        words.read("同名")
    assert "a、b" in str(caught.value.values["hint"])


@pytest.mark.parametrize(
    ("word", "meant"), [("T1", "T01"), ("甲 镇", None), ("甲真", "T01"), ("7", "007"), ("zzzzzz", "")]
)
def test_did_you_mean(word: str, meant: str | None) -> None:
    words = Vocabulary.of(UNKNOWN_UNIT, {"T01": ("甲镇",), "007": ("乙街道",)})
    if meant is None:
        assert words.read(word) == "T01"
        return
    with pytest.raises(Unreadable) as caught:
        words.read(word)
    hint = str(caught.value.values["hint"])
    assert meant in hint if meant else hint == "Text(zh='', en='')"
