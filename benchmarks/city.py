"""A city from workbooks to result files: ``gongping score`` as a whole process, against its targets.

34 towns and 95 departments with some 10,000 ballots, as .xlsx. The process is timed from outside,
warm cache, median of five; scoring itself is timed inside a process that has read everything.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.harness import ROOT, Report, run_alone

TITLE = "a city from workbooks to result files"
PACKAGES = ("python-calamine", "xlsxwriter", "numpy")
RUNS = 5


def run(report: Report) -> None:
    with TemporaryDirectory() as temporary:
        home = Path(temporary)
        facts = home / "facts"
        run_alone(["-m", __spec__.name, "make", str(facts)])
        seconds = [_score(facts, home / f"out{i}") for i in range(RUNS + 1)][1:]
        report.amount("city, gongping score, whole process (median of 5)", median(seconds), "s", at_most=3)
        said = run_alone(["-m", __spec__.name, "inside", str(facts)]).said
        report.amount("city, scoring itself", said["seconds"] * 1000, "ms", at_most=50)
        report.amount("city, ballots", said["ballots"], "ballots")


def _score(facts: Path, out: Path) -> float:
    command = [sys.executable, "-m", "gongping", "score", "jiceng-dangjian", str(facts), "--out", str(out)]
    start = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def make(folder: Path) -> dict[str, float]:
    from gongping.demo.city import make_city  # noqa: PLC0415 - each process loads only what it uses
    from gongping.demo.workbooks import write_city  # noqa: PLC0415

    folder.mkdir(parents=True)
    write_city(make_city(), folder)
    return {"seconds": 0}


def inside(folder: Path) -> dict[str, float]:
    """The median of several scorings in one process: the first one warms up."""
    from gongping.assessment import load_scheme  # noqa: PLC0415
    from gongping.intake import read_folder  # noqa: PLC0415
    from gongping.scoring.scorecard import score  # noqa: PLC0415

    scheme = load_scheme(ROOT / "schemes" / "jiceng-dangjian")
    facts, tally, _ = read_folder(scheme, folder)
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        score(scheme, facts, tally)
        times.append(time.perf_counter() - start)
    ballots = sum(int(count.valid.sum()) for count in tally.counts.values())
    return {"seconds": median(times[1:]), "ballots": ballots}


if __name__ == "__main__":
    print(json.dumps({"make": make, "inside": inside}[sys.argv[1]](Path(sys.argv[2]))))
