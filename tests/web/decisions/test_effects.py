"""No action that needs a decision runs without the confirmed one that was made about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction

from gongping.text import Refused, Text
from gongping.web.accounts.models import Person
from gongping.web.decisions import actions, effects, queries
from gongping.web.decisions.effects import EFFECTS, Effect, needs_decision
from gongping.web.decisions.models import Decision, Use
from gongping.web.journal.models import Entry
from tests.web.decisions.conftest import confirmed, registered, seen

Action = Callable[..., object]


def subjects() -> list[tuple[str, str]]:
    return [("cap/qingshi", "青石镇"), ("cap/dongling", "东岭镇")]


@pytest.fixture
def ran() -> list[tuple[str, int]]:
    return []


@pytest.fixture(params=[True, False], ids=["once", "often"])
def lift(request: pytest.FixtureRequest, ran: list[tuple[str, int]]) -> Iterator[Action]:
    """An action as a room would write it."""
    effect = Effect(
        "test.cap-lifted", Text("突破加分上限", "Lift the cap"), Text("加分不封顶", "no cap"), subjects, request.param
    )

    @needs_decision(effect, subject=lambda unit, **_: f"cap/{unit}")
    def lift_cap(*, actor: Person, decision: Decision, unit: str, points: int) -> int:
        ran.append((unit, points))
        return points

    yield lift_cap
    del EFFECTS[effect.code]


CAP = {"effect": "test.cap-lifted", "subject": "cap/qingshi"}


def refusal(action: Action, **given: object) -> str:
    with pytest.raises(Refused) as error, transaction.atomic():
        action(**given)
    (finding,) = error.value.findings
    return finding.code


def test_with_its_decision_it_runs_and_the_decision_shows_it(
    lift: Action, ran: list, wang: Person, chen: Person
) -> None:
    decision = confirmed(wang, chen, **CAP)
    assert lift(actor=wang, decision=decision, unit="qingshi", points=20) == 20
    assert ran == [("qingshi", 20)]
    assert [(use.effect, use.subject, use.by) for use in decision.uses.all()] == [
        ("test.cap-lifted", "cap/qingshi", wang)
    ]
    assert Entry.objects.get(action="decisions.used").subject == decision.name
    assert decision.subject_title == "青石镇"


def test_without_any_it_does_not_run(lift: Action, ran: list, wang: Person) -> None:
    assert refusal(lift, actor=wang, decision=None, unit="qingshi", points=20) == "decisions.needed"
    assert ran == []


def test_before_confirmation_it_does_not_run(lift: Action, ran: list, wang: Person) -> None:
    assert refusal(lift, actor=wang, decision=registered(wang, **CAP), unit="qingshi", points=20) == "decisions.needed"
    assert ran == []


def test_after_withdrawal_it_does_not_run(lift: Action, ran: list, wang: Person) -> None:
    decision = registered(wang, **CAP)
    actions.withdraw(actor=wang, decision=decision, why="有误")
    assert refusal(lift, actor=wang, decision=decision, unit="qingshi", points=20) == "decisions.needed"
    assert ran == []


def test_a_decision_confirmed_only_in_memory_is_none(lift: Action, ran: list, wang: Person, chen: Person) -> None:
    decision = registered(wang, **CAP)
    decision.confirmed_by = chen
    assert refusal(lift, actor=wang, decision=decision, unit="qingshi", points=20) == "decisions.needed"
    decision.pk = 10**6
    assert refusal(lift, actor=wang, decision=decision, unit="qingshi", points=20) == "decisions.needed"
    assert ran == []


@pytest.mark.parametrize("other", [{"effect": "", "subject": ""}, {**CAP, "subject": "cap/dongling"}])
def test_a_decision_about_something_else_does_not_help(
    other: dict[str, str], lift: Action, ran: list, wang: Person, chen: Person
) -> None:
    decision = confirmed(wang, chen, **other)
    assert refusal(lift, actor=wang, decision=decision, unit="qingshi", points=20) == "decisions.other"
    assert ran == []


def test_one_decision_is_acted_on_once_unless_it_says_otherwise(
    lift: Action, ran: list, wang: Person, chen: Person
) -> None:
    decision = confirmed(wang, chen, **CAP)
    lift(actor=wang, decision=decision, unit="qingshi", points=20)
    if EFFECTS["test.cap-lifted"].once:
        assert refusal(lift, actor=wang, decision=decision, unit="qingshi", points=25) == "decisions.used"
        assert not queries.usable(CAP["subject"], CAP["effect"]).exists()
    else:
        lift(actor=wang, decision=decision, unit="qingshi", points=25)
        assert len(ran) == 2


def test_an_action_that_fails_leaves_its_decision_unused(wang: Person, chen: Person) -> None:
    effect = Effect("test.fails", Text("甲", "a"), Text("乙", "b"), subjects)

    @needs_decision(effect, subject=lambda **_: "cap/qingshi")
    def fail(*, actor: Person, decision: Decision) -> None:
        raise ZeroDivisionError

    try:
        decision = confirmed(wang, chen, effect="test.fails", subject="cap/qingshi")
        with pytest.raises(ZeroDivisionError):
            fail(actor=wang, decision=decision)
        assert not Use.objects.exists()
        assert not Entry.objects.filter(action="decisions.used").exists()
    finally:
        del EFFECTS["test.fails"]


def test_only_what_can_be_decided_on_is_registered(lift: Action, wang: Person) -> None:
    for wrong in (
        {**CAP, "subject": "cap/nowhere"},
        {"effect": "no.such", "subject": ""},
        {"effect": "", "subject": "x"},
    ):
        assert refusal(lambda wrong=wrong: registered(wang, **wrong)) == "decisions.unknown-subject"


def test_an_effect_is_locked_once(lift: Action) -> None:
    with pytest.raises(LookupError):
        needs_decision(EFFECTS["test.cap-lifted"], subject=lambda **_: "")


def test_standing_is_what_is_confirmed(lift: Action, wang: Person, chen: Person) -> None:
    registered(wang, **CAP)
    first, second = confirmed(wang, chen, **CAP), confirmed(wang, chen, **CAP)
    withdrawn = registered(wang, **CAP)
    actions.withdraw(actor=wang, decision=withdrawn, why="有误")
    assert list(queries.standing("cap/qingshi")) == [second, first]
    assert list(queries.standing("cap/qingshi", "other")) == []
    assert seen(first) != seen(second)


def test_the_record_only_effect_locks_nothing() -> None:
    assert effects.NOTHING.code == ""
    assert [code for code in EFFECTS if code == ""] == [""]
