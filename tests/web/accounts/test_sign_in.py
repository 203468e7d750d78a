"""Signing in: the same words whatever was wrong, a lock after five wrong passwords, no open door elsewhere."""

from __future__ import annotations

import pytest
from django.test import Client

from gongping.web.accounts.models import Person

pytestmark = pytest.mark.django_db


def test_a_right_password_opens_the_home_page(client: Client) -> None:
    person = Person(username="wang", name="王一", role="lead", must_change=False)
    person.set_password("一个够长的口令")
    person.save()
    answer = client.post("/o/sign-in/", {"username": " Wang ", "password": "一个够长的口令"})
    assert answer.status_code == 302 and answer.headers["Location"] == "/o/"
