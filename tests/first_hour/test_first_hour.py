"""The first hour of a real user: last year's files, mapped, scored, and last year's ranking reproduced."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from gongping.cli.main import main
from tests.first_hour.layouts import Unit, one_big_sheet, one_sheet_per_body, one_sheet_per_unit, ranking

ROOT = Path(__file__).resolve().parents[2]
LAYOUTS = [one_sheet_per_unit, one_sheet_per_body, one_big_sheet]
Layout = Callable[[Path], list[Unit]]


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    """The founding plan for an office of seven units: two excellent, two fair."""
    text = (ROOT / "schemes" / "jiceng-dangjian" / "scheme.yaml").read_text(encoding="utf-8")
    for word in ("top", "bottom"):
        for places in (10, 30):
            text = text.replace(f"{word}: {places},", f"{word}: 2,")
    file = tmp_path / "scheme.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture(params=LAYOUTS, ids=lambda layout: layout.__name__)
def layout(request: pytest.FixtureRequest) -> Layout:
    made: Layout = request.param
    return made


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    return folder


def known_file(folder: Path, units: Sequence[Unit], wrong: str = "") -> Path:
    """Last year's ranking as the office kept it; the unit named ``wrong`` has another score there."""
    file = folder / "known.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["名次", "单位名称", "总分"])
        for place, unit, score in ranking(units):
            writer.writerow([place, unit.name, f"{float(score) + (1 if unit.name == wrong else 0):.2f}"])
    return file


def imported(tmp_path: Path, office: Path, scheme: Path, *more: str) -> int:
    files = sorted(str(f) for f in office.iterdir() if f.suffix in (".xlsx", ".csv"))
    return main(["new", str(tmp_path / "year"), "--scheme", str(scheme), "--from-workbook", *files, *more])


def test_last_years_ranking_is_reproduced(layout: Layout, office: Path, tmp_path: Path, scheme: Path) -> None:
    units = layout(office)
    assert imported(tmp_path, office, scheme, "--yes") == 0
    known = known_file(tmp_path, units)
    facts, out = str(tmp_path / "year" / "facts"), str(tmp_path / "result")
    assert main(["score", str(scheme), facts, "--out", out, "--expect", str(known)]) == 0
    with (tmp_path / "result" / "standing.csv").open(encoding="utf-8") as stream:
        found = [(row["rank"], row["name"], row["final"]) for row in csv.DictReader(stream)]
    assert found == [(str(n), u.name, f"{float(score):.2f}") for n, u, score in ranking(units)]


def test_the_cells_that_differ_are_named(
    layout: Layout, office: Path, tmp_path: Path, scheme: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units = layout(office)
    assert imported(tmp_path, office, scheme, "--yes") == 0
    known = known_file(tmp_path, units, wrong=units[2].name)
    facts, out = str(tmp_path / "year" / "facts"), str(tmp_path / "result")
    capsys.readouterr()
    assert main(["score", str(scheme), facts, "--out", out, "--expect", str(known), "--json"]) == 1
    differences = json.loads(capsys.readouterr().out)["differences"]
    assert [(d["unit"], d["what"]) for d in differences] == [(units[2].name, "final")]


def test_the_mapping_is_remembered(layout: Layout, office: Path, tmp_path: Path, scheme: Path) -> None:
    layout(office)
    assert imported(tmp_path, office, scheme, "--yes") == 0
    first = {f.name: f.read_bytes() for f in (tmp_path / "year" / "facts").iterdir()}
    remembered = (office / "mapping.yaml").read_bytes()
    assert imported(tmp_path, office, scheme) == 0, "nothing is asked a second time"
    assert {f.name: f.read_bytes() for f in (tmp_path / "year" / "facts").iterdir()} == first
    assert (office / "mapping.yaml").read_bytes() == remembered


def test_answers_may_come_from_a_script(
    office: Path, tmp_path: Path, scheme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_big_sheet(office)
    answers = ["", "", "", "nonsense", "?"] + [""] * 40
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(answers)))
    assert imported(tmp_path, office, scheme) == 0
    text = (office / "mapping.yaml").read_text(encoding="utf-8")
    assert "述职评议/较好: tally form=debrief group=panel question=overall option=fairly_good" in text


def test_answers_that_run_out_are_a_finding(
    office: Path, tmp_path: Path, scheme: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one_big_sheet(office)
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert imported(tmp_path, office, scheme) == 2
    assert "--yes" in capsys.readouterr().err
    assert not (tmp_path / "year").exists()


def test_last_years_own_sheet_is_the_known_result(office: Path, tmp_path: Path, scheme: Path) -> None:
    one_big_sheet(office)
    assert imported(tmp_path, office, scheme, "--yes") == 0
    facts, out = str(tmp_path / "year" / "facts"), str(tmp_path / "result")
    known = office / "考核汇总表.xlsx"
    assert main(["score", str(scheme), facts, "--out", out, "--expect", str(known)]) == 0


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("镇街: units", "乡镇: units", "mapping.no-column"),
        ("header: [3, 4]", "header: [1]", "mapping.no-column"),
        ("marks item=组织生活", "marks thing=组织生活", "mapping.bad-role"),
        ("file: 考核汇总表.xlsx", "file: 别的.xlsx", "mapping.no-file"),
        ("sheet: '*'", "sheet: 没有", "mapping.no-sheet"),
        ("columns:", "colums:", "scheme.unknown-key"),
    ],
)
def test_a_wrong_mapping_is_a_finding(
    before: str, after: str, code: str, office: Path, tmp_path: Path, scheme: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one_big_sheet(office)
    assert imported(tmp_path, office, scheme, "--yes") == 0
    file = office / "mapping.yaml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    capsys.readouterr()
    assert imported(tmp_path, office, scheme) == 2
    said = capsys.readouterr().err
    assert "错误" in said
    assert "mapping.yaml" in said or "考核汇总表.xlsx" in said
