"""Folders and files that are strange as such: absent, empty, unreadable, in a circle, far too large."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bad.faults import GOOD_FACTS, GOOD_SCHEME, HERE
from tests.bad.running import contents, run

SCHEMES = HERE.parents[1] / "schemes"


def _copy(room: Path) -> Path:
    shutil.copytree(GOOD_FACTS, room / "facts")
    return room / "facts"


def _absent(room: Path) -> Path:
    return room / "facts"


def _empty(room: Path) -> Path:
    (room / "facts").mkdir()
    return room / "facts"


def _only_notes(room: Path) -> Path:
    """A folder of other files: notes and PDFs are passed over."""
    folder = _empty(room)
    (folder / "说明.txt").write_text("数据在另一个文件夹", encoding="utf-8")
    return folder


def _a_file(room: Path) -> Path:
    (room / "facts").write_text("unit,name\n", encoding="utf-8")
    return room / "facts"


def _link_to_itself(room: Path) -> Path:
    folder = _copy(room)
    (folder / "marks.csv").unlink()
    (folder / "marks.csv").symlink_to(folder / "marks.csv")
    return folder


def _folder_in_a_circle(room: Path) -> Path:
    (room / "facts").symlink_to(room / "facts")
    return room / "facts"


def _broken_link(room: Path) -> Path:
    folder = _copy(room)
    (folder / "marks.csv").unlink()
    (folder / "marks.csv").symlink_to(room / "moved-away.csv")
    return folder


def _far_too_large(room: Path) -> Path:
    folder = _copy(room)
    with (folder / "marks.csv").open("r+b") as file:
        file.truncate(2**29 + 1)
    return folder


@pytest.mark.parametrize(
    ("make", "code", "at", "zh", "en"),
    [
        (_absent, "tables.no-folder", "facts", "找不到数据文件夹", "there is no folder"),
        (_empty, "tables.missing-table", "facts", "缺少表“units”", "table 'units'"),
        (_only_notes, "tables.missing-table", "facts", "缺少表“units”", "table 'units'"),
        (_a_file, "tables.not-a-folder", "facts", "是文件，不是文件夹", "is a file, not a folder"),
        (_link_to_itself, "tables.unreadable", "marks.csv", "链接指向自己", "a link that leads to itself"),
        (_folder_in_a_circle, "tables.unreadable", "facts", "链接指向自己", "a link that leads to itself"),
        (_broken_link, "tables.unreadable", "marks.csv", "文件不存在", "there is no such file"),
        (_far_too_large, "tables.too-large", "marks.csv", "表太大", "too large"),
    ],
)
def test_a_strange_folder(make: Callable[[Path], Path], code: str, at: str, zh: str, en: str, tmp_path: Path) -> None:
    folder = make(tmp_path)
    for language, words in (("zh", zh), ("en", en)):
        found = run("lint", GOOD_SCHEME, folder, "--json", "--lang", language).findings()
        faults = [one for one in found if one["severity"] == "fault"]
        assert [one["code"] for one in faults] == [code]
        assert faults[0]["at"].endswith(at)
        assert words in faults[0]["what"]
        scored = run("score", GOOD_SCHEME, folder, "--out", tmp_path / "out" / "result", "--lang", language)
        assert scored.code == 2
        assert words in scored.err
    assert not (tmp_path / "out").exists()


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may read everything, perhaps; so reading is refused here."""
    folder, read = _copy(tmp_path), Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "marks.csv":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    for language, words in (("zh", "没有权限"), ("en", "permission denied")):
        outcome = run("score", GOOD_SCHEME, folder, "--out", tmp_path / "result", "--lang", language)
        assert outcome.code == 2
        assert "marks.csv" in outcome.err and words in outcome.err
    assert not (tmp_path / "result").exists()


def test_a_name_with_blanks_and_chinese_is_a_name(tmp_path: Path) -> None:
    room = tmp_path / "2025年度 考核 (终稿)"
    room.mkdir()
    shutil.copy(GOOD_SCHEME, room / "方案 一.yaml")
    folder = _copy(room).rename(room / "数据 [1]")
    outcome = run("score", room / "方案 一.yaml", folder, "--out", room / "结果 甲")
    assert outcome.code == 0, outcome.says
    assert (room / "结果 甲" / "standing.csv").is_file()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda file: None, "cli.no-scheme"),
        (lambda file: file.mkdir(), "scheme.unreadable"),
        (lambda file: file.symlink_to(file), "cli.no-scheme"),
        (lambda file: file.write_bytes(b"#" * 2_000_001), "scheme.too-large"),
        (lambda file: file.write_bytes(b"\0\x01\x02"), "scheme.not-yaml"),
        (lambda file: file.write_bytes(b"\xff\xfes\0c\0"), "scheme.not-utf8"),
    ],
)
def test_a_strange_scheme_file(make: Callable[[Path], object], code: str, tmp_path: Path) -> None:
    make(tmp_path / "plan.yaml")
    for language in ("zh", "en"):
        outcome = run("lint", tmp_path / "plan.yaml", "--json", "--lang", language)
        assert ([one["code"] for one in outcome.findings()], outcome.code) == ([code], 2)
    assert run("score", tmp_path / "plan.yaml", GOOD_FACTS, "--out", tmp_path / "result").code == 2
    assert not (tmp_path / "result").exists()


def test_a_result_never_goes_where_other_files_are(tmp_path: Path) -> None:
    out = tmp_path / "文件"
    out.mkdir()
    (out / "总结.docx").write_bytes(b"x")
    before = contents(tmp_path)
    for language, words in (("zh", "不覆盖"), ("en", "not overwritten")):
        outcome = run("score", GOOD_SCHEME, GOOD_FACTS, "--out", out, "--lang", language)
        assert outcome.code == 2
        assert words in outcome.err
    assert contents(tmp_path) == before


def test_a_result_never_goes_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "result").write_bytes(b"x")
    outcome = run("score", GOOD_SCHEME, GOOD_FACTS, "--out", tmp_path / "result", "--lang", "en")
    assert outcome.code == 2
    assert "is a file, not a folder" in outcome.err
    assert contents(tmp_path) == {"result": b"x"}


def test_top_10_and_bottom_10_of_15_units(tmp_path: Path) -> None:
    """The founding plan on fifteen towns: named at the line of its grades."""
    towns = [f"T{n:02}" for n in range(1, 16)]
    tables = {
        "units": ["unit,name,category", *(f"{t},第{t}镇,town" for t in towns)],
        "lookups": ["unit,name,value", *(f"{t},annual_award,other" for t in towns)],
        "items": ["item,kind,title,body", "B1,basic,制度建设,组织部"],
        "marks": ["item,unit,body,mark", *(f"B1,{t},组织部,{90 - n}" for n, t in enumerate(towns))],
        "tally": ["form,unit,group,question,option,count", *(f"debrief,{t},panel,overall,good,9" for t in towns)],
    }
    for name, rows in tables.items():
        (tmp_path / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    lines = (SCHEMES / "jiceng-dangjian" / "scheme.yaml").read_text(encoding="utf-8").splitlines()
    grades = next(n for n in range(lines.index("grades:"), len(lines)) if lines[n] == "  town:") + 1
    for language, words in (("zh", ("20个", "15个")), ("en", ("20 places", "15 units"))):
        outcome = run("lint", "jiceng-dangjian", tmp_path, "--json", "--lang", language)
        (found,) = [one for one in outcome.findings() if one["severity"] == "fault"]
        assert (found["code"], found["at"]) == ("facts.too-many-places", f"jiceng-dangjian/scheme.yaml:{grades}")
        assert all(word in found["what"] for word in words)
        assert outcome.code == 2
    assert run("score", "jiceng-dangjian", tmp_path, "--out", tmp_path / "result").code == 2
    assert not (tmp_path / "result").exists()
