"""Limits that are nodes, and the mean of peers as a filler: what is not known is not passed over."""

from __future__ import annotations

from gongping.facts.model import NOT_APPLICABLE, PENDING
from gongping.points import Points
from gongping.scoring.scorecard import CategoryScores
from tests.properties.plans import scheme_of, scored

LIMITED = """
facts: {numbers: {x: x, cap: cap}}
score:
  unit:
    cap: {number: cap, missing: reweight}
    x: {number: x, at_most: cap}
"""
FILLED = """
facts: {numbers: {x: x}}
score:
  unit:
    x: {number: x, at_least: 0, places: 1, not_applicable: category_mean, mean_of: others}
"""


def n(text: str) -> Points:
    return Points.parse(text)


def shown(result: CategoryScores) -> list[tuple[str, str]]:
    return [(result.columns["x"].show(i), result.state("x", i)) for i in range(len(result.units))]


def test_a_limit_not_yet_known_leaves_the_value_unknown() -> None:
    scheme = scheme_of(LIMITED)
    numbers = {"a": {"x": n("9"), "cap": n("7")}, "b": {"x": n("9"), "cap": PENDING}, "c": {"x": n("9")}}
    assert shown(scored(scheme, numbers)) == [("7.0000", "ok"), ("", "pending"), ("9.0000", "ok")]


def test_the_filler_is_the_mean_of_limited_and_rounded_values() -> None:
    numbers = {"a": {"x": n("-5")}, "b": {"x": n("1.25")}, "c": {"x": NOT_APPLICABLE}}
    # 0.0 and 1.3 (not −5 and 1.25): mean 0.65 → 0.7
    assert shown(scored(scheme_of(FILLED), numbers)) == [("0.0", "ok"), ("1.3", "ok"), ("0.7", "missing")]


def test_the_filler_waits_for_pending_peers() -> None:
    numbers = {"a": {"x": PENDING}, "b": {"x": n("1")}, "c": {"x": NOT_APPLICABLE}}
    assert shown(scored(scheme_of(FILLED), numbers)) == [("", "pending"), ("1.0", "ok"), ("", "pending")]


def test_no_peer_is_a_fault_and_not_zero() -> None:
    result = scored(scheme_of(FILLED), {"a": {"x": NOT_APPLICABLE}})
    assert shown(result) == [("", "missing")]
    assert [f.code for f in result.context.findings] == ["facts.missing-value"]
