"""The cast: one person per role, two bodies; and a client for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils import timezone

from gongping.web.accounts import flood
from gongping.web.accounts.models import Body, Person
from gongping.web.accounts.roles import ROLES
from gongping.web.shared.words import use_language


@pytest.fixture(autouse=True)
def _fresh_process() -> Iterator[None]:
    """What a process keeps in memory: failures per address, the language."""
    flood.clear()
    use_language("zh")
    yield
    use_language("zh")


@pytest.fixture
def cast(db: None) -> dict[str, Person]:
    """One person per role, by the role's key; the password of all is ``一个够长的口令``."""
    office = Body.objects.create(code="zuzhibu", name="市委组织部", short="组织部", order=1)
    other = Body.objects.create(code="zhigongwei", name="市直工委", order=2)
    people = {}
    for key, role in ROLES.items():
        body = (office if key == "lead" else other) if role.may_have_body else None
        ends = timezone.localdate() + dt.timedelta(days=60) if role.ends else None
        person = Person(username=key, name=role.title.zh, role=key, body=body, ends_on=ends, must_change=False,
                        unit="D001" if role.needs_unit else "")  # fmt: skip
        person.set_password("一个够长的口令")
        person.save()
        people[key] = person
    return people


@pytest.fixture
def signed_in(cast: dict[str, Person]) -> Callable[[str], Client]:
    """A client signed in as the cast's person of a role."""

    def client_of(role: str) -> Client:
        client = Client()
        client.force_login(cast[role])
        return client

    return client_of
