"""Every case of every shipped scheme holds to the last digit, and every scheme is sound."""

from pathlib import Path

import pytest

from gongping.assessment import check_scheme
from gongping.cases.running import case_files, run_case
from gongping.text import blocking

SCHEMES = Path(__file__).parents[2] / "schemes"
FOLDERS = sorted(folder for folder in SCHEMES.iterdir() if (folder / "scheme.yaml").is_file())
CASES = [(folder, file) for folder in FOLDERS for file in case_files(folder)]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_scheme_is_sound(folder: Path) -> None:
    scheme, findings = check_scheme(folder)
    assert scheme is not None
    assert [f.say("en") for f in blocking(findings)] == []
    assert scheme.header.id == folder.name
    assert case_files(folder), "a scheme has at least one case"
    assert (folder / "README.md").is_file()


@pytest.mark.parametrize(("folder", "file"), CASES, ids=lambda p: p.stem if isinstance(p, Path) else str(p))
def test_case_holds(folder: Path, file: Path) -> None:
    result = run_case(folder, file)
    assert result.error is None, result.error
    assert result.case is not None, [f.say("en") for f in result.findings]
    assert result.differences == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_every_reading_of_every_assumption_loads(folder: Path) -> None:
    scheme, _ = check_scheme(folder)
    assert scheme is not None
    for one in scheme.assumptions:
        for reading in one.assumption.alternatives:
            other, findings = check_scheme(folder, {one.id: reading})
            assert blocking(findings) == [], (one.id, reading, [f.say("en") for f in blocking(findings)])
            assert other is not None
            assert other.fingerprint != scheme.fingerprint
