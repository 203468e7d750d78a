"""Programs outside Python: a test that needs an absent one is skipped and listed at the end.

With GONGPING_NO_SKIP=1 (as in .ci/run) every skip is a failure, whatever its reason.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

NO_SKIP = os.environ.get("GONGPING_NO_SKIP") == "1"


def _java() -> str | None:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")


def _spark() -> str | None:
    return _java() if importlib.util.find_spec("pyspark") else None


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("google-chrome")


def _soffice() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


# name → (how to find it, how to get it)
PROGRAMS: dict[str, tuple[Callable[[], str | None], str]] = {
    "chromium": (_chromium, "Chromium (Debian: apt-get install chromium)"),
    "soffice": (_soffice, "LibreOffice (Debian: apt-get install libreoffice-calc)"),
    "java": (_java, "Java 17 or 21 (Debian: apt-get install default-jre-headless)"),
    "spark": (_spark, "Spark (make spark) with Java 17 or 21 (Debian: apt-get install default-jre-headless)"),
}


def require_program(name: str) -> str:
    """The path of an outside program; skips the test, with the reason recorded, when it is absent."""
    find, how = PROGRAMS[name]
    found = find()
    if found is None:
        pytest.skip(f"needs {how}")
    return found


@pytest.fixture(name="require_program")
def _require_program() -> Callable[[str], str]:
    return require_program


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if NO_SKIP and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped, and GONGPING_NO_SKIP=1: {_reason(report)}"


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """A skip inside a test or its fixtures."""
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    """A skip of a whole file, as by importorskip at its top."""
    report = yield
    _refuse_skip(report)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The list of what was not tested here, and what it would take."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for report in terminalreporter.stats.get("skipped", []):
        by_reason[_reason(report)].append(report.nodeid)
    if not by_reason:
        return
    terminalreporter.section("skipped: not tested on this machine")
    for reason, tests in sorted(by_reason.items()):
        terminalreporter.write_line(reason)
        for test in sorted(tests):
            terminalreporter.write_line(f"  {test}")
