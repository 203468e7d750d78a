"""The loader: every finding with its line, all at once, with «did you mean»."""

from pathlib import Path

import pytest

from gongping.assessment import check_scheme, load_scheme
from gongping.scheme.fingerprint import canonical, fingerprint
from gongping.scheme.loader import build
from gongping.scheme.model import Scheme
from gongping.scheme.source import parse
from gongping.scoring.operators import vocabulary
from gongping.text import Finding, Refused, blocking

FOUNDING = Path(__file__).parents[2] / "schemes" / "jiceng-dangjian"

PLAN = """\
scheme: {id: small, version: "1", title: {zh: 小方案, en: Small}}
categories:
  unit: {clause: 二, title: 单位}
facts:
  lookups: {award: {zh: 奖, values: {first: 一等奖, other: 其他}}}
  numbers: {rate: 比率}
statuses:
  assessed: {clause: 二, score: yes, rank: yes, grade: yes, in_means: yes, in_base: yes}
score:
  unit:
    final: {clause: 五, weighted: {a: 60, b: 40}, places: 2}
    a: {clause: 三, lookup: award, values: {first: 100, other: 80}}
    b: {clause: 四, number: rate}
rank: {unit: {clause: 五, by: final, break_by: []}}
"""


def read(text: str) -> tuple[Scheme | None, list[Finding]]:
    source, found = parse(text)
    if blocking(found):
        return None, found
    return build(source, vocabulary())


def found_in(text: str) -> list[tuple[str, int]]:
    _, findings = read(text)
    return [(f.code.removeprefix("scheme."), f.place.line) for f in blocking(findings)]


def test_the_plan_is_sound() -> None:
    assert found_in(PLAN) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("places: 2", "plaecs: 2", "unknown-key", 11),
        ("version:", "verzion:", "unknown-key", 1),
        ("a: 60, b: 40", "a: 60, b: 30", "weights-total", 11),
        ("a: 60, b: 40", "a: 60, c: 40", "unknown-node", 11),
        ("lookup: award", "lookup: awards", "unknown-name", 12),
        ("first: 100, other: 80", "first: 100", "missing-key", 12),
        ("first: 100, other: 80", "first: 100, other: 80x", "wrong-value", 12),
        ("first: 100, other: 80", "first: 1e2, other: 80", "wrong-value", 12),
        ("places: 2", "places: two", "wrong-value", 11),
        ("number: rate", "nunber: rate", "no-operator", 13),
        ("number: rate", "number: rate, lookup: award", "two-operators", 13),
        ("b: {clause: 四, number: rate}", "b: {clause: 四, sum: [final]}", "cycle", 11),
        ("by: final, break_by: []", "by: final", "undeclared", 14),
        ("by: final", "by: finale", "unknown-node", 14),
        ("score: yes", "score: perhaps", "wrong-value", 8),
        ("assessed:", "assesed:", "unknown-name", 8),
        ("\nrank:", "\nranks:", "unknown-key", 14),
        ("  unit:\n    final", "  units:\n    final", "unknown-category", 10),
        ("clause: 五, by", "by", "no-clause", 14),
        ("    b:", "    a:", "duplicate-key", 13),
        ("places: 2", "places: 99", "wrong-value", 11),
    ],
)
def test_one_fault_is_found_at_its_line(old: str, new: str, code: str, line: int) -> None:
    text = PLAN.replace(old, new, 1)
    if code == "no-clause":
        text = text.replace("  unit: {clause: 二, title: 单位}", "  unit: {title: 单位}")
    assert (code, line) in found_in(text)


def test_all_faults_are_found_at_once() -> None:
    text = (
        PLAN.replace("places: 2", "plaecs: 2").replace("number: rate", "nunber: rate").replace("score: yes", "score: x")
    )
    assert {code for code, _ in found_in(text)} >= {"unknown-key", "no-operator", "wrong-value"}


def test_a_near_miss_is_answered_with_did_you_mean() -> None:
    _, findings = read(PLAN.replace("places: 2", "plaecs: 2"))
    said = [(f.what("en"), f.what("zh")) for f in blocking(findings)]
    assert any("did you mean 'places'" in en and "是不是“places”" in zh for en, zh in said)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "[1, 2]",
        "a: [",
        "a: &x 1\nb: *x",
        "\t- x",
        "? [a]: b",
        "{" * 500,
        "scheme: !!python/object:os.system x",
    ],
)
def test_no_text_brings_a_traceback(text: str) -> None:
    scheme, findings = read(text)
    assert scheme is None
    assert blocking(findings)


def test_a_value_without_any_clause_does_not_load() -> None:
    text = PLAN.replace("  unit: {clause: 二, title: 单位}", "  unit: {title: 单位}").replace("clause: 三, ", "")
    assert ("no-clause", 12) in found_in(text)


def test_the_fingerprint_is_of_the_content_not_the_layout() -> None:
    scheme, _ = read(PLAN)
    other, _ = read("# a comment\n" + PLAN.replace("places: 2", "places:   2").replace("a: 60", "a: 60.0"))
    changed, _ = read(PLAN.replace("first: 100", "first: 99"))
    assert scheme is not None and other is not None and changed is not None
    assert scheme.fingerprint == other.fingerprint
    assert scheme.fingerprint != changed.fingerprint


def test_the_canonical_form_loads_and_has_the_same_fingerprint() -> None:
    scheme = load_scheme(FOUNDING)
    again, findings = read(canonical(scheme.source).decode())
    assert blocking(findings) == []
    assert again is not None
    assert again.fingerprint == scheme.fingerprint == fingerprint(scheme.source)


def test_codes_that_look_like_numbers_keep_their_zeros() -> None:
    assert canonical({"a": "007", "b": "7.0", "c": "0.50"}) == b'{"a":"007","b":"7","c":"0.5"}\n'


def test_the_founding_plan_is_short_enough_to_read_aloud() -> None:
    assert len((FOUNDING / "scheme.yaml").read_text(encoding="utf-8").splitlines()) < 300


def test_the_founding_plan_states_its_eight_assumptions() -> None:
    scheme, findings = check_scheme(FOUNDING)
    assert scheme is not None
    assert {a.id for a in scheme.assumptions} >= {
        "democratic-values", "staff-aspects", "mean-of-means", "bodies-some", "tie-order", "bonus-always-five",
        "low-ranked", "outside-annual",
    }  # fmt: skip
    assert len([f for f in findings if f.code == "scheme.assumed"]) == len(scheme.assumptions)
    assert all(a.clause for a in scheme.assumptions)


def test_an_unknown_reading_is_refused_with_a_hint() -> None:
    with pytest.raises(Refused) as refused:
        load_scheme(FOUNDING, {"tie-order": "shard"})
    assert "shared" in refused.value.findings[0].what("en")


def test_changes_reach_nodes_of_all_and_parts() -> None:
    changes = {
        ("score", "town", "annual", "values", "first"): "95",
        ("score", "department", "democratic", "staff", "blank"): "exclude",
    }
    scheme = load_scheme(FOUNDING, None, changes)
    assert str(scheme.nodes["town"]["annual"].operator.values["first"]) == "95"  # type: ignore[attr-defined]
    assert scheme.nodes["department"]["democratic/staff"].operator.blank == "exclude"  # type: ignore[attr-defined]
    with pytest.raises(Refused):
        load_scheme(FOUNDING, None, {("score", "town", "anual", "values", "first"): "95"})
