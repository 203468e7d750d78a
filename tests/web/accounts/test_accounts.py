"""Looking after people: slips, resets, closing, deputies; who may do it to whom, and what the journal says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from gongping.text import Refused
from gongping.web.accounts import access, actions, own_actions, queries, slips
from gongping.web.accounts.models import Person, Slip
from gongping.web.accounts.rules import Row
from gongping.web.journal.models import Entry

NEW = {"new": "Guten-Morgen-7", "again": "Guten-Morgen-7"}
TODAY = timezone.localdate


def code_on(page: str) -> str:
    """The code a slip shows."""
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", page)
    assert found
    return found[0]


def last_action() -> str:
    return str(Entry.objects.order_by("-number").values_list("action", flat=True)[0])


def add(client: Client, **changes: str) -> str:
    row = {
        "username": "chen.qing",
        "name": "试员",
        "role": "body-clerk",
        "body": "zhigongwei",
        "unit": "",
        "ends_on": "",
    }
    return client.post("/o/people/add/", {**row, **changes}).content.decode()


def test_a_new_person_chooses_a_password_with_the_slip_once(signed_in: Callable[[str], Client]) -> None:
    code = code_on(add(signed_in("lead")))
    assert last_action() == "accounts.made"
    assert code not in str(list(Slip.objects.values())), "only the hash is kept"
    told = {"username": "Chen.Qing", "code": code.lower().replace("-", " "), **NEW}
    assert Client().post("/o/slip/", told).headers["Location"] == "/o/sign-in/"
    assert last_action() == "accounts.chosen"
    assert Client().post("/o/slip/", told).status_code == 200, "a code works once"
    assert Client().post("/o/sign-in/", {"username": "chen.qing", "password": NEW["new"]}).headers["Location"] == "/o/"


def test_a_slip_ends_and_a_newer_one_voids_it(cast: dict[str, Person]) -> None:
    lead, clerk = cast["lead"], cast["body-clerk"]
    first, second = slips.give(clerk, lead), slips.give(clerk, lead)
    assert not slips.use(clerk, first.code)
    Slip.objects.update(ends_at=timezone.now() - dt.timedelta(seconds=1))
    assert not slips.use(clerk, second.code)
    third = slips.give(clerk, lead)
    assert not slips.use(cast["meeting"], third.code), "a code belongs to one person"
    assert slips.use(clerk, third.code)


def test_guessing_codes_locks_the_name(cast: dict[str, Person], client: Client) -> None:
    for _ in range(5):
        page = client.post("/o/slip/", {"username": "lead", "code": "AAAA-AAAA-AAAA", **NEW}).content.decode()
    assert "口令错误次数过多" in page


@pytest.mark.parametrize("new", ["short", "1234567890123", "password1234", "body-clerk1"])
def test_a_weak_password_is_refused(new: str, cast: dict[str, Person], client: Client) -> None:
    client.force_login(cast["body-clerk"])
    answer = client.post("/o/account/password/", {"old": "一个够长的口令", "new": new, "again": new})
    assert answer.status_code == 200
    cast["body-clerk"].refresh_from_db()
    assert cast["body-clerk"].check_password("一个够长的口令")


def test_changing_ones_password_needs_the_old_one(cast: dict[str, Person], client: Client) -> None:
    client.force_login(cast["cadre"])
    assert "原口令不对" in client.post("/o/account/password/", {"old": "falsch", **NEW}).content.decode()
    assert client.post("/o/account/password/", {"old": "一个够长的口令", **NEW}).status_code == 302
    assert client.get("/o/account/").status_code == 200, "the own session goes on"


def test_a_reset_ends_open_sessions_and_is_remembered(
    cast: dict[str, Person], signed_in: Callable[[str], Client]
) -> None:
    theirs, clerk = signed_in("body-clerk"), cast["body-clerk"]
    page = signed_in("lead").post(f"/o/people/{clerk.pk}/reset/", {"why": "忘记口令"})
    code_on(page.content.decode())
    assert theirs.get("/o/account/").status_code == 302
    assert Entry.objects.order_by("-number")[0].why == "忘记口令"
    assert queries.handled_within_year(clerk, by=cast["lead"])
    assert not queries.handled_within_year(cast["lead"], by=clerk)


def test_every_reset_of_the_year_counts_not_only_the_last(cast: dict[str, Person]) -> None:
    second = Person.objects.create(username="lead2", name="二", role="lead")
    actions.reset(actor=cast["lead"], person=cast["cadre"])
    actions.reset(actor=second, person=cast["cadre"])
    assert queries.handled_within_year(cast["cadre"], by=cast["lead"])
    cast["cadre"].handlings.update(at=timezone.now() - dt.timedelta(days=367))
    assert not queries.handled_within_year(cast["cadre"], by=cast["lead"])


def test_closing_works_at_once_and_can_be_undone(cast: dict[str, Person], signed_in: Callable[[str], Client]) -> None:
    theirs, lead = signed_in("meeting"), signed_in("lead")
    lead.post(f"/o/people/{cast['meeting'].pk}/close/", {"why": ""})
    assert theirs.get("/o/account/").status_code == 302
    assert last_action() == "accounts.closed"
    lead.post(f"/o/people/{cast['meeting'].pk}/close/", {"why": ""})
    cast["meeting"].refresh_from_db()
    assert cast["meeting"].is_active and last_action() == "accounts.opened"


def row(person: Person, **changes: object) -> Row:
    """A person's row with some columns changed."""
    return replace(actions.row_of(person), **changes)  # type: ignore[arg-type]


def test_nobody_touches_their_own_role_or_account(cast: dict[str, Person]) -> None:
    lead = cast["lead"]
    for deed in (
        lambda: actions.change_person(actor=lead, person=lead, row=row(lead, role="supervisor", body="")),
        lambda: actions.close_person(actor=lead, person=lead),
        lambda: actions.reset(actor=lead, person=lead),
    ):
        with pytest.raises(Refused):
            deed()
    assert actions.change_person(actor=lead, person=lead, row=row(lead, name="新名")) == ["name"]


def test_the_last_lead_cannot_be_closed(cast: dict[str, Person]) -> None:
    second = Person.objects.create(username="lead2", name="二", role="lead")
    actions.close_person(actor=second, person=cast["lead"])
    with pytest.raises(Refused, match="last account of the lead office"):
        actions.close_person(actor=cast["lead"], person=second)


WRONG_ROWS = {
    "username": {"username": "-bad name"}, "role": {"role": "king"}, "body": {"body": "nowhere"},
    "body-wanted": {"body": ""}, "unit-unwanted": {"unit": "A001"}, "unit-wanted": {"role": "liaison", "body": ""},
    "body-unwanted": {"role": "cadre"}, "end-wanted": {"role": "assessor"}, "end-past": {"ends_on": dt.date(2001, 1, 1)},
    "name": {"name": " "}, "too-long": {"name": "长" * 61}, "username-taken": {"username": "lead"},
}  # fmt: skip


@pytest.mark.parametrize("code", WRONG_ROWS)
def test_a_faulty_row_is_refused_by_name(code: str, cast: dict[str, Person]) -> None:
    right = {"username": "chen.qing", "name": "试员", "role": "body-clerk", "body": "zhigongwei"}
    with pytest.raises(Refused) as refused:
        actions.make_person(actor=cast["lead"], row=Row(**{**right, **WRONG_ROWS[code]}))  # type: ignore[arg-type]
    assert [finding.code for finding in refused.value.findings] == [f"accounts.{code}"]
    assert not Person.objects.filter(name="试员").exists()


def deputy(
    cast: dict[str, Person], principal: str, stands_in: str, actor: str = "", days: tuple[int, int] = (0, 7)
) -> None:
    start, end = (TODAY() + dt.timedelta(days=n) for n in days)
    own_actions.name_deputy(
        actor=cast[actor or principal], principal=cast[principal], deputy=cast[stands_in], start=start, end=end
    )


def test_a_deputy_may_what_the_principal_may_while_it_lasts(
    cast: dict[str, Person], signed_in: Callable[[str], Client]
) -> None:
    clerk = cast["body-clerk"]
    assert not access.allowed(clerk, "decisions.confirm")
    deputy(cast, "body-head", "body-clerk")
    fresh = Person.objects.get(pk=clerk.pk)
    assert access.allowed(fresh, "decisions.confirm") and not access.allowed(fresh, "people.change")
    assert access.bodies_of(fresh, "decisions.confirm") == [cast["body-head"].body_id]
    link = queries.deputies_now(fresh).get()
    assert signed_in("meeting").post(f"/o/account/deputies/{link.pk}/end/").status_code == 404, "not theirs"
    signed_in("body-head").post(f"/o/account/deputies/{link.pk}/end/")
    assert not access.allowed(Person.objects.get(pk=clerk.pk), "decisions.confirm")


@pytest.mark.parametrize("days", [(1, 7), (-1, -1), (5, 4), (0, 367)])
def test_a_deputy_works_only_in_the_days_said(days: tuple[int, int], cast: dict[str, Person]) -> None:
    if days == (1, 7):
        deputy(cast, "body-head", "body-clerk", days=days)
    else:
        with pytest.raises(Refused):
            deputy(cast, "body-head", "body-clerk", days=days)
    assert not access.allowed(Person.objects.get(username="body-clerk"), "decisions.confirm")


@pytest.mark.parametrize(
    ("principal", "stands_in", "actor"),
    [("cadre", "lead", "lead"), ("supervisor", "meeting", "lead"), ("body-head", "meeting", "body-head"),
     ("body-head", "body-clerk", "body-clerk"), ("body-head", "body-head", "body-head")],
)  # fmt: skip
def test_nobody_gets_rights_by_a_deputy_from_elsewhere(
    principal: str, stands_in: str, actor: str, cast: dict[str, Person]
) -> None:
    with pytest.raises(Refused):
        deputy(cast, principal, stands_in, actor)


def test_the_lead_office_may_end_any_deputy(cast: dict[str, Person], signed_in: Callable[[str], Client]) -> None:
    deputy(cast, "body-head", "body-clerk")
    link = queries.deputies_now(cast["body-head"]).get()
    answer = signed_in("lead").post(f"/o/account/deputies/{link.pk}/end/")
    assert answer.headers["Location"] == f"/o/people/{cast['body-head'].pk}/"
    assert last_action() == "accounts.deputy-ended" and not queries.deputies_now(cast["body-head"]).exists()


def test_a_principal_whose_account_is_closed_lends_nothing(cast: dict[str, Person]) -> None:
    deputy(cast, "body-head", "body-clerk")
    actions.close_person(actor=cast["lead"], person=cast["body-head"])
    assert not access.allowed(Person.objects.get(username="body-clerk"), "decisions.confirm")


def test_a_body_in_use_cannot_be_closed(cast: dict[str, Person], signed_in: Callable[[str], Client]) -> None:
    body = cast["body-clerk"].body
    assert body is not None
    page = signed_in("lead").post(f"/o/bodies/{body.pk}/close/", follow=True).content.decode()
    assert "还有3名在用人员" in page
    body.refresh_from_db()
    assert body.is_active


def test_a_given_password_must_be_changed_first(cast: dict[str, Person], client: Client) -> None:
    Person.objects.filter(username="cadre").update(must_change=True)
    client.force_login(cast["cadre"])
    assert client.get("/o/account/").headers["Location"] == "/o/account/password/"
