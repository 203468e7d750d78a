"""Home shows what waits for me by deadline, with one button each; a reminder lies there until it is put aside."""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from gongping.text import Text
from gongping.web.accounts.models import Person
from gongping.web.accounts.roles import ROLES
from gongping.web.journal.models import Entry
from gongping.web.notices import actions, mail, providers, queries
from gongping.web.notices.models import MailAddress, Reminder
from gongping.web.notices.providers import Waiting

SignedIn = Callable[[str], Client]
HOME, REMIND = "notices:home", "notices:remind"


def words(response: Any) -> str:
    return response.content.decode()


def matter(name: str, due: int | None = None, since: int | None = None, about: str = "") -> Waiting:
    today = timezone.localdate()
    days = [None if n is None else today + dt.timedelta(days=n) for n in (due, since)]
    return Waiting(Text(name, name), Text("细节", "detail"), f"/o/{name}/", Text("办", "Do"), days[0], days[1], about)


@pytest.fixture
def waiting() -> Iterator[list[Waiting]]:
    """What a room would say waits for the lead office."""
    said: list[Waiting] = []

    def provider(person: Person) -> list[Waiting]:
        return said if person.role == "lead" else []

    providers.register(provider)
    yield said
    providers.PROVIDERS.remove(provider)


def order(person: Person) -> list[str]:
    return [(line.waiting.what if line.waiting else line.reminders[0].what).zh for line in queries.lines(person)]


def remind(cast: dict[str, Person], to: str, words_said: str, **more: Any) -> Reminder:
    return actions.remind(actor=cast["supervisor"], to=cast[to], what=Text(words_said, words_said), **more)


def test_overdue_first_then_by_deadline_then_the_oldest(waiting: list[Waiting], cast: dict[str, Person]) -> None:
    waiting += [matter("无期限"), matter("月底", 8), matter("较早", None, -5), matter("逾期", -1), matter("今天", 0)]
    remind(cast, "lead", "提醒", due=timezone.localdate() + dt.timedelta(days=2))
    assert order(cast["lead"]) == ["逾期", "今天", "提醒", "月底", "较早", "无期限"]


def test_each_matter_has_its_one_button_and_the_late_say_so(waiting: list[Waiting], signed_in: SignedIn) -> None:
    waiting += [matter("late", -3), matter("now", 0), matter("later", 9)]
    page = words(signed_in("lead").get(reverse(HOME)))
    assert "逾期3天" in page
    assert "今天" in page
    for name in ("late", "now", "later"):
        assert page.count(f'href="/o/{name}/"') == 1


def test_a_reminder_is_shown_with_its_matter_and_its_date_counts(
    waiting: list[Waiting], cast: dict[str, Person]
) -> None:
    waiting += [matter("甲", 9, about="decision/1"), matter("乙", 5)]
    remind(cast, "lead", "快办甲", about="decision/1", due=timezone.localdate())
    lines = queries.lines(cast["lead"])
    assert [(line.waiting.what.zh, len(line.reminders)) for line in lines if line.waiting] == [("甲", 1), ("乙", 0)]


@pytest.mark.parametrize("role", ROLES)
def test_an_empty_home_says_so_to_everybody(role: str, signed_in: SignedIn) -> None:
    page = words(signed_in(role).get(reverse(HOME)))
    assert "现在没有要您办的事" in page
    if "decisions.register" in ROLES[role].permissions:
        assert reverse("decisions:new") in page


def test_a_reminder_is_put_aside_by_its_own_person_only(signed_in: SignedIn, cast: dict[str, Person]) -> None:
    reminder = remind(cast, "liaison", "请补报材料")
    address = reverse("notices:put-aside", args=[reminder.pk])
    assert signed_in("lead").post(address).status_code == 404
    client = signed_in("liaison")
    assert "请补报材料" in words(client.get(reverse(HOME)))
    assert client.get(address).status_code == 405
    assert "请补报材料" not in words(client.post(address, follow=True))
    assert "请补报材料" in words(client.get(reverse("notices:reminders")))


def test_several_people_are_reminded_from_the_form(signed_in: SignedIn, cast: dict[str, Person]) -> None:
    client = signed_in("lead")
    given = {"to": [cast["liaison"].pk, cast["body-clerk"].pk], "what": "报送<b>{0}", "due": "2026-12-10"}
    assert "已提醒2人" in words(client.post(reverse(REMIND), given, follow=True))
    assert Reminder.objects.filter(by=cast["lead"], due=dt.date(2026, 12, 10)).count() == 2
    assert Entry.objects.filter(action="notices.reminded", who="lead").count() == 2
    assert "报送&lt;b&gt;{0}" in words(signed_in("liaison").get(reverse(HOME)))
    assert "未办" in words(client.get(reverse("notices:reminders")))


def test_a_faulty_form_reminds_nobody(signed_in: SignedIn, cast: dict[str, Person]) -> None:
    good = {"to": [cast["liaison"].pk], "what": "报送"}
    for wrong in (
        {"to": []},
        {"to": ["x"]},
        {"to": [cast["lead"].pk]},
        {"to": [10**9]},
        {"what": ""},
        {"what": "a\x00"},
        {"due": "x"},
    ):
        assert signed_in("lead").post(reverse(REMIND), {**good, **wrong}).status_code == 200
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("view", [HOME, "notices:reminders"])
def test_pages_ask_the_database_as_often_for_any_length(
    view: str, signed_in: SignedIn, cast: dict[str, Person], django_assert_max_num_queries: Any
) -> None:
    client, asked = signed_in("lead"), []
    for rows in (1, 2, 297):
        Reminder.objects.bulk_create(
            Reminder(to=cast["lead"], by=cast["lead"], what_zh="甲", what_en="a") for _ in range(rows)
        )
        with django_assert_max_num_queries(12) as captured:
            client.get(reverse(view))
        asked.append(len(captured))
    assert len(set(asked)) == 1, asked


def test_by_default_no_mail_is_sent_and_none_is_offered(
    signed_in: SignedIn, cast: dict[str, Person], django_capture_on_commit_callbacks: Any
) -> None:
    assert not mail.enabled()
    MailAddress.objects.create(person=cast["liaison"], email="sun@example.cn")
    with django_capture_on_commit_callbacks(execute=True):
        remind(cast, "liaison", "保密的内容")
    assert outbox.outbox == []
    client = signed_in("liaison")
    assert reverse("notices:set-mail") not in words(client.get(reverse("notices:reminders")))
    client.post(reverse("notices:set-mail"), {"email": "other@example.cn"})
    assert MailAddress.objects.get().email == "sun@example.cn"


def test_a_mail_says_that_something_waits_and_nothing_else(
    signed_in: SignedIn, cast: dict[str, Person], settings: Settings, django_capture_on_commit_callbacks: Any
) -> None:
    settings.SEND_MAIL = True
    signed_in("liaison").post(reverse("notices:set-mail"), {"email": "sun@example.cn"})
    with django_capture_on_commit_callbacks(execute=True):
        remind(cast, "liaison", "保密的内容", address="/o/decisions/1/")
        remind(cast, "lead", "没有留邮箱的人")
    (sent,) = outbox.outbox
    assert (sent.subject, sent.body, sent.to) == ("您有1项待办", "您有1项待办", ["sun@example.cn"])
    signed_in("liaison").post(reverse("notices:set-mail"), {"email": ""})
    assert not MailAddress.objects.exists()


@pytest.mark.parametrize("error", [OSError, smtplib.SMTPServerDisconnected])
def test_a_mail_that_fails_stops_nothing(
    error: type[Exception], cast: dict[str, Person], settings: Settings, monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    def fail(*_: object) -> None:
        raise error("sun@example.cn")

    settings.SEND_MAIL = True
    MailAddress.objects.create(person=cast["liaison"], email="sun@example.cn")
    monkeypatch.setattr(mail, "send_mail", fail)
    with django_capture_on_commit_callbacks(execute=True):
        remind(cast, "liaison", "甲")
    assert Reminder.objects.count() == 1
    assert "sun@example.cn" not in caplog.text
