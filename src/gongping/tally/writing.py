"""A tally as canonical tables: ``tally.csv`` and ``ballot_scores.csv``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongping.points import show
from gongping.tables.writing import write_csv
from gongping.tally.model import Count, Tally
from gongping.tally.names import INVALID


def write_tally(tally: Tally, folder: Path) -> list[Path]:
    """Write the counts, zeros included, and the histograms where there are any; gives the files.

    Rows stand by form, group, unit, question, option, those of invalid ballots (question INVALID) last
    in their unit. Reading them with the same scheme gives the same tally. Raises OSError.
    """
    counts = [tally.counts[key] for key in sorted(tally.counts)]
    write_csv(folder, "tally", (row for count in counts for row in _rows(count)))
    scored = [count for count in counts if count.histogram is not None and len(count.histogram.unit)]
    if not scored:
        return [folder / "tally.csv"]
    write_csv(folder, "ballot_scores", (row for count in scored for row in _scores(count)))
    return [folder / "tally.csv", folder / "ballot_scores.csv"]


def _rows(count: Count) -> Iterator[tuple[str, ...]]:
    cells = count.counts.tolist()
    invalid = {reason: column.tolist() for reason, column in count.invalid.items()}
    for n, unit in enumerate(count.units):
        head = (count.form, unit, count.group)
        for question, numbers in zip(count.questions, cells[n], strict=True):
            for option, number in zip(count.options, numbers, strict=True):
                yield (*head, question, option, str(number))
        for reason, numbers in invalid.items():
            if numbers[n]:
                yield (*head, INVALID, reason, str(numbers[n]))


def _scores(count: Count) -> Iterator[tuple[str, ...]]:
    histogram = count.histogram
    if histogram is None:
        return
    columns = (histogram.unit.tolist(), histogram.score.tolist(), histogram.ballots.tolist())
    for unit, score, ballots in zip(*columns, strict=True):
        shown = show(score, histogram.places)
        yield count.form, count.units[unit], count.group, shown, str(ballots), histogram.values
