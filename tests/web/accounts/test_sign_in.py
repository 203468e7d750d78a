"""Signing in: the same words whatever was wrong, a lock after five wrong passwords, the phone's digits, no open door."""

from __future__ import annotations

import datetime as dt
import time

import pyotp
import pytest
from django.test import Client, override_settings
from django.utils import timezone

from gongping.web.accounts import flood, views
from gongping.web.accounts.models import Person, Tries

PASSWORD = "一个够长的口令"
WRONG, LOCKED = views.WRONG.zh, "口令错误次数过多"

pytestmark = pytest.mark.django_db


def attempt(client: Client, name: str, password: str, **more: str) -> str:
    """Try to sign in; where it leads, or the page."""
    answer = client.post("/o/sign-in/", {"username": name, "password": password, **more})
    return answer.headers["Location"] if answer.status_code == 302 else answer.content.decode()


def test_a_right_password_opens_the_home_page(cast: dict[str, Person], client: Client) -> None:
    assert attempt(client, " Lead ", PASSWORD) == "/o/"
    assert client.get("/o/account/").status_code == 200


@pytest.mark.parametrize("name", ["lead", "nobody"])
def test_a_wrong_password_and_an_unknown_name_look_the_same(name: str, cast: dict[str, Person], client: Client) -> None:
    assert [WRONG in attempt(client, name, "falsch") for _ in range(4)] == [True] * 4
    assert LOCKED in attempt(client, name, "falsch")
    assert LOCKED in attempt(client, name, PASSWORD), "even the right password waits"
    assert client.get("/o/account/").status_code == 302


def test_the_lock_opens_after_its_time(cast: dict[str, Person], client: Client) -> None:
    for _ in range(5):
        attempt(client, "lead", "falsch")
    Tries.objects.update(locked_until=timezone.now() - dt.timedelta(seconds=1))
    assert attempt(client, "lead", PASSWORD) == "/o/"
    assert not Tries.objects.exists(), "a right password makes the count begin anew"


def test_many_wrong_passwords_from_one_address_wait(cast: dict[str, Person], client: Client) -> None:
    for n in range(flood.MOST):
        attempt(client, f"name{n}", "falsch")
    assert "十分钟" in attempt(client, "lead", PASSWORD)
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    assert attempt(elsewhere, "lead", PASSWORD) == "/o/"


def test_behind_the_offices_proxy_one_browser_does_not_shut_the_others_out(cast: dict[str, Person]) -> None:
    with override_settings(HTTPS=True):
        for n in range(flood.MOST):
            attempt(Client(HTTP_X_FORWARDED_FOR="10.0.0.1, 10.0.0.7"), f"name{n}", "falsch")
        assert "十分钟" in attempt(Client(HTTP_X_FORWARDED_FOR="10.0.0.7"), "lead", PASSWORD)
        assert attempt(Client(HTTP_X_FORWARDED_FOR="10.0.0.8"), "lead", PASSWORD) == "/o/"


def test_an_account_that_is_closed_or_over_stays_out(cast: dict[str, Person], client: Client) -> None:
    Person.objects.filter(username="meeting").update(is_active=False)
    Person.objects.filter(username="assessor").update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    assert WRONG in attempt(client, "meeting", PASSWORD)
    assert WRONG in attempt(client, "assessor", PASSWORD)
    Person.objects.filter(username="assessor").update(ends_on=timezone.localdate())
    assert attempt(client, "assessor", PASSWORD) == "/o/", "the last day counts"
    Person.objects.filter(username="assessor").update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    assert client.get("/o/account/").status_code == 302, "an open session ends with the account"


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example/", "/v/", "javascript:alert(1)"])
def test_it_leads_to_no_other_site(wanted: str, cast: dict[str, Person], client: Client) -> None:
    assert attempt(client, "lead", PASSWORD, next=wanted) == "/o/"


def test_it_leads_back_to_the_page_that_was_wanted(cast: dict[str, Person], client: Client) -> None:
    asked = client.get("/o/people/?role=lead").headers["Location"]
    assert asked == "/o/sign-in/?next=/o/people/%3Frole%3Dlead"
    assert attempt(client, "lead", PASSWORD, next="/o/people/?role=lead") == "/o/people/?role=lead"


def digits(person: Person, steps: int = 0) -> str:
    return pyotp.TOTP(person.totp_secret).at(int(time.time()) + 30 * steps)


@pytest.fixture
def with_phone(cast: dict[str, Person]) -> Person:
    person = cast["lead"]
    person.totp_secret = pyotp.random_base32()
    person.save()
    return person


def test_with_a_phone_the_password_is_half_the_way(with_phone: Person, client: Client) -> None:
    assert attempt(client, "lead", PASSWORD, next="/o/people/") == "/o/sign-in/code/"
    assert client.get("/o/account/").status_code == 302, "not in yet"
    wrong = client.post("/o/sign-in/code/", {"digits": "000000"})
    assert "动态口令不对" in wrong.content.decode()
    right = client.post("/o/sign-in/code/", {"digits": digits(with_phone)})
    assert right.headers["Location"] == "/o/people/"
    assert client.get("/o/account/").status_code == 200


def test_no_digits_work_twice(with_phone: Person, client: Client) -> None:
    code = digits(with_phone)
    for expected in (302, 200):
        session = Client()
        attempt(session, "lead", PASSWORD)
        assert session.post("/o/sign-in/code/", {"digits": code}).status_code == expected


@pytest.mark.parametrize(("steps", "status"), [(-3, 200), (3, 200), (1, 302), (-1, 302)])
def test_a_phones_clock_may_be_half_a_minute_off(steps: int, status: int, with_phone: Person, client: Client) -> None:
    attempt(client, "lead", PASSWORD)
    assert client.post("/o/sign-in/code/", {"digits": digits(with_phone, steps)}).status_code == status


def test_wrong_digits_lock_too(with_phone: Person, client: Client) -> None:
    attempt(client, "lead", PASSWORD)
    for _ in range(5):
        client.post("/o/sign-in/code/", {"digits": "000000"})
    assert LOCKED in client.post("/o/sign-in/code/", {"digits": digits(with_phone)}).content.decode()


def test_the_second_step_alone_is_no_way_in(with_phone: Person, client: Client) -> None:
    assert client.post("/o/sign-in/code/", {"digits": digits(with_phone)}).headers["Location"] == "/o/sign-in/"


def test_the_language_switch_works_only_where_it_is_on(cast: dict[str, Person], client: Client) -> None:
    client.post("/o/language/", {"language": "en"})
    assert "登录" in client.get("/o/sign-in/").content.decode()
    with override_settings(LANGUAGE_SWITCH=True):
        assert "Sign in" in client.get("/o/sign-in/").content.decode()
