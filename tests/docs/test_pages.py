"""What the hand-written pages name exists: commands, options, files, links."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from gongping.cli.commands import COMMANDS
from tools.documentation.words import ROOT

PAGES = sorted(
    page
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "schemes").glob("*/README.md"))
    if page.is_file()
)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CALL = re.compile(r"(?<![\w./-])gongping ([a-z][a-z-]*)([^`\n#]*)")
GLOBAL = {"--lang", "--debug", "--help", "--version"}


def options_of(name: str) -> set[str]:
    module: Any = importlib.import_module(f"gongping.cli.{COMMANDS[name].module}")
    app = typer.Typer(add_completion=False)
    app.command(name=name)(module.command)
    return {option for parameter in typer.main.get_command(app).params for option in parameter.opts} | GLOBAL


def calls(page: Path) -> list[tuple[str, str]]:
    """Commands with what follows them, in indented lines and between backticks."""
    text = page.read_text(encoding="utf-8")
    quoted = re.findall(r"`(gongping [^`\n]*)`", text)
    indented = re.findall(r"^ {4,}(gongping .*)$", text, re.M)
    return [(found[1], found[2]) for line in (*quoted, *indented) for found in CALL.finditer(line)]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = [t.partition("#")[0] for t in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in t]
    assert [t for t in targets if t and not (page.parent / t).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_commands_and_their_options_exist(page: Path) -> None:
    unknown = [name for name, _ in calls(page) if name not in COMMANDS]
    assert unknown == []
    wrong = [
        f"gongping {name} {option}"
        for name, rest in calls(page)
        for option in re.findall(r"(?<!\S)(--?[a-z][a-z-]*)", rest)
        if option not in options_of(name)
    ]
    assert wrong == []


def test_the_readme_names_every_command() -> None:
    named = {name for name, _ in calls(ROOT / "README.md")}
    assert {"new", "lint", "score", "explain", "what-if", "verify"} <= named


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_make_targets_of_the_readme_exist(readme: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = set(re.findall(r"(?:^ {4}|`)make ([a-z]+)", (ROOT / readme).read_text(encoding="utf-8"), re.M))
    assert named <= targets
    assert {"demo", "test"} <= named


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    program = [sys.executable, "-m", "gongping", command, "--help"]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert (done.returncode, command in done.stdout) == (0, True)


def test_every_source_file_says_what_it_is() -> None:
    from tools.documentation.files import _modules, _says  # noqa: PLC0415 - the list of docs/structure.md

    assert [str(path.relative_to(ROOT)) for path in _modules() if not _says(path)] == []


def test_every_folder_of_the_house_is_in_its_plan() -> None:
    plan = (ROOT / "docs" / "structure.md").read_text(encoding="utf-8")
    folders = [p.parent.name for p in (ROOT / "src" / "gongping").glob("*/__init__.py")]
    assert [name for name in folders if f"  {name}/" not in plan] == []
