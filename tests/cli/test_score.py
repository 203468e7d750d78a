"""``gongping score``: what it prints and writes, what it refuses, and that nothing is half-written."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import SCHEME, Run

FILES = {"standing.csv", "scores.csv", "results.xlsx", "report.html", "bundle"}


def test_it_writes_every_file_and_says_so(city: Path, tmp_path: Path, gongping: Run) -> None:
    out = tmp_path / "deep" / "result"
    said = gongping("score", SCHEME, city, "--out", out)
    assert (said.code, said.err) == (0, "")
    assert {f.name for f in out.iterdir()} == FILES
    for words in (
        "镇街（22个）",
        "市直单位（64个）",
        "方案未明确事项及处理",
        "程序事项",
        "此处不核对",
        "结果指纹",
        "███",
        "优秀",
    ):
        assert words in said.out
    assert "\x1b" not in said.out, "no colour codes in a pipe"
    assert [p for p in out.parent.iterdir() if p != out] == []


def test_it_speaks_english(city: Path, tmp_path: Path, gongping: Run) -> None:
    said = gongping("score", SCHEME, city, "--out", tmp_path / "r", "--lang", "en")
    assert said.code == 0
    for words in (
        "Towns and streets (22)",
        "What the plan leaves open",
        "not checked here",
        "Fingerprint of the result",
        "Excellent",
    ):
        assert words in said.out


def test_the_shape_of_its_json(city: Path, tmp_path: Path, gongping: Run) -> None:
    shape = gongping("score", SCHEME, city, "--out", tmp_path / "r", "--json").json
    assert set(shape) == {"gongping", "command", "exit", "findings", "scheme", "complete", "fingerprint", "files", "standing",
                          "assumptions", "procedure"}  # fmt: skip
    assert (shape["command"], shape["exit"], shape["complete"]) == ("score", 0, True)
    assert set(shape["scheme"]) == {"id", "version", "fingerprint"}
    assert len(shape["standing"]) == 86
    assert set(shape["standing"][0]) == {"category", "rank", "unit", "name", "final", "grade", "note"}
    assert {"standing.csv", "bundle/manifest.json"} <= set(shape["files"])
    assert set(shape["assumptions"][0]) == {"id", "clause", "reading", "alternatives", "reason"}
    assert set(shape["procedure"][0]) == {"path", "clause", "checked", "result", "says"}
    assert len(shape["fingerprint"]) == 64


def test_the_same_input_gives_the_same_bytes(city: Path, result: Path, tmp_path: Path, gongping: Run) -> None:
    assert gongping("score", SCHEME, city, "--out", tmp_path / "r").code == 0
    for file in sorted(f for f in result.rglob("*") if f.is_file()):
        assert (tmp_path / "r" / file.relative_to(result)).read_bytes() == file.read_bytes(), file.name


def test_another_reading_is_another_result(city: Path, tmp_path: Path, gongping: Run) -> None:
    said = gongping("score", SCHEME, city, "--out", tmp_path / "r", "--assume", "tie-order=shared")
    assert said.code == 0
    assert "tie-order = shared（模拟）" in said.out


def test_an_earlier_result_is_replaced(city: Path, result: Path, tmp_path: Path, gongping: Run) -> None:
    out = tmp_path / "r"
    shutil.copytree(result, out)
    (out / "standing.csv").write_text("changed", encoding="utf-8")
    assert gongping("score", SCHEME, city, "--out", out).code == 0
    assert (out / "standing.csv").read_bytes() == (result / "standing.csv").read_bytes()
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("place", ["mine.txt", "bundle/mine.txt"])
def test_a_foreign_file_is_never_overwritten(
    place: str, city: Path, result: Path, tmp_path: Path, gongping: Run
) -> None:
    out = tmp_path / "r"
    shutil.copytree(result, out)
    (out / place).write_text("mine", encoding="utf-8")
    said = gongping("score", SCHEME, city, "--out", out)
    assert said.code == 2
    assert "mine.txt" in said.err
    assert (out / place).read_text(encoding="utf-8") == "mine"


def test_a_folder_of_others_is_refused_at_once(city: Path, tmp_path: Path, gongping: Run) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert gongping("score", SCHEME, city, "--out", tmp_path).code == 2
    assert [f.name for f in tmp_path.iterdir()] == ["notes.txt"]
    assert gongping("score", SCHEME, city, "--out", tmp_path / "notes.txt").code == 2


def spoiled(city: Path, folder: Path, table: str, cell: str, value: object) -> Path:
    """A copy of the city with one cell changed."""
    shutil.copytree(city, folder)
    book = load_workbook(folder / f"{table}.xlsx")
    book.active[cell] = value
    book.save(folder / f"{table}.xlsx")
    return folder


def test_faulty_input_is_2_and_writes_nothing(city: Path, tmp_path: Path, gongping: Run) -> None:
    facts = spoiled(city, tmp_path / "facts", "marks", "D5", 101)
    for language, words in (("zh", "错误"), ("en", "fault")):
        said = gongping("score", SCHEME, facts, "--out", tmp_path / "r", "--lang", language)
        assert said.code == 2
        assert words in said.err
        assert "marks.xlsx" in said.err
        assert "D5" in said.err
    assert not (tmp_path / "r").exists()
    shape = gongping("score", SCHEME, facts, "--out", tmp_path / "r", "--json").json
    assert shape["exit"] == 2
    assert [(f["severity"], f["file"], f["column"]) for f in shape["findings"] if f["severity"] == "fault"] == [
        ("fault", "marks.xlsx", "D5")
    ]


def test_content_that_forbids_a_result_is_1(city: Path, tmp_path: Path, gongping: Run) -> None:
    """A turnout below what the plan asks for: the vote is to be held again."""
    text = (Path(__file__).parents[2] / "schemes" / SCHEME / "scheme.yaml").read_text(encoding="utf-8")
    rule = "    turnout: {clause: 四（二）, at_least: 99, of: entitled, counted: returned, below: again}\n"
    scheme = tmp_path / "scheme.yaml"
    scheme.write_text(text.replace("    own_unit: allowed\n", "    own_unit: allowed\n" + rule), encoding="utf-8")
    facts = spoiled(city, tmp_path / "facts", "turnout", "D2", 50)
    said = gongping("score", scheme, facts, "--out", tmp_path / "r")
    assert said.code == 1, said.err
    assert "不予计算" in said.err
    assert not (tmp_path / "r").exists()


def test_a_pending_fact_is_incomplete_without_rank(city: Path, tmp_path: Path, gongping: Run) -> None:
    facts = spoiled(city, tmp_path / "facts", "lookups", "C30", "待定")
    said = gongping("score", SCHEME, facts, "--out", tmp_path / "r", "--json")
    assert said.code == 0, said.err
    assert said.json["complete"] is False
    text = gongping("score", SCHEME, facts, "--out", tmp_path / "r").out
    assert "未完成" in text
    assert "年度工作考评" in text


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [(OSError(errno.ENOSPC, "No space left on device", "x"), 2, "磁盘已满"), (KeyboardInterrupt(), 130, "已中断"),
     (PermissionError(errno.EACCES, "Permission denied", "x"), 2, "没有权限"), (MemoryError(), 2, "MemoryError")],
    ids=["disk-full", "interrupted", "permission", "memory"],
)  # fmt: skip
def test_a_fault_while_writing_leaves_nothing(
    error: BaseException, code: int, words: str, city: Path, result: Path, tmp_path: Path, gongping: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def fail(release: Any, folder: Path, language: str) -> None:
        (folder / "standing.csv").write_text("half", encoding="utf-8")
        raise error

    monkeypatch.setattr("gongping.cli.score.write_results", fail)
    out = tmp_path / "r"
    said = gongping("score", SCHEME, city, "--out", out)
    assert said.code == code
    assert words in said.err
    assert list(tmp_path.iterdir()) == []
    shutil.copytree(result, out)
    assert gongping("score", SCHEME, city, "--out", out).code == code
    assert list(tmp_path.iterdir()) == [out]
    assert (out / "standing.csv").read_bytes() == (result / "standing.csv").read_bytes()


def test_what_is_not_there_is_a_finding(city: Path, tmp_path: Path, gongping: Run) -> None:
    assert gongping("score", "nowhere", city, "--out", tmp_path / "r").code == 2
    assert gongping("score", SCHEME, tmp_path / "none", "--out", tmp_path / "r").code == 2
    assert not (tmp_path / "r").exists()


def test_a_known_result_is_compared(city: Path, result: Path, tmp_path: Path, gongping: Run) -> None:
    known = result / "standing.csv"
    said = gongping("score", SCHEME, city, "--out", tmp_path / "r", "--expect", known)
    assert said.code == 0
    assert "与已知结果一致" in said.out
    lines = known.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace("excellent", "fair")
    (tmp_path / "known.csv").write_text("\n".join(lines), encoding="utf-8")
    said = gongping("score", SCHEME, city, "--out", tmp_path / "r", "--expect", tmp_path / "known.csv")
    assert said.code == 1
    assert "grade：已知“fair”，算得“优秀”" in said.out
