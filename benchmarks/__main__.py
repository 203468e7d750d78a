"""python -m benchmarks [NAME …]: run all benchmarks, or the named ones; 1 when a target is missed."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from benchmarks.harness import RESULTS, ROOT, Report

NOT_ONE = {"__init__", "__main__", "harness"}


def names() -> list[str]:
    """Files here that are benchmarks: those with a ``run``."""
    files = sorted(path for path in Path(__file__).parent.glob("*.py") if path.stem not in NOT_ONE)
    return [path.stem for path in files if "\ndef run(" in path.read_text(encoding="utf-8")]


def main(wanted: list[str]) -> int:
    strange = sorted(set(wanted) - set(names()))
    if strange:
        print(f"no benchmark {', '.join(strange)}; there are: {', '.join(names())}")
        return 2
    missed: list[str] = []
    for name in wanted or names():
        module = import_module(f"benchmarks.{name}")
        print(f"{name}: {module.TITLE}", flush=True)
        report = Report(getattr(module, "PACKAGES", ()))
        module.run(report)
        missed += report.missed
    print(f"appended to {RESULTS.relative_to(ROOT)}" + (f"; MISSED: {', '.join(missed)}" if missed else ""))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
