"""Counting as plain SQL, one text that runs unchanged on DuckDB, SQLite, PostgreSQL and Spark SQL.

A *source* is what stands after FROM: a table, a view or a subquery in brackets with an alias, holding the
columns ``form, unit, raters, ballot, question, answer`` (``group`` and ``option`` are reserved words that
each engine quotes in its own way, so the source renames them; see ``sources``). A NULL or empty answer
is a blank one.

Who runs the text is given as ``run``: it takes the SQL and returns the rows. So nothing here knows a
database driver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from gongping.scheme.forms import Form
from gongping.tally.assemble import Cells, assemble
from gongping.tally.ballots_sql import ballots_sql
from gongping.tally.model import BLANK, Tally
from gongping.tally.sheet import TallyError, sheet_of

Run = Callable[[str], Iterable[Sequence[Any]]]

ANSWERS_SQL = """\
SELECT form, raters, unit, question, answer, COUNT(*) AS ballots
FROM {source}
GROUP BY form, raters, unit, question, answer"""
"""Answers that need no judging, because every ballot in them is valid and complete."""


def count_ballots(run: Run, source: str, forms: Mapping[str, Form]) -> Tally:
    """Judge and count the ballots of all forms: counts, invalid ballots by reason, histogram.

    Equal to ``ballots.counting.count_answers`` on the same answers; one query per form. Raises
    TallyError for answers that are no ballots of their form.
    """
    counts = {}
    for name, form in forms.items():
        sheet = sheet_of(form)
        found: dict[str, Cells] = {}
        for part, raters, unit, question, answer, score, ballots in run(ballots_sql(name, form, source)):
            cells = found.setdefault(str(raters), Cells())
            _sort_in(cells, name, (part, str(unit), question, answer, int(score), int(ballots)))
        for group, cells in found.items():
            counts[name, group] = assemble(name, group, sheet, cells)
    return Tally(counts)


def _sort_in(cells: Cells, form: str, row: tuple[str, str, str, str, int, int]) -> None:
    part, unit, question, answer, score, ballots = row
    if part == "fault":
        raise TallyError(
            f"form {form}, unit {unit}: {ballots} answers with a name the form does not have, a question"
            " answered twice on one ballot, or a paper with two rater groups"
        )
    if part == "count":
        cells.answers.append((unit, question, answer, ballots))
    elif part == "score":
        cells.scores.append((unit, score, ballots))
    else:
        cells.invalid.append((unit, answer, ballots))


def count_complete(run: Run, source: str, forms: Mapping[str, Form]) -> Tally:
    """Count answers of valid ballots that state every question, by one GROUP BY; no ``ballot`` column.

    There is no histogram, as nothing says which answers belong together. Raises TallyError where the
    questions of a unit do not add up to the same number of ballots.
    """
    found: dict[tuple[str, str], Cells] = {}
    for form, raters, unit, question, answer, ballots in run(ANSWERS_SQL.format(source=source)):
        if form not in forms:
            raise TallyError(f"no form {form}")
        cells = found.setdefault((str(form), str(raters)), Cells())
        cells.answers.append((str(unit), question, answer or BLANK, int(ballots)))
    return Tally(
        {
            (name, group): assemble(name, group, sheet_of(forms[name]), cells, scored=False)
            for (name, group), cells in found.items()
        }
    )
