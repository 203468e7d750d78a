"""Build the offline package with PyInstaller: ``python -m tools.offline.build [FOLDER]``.

The folder (default ./offline/gongping) holds the program ``gongping``, its own interpreter, the
libraries and the shipped schemes; copy it whole. It runs on the kind of system it was built on: on
Windows the same command builds the Windows folder (docs/windows.md).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UNUSED = ("tkinter", "pyspark", "pandas", "polars", "psycopg", "matplotlib", "IPython", "pytest", "hypothesis",
          "gongping.web", "django", "granian", "whitenoise")  # fmt: skip
"""Packages that may stand in the environment and are no part of the program."""


def build(folder: Path) -> Path:
    """Build into ``folder`` (replaced); returns the program's path."""
    work = ROOT / "build" / "offline"
    shutil.rmtree(folder, ignore_errors=True)
    separator = ";" if sys.platform == "win32" else ":"
    command = [
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--onedir", "--log-level=WARN",
        "--name", folder.name, "--distpath", str(folder.parent), "--workpath", str(work), "--specpath", str(work),
        "--paths", str(ROOT / "src"), "--collect-submodules", "gongping", "--collect-data", "gongping",
        "--add-data", f"{ROOT / 'schemes'}{separator}gongping/schemes",
    ]  # fmt: skip
    for package in UNUSED:
        command += ["--exclude-module", package]
    subprocess.run([*command, str(ROOT / "tools" / "offline" / "start.py")], check=True, cwd=ROOT)
    program = folder / (folder.name + (".exe" if sys.platform == "win32" else ""))
    shutil.copy(ROOT / "LICENSE", folder)
    return program


if __name__ == "__main__":
    print(build(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "offline" / "gongping"))
