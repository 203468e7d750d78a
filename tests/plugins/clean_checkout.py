"""No test writes into the checkout: what a test makes goes to tmp_path.

Python tells an audit hook of every file it opens, makes, moves or removes; while a test runs, such a
thing inside the checkout is refused. Other programs that a test starts are out of the hook's sight:
on a machine for continuous integration (CI is set) git is asked at the end as well.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
_ROOT = str(ROOT) + os.sep

# What tools keep for themselves, none of it tracked by git.
ALLOWED = frozenset({".venv", ".git", ".hypothesis", ".pytest_cache", "__pycache__"})

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# What changes a file or folder: which of the event's arguments are its paths, and which say "relative to
# this open folder" (-1: no) in the same order. A link's target is only text.
CHANGING = {
    "os.mkdir": ((0, 2),),
    "os.remove": ((0, 1),),
    "os.rmdir": ((0, 1),),
    "os.rename": ((0, 2), (1, 3)),
    "os.link": ((1, 3),),
    "os.symlink": ((1, 2),),
    "os.truncate": ((0, None),),
}

_watch = {"installed": False, "on": False}


class CheckoutChanged(PermissionError):
    """A test tried to write into the checkout."""


def _inside(path: object) -> bool:
    if not isinstance(path, str | bytes | os.PathLike):
        return False  # a file descriptor: it was opened, and judged, before
    full = os.path.abspath(os.fsdecode(path))
    return full.startswith(_ROOT) and ALLOWED.isdisjoint(full[len(_ROOT) :].split(os.sep))


def changed_path(event: str, args: tuple[Any, ...]) -> object:
    """The path inside the checkout that this event would change, or None."""
    if event == "open":
        path, _, flags = args
        return path if isinstance(flags, int) and flags & WRITING and _inside(path) else None
    for path, folder in CHANGING.get(event, ()):
        # Relative to an open folder is how a tree is removed, and that folder was named before.
        if (folder is None or args[folder] == -1 or os.path.isabs(args[path])) and _inside(args[path]):
            return args[path]
    return None


def _hook(event: str, args: tuple[Any, ...]) -> None:
    if _watch["on"] and (path := changed_path(event, args)) is not None:
        raise CheckoutChanged(f"a test may not write into the checkout, use tmp_path: {event} {path!r}")


def _git_status() -> str:
    command = ["git", "-C", str(ROOT), "status", "--porcelain", "--untracked-files=all"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


def pytest_configure(config: pytest.Config) -> None:
    """An audit hook cannot be taken away again, so there is one, switched on only while a test runs."""
    if not _watch["installed"]:
        sys.addaudithook(_hook)
        _watch["installed"] = True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Iterator[None]:
    """Watch set-up, test and tear-down."""
    _watch["on"] = True
    try:
        return (yield)
    finally:
        _watch["on"] = False


@pytest.fixture(scope="session", autouse=True)
def _unchanged_at_the_end() -> Iterator[None]:
    if not os.environ.get("CI"):
        yield
        return
    before = _git_status()
    yield
    assert _git_status() == before, "the tests changed the checkout"
