"""lint, test, explain, what-if, verify, schemes: words in both languages, exit codes, JSON shapes."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import SCHEME, Run

ENVELOPE = {"gongping", "command", "exit", "findings"}
FINDING = {"code", "severity", "file", "sheet", "line", "column", "what", "do"}


def test_lint_lists_assumptions_as_notes(city: Path, gongping: Run) -> None:
    said = gongping("lint", SCHEME, city)
    assert said.code == 0
    assert "方案未明确" in said.out
    assert said.out.splitlines()[-1].startswith("错误0处，提醒0处")
    assert gongping("lint", SCHEME, "--lang", "en").out.splitlines()[-1].startswith("0 faults, 0 warnings")


def test_lint_in_json(tmp_path: Path, gongping: Run) -> None:
    (tmp_path / "scheme.yaml").write_text("scheme: {id: x}\ncategoris: {}\n", encoding="utf-8")
    shape = gongping("lint", tmp_path, "--json").json
    assert set(shape) == ENVELOPE
    assert (shape["command"], shape["exit"]) == ("lint", 2)
    assert all(set(f) == FINDING for f in shape["findings"])
    assert "scheme.unknown-key" in {f["code"] for f in shape["findings"]}


def test_a_scheme_is_found_by_id_file_and_folder(gongping: Run) -> None:
    folder = Path(__file__).parents[2] / "schemes" / SCHEME
    assert {gongping("lint", place).code for place in (SCHEME, folder, folder / "scheme.yaml")} == {0}
    said = gongping("lint", "jiceng-dangian")
    assert said.code == 2
    assert f"是不是“{SCHEME}”" in said.out


def test_schemes_lists_what_is_shipped(gongping: Run) -> None:
    assert SCHEME in gongping("schemes").out
    assert "Grassroots Party-building assessment" in gongping("schemes", "--lang", "en").out


def test_cases_hold(gongping: Run) -> None:
    said = gongping("test", SCHEME)
    assert said.code == 0
    assert "不符" not in said.out
    shape = gongping("test", SCHEME, "--json").json
    assert set(shape) == ENVELOPE | {"cases"}
    assert set(shape["cases"][0]) == {"scheme", "file", "case", "passed", "error", "differences", "findings"}
    assert all(case["passed"] for case in shape["cases"])


def test_a_case_that_differs_is_1_and_one_that_cannot_be_read_2(tmp_path: Path, gongping: Run) -> None:
    folder = tmp_path / "s"
    shutil.copytree(Path(__file__).parents[2] / "schemes" / SCHEME, folder)
    file = folder / "cases" / "town.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('final: "106.98"', 'final: "106.99"'), encoding="utf-8")
    said = gongping("test", folder)
    assert said.code == 1
    assert "A final：应为“106.99”，算得“106.98”" in said.out
    assert "expected '106.99', found '106.98'" in gongping("test", folder, "--lang", "en").out
    file.write_text("case: x\n", encoding="utf-8")
    assert gongping("test", folder).code == 2
    assert gongping("test", "nowhere").code == 2


def test_explain_goes_down_to_counts_and_rounding(city: Path, gongping: Run) -> None:
    said = gongping("explain", SCHEME, city, "D001")
    assert said.code == 0
    for words in ("考核总分 final", "〔五〕", "democratic/leaders", "票", "四舍五入保留4位小数", "÷"):
        assert words in said.out
    indents = [len(line) - len(line.lstrip()) for line in said.out.splitlines()]
    assert max(indents) >= 8
    english = gongping("explain", SCHEME, city, "D001", "democratic", "--lang", "en").out
    assert "rounded half away from zero" in english
    assert "final" not in english


@pytest.mark.parametrize("node", ["民主测评", "democratic"])
def test_explain_takes_names_as_well_as_ids(node: str, city: Path, gongping: Run) -> None:
    name = gongping("explain", SCHEME, city, "D001").out.splitlines()[0].partition("（")[0]
    by_name, by_code = gongping("explain", SCHEME, city, name, node), gongping("explain", SCHEME, city, "D001", node)
    assert by_name.code == 0
    assert by_name.out == by_code.out


def test_explain_in_json(city: Path, result: Path, gongping: Run) -> None:
    shape = gongping("explain", SCHEME, city, "T001", "--json")
    assert shape.code == 2, "towns are T01 …"
    shape = gongping("explain", SCHEME, city, "T01", "--json")
    assert set(shape.json) == ENVELOPE | {"scheme", "unit", "name", "category", "derivation"}
    derivation = shape.json["derivation"]
    assert set(derivation) == {"node", "title", "clause", "value", "state", "lines", "parts"}
    with (result / "scores.csv").open(encoding="utf-8") as stream:
        scores = {(r["unit"], r["node"]): r["value"] for r in csv.DictReader(stream)}
    assert derivation["value"] == scores["T01", "final"]
    assert {p["node"]: p["value"] for p in derivation["parts"]} == {
        node: scores["T01", node] for node in ("composite", "innovation")
    }


def test_explain_asks_back_for_what_it_does_not_know(city: Path, gongping: Run) -> None:
    assert "是不是" in gongping("explain", SCHEME, city, "D00l").err
    said = gongping("explain", SCHEME, city, "D001", "democratik", "--lang", "en")
    assert said.code == 2
    assert "did you mean 'democratic'" in said.err


def test_what_if_says_who_moves(city: Path, gongping: Run) -> None:
    said = gongping(
        "what-if", SCHEME, city, "--weight", "town.composite.debrief=60", "--weight", "town.composite.achievements=20"
    )
    assert said.code == 0
    assert "→" in said.out
    assert "名次或等次有变动" in said.out
    shape = gongping("what-if", SCHEME, city, "--assume", "outside-annual=as-other", "--json").json
    assert set(shape) == ENVELOPE | {"scheme", "readings", "changes", "moved", "units"}
    assert set(shape["units"][0]) == {"category", "unit", "name", "moved", "before", "after"}
    assert set(shape["units"][0]["before"]) == {"rank", "final", "grade"}
    changed = [u["unit"] for u in shape["units"] if u["before"]["final"] != u["after"]["final"]]
    assert len(changed) == 1, "one unit stands outside the annual evaluation"


@pytest.mark.parametrize(
    "change",
    [
        ("--value", "town.annual.second=95"),
        ("--set", "grades.town.steps.0.top=8"),
        ("--value", "forms.debrief.options.good=95"),
    ],
)
def test_what_if_changes_values_and_rules(change: tuple[str, str], city: Path, gongping: Run) -> None:
    said = gongping("what-if", SCHEME, city, *change, "--lang", "en", "--all")
    assert said.code == 0, said.err
    assert "change rank or grade" in said.out


@pytest.mark.parametrize(
    "change",
    [("--weight", "town.composite.debrief=30"), ("--weight", "town.nothing.debrief=30"), ("--assume", "tie-order=maybe"),
     ("--assume", "nothing=x"), ("--set", "grades.town.steps.0.top=many")],
)  # fmt: skip
def test_a_change_that_gives_no_scheme_is_2(change: tuple[str, str], city: Path, gongping: Run) -> None:
    said = gongping("what-if", SCHEME, city, *change)
    assert said.code == 2
    assert "错误" in said.err


def test_verify_accepts_an_untouched_result(result: Path, gongping: Run) -> None:
    shape = gongping("verify", result, "--json")
    assert shape.code == 0
    assert set(shape.json) == ENVELOPE | {"good", "fingerprint", "files", "scores", "differences"}
    said = gongping("verify", result, "--fingerprint", shape.json["fingerprint"])
    assert said.code == 0
    assert "相符" in said.out
    assert "agrees" in gongping("verify", result, "--lang", "en").out


def test_verify_names_the_difference(result: Path, tmp_path: Path, gongping: Run) -> None:
    copy = tmp_path / "r"
    shutil.copytree(result, copy)
    text = (copy / "standing.csv").read_text(encoding="utf-8")
    (copy / "standing.csv").write_text(text.replace(",excellent,", ",fair,", 1), encoding="utf-8")
    said = gongping("verify", copy)
    assert said.code == 1
    assert "grade" in said.out
    assert gongping("verify", result, "--fingerprint", "0" * 64).code == 1


def test_verify_of_something_else_is_2(tmp_path: Path, gongping: Run) -> None:
    assert gongping("verify", tmp_path).code == 2
    assert gongping("verify", tmp_path / "nowhere").code == 2
