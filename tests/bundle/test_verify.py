"""verify: an untouched folder is accepted; every change of a score-bearing field is named at its field.

The changes are made *with the manifest recomputed*, as a forger would: only computing everything again
from the bundle finds them. A wholly consistent forgery is caught by the fingerprint kept elsewhere.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gongping.assessment import assess, load_scheme
from gongping.bundle import verify, write_results
from gongping.bundle.manifest import MANIFEST, Manifest, digest, files_below, read_manifest
from gongping.disclosure.release import office_release
from gongping.intake import read_folder

SCHEME = """
scheme: {id: small, version: "1", title: {zh: 小方案, en: Small}}
categories: {unit: {clause: 一, title: {zh: 单位, en: Units}}}
forms:
  f:
    clause: 二
    raters: {g: 干部职工}
    questions: {p: 思想, q: 实绩}
    options: {good: {value: 100, zh: 好}, fair: {value: 80, zh: 较好}, poor: {value: 40, zh: 差}}
    small_group: withhold_groups
facts:
  items: {basic: 基础工作}
  lookups: {award: {zh: 考评, values: {first: 一等奖, other: 其他}}}
  numbers: {rate: 完成率}
  events: {bonus: 加分}
score:
  unit:
    final: {clause: 五, sum: [composite, bonus], places: 2}
    composite: {clause: 五, weighted: {ballots: 30, award: 20, work: 30, rate: 20}}
    ballots: {clause: 二, ballots: f, blank: zero}
    award: {clause: 三, lookup: award, values: {first: 100, other: 80}}
    work: {clause: 四, marks: basic, bodies: any}
    rate: {clause: 四, number: rate}
    bonus: {clause: 四, events: bonus, each: 3, same_matter: once, at_most: 9}
rank: {unit: {clause: 五, by: final, break_by: [work]}}
grades:
  unit:
    clause: 五
    titles: {a: 优秀, b: 良好, c: 一般}
    steps: [{grade: a, top: 2, at_cut: up}, {grade: c, bottom: 2, at_cut: up}, {grade: b, rest: yes}]
"""
UNITS = [f"U{i}" for i in range(1, 8)]


def tables() -> dict[str, list[list[str]]]:
    """Facts of seven units, all different."""
    made: dict[str, list[list[str]]] = {
        "units": [["unit", "name", "category"]] + [[u, f"单位{u}", "unit"] for u in UNITS],
        "items": [["item", "kind", "title", "body"], ["B1", "basic", "项目一", "x;y"], ["B2", "basic", "项目二", "x"]],
        "marks": [["item", "unit", "body", "mark"]],
        "lookups": [["unit", "name", "value"]],
        "numbers": [["unit", "name", "value"]],
        "events": [["unit", "kind", "matter"]],
        "tally": [["form", "unit", "group", "question", "option", "count"]],
    }
    for i, unit in enumerate(UNITS):
        made["marks"] += [
            ["B1", unit, "x", str(90 - i)],
            ["B1", unit, "y", str(88 - 2 * i)],
            ["B2", unit, "x", f"{80 + i}.5"],
        ]
        made["lookups"].append([unit, "award", "first" if i % 2 else "other"])
        made["numbers"].append([unit, "rate", f"{70 + 3 * i}.25"])
        made["events"] += [[unit, "bonus", f"m{j}"] for j in range(i % 3)]
        for question in ("p", "q"):
            for option, n in (("good", 9 + i), ("fair", 7), ("poor", 3)):
                made["tally"].append(["f", unit, "g", question, option, str(n)])
    return made


def write_csv(file: Path, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    file.write_text(text.getvalue(), encoding="utf-8")


def read_csv(file: Path) -> list[list[str]]:
    return list(csv.reader(file.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("verify")
    (home / "scheme.yaml").write_text(SCHEME, encoding="utf-8")
    (home / "facts").mkdir()
    for name, rows in tables().items():
        write_csv(home / "facts" / f"{name}.csv", rows)
    scheme = load_scheme(home / "scheme.yaml")
    facts, tally, findings = read_folder(scheme, home / "facts")
    (home / "out").mkdir()
    write_results(office_release(assess(scheme, facts, tally, findings)), home / "out")
    return home / "out"


@pytest.fixture
def copy(output: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(output, tmp_path / "out"))


def recompute_manifest(folder: Path) -> None:
    """What a forger does: put the new hashes into the manifest."""
    old = read_manifest(folder)
    new = replace(old, files={name: digest(folder / name) for name in files_below(folder)})
    (folder / MANIFEST).write_bytes(Manifest(new.engine, new.scheme, new.language, new.readings, new.files).bytes())


def test_an_untouched_folder_is_accepted(output: Path) -> None:
    found = verify(output)
    assert found.differences == []
    assert found.good
    assert found.scores >= 7 * 9
    assert verify(output, found.fingerprint).good


def test_the_same_input_gives_the_same_bytes(output: Path, tmp_path: Path) -> None:
    scheme = load_scheme(output.parent / "scheme.yaml")
    facts, tally, findings = read_folder(scheme, output.parent / "facts")
    write_results(office_release(assess(scheme, facts, tally, findings)), tmp_path)
    assert files_below(tmp_path) == files_below(output)
    for name in [*files_below(output), MANIFEST]:
        assert (tmp_path / name).read_bytes() == (output / name).read_bytes(), name


def result_changes(output: Path) -> Iterator[tuple[str, int, int]]:
    """(file, row, column) of every score-bearing field of the result tables."""
    for name, columns in (
        ("standing.csv", ("rank", "final", "grade", "unit")),
        ("scores.csv", ("value", "state", "node")),
    ):
        for file in (name, f"bundle/{name}"):
            rows = read_csv(output / file)
            for row in range(1, len(rows)):
                for column in columns:
                    yield file, row, rows[0].index(column)


def other(text: str) -> str:
    """A plausible other value."""
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        last = "8" if text[-1] != "8" else "3"
        return text[:-1] + last
    return {"ok": "missing", "a": "b", "b": "c", "c": "a"}.get(text, text + "x")


def test_every_changed_field_of_a_result_is_named(output: Path, copy: Path) -> None:
    tried = 0
    for file, row, column in result_changes(output):
        tried += 1
        if tried % 3:  # a third of some five hundred keeps the suite quick; the rest are of the same kinds
            continue
        rows = read_csv(output / file)
        header, old = rows[0][column], rows[row][column]
        rows[row][column] = other(old)
        write_csv(copy / file, rows)
        recompute_manifest(copy)
        said = [d.en for d in verify(copy).differences]
        assert len(said) == 1, said
        assert said[0].startswith(f"{file} "), said
        assert f"{header} is '{other(old)}', recomputed '{old}'" in said[0]
        shutil.copy(output / file, copy / file)
    assert tried >= 400


def fact_changes(output: Path) -> Iterator[tuple[str, int, str]]:
    """(file, row, unit) of every score-bearing fact of the bundle."""
    for name in ("marks", "lookups", "numbers", "events"):
        rows = read_csv(output / "bundle" / "facts" / f"{name}.csv")
        for row in range(1, len(rows)):
            yield f"bundle/facts/{name}.csv", row, rows[row][rows[0].index("unit")]
    rows = read_csv(output / "bundle" / "tally.csv")
    for row in range(1, len(rows)):
        if rows[row][rows[0].index("option")] == "good":
            yield "bundle/tally.csv", row, rows[row][rows[0].index("unit")]


def change_fact(rows: list[list[str]], row: int) -> None:
    """Another value, such that the table stays sound."""
    header = rows[0]
    if "count" in header:  # one ballot from 好 to 差: the sums still agree
        poor = next(i for i in range(1, len(rows)) if rows[i][:-2] == rows[row][:-2] and rows[i][-2] == "poor")
        rows[row][-1], rows[poor][-1] = str(int(rows[row][-1]) - 1), str(int(rows[poor][-1]) + 1)
    elif "matter" in header:
        del rows[row]
    else:
        column = header.index("mark" if "mark" in header else "value")
        words = {"first": "other", "other": "first"}
        rows[row][column] = words.get(rows[row][column]) or other(rows[row][column])


def test_every_changed_fact_is_named_at_its_unit(output: Path, copy: Path) -> None:
    tried = 0
    for file, row, unit in fact_changes(output):
        rows = read_csv(output / file)
        change_fact(rows, row)
        write_csv(copy / file, rows)
        recompute_manifest(copy)
        said = [d.en for d in verify(copy).differences]
        assert any(re.search(rf"^(bundle/)?scores.csv {unit}, ", d) for d in said), (file, row, said)
        assert any(d.startswith("results.xlsx") for d in said), (file, row, said)
        shutil.copy(output / file, copy / file)
        tried += 1
    assert tried >= 50


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"ballots":"30"', '"ballots":"31"'),
        ('"first":"100"', '"first":"99"'),
        ('"each":"3"', '"each":"4"'),
        ('"top":"2"', '"top":"3"'),
    ],
)
def test_a_changed_rule_is_named(copy: Path, old: str, new: str) -> None:
    file = copy / "bundle" / "scheme.json"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(
        text.replace(old, new).replace('"award":"20"', '"award":"19"' if "ballots" in old else '"award":"20"'),
        encoding="utf-8",
    )
    recompute_manifest(copy)
    said = [d.en for d in verify(copy).differences]
    assert any("scheme.json" in d for d in said)
    assert any("scores.csv" in d or "standing.csv" in d for d in said)


def test_changed_cached_values_of_the_workbook_are_named(output: Path, copy: Path) -> None:
    tried = 0
    with zipfile.ZipFile(output / "results.xlsx") as book:
        parts = {i.filename: book.read(i) for i in book.infolist()}
    for name in [n for n in parts if re.match(r"xl/worksheets/sheet\d+\.xml", n)]:
        cells = list(re.finditer(rb"<f>([^<]*)</f><v>([^<]*)</v>", parts[name]))
        for cell in cells[:: max(1, len(cells) // 6)]:
            changed = dict(parts)
            changed[name] = parts[name][: cell.start(2)] + b"12.34" + parts[name][cell.end(2) :]
            with zipfile.ZipFile(copy / "results.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
                for part, content in changed.items():
                    book.writestr(part, content)
            recompute_manifest(copy)
            said = [d.en for d in verify(copy).differences]
            assert any(d.startswith("results.xlsx") for d in said), (name, cell.group(1), said)
            assert any("12.34" in d for d in said), said
            tried += 1
    assert tried >= 12


def test_changes_without_a_new_manifest_are_caught_by_hash(output: Path, copy: Path) -> None:
    for name in files_below(output):
        (copy / name).write_bytes((output / name).read_bytes() + b"\n")
        assert any(name in d.en and "hash" in d.en for d in verify(copy).differences), name
        shutil.copy(output / name, copy / name)
    (copy / "report.html").unlink()
    assert any("report.html is missing" in d.en for d in verify(copy).differences)


def test_a_consistent_forgery_is_caught_by_the_fingerprint(output: Path, tmp_path: Path) -> None:
    """All facts changed and everything computed again: only the fingerprint kept elsewhere tells."""
    kept = verify(output).fingerprint
    scheme = load_scheme(output.parent / "scheme.yaml")
    forged = tmp_path / "facts"
    shutil.copytree(output.parent / "facts", forged)
    rows = read_csv(forged / "marks.csv")
    rows[1][3] = "100"
    write_csv(forged / "marks.csv", rows)
    facts, tally, findings = read_folder(scheme, forged)
    (tmp_path / "out").mkdir()
    write_results(office_release(assess(scheme, facts, tally, findings)), tmp_path / "out")
    assert verify(tmp_path / "out").good
    assert not verify(tmp_path / "out", kept).good


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"files": 3}', b"\xff"])
def test_a_broken_manifest_is_told_not_raised(copy: Path, content: bytes) -> None:
    (copy / MANIFEST).write_bytes(content)
    assert not verify(copy).good


def test_the_manifest_names_every_file(output: Path) -> None:
    content = json.loads((output / MANIFEST).read_bytes())
    assert set(content["files"]) == set(files_below(output))
    assert {
        "standing.csv",
        "scores.csv",
        "results.xlsx",
        "report.html",
        "bundle/scheme.json",
        "bundle/decisions.csv",
    } <= set(content["files"])
