"""results.xlsx: cached values are the engine's, bytes repeat, no text turns into a formula."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from gongping.assessment import Assessment, assess_anyway
from gongping.cases.running import case_files
from gongping.disclosure.release import office_release
from gongping.documents.results import workbook
from gongping.documents.results.workbook import workbook_bytes, write_workbook
from gongping.documents.results.workbook_layout import Names
from gongping.documents.results.workbook_values import (
    CachedValues,
    UnreadableWorkbook,
    differences,
    plain,
    read_cached_values,
)
from tests.documents.city import SCHEMES, city
from tests.documents.recalculation import disagreements, engine_values
from tests.documents.test_all_schemes_recalculate import assessed

FOUNDING = SCHEMES / "jiceng-dangjian"


def written(assessment: Assessment, folder: Path) -> CachedValues:
    write_workbook(office_release(assessment), folder / "results.xlsx")
    return read_cached_values(folder / "results.xlsx")


def parts(data: Path, pattern: str) -> dict[str, str]:
    with ZipFile(data) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if re.search(pattern, name)}


@pytest.mark.parametrize("file", case_files(FOUNDING), ids=lambda f: f.stem)
def test_cached_values_are_those_of_the_engine(file: Path, tmp_path: Path) -> None:
    assessment = assessed(FOUNDING, file)
    assert disagreements(engine_values(assessment), written(assessment, tmp_path)) == []


@pytest.mark.parametrize("pending", [False, True])
def test_every_state_of_a_city_is_read_back(tmp_path: Path, pending: bool) -> None:
    assessment = city(6, 34, pending=pending)
    found = written(assessment, tmp_path)
    assert disagreements(engine_values(assessment), found) == []
    assert found.scores["T04", "final"] == "", "exempt"
    assert found.ranks["town", "T03"] == "", "scored, not ranked"
    assert (found.ranks["department", "D01"] == "") is pending


def test_every_score_is_a_formula_with_its_plain_decimal_cached(tmp_path: Path) -> None:
    written(city(3, 3), tmp_path)
    sheets = "".join(parts(tmp_path / "results.xlsx", "worksheets/sheet").values())
    values = re.findall(r"<f>(ROUND\(.*?)</f><v>([^<]*)</v>", sheets)
    assert len(values) > 50
    assert all(re.fullmatch(r"-?\d+\.\d+", value) for _, value in values)
    assert len(re.findall(r"<f>1\+SUMPRODUCT", sheets)) == 3, "T01, T02 and D03 are ranked"


def test_the_same_result_gives_the_same_bytes() -> None:
    assert workbook_bytes(office_release(city(3, 4))) == workbook_bytes(office_release(city(3, 4)))


def test_a_name_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    assessment = city(3, 3)
    units = tuple(replace(u, name=f'=HYPERLINK("x";"{u.name}")') for u in assessment.facts.units)
    items = tuple(replace(i, title="+1+1|' /C calc'!A0", bodies=("@SUM(A1)",)) for i in assessment.facts.items)
    facts = replace(assessment.facts, units=units, items=items)
    written(assess_anyway(assessment.scheme, facts, assessment.tally), tmp_path)
    sheets = "".join(parts(tmp_path / "results.xlsx", "worksheets/sheet").values())
    formulas = re.findall(r"<f>(.*?)</f>", sheets)
    assert formulas
    assert [f for f in formulas if "HYPERLINK" in f or "calc" in f or "@" in f] == []
    assert parts(tmp_path / "results.xlsx", "externalLinks|hyperlink") == {}


def test_sheet_names_are_what_excel_takes() -> None:
    names = Names()
    taken = [
        names.take(n)
        for n in ("镇街/述职:评议[1]?*\\", "镇" * 40, "镇" * 41, "'quoted'", "History", "a", "A", "😀" * 20)
    ]
    assert len({n.casefold() for n in taken}) == len(taken)
    assert all(len(n.encode("utf-16-le")) // 2 <= 31 for n in taken)
    assert [n for n in taken if re.search(r"[\[\]:*?/\\']", n)] == []
    assert "History" not in taken


def test_an_english_workbook_has_english_headers(tmp_path: Path) -> None:
    write_workbook(office_release(city(3, 3)), tmp_path / "en.xlsx", "en")
    book = parts(tmp_path / "en.xlsx", "xl/workbook.xml|sharedStrings")
    assert "Towns and streets · standing" in book["xl/workbook.xml"]
    assert "Where the plan is silent, and what was done" in book["xl/sharedStrings.xml"]


def test_a_very_large_category_is_written_as_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LIVE_UNITS", 2)
    assessment = city(3, 2)
    assert disagreements(engine_values(assessment), written(assessment, tmp_path)) == []
    assert "ROUND(" in "".join(parts(tmp_path / "results.xlsx", "worksheets/sheet").values()), "the small one"


def test_a_changed_value_and_a_changed_formula_are_named(tmp_path: Path) -> None:
    new, old = tmp_path / "new.xlsx", tmp_path / "old.xlsx"
    write_workbook(office_release(city(3, 3)), new)
    assert differences(new, new) == []
    final = read_cached_values(new).scores["T02", "final"]
    _edited(new, old, rf"<v>{re.escape(final)}</v>", "<v>99.99</v>")
    assert "T02 final" in differences(old, new)[-1].en
    assert f"'99.99', recomputed '{final}'" in differences(old, new)[-1].en
    _edited(new, old, r"<f>ROUND\(([^<]*?),2\)</f>", r"<f>ROUND(\1+0,2)</f>")
    assert "the formula is" in differences(old, new)[0].en
    old.write_bytes(b"no workbook")
    assert "cannot be read" in differences(old, new)[0].en
    with pytest.raises(UnreadableWorkbook):
        read_cached_values(old)


def _edited(source: Path, target: Path, pattern: str, by: str) -> None:
    with ZipFile(source) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, re.sub(pattern, by, data.decode()).encode() if "worksheets/sheet" in name else data)


def test_a_value_with_more_digits_than_its_node_shows_them() -> None:
    assert plain(86.4, 2) == "86.40"
    assert plain(-0.5, 4) == "-0.5000"
    assert plain(86.401, 2) == "86.401"
    assert plain("不适用", 2) == ""
    assert plain(None, 2) == ""
