"""Numeric ratings: which raters' papers are invalid, and each rater's values turned into ranks' values.

A rater's paper is all he rated on one form in one group. The rules that can apply are ``all_equal``,
``quotas`` and ``all_units``; each makes the whole paper invalid. A unit not rated has no row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gongping.facts.model import Rating
from gongping.points import Points, PointsError
from gongping.scheme.forms import Form
from gongping.tally.rules import Reason, limits_of, value_meant
from gongping.text import Finding, Message, Text

NO_VALUE = Message(
    "facts.rank-without-value",
    Text(
        "表 {form}：评价人 {rater} 评了 {rated} 个单位，方案只给前 {given} 名规定了分值",
        "form {form}: rater {rater} rated {rated} units, but the scheme gives values for {given} ranks only",
    ),
    Text("在 rater_ranks 中为每一名次写明分值", "give rater_ranks a value for every rank"),
)

Paper = tuple[Rating, ...]


@dataclass(frozen=True)
class SettledRatings:
    """``ratings``: those of valid papers, in their order, ranks' values in place of raw ones where the
    form says so. ``invalid`` counts papers by (form, group, unit, reason). ``findings`` are faults."""

    ratings: tuple[Rating, ...]
    invalid: Mapping[tuple[str, str, str, Reason], int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def settle_ratings(ratings: Iterable[Rating], forms: Mapping[str, Form]) -> SettledRatings:
    """Drop invalid papers, then apply ``rater_ranks``.

    Of a unit that one rater rates twice the first rating is taken; the table's reader calls it a fault.
    """
    first: dict[tuple[str, str, str, str], Rating] = {}
    for row in ratings:
        first.setdefault(_key(row), row)
    rows = tuple(first.values())
    papers = _papers(rows)
    wanted = _units_rated(rows)
    kept: dict[tuple[str, str, str, str], Rating] = {}
    invalid: Counter[tuple[str, str, str, Reason]] = Counter()
    findings = []
    for (name, group, _), paper in papers.items():
        form = forms[name]
        reason = reason_of(paper, form, wanted[name, group])
        if reason:
            invalid.update((name, group, row.unit, reason) for row in paper)
            continue
        found = _too_few_values(paper, form)
        findings += found
        for row in paper if found else in_ranks(paper, form.rater_ranks):
            kept[_key(row)] = row
    settled = tuple(kept[_key(row)] for row in rows if _key(row) in kept)
    return SettledRatings(settled, dict(invalid), tuple(findings))


def _key(row: Rating) -> tuple[str, str, str, str]:
    return row.form, row.group, row.rater, row.unit


def _papers(rows: Paper) -> dict[tuple[str, str, str], Paper]:
    papers: dict[tuple[str, str, str], list[Rating]] = defaultdict(list)
    for row in rows:
        papers[row.form, row.group, row.rater].append(row)
    return {key: tuple(paper) for key, paper in papers.items()}


def _units_rated(rows: Paper) -> dict[tuple[str, str], int]:
    """How many units the raters of each form and group rate together."""
    units = defaultdict(set)
    for row in rows:
        units[row.form, row.group].add(row.unit)
    return {key: len(of) for key, of in units.items()}


def reason_of(paper: Paper, form: Form, units: int) -> Reason | None:
    """The first broken rule of one rater's paper; ``units`` is how many its group rates."""
    rules = form.validity
    if rules.all_equal == "invalid" and _all_equal(paper, rules.all_equal_options):
        return "all_equal"
    if any(_breaks(paper, form, number) for number in range(len(rules.quotas))):
        return "quota"
    return "all_units" if rules.all_units and len(paper) < units else None


def _all_equal(paper: Paper, accused: Sequence[str]) -> bool:
    """At least two values, all the same; only the accused numbers where some are named (满分)."""
    values = {row.value.fraction for row in paper}
    if len(paper) < 2 or len(values) > 1:
        return False
    return not accused or values <= {number.fraction for number in map(_number, accused) if number}


def _number(text: str) -> Points | None:
    try:
        return Points.parse(text)
    except PointsError:
        return None


def _breaks(paper: Paper, form: Form, number: int) -> bool:
    quota = form.validity.quotas[number]
    hits = sum(value_meant(quota, row.value) for row in paper)
    most, least = limits_of(quota)
    if most:
        over, under = most.bound(len(paper))
        if hits * under > over:
            return True
    if least:
        over, under = least.bound(len(paper))
        return hits * under < over
    return False


def in_ranks(paper: Paper, values: Sequence[Points]) -> Paper:
    """The paper with each value replaced by its rank's value; unchanged without ``values``.

    The highest value has rank 1; equal values share the better rank and its value, and the ranks they
    fill up are skipped (1, 2, 2, 4).
    """
    if not values:
        return paper
    ordered = sorted((row.value.fraction for row in paper), reverse=True)
    return tuple(replace(row, value=values[ordered.index(row.value.fraction)]) for row in paper)


def _too_few_values(paper: Paper, form: Form) -> list[Finding]:
    given, first = len(form.rater_ranks), paper[0]
    if not given or len(paper) <= given:
        return []
    words = {"form": first.form, "rater": first.rater, "rated": len(paper), "given": given}
    return [Finding(NO_VALUE, first.place, "fault", words)]
