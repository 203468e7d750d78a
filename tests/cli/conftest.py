"""What the tests of the command line share: a small made-up city, and a way to run a command."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gongping.cli.main import main
from gongping.demo import Size, make_city, write_city

SMALL = Size(towns=22, departments=64, panel=5, leaders=(2, 3), staff=(3, 5), items=3)
SCHEME = "jiceng-dangjian"


@dataclass
class Ran:
    """One finished command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        shape: dict[str, Any] = json.loads(self.out)
        return shape


Run = Callable[..., Ran]


@pytest.fixture
def gongping(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in this process, in Chinese unless told."""
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("GONGPING_LANG", raising=False)

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([str(a) for a in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err + said.out
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The facts folder of a small city. Not to be written to."""
    folder = tmp_path_factory.mktemp("city")
    write_city(make_city(7, SMALL), folder)
    return folder


@pytest.fixture(scope="session")
def result(city: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the small city. Not to be written to."""
    folder = tmp_path_factory.mktemp("scored") / "result"
    assert main(["score", SCHEME, str(city), "--out", str(folder), "--lang", "zh"]) == 0
    return folder
