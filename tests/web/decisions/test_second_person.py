"""A decision counts once another person has confirmed it: another in truth, and exactly what that person saw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from gongping.text import Refused
from gongping.web.accounts.models import Deputy, Person
from gongping.web.decisions import actions, queries, scan_files
from gongping.web.decisions.models import Decision
from gongping.web.decisions.second_person import SecondPerson, candidates
from gongping.web.journal.models import Entry
from tests.web.decisions.conftest import PDF, confirmed, handle, registered, seen

Make = Callable[..., Person]


def codes(error: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.code for finding in error.value.findings]


def refused(by: Person, *decisions: Decision) -> list[str]:
    with pytest.raises(Refused) as error:
        actions.confirm(actor=by, seen=seen(*decisions))
    assert all(Decision.objects.get(pk=one.pk).confirmed_by is None for one in decisions)
    return codes(error)


def test_another_person_confirms(wang: Person, chen: Person) -> None:
    decision = confirmed(wang, chen)
    assert (decision.state, decision.registered_by, decision.confirmed_by) == ("confirmed", wang, chen)
    done = list(Entry.objects.filter(subject=decision.name).order_by("number").values_list("action", "who"))
    assert done == [("decisions.registered", "wang"), ("decisions.confirmed", "chen")]


def test_nobody_confirms_their_own(wang: Person) -> None:
    assert refused(wang, registered(wang)) == ["decisions.same-person"]


def test_not_even_in_the_database(wang: Person) -> None:
    decision = registered(wang)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(confirmed_by=wang)


@pytest.mark.parametrize("kind", ["made", "reset"])
@pytest.mark.parametrize("reverse", [False, True])
def test_an_account_handled_within_the_year_confirms_nothing_for_the_other(
    kind: str, reverse: bool, wang: Person, chen: Person
) -> None:
    handle(chen, wang, kind, 300) if reverse else handle(wang, chen, kind, 300)
    assert refused(chen, registered(wang)) == ["decisions.handled"]


def test_after_a_year_it_may(wang: Person, chen: Person) -> None:
    handle(wang, chen, "made", 370)
    assert confirmed(wang, chen).state == "confirmed"


def test_a_changed_name_is_no_hold_on_an_account(wang: Person, chen: Person) -> None:
    handle(wang, chen, "changed")
    assert confirmed(wang, chen).state == "confirmed"


def test_a_later_reset_by_a_third_person_does_not_wash_it_off(wang: Person, chen: Person, person: Make) -> None:
    handle(wang, chen, "reset", 30)
    handle(person("third"), chen, "reset", 1)
    assert refused(chen, registered(wang)) == ["decisions.handled"]


def test_an_account_handled_through_another_is_no_second_person(wang: Person, chen: Person, person: Make) -> None:
    puppet = person("puppet")
    handle(wang, puppet, "made")
    handle(puppet, chen, "reset")
    assert refused(chen, registered(wang)) == ["decisions.handled"]
    assert refused(wang, registered(chen)) == ["decisions.handled"]


def test_two_accounts_made_by_a_third_person_may(wang: Person, chen: Person, person: Make) -> None:
    maker = person("maker")
    handle(maker, wang, "made")
    handle(maker, chen, "made")
    assert confirmed(wang, chen).state == "confirmed"


def test_the_deputy_of_the_registrar_is_not_a_second_person(wang: Person, chen: Person, person: Make) -> None:
    today = timezone.localdate()
    clerk = person("clerk", "body-clerk")
    Deputy.objects.create(principal=wang, deputy=clerk, from_day=today, until_day=today, made_by=wang)
    assert refused(clerk, registered(wang)) == ["decisions.stands-in"]
    assert confirmed(chen, Person.objects.get(pk=clerk.pk)).state == "confirmed"


def test_the_candidates_are_those_who_would_not_be_refused(wang: Person, chen: Person, person: Make) -> None:
    person("head", "body-head")
    person("clerk", "body-clerk")
    person("gone", is_active=False)
    person("ended", ends_on=dt.date(2020, 1, 1))
    handle(wang, person("reset"), "reset")
    found = list(candidates(wang))
    assert sorted(p.username for p in found) == ["chen", "head"]
    assert all(SecondPerson(p).bar(wang) is None for p in found)


def test_without_a_scan_nothing_is_confirmed(wang: Person, chen: Person) -> None:
    assert refused(chen, registered(wang, scans=0)) == ["decisions.no-scan"]


def test_what_changed_since_it_was_looked_at_is_not_confirmed(wang: Person, chen: Person) -> None:
    decision = registered(wang)
    looked_at = seen(decision)
    actions.add_scans(actor=wang, decision=decision, scans=[scan_files.check("另一份.pdf", PDF, 2**20)])
    with pytest.raises(Refused) as error:
        actions.confirm(actor=chen, seen=looked_at)
    assert codes(error) == ["decisions.changed"]


@pytest.mark.parametrize("column", ["deciding_body", "minutes_number", "title", "text", "effect", "subject"])
def test_every_word_belongs_to_what_is_confirmed(column: str, wang: Person, chen: Person) -> None:
    decision = registered(wang)
    looked_at = seen(decision)
    Decision.objects.filter(pk=decision.pk).update(**{column: "改"})
    with pytest.raises(Refused) as error:
        actions.confirm(actor=chen, seen=looked_at)
    assert codes(error) == ["decisions.changed"]


def test_a_scan_exchanged_on_the_disk_is_found(wang: Person, chen: Person) -> None:
    decision = registered(wang)
    (queries.scan_folder() / decision.scans.get().stored).write_bytes(PDF + b"x")
    assert refused(chen, decision) == ["decisions.scan-lost"]


def test_several_are_confirmed_at_once(wang: Person, chen: Person) -> None:
    several = [registered(wang, title=f"第{n}项") for n in range(5)]
    assert len(actions.confirm(actor=chen, seen=seen(*several))) == 5
    assert Entry.objects.filter(action="decisions.confirmed").count() == 5


def test_if_one_is_in_the_way_none_is_confirmed(wang: Person, chen: Person) -> None:
    good, own, bare = registered(wang), registered(chen), registered(wang, scans=0)
    assert sorted(refused(chen, good, own, bare)) == ["decisions.no-scan", "decisions.same-person"]


def test_a_decision_is_confirmed_once(wang: Person, chen: Person, person: Make) -> None:
    decision = confirmed(wang, chen)
    with pytest.raises(Refused) as error:
        actions.confirm(actor=person("zhou"), seen=seen(decision))
    assert codes(error) == ["decisions.not-waiting"]
    assert Decision.objects.get(pk=decision.pk).confirmed_by == chen


def test_what_is_confirmed_is_neither_withdrawn_nor_given_other_scans(wang: Person, chen: Person) -> None:
    decision = confirmed(wang, chen)
    scan = decision.scans.get()
    for attempt in (
        lambda: actions.withdraw(actor=wang, decision=decision, why="改主意"),
        lambda: actions.add_scans(actor=wang, decision=decision, scans=[scan_files.check("x.pdf", PDF, 2**20)]),
        lambda: actions.remove_scan(actor=wang, scan=scan),
    ):
        with pytest.raises(Refused) as error:
            attempt()
        assert codes(error) == ["decisions.not-waiting"]


def test_what_is_withdrawn_is_not_confirmed(wang: Person, chen: Person) -> None:
    decision = registered(wang)
    actions.withdraw(actor=wang, decision=decision, why="登记有误")
    with pytest.raises(Refused) as error:
        actions.confirm(actor=chen, seen=seen(decision))
    assert codes(error) == ["decisions.not-waiting"]
    assert Entry.objects.get(action="decisions.withdrawn").why == "登记有误"


def test_who_confirms_may_send_it_back_and_the_registrar_learns_why(wang: Person, chen: Person) -> None:
    actions.withdraw(actor=chen, decision=registered(wang), why="纪要编号不符")
    reminder = wang.reminders.get()
    assert "纪要编号不符" in reminder.what_zh
    assert reminder.by == chen


@pytest.mark.parametrize("deed", ["confirm", "withdraw"])
def test_when_it_is_settled_nobody_is_reminded_of_it_any_more(deed: str, wang: Person, chen: Person) -> None:
    decision = registered(wang)
    actions.ask(actor=wang, decision=decision, whom=chen)
    if deed == "confirm":
        actions.confirm(actor=chen, seen=seen(decision))
    else:
        actions.withdraw(actor=wang, decision=decision, why="登记有误")
    assert chen.reminders.get().read_at is not None


@pytest.mark.parametrize("why", ["", "  "])
def test_withdrawing_says_why(why: str, wang: Person) -> None:
    with pytest.raises(Refused) as error:
        actions.withdraw(actor=wang, decision=registered(wang), why=why)
    assert codes(error) == ["decisions.no-why"]


def test_a_meeting_still_to_come_decided_nothing(wang: Person) -> None:
    with pytest.raises(Refused) as error:
        registered(wang, decided_on=timezone.localdate() + dt.timedelta(days=1))
    assert codes(error) == ["decisions.future"]
