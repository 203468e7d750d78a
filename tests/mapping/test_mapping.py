"""Roles, sheets as a person sees them, and mappings that never raise."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from gongping.mapping.applying import apply_mapping
from gongping.mapping.files import read_mapping, write_mapping
from gongping.mapping.guessing import guess_header
from gongping.mapping.model import Mapping, Role, RoleError, Source, Taken, parse_role
from gongping.mapping.sheets import as_seen
from gongping.tables.model import Flaw, Grid, Raw
from gongping.tables.reading import read_grids

WORDS = st.text(alphabet="单位名称得分好较一般差合计：/ 0123456789.abc", max_size=6)


def grid(*rows: list[Raw], merged: tuple[str, ...] = ()) -> Grid:
    flaws = tuple(Flaw(0, 0, "merged", name) for name in merged)
    return Grid("a.xlsx", "S", [list(r) for r in rows], range(1, len(rows) + 1), True, flaws)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("-", Role()), (None, Role()), ("", Role()),
        ("unit", Role("", "unit")),
        ("units", Role("units", "name")),
        ("marks item=B1 body=组织部", Role("marks", "mark", (("item", "B1"), ("body", "组织部")))),
        ("turnout.issued form=f group=g", Role("turnout", "issued", (("form", "f"), ("group", "g")))),
    ],
)  # fmt: skip
def test_a_role_is_read_and_written(text: str | None, role: Role) -> None:
    assert parse_role(text) == role
    assert parse_role(str(role)) == role


@pytest.mark.parametrize("text", ["nothing", "marks thing=1", "marks item", "marks.nothing", "unit x=1", "- x"])
def test_a_wrong_role_says_why(text: str) -> None:
    with pytest.raises(RoleError) as error:
        parse_role(text)
    assert error.value.zh
    assert error.value.en


def test_merged_headers_are_joined() -> None:
    sheet = as_seen(grid(
        ["单位", "述职评议", None, "备注"], [None, "好", "较好", None], ["甲", 1, 2, None],
        merged=("A1:A2", "B1:C1", "D1:D2"),
    ))  # fmt: skip
    assert guess_header(sheet) == (1, 2)
    assert sheet.headers((1, 2)) == ["单位", "述职评议/好", "述职评议/较好", "备注"]


def test_equal_headers_are_told_apart() -> None:
    assert as_seen(grid(["a", "a", "b"])).headers((1,)) == ["a", "a#2", "b"]


def test_title_rows_are_no_header() -> None:
    sheet = as_seen(
        grid(["某某表", None], ["单位：甲", "日期：某日"], ["测评内容", "好"], ["一", 3], merged=("A1:B1",))
    )
    assert guess_header(sheet) == (3,)


def test_a_merged_cell_counts_for_every_row(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    for row in (["单位", "考核主体", "得分"], ["甲", "一处", 90], [None, "二处", 80]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "a.xlsx")
    columns: dict[str, str | None] = {"单位": "unit", "考核主体": "body", "得分": "marks item=B1"}
    plan = Mapping(sources=(Source(file="a.xlsx", header=(1,), columns=columns),))
    mapped = apply_mapping(plan, [tmp_path / "a.xlsx"])
    assert mapped.tables["marks"] == [
        {"unit": "甲", "body": "一处", "item": "B1", "mark": "90"},
        {"unit": "甲", "body": "二处", "item": "B1", "mark": "80"},
    ]


def test_words_taken_values_and_parted_cells(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "一处（2025）"
    for row in (["镇", "奖", "创新"], ["甲", "一等", "x；y"], ["乙", "—", None], ["合计", "3", None]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    source = Source(
        file="*.xlsx", header=(1,), columns={"镇": "units", "奖": "lookups name=annual_award", "创新": "events kind=innovation"},
        everywhere={"unit": Taken(row="T{:02}"), "category": "town", "post": Taken(sheet="(.+)（")},
        words={"value": {"一等": "first", "—": ""}}, split={"matter": "；"},
    )  # fmt: skip
    mapped = apply_mapping(Mapping(sources=(source,)), [tmp_path / "a.xlsx"])
    assert mapped.tables["units"] == [
        {"unit": "T01", "category": "town", "post": "一处", "name": "甲"},
        {"unit": "T02", "category": "town", "post": "一处", "name": "乙"},
    ]
    assert mapped.tables["lookups"] == [{"unit": "T01", "name": "annual_award", "value": "first"}]
    assert [row["matter"] for row in mapped.tables["events"]] == ["x", "y"]


def test_a_mapping_file_reads_back_the_same(tmp_path: Path) -> None:
    source = Source(
        file="*.xlsx", sheet="一", header=(3, 4), columns={"单位": "unit", "a: b #c": "-", "好": "tally form=f option=o"},
        everywhere={"unit": Taken(cell="A2", pattern="单位：(.+)"), "category": "town"}, words={"value": {"缺": ""}},
        split={"matter": "；;"},
    )  # fmt: skip
    plan = Mapping(sources=(source,), tables={"items": ({"item": "B1", "kind": "basic"},)})
    write_mapping(plan, tmp_path / "mapping.yaml")
    assert read_mapping(tmp_path / "mapping.yaml") == (plan, [])


@given(text=st.text(max_size=200))
def test_no_text_of_a_mapping_raises(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("m") / "mapping.yaml"
    file.write_text("mapping: 1\nsources:\n  - " + text, encoding="utf-8", errors="replace")
    plan, findings = read_mapping(file)
    assert plan is not None or findings


@given(
    rows=st.lists(st.lists(st.one_of(st.none(), WORDS, st.integers(-5, 500)), min_size=1, max_size=5), max_size=7),
    header=st.lists(st.integers(1, 5), min_size=1, max_size=2),
    columns=st.dictionaries(WORDS, st.sampled_from(["-", "unit", "units", "marks item=B1", "question", "bad role", "tally"]), max_size=4),
    pattern=st.sampled_from(["(.+)", "(", "x", "单位：(.+)"]),
)  # fmt: skip
def test_no_sheet_raises(
    rows: list[list[Raw]], header: list[int], columns: dict[str, str | None], pattern: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    file = tmp_path_factory.mktemp("s") / "a.xlsx"
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(file)
    source = Source(
        file="*", header=tuple(header), columns=columns, everywhere={"unit": Taken(cell="A1", pattern=pattern)}
    )
    apply_mapping(Mapping(sources=(source,)), [file])
    for one in read_grids(file)[0]:
        guess_header(as_seen(one))
