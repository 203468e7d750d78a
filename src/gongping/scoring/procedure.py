"""Procedure as declared (程序性规定): what of it can be seen here is checked, the rest is named as not checked.

Turnout, fewest ballots, samples and composition show in table turnout and in the counts. Dates, who may
rate whom, own unit, small groups and disclosure do not: they are enforced where the round is held or the
result is released. Every declared matter appears once, so nothing declared is silently passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from gongping.facts.model import Facts, Turnout
from gongping.points import Points
from gongping.scheme.forms import Form, Raters, TurnoutRule
from gongping.scheme.model import Scheme
from gongping.scoring import messages as say
from gongping.tally.model import Tally
from gongping.text import Finding, Message, Place, Text

Result = Literal["met", "not_met", "incomplete", "not_checked"]
"""incomplete: met wherever it can be seen, but some rounds do not report what is needed."""

NOT_MET = Message(
    "result.procedure-not-met",
    Text("程序性规定未达到（{path}）：{says}", "a declared procedure is not met ({path}): {says}"),
    Text(
        "核对登记的票数；确实未达到的，按方案处理或登记处理意见",
        "check the registered counts; if so, act as the plan says or register what was decided",
    ),
)
COUNTED = {
    "entitled": Text("应到", "entitled"),
    "present": Text("实到", "present"),
    "issued": Text("发出", "issued"),
    "returned": Text("收回", "returned"),
    "valid": Text("有效", "valid"),
    "invalid": Text("无效", "invalid"),
}
ORDER = ("present", "entitled"), ("issued", "entitled"), ("returned", "issued"), ("valid", "returned")
"""Pairs of counts of which the first may not be the larger."""


@dataclass(frozen=True)
class ProcedureCheck:
    """One declared matter: ``path`` as in the scheme, whether it can be seen here, what was found.

    ``rounds`` are the (form, unit, group) in which it is not met.
    """

    path: str
    checked: bool
    result: Result
    says: Text
    clause: str = ""
    rounds: tuple[tuple[str, str, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    """What keeps the result from standing, or is to be reported with it."""

    @property
    def passed(self) -> bool | None:
        """None where it was not, or not everywhere, checked."""
        return {"met": True, "not_met": False}.get(self.result)


def check_procedure(scheme: Scheme, facts: Facts, tally: Tally) -> list[ProcedureCheck]:
    """Every declared matter, in the order of the scheme: forms, procedure, disclosure."""
    checks: list[ProcedureCheck] = []
    for form_id, form in scheme.forms.items():
        checks += _FormChecks(form_id, form, facts, tally).all()
    for name, matter in scheme.procedure.items():
        checks.append(_unseen(f"procedure.{name}", matter.title.text, matter.clause))
    if scheme.disclosure is not None:
        words = Text("公布范围和最小人数", "who may see what, and the smallest groups shown")
        at_release = Text("在公布结果时执行", "enforced when a result is released")
        checks.append(_unseen("disclosure", words, scheme.disclosure.clause, at_release))
    return checks


def _unseen(path: str, matter: Text, clause: str, where: Text | None = None) -> ProcedureCheck:
    zh, en = (f"，{where.zh}", f"; {where.en}") if where else ("", "")
    words = Text(f"{matter.zh}：此处不核对{zh}", f"{matter.en}: not checked here{en}")
    return ProcedureCheck(path, False, "not_checked", words, clause)


@dataclass(frozen=True)
class _Seen:
    """One round (form × unit × group) as a check sees it; ``met`` is None where a count is not reported."""

    unit: str
    group: str
    met: bool | None
    says: Text


class _FormChecks:
    def __init__(self, form_id: str, form: Form, facts: Facts, tally: Tally) -> None:
        self.id, self.form, self.tally = form_id, form, tally
        self.turnout = {(t.unit, t.group): t for t in facts.turnout if t.form == form_id}
        self.raters: dict[tuple[str, str], int] = {}
        for one in facts.ratings:
            if one.form == form_id:
                self.raters[one.unit, one.group] = self.raters.get((one.unit, one.group), 0) + 1

    def all(self) -> Iterator[ProcedureCheck]:
        path = f"forms.{self.id}"
        agree = [seen for registered in self.turnout.values() for seen in self._orders(registered)]
        if agree:
            yield self._summed(f"{path}.counts", Text("票数登记前后一致", "registered counts agree"), agree)
        if self.form.turnout is not None:
            yield self._turnout_rule(f"{path}.turnout", self.form.turnout)
        for group, raters in self.form.raters.items():
            yield from self._group(f"{path}.raters.{group}", group, raters)
        voting = Text("在组织测评时执行", "enforced where the round is held")
        if self.form.own_unit is not None:
            words = Text("对本单位的评价", "rating one's own unit")
            yield _unseen(f"{path}.own_unit", words, self.form.clause, voting)
        if self.form.small_group is not None:
            words, where = (
                Text("人数少时的保密", "small groups"),
                Text("在公布结果时执行", "enforced when a result is released"),
            )
            yield _unseen(f"{path}.small_group", words, self.form.clause, where)

    def _group(self, path: str, group: str, raters: Raters) -> Iterator[ProcedureCheck]:
        voting = Text("在组织测评时执行", "enforced where the round is held")
        name = Text(raters.zh or group, raters.en or group)
        if raters.pool is not None or raters.any_of:
            words = Text(f"{name.zh}的范围", f"who belongs to {name.en}")
            yield _unseen(f"{path}.{'any_of' if raters.any_of else 'pool'}", words, self.form.clause, voting)
        if raters.self_rating is not None:
            words = Text(f"{name.zh}是否含本人", f"whether {name.en} rate themselves")
            yield _unseen(f"{path}.self_rating", words, self.form.clause, voting)
        if raters.sampled is not None:
            words = Text(
                f"{name.zh}抽样{raters.sampled}%（尾数舍去）", f"{name.en}: {raters.sampled}% drawn (rounded down)"
            )
            seen = [self._sample(unit, group, raters.sampled) for unit in self._units(group)]
            yield self._summed(f"{path}.sampled", words, seen)
        if raters.at_least is not None:
            words = Text(f"{name.zh}不少于{raters.at_least}人", f"{name.en}: at least {raters.at_least} ballots")
            seen = [self._fewest(unit, group, raters.at_least) for unit in self._units(group)]
            yield self._summed(f"{path}.at_least", words, seen)
        for kind, part in (raters.composition or {}).items():
            own = Text(part.zh or kind, part.en or kind)
            words = Text(
                f"{name.zh}中{own.zh}不少于{part.at_least}%", f"{own.en} at least {part.at_least}% of {name.en}"
            )
            seen = [self._part(unit, group, kind, own, part.at_least) for unit in self._units(group)]
            yield self._summed(f"{path}.composition.{kind}", words, seen)

    def _units(self, group: str) -> list[str]:
        """Units this group rated, as far as the counts, the ratings or the registered turnout show."""
        count = self.tally.get(self.id, group)
        rated = [unit for unit, of in (*self.raters, *self.turnout) if of == group]
        return list(dict.fromkeys((*(count.units if count else ()), *rated)))

    def _valid(self, unit: str, group: str) -> int | None:
        """Valid ballots: as counted, else the raters, else as registered."""
        count = self.tally.get(self.id, group)
        if count is not None and unit in count.units:
            return int(count.valid[count.units.index(unit)])
        registered = self.turnout.get((unit, group))
        return self.raters.get((unit, group)) or (registered.valid if registered else None)

    def _number(self, unit: str, group: str, name: str) -> int | None:
        registered = self.turnout.get((unit, group))
        found: int | None = getattr(registered, name) if registered else None
        return self._valid(unit, group) if found is None and name == "valid" else found

    def _orders(self, t: Turnout) -> Iterator[_Seen]:
        for less, more in ORDER:
            a, b = getattr(t, less), getattr(t, more)
            if a is not None and b is not None:
                left, right = COUNTED[less], COUNTED[more]
                words = Text(f"{left.zh}{a}、{right.zh}{b}", f"{left.en} {a}, {right.en} {b}")
                yield _Seen(t.unit, t.group, a <= b, words)
        if t.valid is not None and t.invalid is not None:
            words = Text(
                f"有效{t.valid}＋无效{t.invalid}，收回{t.returned}",
                f"valid {t.valid} + invalid {t.invalid}, returned {t.returned}",
            )
            yield _Seen(t.unit, t.group, t.valid + t.invalid == t.returned, words)
        counted = self._valid(t.unit, t.group)
        if t.valid is not None and counted is not None:
            words = Text(f"登记有效{t.valid}、计票{counted}", f"registered valid {t.valid}, counted {counted}")
            yield _Seen(t.unit, t.group, t.valid == counted, words)

    def _turnout_rule(self, path: str, rule: TurnoutRule) -> ProcedureCheck:
        seen = [self._reached(unit, group, rule) for group in self.form.raters for unit in self._units(group)]
        less = Text("超过", "more than") if rule.strictly_more else Text("不少于", "at least")
        counted, of = COUNTED[rule.counted], COUNTED[rule.of]
        words = Text(
            f"{counted.zh}{less.zh}{of.zh}的{rule.at_least}%", f"{counted.en} {less.en} {rule.at_least}% of {of.en}"
        )
        findings = tuple(self._low(s, rule) for s in seen if s.met is False)
        return self._summed(path, words, seen, rule.clause, findings)

    def _reached(self, unit: str, group: str, rule: TurnoutRule) -> _Seen:
        n, base = self._number(unit, group, rule.counted), self._number(unit, group, rule.of)
        met = None
        if n is not None and base is not None:
            least = rule.at_least.fraction * base / 100
            met = n > least if rule.strictly_more else n >= least
        counted, of = COUNTED[rule.counted], COUNTED[rule.of]
        return _Seen(unit, group, met, Text(f"{counted.zh}{n}、{of.zh}{base}", f"{counted.en} {n}, {of.en} {base}"))

    def _low(self, seen: _Seen, rule: TurnoutRule) -> Finding:
        title, raters = self.form.title, self.form.raters[seen.group]
        values: dict[str, object] = {
            "form": title.text if title else self.id,
            "unit": seen.unit,
            "group": Text(raters.zh or seen.group, raters.en or seen.group),
            "counted": COUNTED[rule.counted],
            "n": self._number(seen.unit, seen.group, rule.counted),
            "least": rule.at_least,
            "of": COUNTED[rule.of],
            "base": self._number(seen.unit, seen.group, rule.of),
        }
        registered = self.turnout.get((seen.unit, seen.group))
        severity: Literal["warning", "refusal"] = "warning" if rule.below == "report" else "refusal"
        return Finding(say.TURNOUT_LOW, registered.place if registered else Place(), severity, values)

    def _sample(self, unit: str, group: str, share: Points) -> _Seen:
        issued, entitled = self._number(unit, group, "issued"), self._number(unit, group, "entitled")
        met = None if issued is None or entitled is None else issued >= int(share.fraction * entitled / 100)
        return _Seen(unit, group, met, Text(f"发出{issued}、应到{entitled}", f"issued {issued}, entitled {entitled}"))

    def _fewest(self, unit: str, group: str, least: int) -> _Seen:
        valid = self._valid(unit, group)
        return _Seen(unit, group, None if valid is None else valid >= least, Text(f"有效{valid}", f"valid {valid}"))

    def _part(self, unit: str, group: str, kind: str, word: Text, share: Points) -> _Seen:
        """A kind of raters shows where turnout has a row for it under its own name."""
        part, whole = self._number(unit, kind, "returned"), self._number(unit, group, "returned")
        met = None
        if part is not None and whole:
            met = Fraction(part * 100, whole) >= share.fraction
        return _Seen(unit, group, met, Text(f"{word.zh}{part}、共{whole}", f"{word.en} {part} of {whole}"))

    def _summed(
        self, path: str, matter: Text, seen: list[_Seen], clause: str = "", findings: tuple[Finding, ...] = ()
    ) -> ProcedureCheck:
        """One line over all rounds: how many show it, and which do not meet it."""
        clause = clause or self.form.clause
        shown, bad = [s for s in seen if s.met is not None], [s for s in seen if s.met is False]
        if not shown:
            return _unseen(path, matter, clause, Text("没有登记票数", "no counts are registered"))
        result: Result = "not_met" if bad else "met" if len(shown) == len(seen) else "incomplete"
        zh = f"{matter.zh}：核对{len(shown)}次，达到{len(shown) - len(bad)}次"
        en = f"{matter.en}: {len(shown)} checked, {len(shown) - len(bad)} met"
        if len(shown) < len(seen):
            zh, en = f"{zh}，{len(seen) - len(shown)}次没有登记", f"{en}, {len(seen) - len(shown)} not registered"
        if bad:
            zh += "；未达到：" + "，".join(f"{s.unit}·{self._word(s.group).zh}（{s.says.zh}）" for s in bad)
            en += "; not met: " + ", ".join(f"{s.unit} · {self._word(s.group).en} ({s.says.en})" for s in bad)
        words = Text(zh, en)
        if bad and not findings:
            findings = (Finding(NOT_MET, severity="warning", values={"path": path, "says": words}),)
        rounds = tuple(dict.fromkeys((self.id, s.unit, s.group) for s in bad))
        return ProcedureCheck(path, True, result, words, clause, rounds, findings)

    def _word(self, group: str) -> Text:
        raters = self.form.raters.get(group)
        return Text(raters.zh or group, raters.en or group) if raters else Text(group, group)
