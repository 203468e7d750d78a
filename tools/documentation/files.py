"""The list of every source file in docs/structure.md, each with the first sentence it says of itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.documentation.words import ROOT

SOURCE = ROOT / "src" / "gongping"


def files() -> str:
    """All modules, folder by folder."""
    folders = sorted({path.parent for path in _modules()})
    return "\n".join("\n".join(_folder(folder)) for folder in folders)


def _modules() -> list[Path]:
    # steps of a database from one shape to the next are written by Django and read by nobody
    return sorted(p for p in SOURCE.rglob("*.py") if p.name != "__init__.py" and p.parent.name != "migrations")


def _folder(folder: Path) -> Iterator[str]:
    name = folder.relative_to(SOURCE).as_posix()
    head = "**`gongping/`**" if name == "." else f"**`{name}/`** {_says(folder / '__init__.py')}"
    yield f"{head.rstrip()}\n"
    for path in _modules():
        if path.parent == folder:
            yield f"- `{path.name}`: {_says(path)}"
    yield ""


def _says(path: Path) -> str:
    """The first line of the docstring."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) if path.is_file() else None
    return (text or "").split("\n\n")[0].replace("\n", " ").replace("``", "`")
