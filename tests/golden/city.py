"""The golden city: a small made-up city as CSV, and what it must come to.

``python -m tests.golden.city`` writes facts and expectations anew; do that only when a change of the
result is meant, and say in the commit why the numbers change.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from gongping.cli.main import main
from gongping.demo import Size, make_city
from gongping.tables.spec import TABLES
from gongping.tables.writing import write_csv

HERE = Path(__file__).resolve().parent
SEED, SIZE = 11, Size(towns=23, departments=65, panel=6, leaders=(2, 4), staff=(3, 6), items=5)
KEPT = ("standing.csv", "scores.csv")
DATA = (".csv", ".json")


def write_facts(folder: Path) -> None:
    """The city's tables as CSV, words as an office writes them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in make_city(SEED, SIZE).tables.items():
        width = len(TABLES[name].columns)
        write_csv(folder, name, ([*map(str, row), *[""] * (width - len(row))] for row in rows))


def score(out: Path) -> int:
    return main(["score", str(HERE / "scheme.yaml"), str(HERE / "facts"), "--out", str(out), "--lang", "zh"])


def data_fingerprint(result: Path) -> str:
    """SHA-256 over the data files of a result: tables and bundle, not workbook, report or manifest.

    Those hold the same numbers in layouts that may improve; ``verify`` compares them with these.
    """
    names = sorted(f.relative_to(result).as_posix() for f in result.rglob("*") if f.suffix in DATA)
    whole = hashlib.sha256()
    for name in (n for n in names if not n.endswith("manifest.json")):
        whole.update(f"{name} {hashlib.sha256((result / name).read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def renew() -> None:
    """Write facts, expected tables and fingerprint."""
    write_facts(HERE / "facts")
    with TemporaryDirectory() as folder:
        result = Path(folder) / "result"
        if score(result):
            raise SystemExit(1)
        for name in KEPT:
            shutil.copyfile(result / name, HERE / name)
        (HERE / "fingerprint.txt").write_text(data_fingerprint(result) + "\n", encoding="utf-8")


if __name__ == "__main__":
    renew()
