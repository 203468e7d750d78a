"""The golden city comes to the very same result, digit by digit, whatever changes in the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.city import HERE, KEPT, data_fingerprint, score, write_facts


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden") / "result"
    assert score(folder) == 0
    return folder


@pytest.mark.parametrize("name", KEPT)
def test_every_line_is_the_expected_one(name: str, result: Path) -> None:
    assert (result / name).read_text(encoding="utf-8").splitlines() == (HERE / name).read_text(
        encoding="utf-8"
    ).splitlines()


def test_the_data_has_the_expected_fingerprint(result: Path) -> None:
    assert data_fingerprint(result) == (HERE / "fingerprint.txt").read_text(encoding="utf-8").strip()


def test_the_same_seed_still_makes_these_facts(tmp_path: Path) -> None:
    write_facts(tmp_path)
    for file in sorted((HERE / "facts").iterdir()):
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name
