"""Every faulty scheme, folder and workbook is told in both languages at its place, and nothing is written."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest

from tests.bad.faults import GOOD_FACTS, GOOD_SCHEME, HERE, Expected, Fault, faults
from tests.bad.running import contents, run
from tests.bad.workbooks import WORKBOOKS

FAULTS = list(faults())
IDS = [f"{fault.kind}-{fault.name}" for fault in FAULTS]
BOTH_WAYS = [
    fault for fault in FAULTS if fault.name in ("five-faults", "weights-60-30-20", "turnout-too-low", "formula-cell")
]
WORDS_FOR_DO = {"zh": " → 处理：", "en": " → do: "}


@pytest.fixture(scope="module")
def accepted() -> list[tuple[str, str]]:
    """What is said of the good scheme and folder too: warnings that are none of the faults'."""
    return [(one["at"], one["code"]) for one in run("lint", GOOD_SCHEME, GOOD_FACTS, "--json").findings()]


def test_there_are_many_faults_each_with_its_own_name() -> None:
    assert len({(fault.kind, fault.name) for fault in FAULTS}) == len(FAULTS) >= 200
    assert sum(fault.exit == 2 for fault in FAULTS) >= 150
    assert {p.stem for p in (HERE / "schemes").iterdir()} == {f.name for f in FAULTS if f.kind == "schemes"}
    assert {p.name for p in (HERE / "facts").iterdir()} == {f.name for f in FAULTS if f.kind == "facts"}
    assert set(WORKBOOKS) == {f.name for f in FAULTS if f.kind == "workbooks"}


def test_the_good_scheme_and_folder_are_good(tmp_path: Path) -> None:
    assert run("lint", GOOD_SCHEME, GOOD_FACTS).code == 0
    assert run("score", GOOD_SCHEME, GOOD_FACTS, "--out", tmp_path / "result").code == 0
    assert (tmp_path / "result" / "standing.csv").is_file()


@pytest.mark.parametrize("fault", [f for f in FAULTS if f.kind == "schemes"], ids=lambda f: f.name)
def test_a_scheme_has_one_change(fault: Fault) -> None:
    """A file that strays from the good one would prove less than its name says."""
    bad = fault.scheme.read_bytes().decode("utf-8", "replace").splitlines()
    good = GOOD_SCHEME.read_text(encoding="utf-8").splitlines()
    changed = [line for line in difflib.ndiff(good, bad) if line[:2] in ("- ", "+ ")]
    whole = fault.name in ("empty-file", "not-a-mapping", "not-utf8")
    assert changed
    assert whole or len(changed) <= (10 if "five" in fault.name else 4), changed


@pytest.mark.parametrize("fault", FAULTS, ids=IDS)
def test_it_is_told(fault: Fault, tmp_path: Path, accepted: list[tuple[str, str]]) -> None:
    """All findings and no other, at their places; lint in Chinese, score in English; no result is left."""
    folder, out = fault.folder(tmp_path), tmp_path / "result"
    before = contents(tmp_path)

    linted = run("lint", fault.scheme, folder, "--json", "--lang", "zh")
    found = [one for one in linted.findings() if (one["at"], one["code"]) not in accepted]
    if fault.kind == "schemes":
        assert [one["at"] for one in found if one["code"] == "cli.facts-not-checked"] == [str(GOOD_FACTS)]
        found = [one for one in found if one["code"] not in ("scheme.status-silent", "cli.facts-not-checked")]
    assert sorted((one["at"], one["code"]) for one in found) == sorted((e.at, e.code) for e in fault.finds)
    for expected in fault.finds:
        assert any(_tells(one, expected, expected.zh) for one in found), (expected, found)
    assert linted.code == fault.exit

    scored = run("score", fault.scheme, folder, "--out", out, "--lang", "en")
    assert scored.code == fault.exit
    if fault.exit:
        assert {name: data for name, data in contents(tmp_path).items() if name not in before} == {}
        assert not out.exists()
    for expected in fault.finds if fault.exit else ():
        assert _line(scored.err, expected, expected.en, "en"), (expected, scored.err)


@pytest.mark.parametrize("fault", BOTH_WAYS, ids=lambda f: f"{f.kind}-{f.name}")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", ["lint", "score"])
def test_both_commands_tell_it_in_both_languages(fault: Fault, command: str, language: str, tmp_path: Path) -> None:
    more = ["--out", tmp_path / "result"] if command == "score" else []
    outcome = run(command, fault.scheme, fault.folder(tmp_path), *more, "--lang", language)
    assert outcome.code == fault.exit
    for expected in fault.finds:
        assert _line(outcome.says, expected, expected.zh if language == "zh" else expected.en, language), outcome.says


@pytest.mark.parametrize("name", ["five-faults", "mark-above-100", "turnout-too-low"])
def test_an_earlier_result_stays_as_it_was(name: str, tmp_path: Path) -> None:
    fault = next(f for f in FAULTS if (f.kind, f.name) == ("facts", name))
    out = tmp_path / "result"
    assert run("score", GOOD_SCHEME, GOOD_FACTS, "--out", out).code == 0
    before = contents(out)
    folder = fault.folder(tmp_path)
    assert run("score", GOOD_SCHEME, folder, "--out", out).code == fault.exit
    assert contents(out) == before
    shutil.rmtree(folder)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["result"], "nothing half-written lies beside it"


def _tells(one: dict[str, str], expected: Expected, words: tuple[str, ...]) -> bool:
    """Whether a finding of --json is the expected one, with what to do and all the words."""
    sentence = one["what"] + " " + one["do"]
    same = (one["at"], one["code"]) == (expected.at, expected.code)
    return same and bool(one["do"]) and all(word in sentence for word in words)


def _line(says: str, expected: Expected, words: tuple[str, ...], language: str) -> bool:
    """Whether a printed finding begins with the place, says what to do, and has all the words."""
    place = f"{expected.at}: " if expected.at else ""
    lines = [line for line in says.splitlines() if place in line and WORDS_FOR_DO[language] in line]
    return any(all(word in line for word in words) for line in lines)
