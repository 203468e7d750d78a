"""What the page shows of each category: rows of the ranking with their bars, and derivations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from gongping.analysis.explain import Derivation, derive
from gongping.assessment import Assessment
from gongping.documents.results.composition import Composition, composition, contributions
from gongping.documents.results.grades import grade_word
from gongping.documents.results.report_charts import Segment, segments
from gongping.documents.results.titles import title_of
from gongping.documents.results.workbook_notes import WORDS
from gongping.scoring.column import State
from gongping.scoring.scorecard import CategoryScores, notes
from gongping.text import Language, Text


@dataclass(frozen=True)
class Row:
    """One unit in the ranking. ``cut``: what the line below it says, None where there is none."""

    code: str
    name: str
    group: str
    rank: int
    values: tuple[Text, ...]
    bar: tuple[Segment, ...]
    grade: Text
    best: bool
    notes: tuple[Text, ...]
    cut: Text | None
    derivations: tuple[Derivation, ...]


@dataclass(frozen=True)
class CategoryView:
    id: str
    title: Text
    grouped: bool
    complete: bool
    legend: tuple[tuple[int, Text], ...]
    heads: tuple[Text, ...]
    rows: tuple[Row, ...]
    lists: tuple[tuple[Text, str, tuple[str, ...]], ...]


def category_views(assessment: Assessment, language: Language) -> list[CategoryView]:
    """The categories in the order of the plan."""
    return [_category(result, language) for result in assessment.categories.values()]


def _category(result: CategoryScores, language: Language) -> CategoryView:
    scheme, made = result.context.scheme, composition(result)
    sizes = [contributions(result, made, row) for row in range(len(result.units))]
    longest = max((sum((v for v in s.values() if v > 0), Fraction(0)) for s in sizes), default=Fraction(0))
    order = result.order()
    rows = [
        _row(
            result, made, row, segments(sizes[row], made, longest, result), order[i + 1] if i + 1 < len(order) else None
        )
        for i, row in enumerate(order)
    ]
    shown = (*[p for p in made.columns if p != result.final], result.final)
    lists = scheme.lists.get(result.category, {})
    listed = [(one.title.text, one.clause, tuple(result.units[i].name for i in result.lists.get(name, ())))
              for name, one in lists.items()]  # fmt: skip
    legend = tuple((i, title_of(result, path)) for i, path in enumerate(made.leaves))
    heads = tuple(title_of(result, path) for path in shown)
    return CategoryView(result.category, scheme.title_of(result.category).text, len(result.rankings) > 1,
                        result.complete, legend, heads, tuple(rows), tuple(listed))  # fmt: skip


def _row(result: CategoryScores, made: Composition, row: int, bar: tuple[Segment, ...], following: int | None) -> Row:
    unit, ranks, grades = result.units[row], result.context.ranks, result.context.grades
    shown = (*[p for p in made.columns if p != result.final], result.final)
    cut = following is not None and ranks[row] and ranks[following] and grades[row] != grades[following]
    known = result.context.scheme.grades.get(result.category)
    best = bool(known and grades[row] and grades[row] == next(iter(known.titles)))
    return Row(
        unit.code, unit.name, unit.group, ranks[row], tuple(_value(result, path, row) for path in shown), bar,
        grade_word(result, row), best, tuple(notes(result, row)), _line(result, row) if cut else None,
        tuple(_derivations(result, row)),
    )  # fmt: skip


def _line(result: CategoryScores, row: int) -> Text:
    """What a line between two grades says."""
    grade, count = grade_word(result, row), result.context.grades.count(result.context.grades[row])
    return (
        Text(f"以上{grade.zh}{count}个", f"above: {grade.en}, {count}") if result.context.grades[row] else Text("", "")
    )


def _value(result: CategoryScores, path: str, row: int) -> Text:
    column = result.columns[path]
    text = column.show(row)
    return Text(text, text) if text else WORDS[State(int(column.state[row]))]


def _derivations(result: CategoryScores, row: int) -> Iterator[Derivation]:
    """The ranked score's derivation, then those of every node not reached from it."""
    final = derive(result, row)
    reached = set(_paths(final))
    yield final
    for path in result.columns:
        if path not in reached and result.node(path) is not None and "/" not in path:
            other = derive(result, row, path)
            reached.update(_paths(other))
            yield other


def _paths(derivation: Derivation) -> Iterator[str]:
    yield derivation.path
    for part in derivation.parts:
        yield from _paths(part)
