"""Scoring 400,000 units × 20 nodes, exactly and with every column kept, against two other ways.

The floor is an int64 script written by hand for this very scheme, in chunks that fit the cache; the
peer is the same in pandas with floats, which is not exact: the benchmark says how many of its final
scores differ. All three round at every node. GONGPING_BENCH_UNITS makes it smaller.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from benchmarks.harness import Report, race

if TYPE_CHECKING:
    import numpy as np

TITLE = "scoring, 400,000 units × 20 nodes"
PACKAGES = ("numpy", "pandas")

UNITS = int(os.environ.get("GONGPING_BENCH_UNITS") or 400_000)
NODES = 20
VALUES = (100, 85, 60, 30)
WEIGHTS = (8, 7, 3, 2) * 5
CHUNK = 4096


def run(report: Report) -> None:
    found = race({name: ["-m", __spec__.name, name] for name in ("gongping", "by_hand", "pandas")}, rounds=5)
    if found["gongping"].said["total"] != found["by_hand"].said["total"]:
        raise RuntimeError("the two exact ways differ")
    ours = found["gongping"].best
    report.amount("scoring", ours, "s")
    report.cost("scoring, against int64 by hand", ours, found["by_hand"].best, at_most=2)
    report.ratio("scoring, against pandas with floats", ours, found["pandas"].best, at_least=1)
    report.amount("scoring, final scores that floats get wrong", found["pandas"].said["wrong"], "of all units, %")


def counts() -> np.ndarray:
    """(units, nodes, options) counts, the same in every process."""
    import numpy as np  # noqa: PLC0415 - each entrant loads only what it uses

    drawn = np.random.default_rng(1).integers(0, 13, (UNITS, NODES, len(VALUES)))
    drawn[..., 0] += 1
    return drawn


def by_hand() -> tuple[float, dict[str, object]]:
    import numpy as np  # noqa: PLC0415

    drawn, values, weights = counts(), np.array(VALUES), np.array(WEIGHTS)
    start = time.perf_counter()
    nodes = np.empty((UNITS, NODES), dtype=np.int64)
    final = np.empty(UNITS, dtype=np.int64)
    for low in range(0, UNITS, CHUNK):
        part = drawn[low : low + CHUNK]
        ballots = part.sum(-1)
        node = (200 * (part @ values) + ballots) // (2 * ballots)
        nodes[low : low + CHUNK] = node
        base = (2 * (node @ weights) + 100) // 200
        final[low : low + CHUNK] = (2 * base + 10) // 20
    return time.perf_counter() - start, {"total": int(final.sum())}


def gongping() -> tuple[float, dict[str, object]]:
    import numpy as np  # noqa: PLC0415

    from gongping.facts.model import Facts, Unit  # noqa: PLC0415
    from gongping.scoring.scorecard import score  # noqa: PLC0415
    from gongping.tally.model import RESERVED, Count, Tally  # noqa: PLC0415

    drawn = counts()
    units = tuple(Unit(f"U{i:06d}", f"U{i:06d}", "unit") for i in range(UNITS))
    codes, options = tuple(unit.code for unit in units), ("a", "b", "c", "d", *RESERVED)
    tallied = {}
    for k in range(NODES):
        count = np.zeros((UNITS, 1, len(options)), dtype=np.int64)
        count[:, 0, : len(VALUES)] = drawn[:, k]
        tallied[f"f{k}", "g"] = Count(f"f{k}", "g", codes, ("q",), options, count, count.sum((1, 2)))
    scheme, facts, tally = _scheme(), Facts(units), Tally(tallied)
    start = time.perf_counter()
    card = score(scheme, facts, tally)
    seconds = time.perf_counter() - start
    return seconds, {"total": int(card.categories["unit"].columns["final"].values.sum())}


def _scheme():  # type: ignore[no-untyped-def]
    from gongping.scheme.loader import build  # noqa: PLC0415
    from gongping.scheme.source import parse  # noqa: PLC0415
    from gongping.scoring.operators import vocabulary  # noqa: PLC0415

    options = "{" + ", ".join(f"{name}: {value}" for name, value in zip("abcd", VALUES, strict=True)) + "}"
    form = "{{clause: 一, raters: {{g: g}}, questions: {{q: q}}, options: {options}, small_group: one_group}}"
    lines = ['scheme: {id: big, version: "1", title: big}', "categories: {unit: {clause: 一, title: unit}}", "forms:"]
    lines += [f"  f{k}: {form.format(options=options)}" for k in range(NODES)]
    weights = ", ".join(f"n{k}: {WEIGHTS[k]}" for k in range(NODES))
    lines += ["score:", "  unit:", "    final: {sum: [base], places: 1}"]
    lines += [f"    base: {{places: 2, weighted: {{{weights}}}}}"]
    lines += [f"    n{k}: {{places: 2, ballots: f{k}, blank: zero}}" for k in range(NODES)]
    scheme, _ = build(parse("\n".join(lines))[0], vocabulary())
    return scheme


def pandas() -> tuple[float, dict[str, object]]:
    """The same with floats; numpy's rounding, as pandas has no other."""
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    drawn = counts()
    tables = [pd.DataFrame(drawn[:, k], columns=list("abcd")) for k in range(NODES)]
    start = time.perf_counter()
    nodes = pd.DataFrame({k: (t * np.array(VALUES)).sum(axis=1) / t.sum(axis=1) for k, t in enumerate(tables)}).round(2)
    base = (nodes * (np.array(WEIGHTS) / 100)).sum(axis=1).round(2)
    final = base.round(1)
    seconds = time.perf_counter() - start
    exact = _exact(drawn)
    wrong = float((np.round(final.to_numpy() * 10).astype(np.int64) != exact).mean() * 100)
    return seconds, {"wrong": wrong}


def _exact(drawn: np.ndarray) -> np.ndarray:
    import numpy as np  # noqa: PLC0415

    ballots = drawn.sum(-1)
    node = (200 * (drawn @ np.array(VALUES)) + ballots) // (2 * ballots)
    return (2 * ((2 * (node @ np.array(WEIGHTS)) + 100) // 200) + 10) // 20


if __name__ == "__main__":
    ENTRANTS: dict[str, Callable[[], tuple[float, dict[str, object]]]] = {
        "by_hand": by_hand,
        "gongping": gongping,
        "pandas": pandas,
    }
    seconds, said = ENTRANTS[sys.argv[1]]()
    print(json.dumps({"seconds": seconds, **said}))
