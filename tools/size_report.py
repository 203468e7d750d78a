"""Lists files over 300 lines and functions over 30; fails when a file passes 400 (docs/structure.md).

Long files and functions are where a reader loses the way. Between the two marks the list is a reminder.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("src", "tests", "benchmarks", "tools")
LONG_FILE, LONGEST_FILE, LONG_FUNCTION = 300, 400, 30


def python_files() -> list[Path]:
    """Every Python file of the project, in order."""
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def long_functions(text: str) -> Iterator[tuple[int, str, int]]:
    """Line, name and length of each function over the mark; its docstring does not count."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node)
            if length > LONG_FUNCTION:
                yield node.lineno, node.name, length


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    if ast.get_docstring(node, clean=False) is None:
        return 0
    first = node.body[0]
    return (first.end_lineno or first.lineno) - first.lineno + 1


def main() -> int:
    """Print the report; 1 when a file is too long."""
    files = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in python_files()}
    lengths = {path: text.count("\n") for path, text in files.items()}
    for path, length in lengths.items():
        if length > LONG_FILE:
            verdict = "too long" if length > LONGEST_FILE else "long"
            print(f"{path}: {length} lines, {verdict}")
    for path, text in files.items():
        for line, name, length in sorted(long_functions(text)):
            print(f"{path}:{line}: {name} has {length} lines")
    too_long = [path for path, length in lengths.items() if length > LONGEST_FILE]
    middle = sorted(lengths.values())[len(lengths) // 2] if lengths else 0
    print(f"sizes: {len(files)} files, median {middle} lines, {len(too_long)} over {LONGEST_FILE}")
    return 1 if too_long else 0


if __name__ == "__main__":
    sys.exit(main())
