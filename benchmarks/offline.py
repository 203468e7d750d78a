"""The offline package: built, and tried in an empty environment with no Python on the path.

It must make and score the demo city; its size and the seconds of its commands are told.
"""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.harness import Report
from tools.offline.build import build

TITLE = "offline package"
PACKAGES = ("pyinstaller",)


def run(report: Report) -> None:
    with TemporaryDirectory() as temporary:
        home = Path(temporary)
        start = time.perf_counter()
        program = build(home / "gongping")
        report.amount("offline package, built in", time.perf_counter() - start, "s")
        size = sum(f.stat().st_size for f in program.parent.rglob("*") if f.is_file() and not f.is_symlink())
        report.amount("offline package, size", size / 10**6, "MB", at_most=400)
        report.amount("offline package, --version", _seconds(home, program, "--version"), "s", at_most=2)
        report.amount("offline package, demo", _seconds(home, program, "demo", "--out", str(home / "demo")), "s")
        made = sorted(f.name for f in (home / "demo").rglob("results.xlsx"))
        if not made:
            raise RuntimeError("the offline package wrote no results")


def _seconds(home: Path, program: Path, *arguments: str) -> float:
    """Run it with an empty environment: nothing of this machine's Python may be needed."""
    environment = {"HOME": str(home), "PATH": "", "LANG": "C.UTF-8"}
    start = time.perf_counter()
    subprocess.run([str(program), *arguments], check=True, cwd=home, env=environment, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start
