"""The house holds: sizes, names and imports of the source (docs/structure.md)."""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "gongping"
LONGEST_FILE = 400
CATCH_ALL = {"utils", "util", "helpers", "helper", "common", "misc", "stuff", "tools"}


def source_files() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def test_no_source_file_is_too_long() -> None:
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in source_files()}
    assert lengths, "there is source to look at"
    assert {str(path): n for path, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_file_or_folder_is_a_catch_all() -> None:
    folders = [SOURCE, ROOT / "tests", ROOT / "tools"]
    names = [path for folder in folders for path in folder.rglob("*") if path.suffix in ("", ".py")]
    assert [str(path) for path in names if path.stem in CATCH_ALL] == []


def test_no_import_cycle() -> None:
    graph = grimp.build_graph("gongping", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail("import cycle: " + " ← ".join(error.args[1]))


def test_an_import_inside_a_function_says_why() -> None:
    reason = re.compile(r"#\s*noqa:\s*PLC0415(.*)$", re.M)
    first = {path: reason.search(path.read_text(encoding="utf-8")) for path in source_files()}
    silent = [str(path) for path, found in first.items() if found and not found[1].strip(" -")]
    assert silent == [], "the first one in a file says why: # noqa: PLC0415 - heavy, needed by one command"
