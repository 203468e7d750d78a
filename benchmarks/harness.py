"""How a benchmark measures and reports.

A benchmark is a file here with a ``TITLE`` and ``run(report: Report) -> None``; ``python -m benchmarks``
finds it by itself. It gives ``race`` one command per entrant. Each run is a process of its own that
prints one line of JSON with ``seconds`` (what the work took, imports left out) and whatever else is to
be compared; entrants take turns, so that a noisy minute meets all of them. Then it compares with
``Report.ratio`` and ``Report.amount``; each line is printed and appended to results.jsonl.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results.jsonl"


def data_folder() -> Path:
    """Where made-up data is kept between runs: GONGPING_BENCH_DATA, or build/bench."""
    folder = Path(os.environ.get("GONGPING_BENCH_DATA") or ROOT / "build" / "bench")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@dataclass(frozen=True)
class Result:
    """The runs of one entrant: ``seconds`` of each, ``cpu`` seconds of each whole process on all cores,
    the largest ``megabytes`` any of them held. Where other work shares the machine, ``cpu`` tells more."""

    seconds: tuple[float, ...]
    cpu: tuple[float, ...]
    megabytes: float
    said: Mapping[str, Any]
    """What the last run printed."""

    @property
    def best(self) -> float:
        return min(self.seconds)

    @property
    def median(self) -> float:
        return median(self.seconds)


def race(entrants: Mapping[str, Sequence[str]], rounds: int | None = None) -> dict[str, Result]:
    """Run each command so many times, in turns; GONGPING_BENCH_ROUNDS or 3 unless told.

    A command is what follows ``python``.
    """
    rounds = rounds or int(os.environ.get("GONGPING_BENCH_ROUNDS") or 3)
    runs: dict[str, list[Run]] = {name: [] for name in entrants}
    for _ in range(rounds):
        for name, command in entrants.items():
            done = run_alone(command)
            runs[name].append(done)
            figures = f"{done.seconds:.3f} s, {done.cpu:.2f} s of processor, {done.megabytes:.0f} MB"
            print(f"    {name}: {figures}", flush=True)
    return {name: _together(done) for name, done in runs.items()}


def _together(runs: Sequence[Run]) -> Result:
    seconds, cpu = tuple(r.seconds for r in runs), tuple(r.cpu for r in runs)
    return Result(seconds, cpu, max(r.megabytes for r in runs), runs[-1].said)


@dataclass(frozen=True)
class Run:
    """One run: peak memory in MB (10**6 bytes), and the JSON of the last line printed."""

    seconds: float
    cpu: float
    megabytes: float
    said: Mapping[str, Any]


def run_alone(command: Sequence[str]) -> Run:
    """Run one process to its end.

    The kernel counts a child's peak from this process's own size on, so a benchmark must not load
    large packages where it races.
    """
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    said: dict[str, Any] = json.loads(printed.strip().splitlines()[-1])
    cpu = usage.ru_utime + usage.ru_stime
    return Run(float(said["seconds"]), cpu, usage.ru_maxrss * unit / 10**6, said)


@dataclass
class Report:
    """Prints each figure beside its target and keeps it in results.jsonl.

    ``packages`` are the ones whose versions belong to the figures.
    """

    packages: Iterable[str] = ()
    missed: list[str] = field(default_factory=list)

    def ratio(self, name: str, ours: float, theirs: float, *, at_least: float, stretch: float | None = None) -> None:
        """How many times as fast as a peer (``theirs`` ÷ ``ours``)."""
        further = f", stretch {stretch:g}" if stretch else ""
        self._line(name, theirs / ours, "times as fast", f"≥ {at_least:g}{further}", theirs / ours >= at_least)

    def cost(self, name: str, ours: float, floor: float, *, at_most: float) -> None:
        """How many times the time of a floor, the least that could be hoped for."""
        self._line(name, ours / floor, "times the floor", f"≤ {at_most:g}", ours / floor <= at_most)

    def amount(self, name: str, figure: float, unit: str, *, at_most: float | None = None) -> None:
        """A figure by itself; without ``at_most`` it is only told."""
        target = "" if at_most is None else f"≤ {at_most:g}"
        self._line(name, figure, unit, target, at_most is None or figure <= at_most)

    def _line(self, name: str, figure: float, unit: str, target: str, met: bool) -> None:
        verdict = ("met" if met else "MISSED") if target else ""
        print(f"  {name:<52} {figure:>9.2f} {unit:<16} {target:<20} {verdict}", flush=True)
        if not met:
            self.missed.append(name)
        row = {
            "name": name,
            "figure": round(figure, 4),
            "unit": unit,
            "target": target,
            "met": met,
            "versions": versions(self.packages),
            "date": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        with RESULTS.open("a", encoding="utf-8") as out:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def versions(packages: Iterable[str]) -> dict[str, str]:
    """Of Python and the named packages, and how many cores there were."""
    found = {"python": sys.version.split()[0], "cores": str(os.cpu_count())}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "absent"
    return found
