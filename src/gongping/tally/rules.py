"""The validity rules of a form, resolved to exact limits: one reading for every counting engine.

What a rule looks at: ``all_blank``, ``blanks``, ``unknown`` look at a *slip*, what one paper says on one
unit; ``quota`` and ``all_units`` at the whole *paper*, all its slips, and make the whole paper invalid.
``all_equal`` compares the answers of a slip; on a form with one question, those of a paper. It needs at
least two answers; blank and unknown ones are not compared.

A paper *rates* a unit when at least one of its answers on it is not blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gongping.points import Points
from gongping.scheme.forms import Form, PaperQuota

Reason = Literal["all_blank", "blanks", "unknown", "all_equal", "quota", "all_units"]
REASONS: tuple[Reason, ...] = ("all_blank", "blanks", "unknown", "all_equal", "quota", "all_units")
"""Why a ballot is invalid, in the order in which the rules are tried."""

Rounding = Literal["floor", "half_up", "ceil"] | None


@dataclass(frozen=True)
class Limit:
    """The bound ``number / of``, times the units the paper rates where it is a share.

    A share is rounded to whole units as ``rounding`` says; with None it is compared exactly.
    """

    number: int
    of: int
    share: bool
    rounding: Rounding

    @classmethod
    def parse(cls, text: str, rounding: Rounding) -> Limit:
        """Read ``"3"`` or ``"20%"``. Raises PointsError for anything that is not a plain decimal."""
        share = text.strip().endswith("%")
        points = Points.parse(text.strip().removesuffix("%"))
        scale = 10**points.places * (100 if share else 1)
        return cls(points.units, scale, share, rounding if share else None)

    def bound(self, rated: int) -> tuple[int, int]:
        """The bound for a paper that rates so many units, as numerator and positive denominator."""
        over, under = self.number * (rated if self.share else 1), self.of
        if self.rounding == "floor":
            return over // under, 1
        if self.rounding == "ceil":
            return -(-over // under), 1
        if self.rounding == "half_up":
            return (2 * over + under) // (2 * under), 1
        return over, under


@dataclass(frozen=True)
class Quota:
    """How many units of one paper may, or must, have an answer among ``options``.

    It is applied to each of ``questions`` on its own.
    """

    questions: tuple[str, ...]
    options: dict[str, frozenset[str]]
    """By question, as the same option may be worth different values there."""
    at_most: Limit | None
    at_least: Limit | None

    def broken(self, hits: int, rated: int) -> bool:
        """Whether a paper with so many hits among so many rated units breaks the quota."""
        if self.at_most:
            over, under = self.at_most.bound(rated)
            if hits * under > over:
                return True
        if self.at_least:
            over, under = self.at_least.bound(rated)
            return hits * under < over
        return False


def quotas_of(form: Form) -> tuple[Quota, ...]:
    """The in-ballot quotas of a form with options."""
    return tuple(_quota(form, q) for q in form.validity.quotas)


def _quota(form: Form, quota: PaperQuota) -> Quota:
    questions = (quota.question,) if quota.question else tuple(form.questions)
    options = {q: frozenset(o for o in form.options_of(q) if _meant(form, quota, q, o)) for q in questions}
    return Quota(questions, options, *limits_of(quota))


def limits_of(quota: PaperQuota) -> tuple[Limit | None, Limit | None]:
    """The quota's ``at_most`` and ``at_least``."""
    most = Limit.parse(quota.at_most, quota.rounding) if quota.at_most is not None else None
    least = Limit.parse(quota.at_least, quota.rounding) if quota.at_least is not None else None
    return most, least


def _meant(form: Form, quota: PaperQuota, question: str, option: str) -> bool:
    """Whether the quota speaks of this option: by its name, and by its value where a range is given."""
    if quota.options and option not in quota.options:
        return False
    value = form.options_of(question)[option].value
    if quota.value_from is None and quota.value_below is None:
        return True
    return value is not None and value_meant(quota, value)


def value_meant(quota: PaperQuota, value: Points) -> bool:
    """Whether a value lies in the quota's range: from ``value_from``, below ``value_below``."""
    if quota.value_from is not None and value.fraction < quota.value_from.fraction:
        return False
    return quota.value_below is None or value.fraction < quota.value_below.fraction
