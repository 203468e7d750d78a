"""The two result tables of a Release as rows of text: standing and scores."""

from __future__ import annotations

from gongping.disclosure.release import Release
from gongping.scoring.scorecard import notes

STANDING = ("category", "rank", "unit", "name", "final", "grade", "note")
SCORES = ("unit", "node", "value", "state", "clause")


def standing_rows(release: Release) -> list[tuple[str, ...]]:
    """One row per unit, by category and rank; unranked units last, in protocol order.

    Without a complete result there is no rank and no grade. Notes are in Chinese: the table is a
    document of the office.
    """
    rows: list[tuple[str, ...]] = []
    for category, result in release.assessment.categories.items():
        for row in result.order():
            unit = result.units[row]
            final = result.columns[result.final].show(row) if result.final in result.columns else ""
            rank = str(result.context.ranks[row] or "")
            note = "；".join(n.zh for n in notes(result, row))
            rows.append((category, rank, unit.code, unit.name, final, result.context.grades[row], note))
    return rows


def score_rows(release: Release) -> list[tuple[str, ...]]:
    """One row per unit and node, inner nodes included, in the order of computation."""
    rows: list[tuple[str, ...]] = []
    for result in release.assessment.categories.values():
        paths = [(path, result.clause_of(path)) for path in result.columns]
        for row, unit in enumerate(result.units):
            rows += [
                (unit.code, path, result.columns[path].show(row), result.state(path, row), clause)
                for path, clause in paths
            ]
    return rows
