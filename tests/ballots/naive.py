"""The oracle: judging and counting ballots in the plainest Python, straight from the rules' wording."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Any

from gongping.scheme.forms import Form, PaperQuota
from gongping.tally.model import BLANK, UNKNOWN, Tally
from tests.ballots.made_up import FORM, Row

Paper = Mapping[str, Mapping[str, str]]
"""Unit → question → option, every question stated."""


def naive_count(form: Form, rows: Sequence[Row]) -> dict[str, Any]:
    """counts by (group, unit, question, option), valid by (group, unit), invalid by (group, unit,
    reason), scores by (group, unit, score); nothing that is zero."""
    sheets: dict[tuple[int, str], dict[str, dict[str, str]]] = defaultdict(dict)
    for row in rows:
        sheet = sheets[row.ballot, row.group].setdefault(row.unit, dict.fromkeys(form.questions, BLANK))
        sheet[row.question] = row.option
    rated: dict[str, set[str]] = defaultdict(set)
    for (_, group), paper in sheets.items():
        rated[group] |= {unit for unit, slip in paper.items() if set(slip.values()) != {BLANK}}
    found: dict[str, Any] = {"counts": Counter(), "valid": Counter(), "invalid": Counter(), "scores": Counter()}
    for (_, group), paper in sheets.items():
        for unit, slip in paper.items():
            reason = naive_reason(form, paper, unit, rated[group])
            if reason:
                found["invalid"][group, unit, reason] += 1
                continue
            found["valid"][group, unit] += 1
            found["scores"][group, unit, score_of(form, slip)] += 1
            found["counts"].update((group, unit, question, option) for question, option in slip.items())
    return found


def score_of(form: Form, slip: Mapping[str, str]) -> Fraction:
    total = Fraction(0)
    for question, option in slip.items():
        meaning = form.options_of(question).get(option)
        weight = form.questions[question].weight
        if meaning and meaning.value:
            total += meaning.value.fraction * (weight.fraction if weight else 1)
    return total


def naive_reason(form: Form, paper: Paper, unit: str, rated_by_group: set[str]) -> str | None:
    """The first broken rule of one unit's ballot."""
    rules, answers = form.validity, list(paper[unit].values())
    rates = {u for u, slip in paper.items() if set(slip.values()) != {BLANK}}
    if rules.all_blank == "invalid" and unit not in rates:
        return "all_blank"
    if rules.blanks_at_most is not None and answers.count(BLANK) > rules.blanks_at_most:
        return "blanks"
    if rules.unknown_at_most is not None and answers.count(UNKNOWN) > rules.unknown_at_most:
        return "unknown"
    if len(form.questions) == 1:
        answers = [option for slip in paper.values() for option in slip.values()]
    own = [a for a in answers if a not in (BLANK, UNKNOWN)]
    named = rules.all_equal_options
    if rules.all_equal == "invalid" and len(own) > 1 and len(set(own)) == 1 and (not named or own[0] in named):
        return "all_equal"
    if any(_breaks(form, quota, question, paper, len(rates)) for quota in rules.quotas for question in form.questions):
        return "quota"
    return "all_units" if rules.all_units and not rated_by_group <= rates else None


def _breaks(form: Form, quota: PaperQuota, question: str, paper: Paper, rates: int) -> bool:
    if quota.question not in ("", question):
        return False
    hits = sum(_meant(form, quota, question, slip[question]) for slip in paper.values())
    most, least = _limit(quota.at_most, quota, rates), _limit(quota.at_least, quota, rates)
    return (most is not None and hits > most) or (least is not None and hits < least)


def _meant(form: Form, quota: PaperQuota, question: str, option: str) -> bool:
    if option in (BLANK, UNKNOWN) or (quota.options and option not in quota.options):
        return False
    value = form.options_of(question)[option].value
    if quota.value_from is not None and (value is None or value.fraction < quota.value_from.fraction):
        return False
    return quota.value_below is None or (value is not None and value.fraction < quota.value_below.fraction)


def _limit(text: str | None, quota: PaperQuota, rates: int) -> Fraction | int | None:
    if text is None:
        return None
    if not text.endswith("%"):
        return Fraction(text)
    share = Fraction(text[:-1]) / 100 * rates
    rounded = {"floor": floor(share), "ceil": ceil(share), "half_up": floor(share + Fraction(1, 2)), None: share}
    return rounded[quota.rounding]


def as_naive(tally: Tally) -> dict[str, Any]:
    """A tally in the oracle's form."""
    found: dict[str, Any] = {"counts": Counter(), "valid": Counter(), "invalid": Counter(), "scores": Counter()}
    for (form, group), count in tally.counts.items():
        assert form == FORM
        for u, unit in enumerate(count.units):
            found["valid"][group, unit] = int(count.valid[u])
            for reason, numbers in count.invalid.items():
                found["invalid"][group, unit, reason] = int(numbers[u])
            for q, question in enumerate(count.questions):
                for o, option in enumerate(count.options):
                    found["counts"][group, unit, question, option] = int(count.counts[u, q, o])
        if count.histogram:
            h = count.histogram
            for at, score, ballots in zip(h.unit.tolist(), h.score.tolist(), h.ballots.tolist(), strict=True):
                found["scores"][group, count.units[at], Fraction(score, 10**h.places)] = ballots
    return {name: Counter({key: n for key, n in counter.items() if n}) for name, counter in found.items()}
