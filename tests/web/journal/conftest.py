"""People who write and read the journal."""

from __future__ import annotations

import pytest
from django.db import transaction

from gongping.text import Text
from gongping.web.accounts.models import Person
from gongping.web.journal import actions
from gongping.web.journal.models import Entry


@pytest.fixture
def lead(db: None) -> Person:
    return Person.objects.create(username="li.wei", name="李卫", role="lead", must_change=False)


@pytest.fixture
def supervisor(db: None) -> Person:
    return Person.objects.create(username="zhao.lan", name="赵兰", role="supervisor", must_change=False)


def write(actor: Person | None, times: int = 1, **more: str) -> list[Entry]:
    """Entries 1, 2, … about things that happened."""
    done = []
    for n in range(times):
        said = {"action": "decisions.register", "subject": f"decision/{n}", "why": "", **more}
        with transaction.atomic():
            done.append(actions.record(actor=actor, what=Text(f"登记第{n}项", f"Registered {n}"), **said))
    return done


@pytest.fixture
def five(lead: Person) -> list[Entry]:
    return write(lead, 5)
