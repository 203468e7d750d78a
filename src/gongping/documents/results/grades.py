"""The words of grades and outcomes beside a unit."""

from __future__ import annotations

from gongping.scoring.grading import OUTCOMES
from gongping.scoring.scorecard import CategoryScores
from gongping.text import Text


def grade_title(result: CategoryScores, grade: str) -> Text:
    grades = result.context.scheme.grades.get(result.category)
    known = grades.titles.get(grade) if grades else None
    return known.text if known else Text(grade, grade)


def grade_word(result: CategoryScores, row: int) -> Text:
    """The unit's grade, or the outcome in its place; empty where there is neither."""
    grade, outcome = result.context.grades[row], result.graded[row].outcome
    if grade:
        return grade_title(result, grade)
    return OUTCOMES.get(outcome, Text(outcome, outcome))
