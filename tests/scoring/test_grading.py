"""The grade pipeline: places, shares, lines, vetoes, ceilings, conditions, ties at a cut."""

import pytest

from gongping.facts.model import Event
from tests.scoring.cities import graded, grades_of, plan, tie

FIVE = {"A": "95", "B": "90", "C": "90", "D": "80", "E": "70"}
TOP_AND_REST = "{{grade: a, top: {n}, at_cut: {cut}}}\n{{grade: b, rest: yes}}"
ACCIDENT = (Event("A", "accident", "m1"),)


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        ("up", {"A": "a", "B": "a", "C": "a", "D": "b", "E": "b"}),
        ("down", {"A": "a", "B": "b", "C": "b", "D": "b", "E": "b"}),
        ("decide", {"A": "a", "B": "", "C": "", "D": "b", "E": "b"}),
    ],
)
def test_a_tie_at_the_top_cut(cut: str, expected: dict[str, str]) -> None:
    result, card = graded(plan(TOP_AND_REST.format(n=2, cut=cut)), FIVE)
    assert grades_of(result) == expected
    assert ("result.tie-undecided" in [f.code for f in card.findings]) == (cut == "decide")


def test_a_decided_tie_at_the_cut() -> None:
    result, card = graded(plan(TOP_AND_REST.format(n=2, cut="decide")), FIVE, decisions=(tie("C", "B"),))
    assert grades_of(result) == {"A": "a", "B": "b", "C": "a", "D": "b", "E": "b"}
    assert card.findings == []


def test_a_tie_that_crosses_no_cut_waits_for_nothing() -> None:
    result, card = graded(plan(TOP_AND_REST.format(n=3, cut="decide")), FIVE)
    assert grades_of(result)["B"] == grades_of(result)["C"] == "a"
    assert card.findings == []


def test_the_bottom_counts_from_the_last_ranked_unit() -> None:
    scheme = plan("{grade: c, bottom: 1, at_cut: decide}\n{grade: b, rest: yes}")
    result, _ = graded(scheme, FIVE, statuses={"E": "unranked"})
    assert grades_of(result) == {"A": "b", "B": "b", "C": "b", "D": "c", "E": ""}


def test_a_tie_at_the_bottom_cut_goes_down_to_the_worse_grade() -> None:
    scores = {"A": "90", "B": "80", "C": "70", "D": "70"}
    for cut, tied in (("up", "b"), ("down", "c")):
        scheme = plan(f"{{grade: c, bottom: 1, at_cut: {cut}}}\n{{grade: b, rest: yes}}")
        result, _ = graded(scheme, scores)
        assert grades_of(result) == {"A": "b", "B": "b", "C": tied, "D": tied}, cut


@pytest.mark.parametrize(("rounding", "count"), [("floor", 1), ("half_up", 2), ("ceil", 2)])
def test_shares_are_rounded_as_told(rounding: str, count: int) -> None:
    scheme = plan(f"{{grade: a, share: 30, base: ranked, rounding: {rounding}, at_cut: up}}\n{{grade: b, rest: yes}}")
    result, _ = graded(scheme, {c: str(90 - i) for i, c in enumerate("ABCDE")})
    assert list(grades_of(result).values()).count("a") == count


def test_the_base_of_a_share_may_count_exempt_units() -> None:
    steps = "{{grade: a, share: 50, base: {base}, rounding: floor, at_cut: up}}\n{{grade: b, rest: yes}}"
    scores = {"A": "90", "B": "80", "C": "70", "D": "60"}
    ranked, _ = graded(plan(steps.format(base="ranked")), scores, statuses={"D": "unranked", "C": "unranked"})
    assert list(grades_of(ranked).values()).count("a") == 1
    base, _ = graded(plan(steps.format(base="in_base")), scores, statuses={"D": "exempt"})
    assert list(grades_of(base).values()).count("a") == 2


@pytest.mark.parametrize(("blocked", "second"), [("passed_over", "a"), ("holds_place", "b")])
def test_a_veto_holds_its_place_or_leaves_it(blocked: str, second: str) -> None:
    scheme = plan(
        f"""{{grade: x, when: {{event: accident}}}}
        {{grade: a, top: 1, at_cut: up, blocked: {blocked}}}
        {{grade: b, rest: yes}}"""
    )
    result, _ = graded(scheme, {"A": "90", "B": "80", "C": "70"}, events=ACCIDENT)
    assert grades_of(result) == {"A": "x", "B": second, "C": "b"}


def test_a_ceiling_bars_only_the_better_grades() -> None:
    scheme = plan(
        """{when: {event: accident}, not_above: b}
        {grade: a, top: 2, at_cut: up, blocked: passed_over}
        {grade: c, rest: yes}"""
    )
    result, _ = graded(scheme, {"A": "90", "B": "80", "C": "70"}, events=ACCIDENT)
    assert grades_of(result) == {"A": "c", "B": "a", "C": "a"}


def test_lines_with_stated_ends() -> None:
    scheme = plan('{grade: a, line: "[90,)"}\n{grade: b, line: "[80,90)"}\n{grade: c, rest: yes}')
    result, _ = graded(scheme, {"A": "90", "B": "89.99", "C": "80", "D": "79.99"})
    assert grades_of(result) == {"A": "a", "B": "b", "C": "b", "D": "c"}


def test_a_rule_moves_a_grade_down_and_stops_at_the_last() -> None:
    scheme = plan('{grade: a, line: "[90,)"}\n{grade: x, rest: yes}\n{when: {event: accident}, down: 1}')
    result, _ = graded(scheme, {"A": "95", "B": "95", "C": "10"}, events=(*ACCIDENT, Event("C", "accident", "m")))
    assert grades_of(result) == {"A": "b", "B": "a", "C": "x"}


def test_other_outcomes_take_the_unit_out_of_the_grades() -> None:
    scheme = plan("{when: {event: accident}, outcome: suspended}\n{grade: b, rest: yes}")
    result, _ = graded(scheme, {"A": "95", "B": "90"}, events=ACCIDENT)
    assert grades_of(result) == {"A": "", "B": "b"}
    assert result.graded[0].outcome == "suspended"


def test_top_and_bottom_that_meet_are_a_fault() -> None:
    scheme = plan("{grade: a, top: 2, at_cut: up}\n{grade: c, bottom: 2, at_cut: up}\n{grade: b, rest: yes}")
    _, card = graded(scheme, {"A": "3", "B": "2", "C": "1"})
    assert [f.code for f in card.findings if f.severity == "fault"] == ["facts.too-many-places"]


def test_a_unit_no_step_reaches_is_reported() -> None:
    _, card = graded(plan('{grade: a, line: "[90,)"}\n{grade: b, line: "[80,85)"}\n{grade: c, line: "(,80)"}'), FIVE)
    assert "result.no-grade" not in [f.code for f in card.findings if f.severity == "fault"]
    _, card = graded(plan('{grade: a, line: "[90,)"}\n{grade: b, line: "[70,75)"}\n{grade: c, line: "(,70)"}'), FIVE)
    assert "result.no-grade" in [f.code for f in card.findings]


@pytest.mark.parametrize(
    ("steps", "codes"),
    [
        ('{grade: a, line: "[90,)"}\n{grade: b, line: "(,90)"}', []),
        ('{grade: a, line: "[90,)"}\n{grade: b, line: "[80,90)"}', []),
        ('{grade: a, line: "[90,)"}\n{grade: b, line: "(,89]"}', ["scheme.bands-gap"]),
        ('{grade: a, line: "(90,)"}\n{grade: b, line: "(,90)"}', ["scheme.bands-gap"]),
        ("{grade: a, top: 2, at_cut: up}\n{grade: c, bottom: 2, at_cut: up}", ["scheme.not-covered"]),
    ],
)
def test_steps_that_may_leave_a_unit_without_a_grade_are_told(steps: str, codes: list[str]) -> None:
    told = [f.code for f in plan(steps).findings if f.code in ("scheme.bands-gap", "scheme.not-covered")]
    assert told == codes
