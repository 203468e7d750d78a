"""The help of every command as docs/command-line.md shows it."""

from __future__ import annotations

import importlib
import io

import typer
from rich.console import Console

from gongping.cli.commands import COMMANDS
from gongping.cli.help import Bilingual, command_help
from gongping.cli.session import Session

WIDTH = 110


def commands() -> str:
    """One section per command, in the order of an office's work."""
    return "\n".join(_section(name) for name in COMMANDS)


def _section(name: str) -> str:
    known = COMMANDS[name]
    return f"### gongping {name}\n\n{known.says.zh}\n\n```text\n{help_of(name).rstrip()}\n```\n"


def help_of(name: str) -> str:
    """What ``gongping NAME --help`` says in English."""
    module = importlib.import_module(f"gongping.cli.{COMMANDS[name].module}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name=name, cls=Bilingual)(module.command)
    console = Console(file=io.StringIO(), width=WIDTH, no_color=True, highlight=False, markup=False, emoji=False)
    text = command_help(typer.main.get_command(app), Session("en", console, console), f"gongping {name}")
    return "\n".join(line.rstrip() for line in text.splitlines())
