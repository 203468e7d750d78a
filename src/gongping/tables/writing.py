"""Tables in canonical form: UTF-8, LF, English headers, every column, ids only."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from gongping.tables.spec import TABLES


def write_csv(folder: Path, name: str, rows: Iterable[Sequence[str]]) -> None:
    """Write one table into ``folder`` as ``name.csv``; each row holds all columns of the table in order.

    The same rows give the same bytes. Raises OSError.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.id for column in TABLES[name].columns)
    writer.writerows(rows)
    (folder / f"{name}.csv").write_bytes(out.getvalue().encode())
