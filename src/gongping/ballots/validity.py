"""Which ballots are invalid, and why: a form's ``validity`` rules applied to slips.

What each rule looks at is told in ``tally.rules``. Every rule sees the ballots as they were cast: an
all-blank slip is still part of its paper when quotas are checked, though it is not a rated unit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gongping.ballots.slips import Codes, Slips
from gongping.scheme.forms import Form
from gongping.tally.rules import REASONS, Limit, Reason, quotas_of
from gongping.tally.sheet import Sheet

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Verdict:
    """``reason`` (slips,) int8: 0 for a valid slip, else 1 + the place of its reason in REASONS."""

    reason: npt.NDArray[np.int8]

    @property
    def valid(self) -> Mask:
        mask: Mask = self.reason == 0
        return mask

    def why(self, slip: int) -> Reason | None:
        code = int(self.reason[slip])
        return REASONS[code - 1] if code else None


def judge(slips: Slips, form: Form, sheet: Sheet, must_rate: Mapping[int, Collection[int]] | None = None) -> Verdict:
    """Apply the rules in their order; the first broken one is a slip's reason.

    ``must_rate`` maps a group's code to the units that ``all_units`` demands; without it, every unit
    that some paper of the group rates.
    """
    own, rated = slips.marks < sheet.own, (slips.marks != sheet.blank).any(axis=1)
    paper_rates = np.bincount(slips.paper[rated], minlength=slips.papers)
    rules = form.validity
    broken: dict[Reason, Mask] = {}
    if rules.all_blank == "invalid":
        broken["all_blank"] = ~rated
    if rules.blanks_at_most is not None:
        broken["blanks"] = (slips.marks == sheet.blank).sum(axis=1) > rules.blanks_at_most
    if rules.unknown_at_most is not None:
        broken["unknown"] = (slips.marks == sheet.unknown).sum(axis=1) > rules.unknown_at_most
    if rules.all_equal == "invalid":
        broken["all_equal"] = _all_equal(slips, own, _accused(form, sheet))
    if rules.quotas:
        broken["quota"] = _quotas(slips, form, sheet, paper_rates)[slips.paper]
    if rules.all_units:
        broken["all_units"] = _incomplete(slips, rated, paper_rates, must_rate)[slips.paper]
    reason = np.zeros(len(slips.paper), dtype=np.int8)
    for code, name in enumerate(REASONS, start=1):
        if name in broken:
            reason[broken[name] & (reason == 0)] = code
    return Verdict(reason)


def _accused(form: Form, sheet: Sheet) -> Mask:
    """For each option, whether a ballot of nothing else is invalid."""
    named = form.validity.all_equal_options
    return np.array([not named or option in named for option in sheet.options], dtype=np.bool_)


def _all_equal(slips: Slips, own: Mask, accused: Mask) -> Mask:
    """Slips whose answers, at least two, are all the same; with one question, slips of such papers."""
    if slips.marks.shape[1] > 1:
        low = np.where(own, slips.marks, np.iinfo(np.int16).max).min(axis=1)
        high = np.where(own, slips.marks, -1).max(axis=1)
        equal: Mask = (own.sum(axis=1) > 1) & (low == high) & accused[high]
        return equal
    answered, mark = own[:, 0], slips.marks[:, 0]
    low = np.full(slips.papers, np.iinfo(np.int16).max, dtype=np.int16)
    high = np.full(slips.papers, -1, dtype=np.int16)
    np.minimum.at(low, slips.paper[answered], mark[answered])
    np.maximum.at(high, slips.paper[answered], mark[answered])
    several = np.bincount(slips.paper[answered], minlength=slips.papers) > 1
    papers: Mask = several & (low == high) & accused[high]
    return papers[slips.paper]


def _quotas(slips: Slips, form: Form, sheet: Sheet, rates: Codes) -> Mask:
    """Papers that break a quota."""
    broken = np.zeros(slips.papers, dtype=np.bool_)
    for quota in quotas_of(form):
        for question in quota.questions:
            meant = np.array([option in quota.options[question] for option in sheet.options], dtype=np.bool_)
            hit = meant[slips.marks[:, sheet.questions.index(question)]]
            hits = np.bincount(slips.paper[hit], minlength=slips.papers)
            broken |= _beyond(hits, rates, quota.at_most, 1) | _beyond(hits, rates, quota.at_least, -1)
    return broken


def _beyond(hits: Codes, rates: Codes, limit: Limit | None, side: int) -> Mask:
    """Papers whose hits lie above the limit (side 1) or below it (side -1)."""
    if limit is None:
        return np.zeros(len(hits), dtype=np.bool_)
    # A limit depends on nothing but how many units a paper rates: a small table, exact in Python integers.
    table = [limit.bound(n) for n in range(int(rates.max(initial=0)) + 1)]
    over = np.array([o for o, _ in table], dtype=np.int64)[rates]
    under = np.array([u for _, u in table], dtype=np.int64)[rates]
    return side * (hits * under - over) > 0


def _incomplete(slips: Slips, rated: Mask, rates: Codes, must_rate: Mapping[int, Collection[int]] | None) -> Mask:
    """Papers that leave out a unit their group rates."""
    group = np.zeros(slips.papers, dtype=np.int64)
    group[slips.paper] = slips.group
    broken = np.zeros(slips.papers, dtype=np.bool_)
    for code in np.unique(group).tolist():
        of_group = slips.group == code
        if must_rate is None:
            wanted = np.unique(slips.unit[of_group & rated])
        else:
            wanted = np.unique(np.array(list(must_rate.get(code, ())), dtype=np.int64))
        covering = slips.paper[of_group & rated & np.isin(slips.unit, wanted)]
        covered = np.bincount(covering, minlength=slips.papers)
        broken |= (group == code) & (covered < len(wanted))
    return broken
