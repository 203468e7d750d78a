"""Small pictures made here as SVG: bars of what a score is made of, and of how answers are distributed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from gongping.assessment import Assessment
from gongping.documents.results.composition import Composition
from gongping.documents.results.titles import title_of
from gongping.points import round_fraction
from gongping.scheme.forms import Form
from gongping.scoring.scorecard import CategoryScores
from gongping.tally.model import BLANK, RESERVED, UNKNOWN, Count
from gongping.text import Text

BAR_WIDTH = 1000
"""Units of width of a whole bar; heights are free, as bars are stretched."""
GAP = 4
KINDS = 8
"""How many colours the stylesheet has."""
RESERVED_WORDS = {BLANK: Text("未填", "blank"), UNKNOWN: Text("不了解", "don't know")}


@dataclass(frozen=True)
class Segment:
    """One piece of a bar: which colour, where, how wide, and what it says."""

    kind: int
    x: int
    width: int
    label: Text


def segments(
    sizes: Mapping[str, Fraction], made: Composition, longest: Fraction, result: CategoryScores
) -> tuple[Segment, ...]:
    """A unit's bar on the scale of the longest; deductions have no length."""
    found: list[Segment] = []
    at = Fraction(0)
    for kind, path in enumerate(made.leaves):
        size = sizes.get(path, Fraction(0))
        if size <= 0 or longest <= 0:
            continue
        start, end = (round_fraction(v * BAR_WIDTH / longest, 0) for v in (at, at + size))
        title, points = title_of(result, path), round_fraction(size, 2)
        words = f"{points // 100}.{points % 100:02}"
        label = Text(f"{title.zh} {words}", f"{title.en} {words}")
        found.append(Segment(kind % KINDS, start, max(end - start - GAP, 1), label))
        at += size
    return tuple(found)


@dataclass(frozen=True)
class Answers:
    """One question over all units of a category: each option's votes and share, and the bar."""

    question: Text
    votes: tuple[tuple[int, Text, int, str], ...]
    bar: tuple[Segment, ...]


@dataclass(frozen=True)
class Distribution:
    """One form and rater group in one category."""

    title: Text
    ballots: int
    answers: tuple[Answers, ...]


def distributions(assessment: Assessment) -> list[Distribution]:
    """Every count of the tally, added over the units of each category."""
    found = []
    for category, result in assessment.categories.items():
        codes = {unit.code for unit in result.units}
        for (form_id, group), count in assessment.tally.counts.items():
            rows = [i for i, code in enumerate(count.units) if code in codes]
            if rows and form_id in assessment.scheme.forms:
                found.append(_distribution(assessment, category, assessment.scheme.forms[form_id], group, count, rows))
    return found


def _distribution(
    assessment: Assessment, category: str, form: Form, group: str, count: Count, rows: list[int]
) -> Distribution:
    raters = form.raters[group]
    parts = (assessment.scheme.title_of(category).text,
             form.title.text if form.title else Text(count.form, count.form),
             Text(raters.zh or group, raters.en or group))  # fmt: skip
    title = Text("·".join(p.zh for p in parts), " · ".join(p.en for p in parts))
    totals = count.counts[rows].sum(axis=0)
    answers = [
        _answers(form, question, count.options, totals[i].tolist()) for i, question in enumerate(count.questions)
    ]
    return Distribution(title, int(count.valid[rows].sum()), tuple(answers))


def _answers(form: Form, question: str, options: tuple[str, ...], votes: list[int]) -> Answers:
    asked, known, whole = form.questions[question], form.options_of(question), sum(votes)
    bar: list[Segment] = []
    said: list[tuple[int, Text, int, str]] = []
    at = 0
    for kind, (option, n) in enumerate(zip(options, votes, strict=True)):
        if (option in RESERVED and not n) or (option not in known and option not in RESERVED):
            continue
        word = RESERVED_WORDS.get(option) or Text(known[option].zh or option, known[option].en or option)
        tenths = round_fraction(Fraction(n * 100, whole), 1) if whole else 0
        share, kind = f"{tenths // 10}.{tenths % 10}%", 7 if option in RESERVED else kind % 7
        said.append((kind, word, n, share))
        if n and whole:
            start, end = (round_fraction(Fraction(v * BAR_WIDTH, whole), 0) for v in (at, at + n))
            bar.append(
                Segment(kind, start, max(end - start - GAP, 1), Text(f"{word.zh} {share}", f"{word.en} {share}"))
            )
        at += n
    return Answers(Text(asked.zh or question, asked.en or question), tuple(said), tuple(bar))
