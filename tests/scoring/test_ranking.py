"""Ranks: standard competition ranking, tie chains, decisions, void ties, groups."""

from tests.scoring.cities import graded, plan, ranks_of, tie

REST = "{grade: a, rest: yes}"


def test_tied_units_share_a_rank_and_the_next_place_is_left_out() -> None:
    result, _ = graded(plan(REST), {"A": "72", "B": "71", "C": "71", "D": "71", "E": "70"})
    assert ranks_of(result) == {"A": 1, "B": 2, "C": 2, "D": 2, "E": 5}


def test_the_chain_breaks_a_tie_and_a_missing_value_stands_last() -> None:
    scheme = plan(REST, "break_by: [t]")
    result, _ = graded(scheme, {"A": "71", "B": "71", "C": "71"}, {"B": "5", "C": "-6"})
    assert ranks_of(result) == {"B": 1, "C": 2, "A": 3}


def test_less_may_be_better() -> None:
    scheme = plan(REST, "break_by: [{node: t, better: less}]")
    result, _ = graded(scheme, {"A": "71", "B": "71"}, {"A": "9", "B": "3"})
    assert ranks_of(result) == {"A": 2, "B": 1}


def test_a_decision_orders_a_tie() -> None:
    result, _ = graded(plan(REST), {"A": "71", "B": "71", "C": "80"}, decisions=(tie("B", "A"),))
    assert ranks_of(result) == {"C": 1, "B": 2, "A": 3}


def test_a_decision_that_leaves_out_a_tied_unit_orders_nothing() -> None:
    result, _ = graded(plan(REST), {"A": "71", "B": "71", "C": "71"}, decisions=(tie("B", "A"),))
    assert ranks_of(result) == {"A": 1, "B": 1, "C": 1}


def test_void_ties_are_ranked_nowhere() -> None:
    scheme = plan(REST, "break_by: [], still_tied: void")
    result, _ = graded(scheme, {"A": "71", "B": "71", "C": "60"})
    assert ranks_of(result) == {"A": 0, "B": 0, "C": 1}


def test_ranks_within_groups() -> None:
    scheme = plan(REST, "break_by: [], within: group")
    result, _ = graded(scheme, {"A": "71", "B": "60", "C": "90"}, groups={"A": "x", "B": "x", "C": "y"})
    assert ranks_of(result) == {"A": 1, "B": 2, "C": 1}


def test_units_outside_the_ranking_leave_no_hole() -> None:
    result, _ = graded(plan(REST), {"A": "90", "B": "80", "C": "70"}, statuses={"A": "unranked", "B": "exempt"})
    assert ranks_of(result) == {"A": 0, "B": 0, "C": 1}
    assert result.columns["final"].show(0) == "90.00"
    assert result.columns["final"].show(1) == ""
    assert result.state("final", 1) == "exempt"
