"""``gongping demo``: the made-up city, end to end."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

import pytest

from gongping.demo import make_city
from tests.cli.conftest import Run


def test_the_demo_ends_with_both_rankings(tmp_path: Path, gongping: Run) -> None:
    out = tmp_path / "demo"
    said = gongping("demo", "--out", out, "--no-serve")
    assert (said.code, said.err) == (0, "")
    assert "34个镇街、95个市直单位" in said.out
    assert "镇街（34个）" in said.out
    assert "市直单位（95个）" in said.out
    with (out / "result" / "standing.csv").open(encoding="utf-8") as stream:
        grades = Counter((r["category"], r["grade"]) for r in csv.DictReader(stream))
    assert grades == {
        ("town", "excellent"): 10, ("town", "good"): 14, ("town", "fair"): 10,
        ("department", "excellent"): 30, ("department", "good"): 33, ("department", "fair"): 30, ("department", ""): 2,
    }  # fmt: skip
    assert gongping("demo", "--out", out, "--no-serve").code == 0, "an earlier demo is made anew"
    assert gongping("verify", out / "result").code == 0


def test_without_the_site_it_ends_by_itself(tmp_path: Path, gongping: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)  # as in the offline folder
    said = gongping("demo", "--out", tmp_path / "demo")
    assert said.code == 0
    assert "没有网站部分" in said.out
    assert (tmp_path / "demo" / "result" / "standing.csv").is_file()


def test_it_does_not_write_among_other_files(tmp_path: Path, gongping: Run) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    said = gongping("demo", "--out", tmp_path, "--lang", "en")
    assert said.code == 2
    assert "holds other files" in said.err
    assert [f.name for f in tmp_path.iterdir()] == ["letter.txt"]


def test_the_city_has_what_a_year_has() -> None:
    city = make_city()
    assert abs(city.ballots - 10_000) < 500
    tables = city.tables
    assert {row[1] for row in tables["unit_status"]} == {"免考", "新组建"}
    assert [row[2] for row in tables["lookups"]].count("不适用") == 1
    assert [row[2] for row in tables["applies"]] == ["不适用"]
    assert {body for row in tables["items"] for body in str(row[3]).split("；")} == {
        "市委组织部",
        "市直工委",
        "市企业工委",
        "市社会组织工委",
    }
    claims = Counter((row[0], row[2]) for row in tables["events"])
    assert max(claims.values()) > 1, "the same achievement claimed twice"
    assert {row[6] for row in tables["events"]} == {"已核实", "不予认定"}
    assert len({t.name for t in city.teams}) == 34 + 95


def test_the_same_seed_is_the_same_city() -> None:
    assert make_city(3).tables == make_city(3).tables
    assert make_city(3).tables != make_city(4).tables
