"""How it looks: two-column characters, narrow terminals, pipes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from gongping.cli.annex import print_annexes
from gongping.cli.inputs import assess_folder, load
from gongping.cli.session import Session
from gongping.cli.standing import print_standings
from gongping.text import Language
from tests.cli.conftest import SCHEME


def session(width: int, language: Language, terminal: bool) -> Session:
    out = Console(file=io.StringIO(), width=width, force_terminal=terminal, highlight=False, markup=False)
    return Session(language, out, out)


def printed(city: Path, width: int, language: Language, terminal: bool) -> list[str]:
    made = session(width, language, terminal)
    assessment = assess_folder(made, load(made, SCHEME, {}), city, {})
    print_standings(made, assessment)
    print_annexes(made, assessment)
    file = made.out.file
    assert isinstance(file, io.StringIO)
    return file.getvalue().splitlines()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 60, 80, 132])
def test_nothing_is_wider_than_the_terminal(city: Path, width: int, language: Language) -> None:
    lines = printed(city, width, language, terminal=False)
    ranking = [line for line in lines if "█" in line or "┈" in line]
    assert max(map(cell_len, ranking)) <= width
    assert any("█" in line for line in ranking) or width < 60


def test_columns_stand_under_each_other(city: Path) -> None:
    rows = [line for line in printed(city, 100, "zh", terminal=False) if "█" in line and not line.startswith("█")]
    towns = rows[:22]
    assert len({cell_len(line[: line.index("█")]) for line in towns}) == 1


def test_colour_on_a_terminal_only(city: Path) -> None:
    assert any("\x1b[" in line for line in printed(city, 80, "zh", terminal=True))
    assert not any("\x1b[" in line for line in printed(city, 80, "zh", terminal=False))


def test_a_pipe_gets_whole_lines() -> None:
    made = session(60, "zh", terminal=False)
    made.say("字" * 100)
    file = made.out.file
    assert isinstance(file, io.StringIO)
    assert file.getvalue() == "字" * 100 + "\n"
