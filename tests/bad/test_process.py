"""The same through a real process: what an office's terminal shows, and the exit code a script reads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bad.faults import Fault, faults

FAULTS = {(fault.kind, fault.name): fault for fault in faults()}
NARROW_TERMINAL = {"PYTHONIOENCODING": "gbk", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "COLUMNS": "40"}


def process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "gongping", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env=os.environ | environment)


@pytest.mark.parametrize(
    ("fault", "language"),
    [
        (FAULTS["schemes", "five-faults"], "zh"),
        (FAULTS["facts", "five-faults"], "en"),
        (FAULTS["facts", "gbk"], "zh"),
        (FAULTS["facts", "turnout-too-low"], "en"),
        (FAULTS["workbooks", "formula-cell"], "zh"),
    ],
    ids=lambda value: f"{value.kind}-{value.name}" if isinstance(value, Fault) else value,
)
def test_a_process_tells_it_and_leaves_nothing(fault: Fault, language: str, tmp_path: Path) -> None:
    out = tmp_path / "result"
    done = process("score", fault.scheme, fault.folder(tmp_path), "--out", out, "--lang", language, PYTHONUTF8="1")
    says = (done.stdout + done.stderr).decode("utf-8")
    assert done.returncode == fault.exit, says
    assert "Traceback" not in says
    assert out.exists() is (fault.exit == 0)
    for expected in fault.finds if fault.exit else ():
        assert expected.at in says, says
        assert all(word in says for word in (expected.zh if language == "zh" else expected.en)), says


def test_a_terminal_that_lacks_characters_is_no_reason_to_fail(tmp_path: Path) -> None:
    fault = FAULTS["facts", "lost-characters"]
    done = process("lint", fault.scheme, fault.folder(tmp_path), "--lang", "zh", **NARROW_TERMINAL)
    assert done.returncode == 0, done.stderr
    assert "白?镇".encode("gbk") in done.stdout
    assert b"Traceback" not in done.stderr
