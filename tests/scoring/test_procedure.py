"""Every declared matter of procedure is reported once: met, not met, or not checked here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gongping.facts.model import Facts, Rating, Turnout, Unit
from gongping.points import Points
from gongping.scheme.loader import build
from gongping.scheme.model import Scheme
from gongping.scheme.source import parse
from gongping.scoring.operators import vocabulary
from gongping.scoring.procedure import ProcedureCheck, check_procedure
from gongping.tally.model import Count, Tally

SCHEME = """
scheme: {id: small, version: "1", title: small}
categories: {town: {clause: 二, title: 镇街}}
forms:
  vote:
    clause: 四
    title: {zh: 测评, en: Vote}
    raters:
      staff: {zh: 职工, en: Staff, pool: 本单位职工, self_rating: no, at_least: 3, sampled: 80, composition: {women: {at_least: 40, zh: 女职工, en: Women}}}
      leaders: {zh: 班子, en: Leaders, any_of: [{level: leader}]}
    questions: {overall: 总体}
    options: {good: 100, poor: 40}
    small_group: withhold_groups
    own_unit: ask_to_abstain
    turnout: {clause: 六, at_least: 80, of: entitled, counted: returned, below: BELOW}
  panel: {clause: 五, raters: {judges: {zh: 评委, at_least: 5}}, ratings: yes, small_group: office_paper}
score: {town: {clause: "1", final: {ballots: vote, group: staff, blank: zero}}}
procedure:
  marks_due: {clause: 七, title: {zh: 报送得分, en: Marks handed in}, date: "12-10"}
disclosure: {clause: 八}
"""


def scheme(below: str = "again") -> Scheme:
    source, _ = parse(SCHEME.replace("BELOW", below))
    found, findings = build(source, vocabulary(), file=Path("small"))
    assert found is not None, [f.say("en") for f in findings]
    return found


def voted(valid: int) -> Tally:
    counts = np.array([[[valid, 0, 0, 0]]], dtype=np.int64)
    one = Count(
        "vote", "staff", ("u",), ("overall",), ("good", "poor", "_blank", "_unknown"), counts, np.array([valid])
    )
    return Tally({("vote", "staff"): one})


def checks(
    turnout: Turnout | None, below: str = "again", others: tuple[Turnout, ...] = ()
) -> dict[str, ProcedureCheck]:
    rows = (*((turnout,) if turnout else ()), *others)
    facts = Facts((Unit("u", "甲", "town"),), turnout=rows)
    found = check_procedure(scheme(below), facts, voted(turnout.valid or turnout.returned if turnout else 4))
    assert len({c.path for c in found}) == len(found), "each matter once"
    return {c.path: c for c in found}


def turnout(returned: int = 4, group: str = "staff", **counts: int) -> Turnout:
    return Turnout("vote", "u", group, returned, **counts)


def test_every_declared_matter_is_reported() -> None:
    assert list(checks(turnout(entitled=5, issued=5))) == [
        "forms.vote.counts",
        "forms.vote.turnout",
        "forms.vote.raters.staff.pool",
        "forms.vote.raters.staff.self_rating",
        "forms.vote.raters.staff.sampled",
        "forms.vote.raters.staff.at_least",
        "forms.vote.raters.staff.composition.women",
        "forms.vote.raters.leaders.any_of",
        "forms.vote.own_unit",
        "forms.vote.small_group",
        "forms.panel.raters.judges.at_least",
        "forms.panel.small_group",
        "procedure.marks_due",
        "disclosure",
    ]


def test_what_cannot_be_seen_says_so_in_both_languages() -> None:
    found = checks(None)
    for path in ("procedure.marks_due", "disclosure", "forms.vote.raters.staff.pool", "forms.vote.turnout"):
        one = found[path]
        assert (one.checked, one.passed, one.result) == (False, None, "not_checked"), path
        assert "此处不核对" in one.says.zh
        assert "not checked here" in one.says.en
        assert one.clause


@pytest.mark.parametrize(("returned", "result"), [(4, "met"), (3, "not_met"), (5, "met")])
def test_turnout_of_five_entitled_at_eighty_percent(returned: int, result: str) -> None:
    one = checks(turnout(returned, entitled=5))["forms.vote.turnout"]
    assert (one.result, one.clause) == (result, "六")
    assert [f.code for f in one.findings] == (["result.turnout-low"] if result == "not_met" else [])


def test_a_turnout_that_must_be_passed_is_not_met_exactly() -> None:
    text = SCHEME.replace("BELOW", "again, strictly_more: yes")
    found, _ = build(parse(text)[0], vocabulary())
    assert found is not None
    facts = Facts((Unit("u", "甲", "town"),), turnout=(turnout(4, entitled=5),))
    one = next(c for c in check_procedure(found, facts, voted(4)) if c.path == "forms.vote.turnout")
    assert one.result == "not_met"
    assert one.rounds == (("vote", "u", "staff"),)


@pytest.mark.parametrize(("below", "severity"), [("again", "refusal"), ("void", "refusal"), ("report", "warning")])
def test_what_a_low_turnout_does(below: str, severity: str) -> None:
    finding = checks(turnout(3, entitled=5), below)["forms.vote.turnout"].findings[0]
    assert finding.severity == severity
    assert finding.what("zh") == "测评·u·职工：收回3，未达到应到5的80%"


def test_a_round_that_reports_no_base_leaves_the_check_incomplete() -> None:
    other = Turnout("vote", "u", "leaders", 2)
    one = checks(turnout(4, entitled=5), others=(other,))["forms.vote.turnout"]
    assert (one.result, one.checked, one.passed) == ("incomplete", True, None)
    assert "1次没有登记" in one.says.zh


@pytest.mark.parametrize(
    ("counts", "passed"),
    [
        ({"issued": 4}, True),
        ({"issued": 3}, False),
        ({"valid": 3, "invalid": 1}, True),
        ({"valid": 3, "invalid": 2}, False),
        ({"entitled": 5, "present": 6}, False),
    ],
)
def test_registered_counts_must_agree(counts: dict[str, int], passed: bool) -> None:
    one = checks(turnout(4, **counts))["forms.vote.counts"]
    assert one.passed is passed
    assert [(f.code, f.severity) for f in one.findings] == ([] if passed else [("result.procedure-not-met", "warning")])


def test_registered_valid_ballots_are_those_counted() -> None:
    facts = Facts((Unit("u", "甲", "town"),), turnout=(turnout(9, valid=9),))
    one = next(c for c in check_procedure(scheme(), facts, voted(8)) if c.path == "forms.vote.counts")
    assert one.passed is False
    assert "登记有效9、计票8" in one.says.zh


@pytest.mark.parametrize(("issued", "passed"), [(10, True), (9, False)])
def test_a_sample_is_rounded_down(issued: int, passed: bool) -> None:
    # 80 % of 13 is 10.4
    assert checks(turnout(9, entitled=13, issued=issued))["forms.vote.raters.staff.sampled"].passed is passed


@pytest.mark.parametrize(("valid", "passed"), [(3, True), (2, False)])
def test_fewest_ballots(valid: int, passed: bool) -> None:
    assert checks(turnout(4, valid=valid))["forms.vote.raters.staff.at_least"].passed is passed


def test_fewest_raters_of_a_ratings_form() -> None:
    ratings = tuple(Rating("panel", "u", "judges", f"r{i}", Points(9, 0)) for i in range(4))
    found = check_procedure(scheme(), Facts((Unit("u", "甲", "town"),), ratings=ratings), Tally())
    one = next(c for c in found if c.path == "forms.panel.raters.judges.at_least")
    assert one.passed is False
    assert "u·评委（有效4）" in one.says.zh


@pytest.mark.parametrize(("women", "passed"), [(4, True), (3, False)])
def test_composition_shows_where_a_kind_is_registered(women: int, passed: bool) -> None:
    found = checks(turnout(10), others=(turnout(women, "women"),))
    one = found["forms.vote.raters.staff.composition.women"]
    assert one.passed is passed
    assert one.says.zh.startswith("职工中女职工不少于40%：核对1次")
    assert checks(turnout(10))["forms.vote.raters.staff.composition.women"].checked is False
