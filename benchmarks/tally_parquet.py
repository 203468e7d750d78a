"""Counting a large Parquet file of answers, against polars, DuckDB and a hand-written bincount.

Data: ballots of five answers each on units drawn at random, rows of a ballot together, as pyarrow writes
them by default (row groups of a million rows, zstd). Every entrant counts by form, unit, group, question
and option, and must find the same cells. GONGPING_BENCH_ANSWERS makes it smaller (default 50 million).
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.harness import Report, data_folder, race, run_alone

TITLE = "answers in a Parquet file → counts"
PACKAGES = ("numpy", "pyarrow", "polars", "duckdb")

ANSWERS = int(os.environ.get("GONGPING_BENCH_ANSWERS") or 50_000_000)
UNITS = ANSWERS // 125
KEYS = ("form", "unit", "group", "question", "option")
GROUPS = ("leaders", "staff")
QUESTIONS = ("politics", "leadership", "performance", "integrity", "team")
OPTIONS = ("good", "fairly_good", "average", "poor", "_unknown")
ROWS = 1_000_000

Found = tuple[int, int, int]
"""Cells that are not empty, answers in them, and the sum of their squares."""


def run(report: Report) -> None:
    for kind in ("integer", "text"):
        path = _file(kind)
        print(f"  {ANSWERS:,} answers, {UNITS:,} units, {kind} codes, {path.stat().st_size / 1e6:.0f} MB")
        entrants = ["gongping", "polars", "polars_streaming", "duckdb"]
        entrants.insert(1, "bincount" if kind == "integer" else "reading")
        found = race({name: ["-m", __spec__.name, name, str(path)] for name in entrants})
        cells = {name: result.said.get("found") for name, result in found.items() if name != "reading"}
        if len({json.dumps(c) for c in cells.values()}) != 1:
            raise RuntimeError(f"the entrants count differently: {cells}")
        ours = found["gongping"]
        best = {name: result.best for name, result in found.items()}
        polars, duckdb = min(best["polars"], best["polars_streaming"]), best["duckdb"]
        report.amount(f"tally, {kind} codes", ours.best, "s")
        if kind == "integer":
            report.ratio("tally, integer codes, against polars", ours.best, polars, at_least=4)
            report.ratio("tally, integer codes, against DuckDB", ours.best, duckdb, at_least=4)
            report.cost("tally, integer codes, against bincount by hand", ours.best, best["bincount"], at_most=1.5)
            report.amount("tally, integer codes, peak memory", ours.megabytes, "MB", at_most=1200)
        else:
            faster = min(polars, duckdb)
            name = "tally, text codes, against the faster of both"
            report.ratio(name, ours.best, faster, at_least=1, stretch=1.5)
            report.amount("tally, text codes, against reading alone", ours.best / best["reading"], "times the floor")
            report.amount("tally, text codes, peak memory", ours.megabytes, "MB", at_most=1000)


def _file(kind: str) -> Path:
    """The data, made once, by a process of its own so that this one stays small."""
    path = data_folder() / f"answers-{kind}-{ANSWERS}.parquet"
    if not path.exists():
        print(f"  making {path.name}", flush=True)
        run_alone(["-m", __spec__.name, "make", str(path), kind])
    return path


def make(path: str, kind: str) -> None:
    """Write the file a row group at a time, then put it in its place whole."""
    import numpy as np  # noqa: PLC0415 - each entrant loads only what it uses: memory is measured
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    chance, writer = np.random.default_rng(7), None
    codes = pa.array([f"U{number:06d}" for number in range(UNITS)])

    def names(numbers: np.ndarray, words: tuple[str, ...]) -> pa.Array:
        return pa.DictionaryArray.from_arrays(pa.array(numbers.astype(np.int8)), pa.array(words))

    for start in range(0, ANSWERS, ROWS):
        ballots = min(ROWS, ANSWERS - start) // len(QUESTIONS)
        unit = np.repeat(chance.integers(0, UNITS, ballots, dtype=np.int32), len(QUESTIONS))
        option = chance.choice(len(OPTIONS), len(unit), p=[0.3, 0.35, 0.2, 0.1, 0.05])
        columns = {
            "form": names(np.zeros(len(unit)), ("democratic",)),
            "unit": pa.array(unit) if kind == "integer" else codes.take(pa.array(unit)),
            "group": names(np.repeat(chance.random(ballots) < 0.8, len(QUESTIONS)), GROUPS),
            "question": names(np.tile(np.arange(len(QUESTIONS)), ballots), QUESTIONS),
            "option": names(option, OPTIONS),
        }
        table = pa.table(columns)
        writer = writer or pq.ParquetWriter(path + ".part", table.schema, compression="zstd")
        writer.write_table(table)
    if writer:
        writer.close()
    Path(path + ".part").rename(path)
    print(json.dumps({"seconds": 0}))


def gongping(path: str) -> tuple[float, Found]:
    from gongping.scheme.forms import Form  # noqa: PLC0415
    from gongping.tally.parquet import count_parquet  # noqa: PLC0415

    form = Form.model_validate(
        {
            "raters": {group: group for group in GROUPS},
            "questions": {question: question for question in QUESTIONS},
            "options": {option: str(100 - 20 * i) for i, option in enumerate(OPTIONS[:-1])},
        }
    )
    start = time.perf_counter()
    tally = count_parquet(path, {"democratic": form})
    seconds = time.perf_counter() - start
    counts = [count.counts for count in tally.counts.values()]
    return seconds, (
        sum(int((c > 0).sum()) for c in counts),
        sum(int(c.sum()) for c in counts),
        sum(int((c * c).sum()) for c in counts),
    )


def bincount(path: str) -> tuple[float, Found]:
    """By hand, knowing the file: its codes are 0…, its dictionaries all in one order, nothing checked."""
    import numpy as np  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    start = time.perf_counter()
    size = UNITS * len(GROUPS) * len(QUESTIONS) * len(OPTIONS)
    total, waiting = np.zeros(size, dtype=np.int64), []
    with pq.ParquetFile(path, read_dictionary=["group", "question", "option"]) as file:
        for batch in file.iter_batches(1 << 20, columns=["unit", "group", "question", "option"]):
            key = np.from_dlpack(batch["unit"]) * np.int32(len(GROUPS))
            key += np.from_dlpack(batch["group"].indices)
            for column, names in (("question", QUESTIONS), ("option", OPTIONS)):
                key *= np.int32(len(names))
                key += np.from_dlpack(batch[column].indices)
            waiting.append(key)
            if len(waiting) == 8:
                total += np.bincount(np.concatenate(waiting), minlength=size)
                waiting = []
    if waiting:
        total += np.bincount(np.concatenate(waiting), minlength=size)
    seconds = time.perf_counter() - start
    return seconds, (int((total > 0).sum()), int(total.sum()), int((total * total).sum()))


def reading(path: str) -> tuple[float, Found]:
    """Decoding every column as codes into dictionaries, counting nothing."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    start = time.perf_counter()
    with pq.ParquetFile(path, read_dictionary=list(KEYS)) as file:
        rows = sum(batch.num_rows for batch in file.iter_batches(1 << 20, columns=list(KEYS)))
    return time.perf_counter() - start, (0, rows, 0)


def polars(path: str, engine: str = "auto") -> tuple[float, Found]:
    import polars as pl  # noqa: PLC0415

    start = time.perf_counter()
    counted = pl.scan_parquet(path).group_by(KEYS).agg(pl.len().alias("n")).collect(engine=engine)
    seconds = time.perf_counter() - start
    n = counted["n"].cast(pl.Int64)
    return seconds, (counted.height, int(n.sum()), int((n * n).sum()))


def polars_streaming(path: str) -> tuple[float, Found]:
    return polars(path, "streaming")


def duckdb(path: str) -> tuple[float, Found]:
    import duckdb as db  # noqa: PLC0415

    connection = db.connect()
    columns = ", ".join(f'"{key}"' for key in KEYS)
    start = time.perf_counter()
    connection.execute(
        f"CREATE TEMP TABLE counted AS SELECT {columns}, count(*) AS n FROM read_parquet('{path}') GROUP BY ALL"
    )
    seconds = time.perf_counter() - start
    found = connection.execute("SELECT count(*), sum(n)::BIGINT, sum(n * n)::BIGINT FROM counted").fetchone()
    assert found is not None
    return seconds, (found[0], found[1], found[2])


ENTRANTS: dict[str, Callable[[str], tuple[float, Found]]] = {
    entrant.__name__: entrant for entrant in (gongping, bincount, reading, polars, polars_streaming, duckdb)
}


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(*sys.argv[2:])
    else:
        took, cells = ENTRANTS[sys.argv[1]](sys.argv[2])
        print(json.dumps({"seconds": took, "found": cells}))
