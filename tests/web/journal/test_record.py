"""An entry says who, what, when and why; it is saved with the change it tells of; nothing can be changed afterwards."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction

from gongping.text import Text
from gongping.web.accounts.models import Person
from gongping.web.journal import actions, chain, guard, queries, triggers
from gongping.web.journal.chain import NOTHING, Head
from gongping.web.journal.models import AppendOnly, Entry
from tests.web.journal.conftest import write


def test_an_entry_says_who_what_when_and_why(lead: Person) -> None:
    before = datetime.now(UTC)
    entry = actions.record(
        actor=lead, action="decisions.confirm", subject="decision/3", what=Text("确认第3项", "Confirmed 3"), why="会议定了",
        details={"会议": ["部务会", {"编号": 7}]},
    )  # fmt: skip
    read = Entry.objects.get(number=entry.number)
    assert (read.who, read.who_name, read.action, read.subject) == ("li.wei", "李卫", "decisions.confirm", "decision/3")
    assert (read.what, read.why, read.facts) == (
        Text("确认第3项", "Confirmed 3"),
        "会议定了",
        {"会议": ["部务会", {"编号": 7}]},
    )
    assert before <= read.at <= datetime.now(UTC) + timedelta(seconds=1)
    assert read.hash == chain.digest(read.number, read.previous, read.body())


def test_entries_are_numbered_without_gaps_and_chained(five: list[Entry]) -> None:
    assert [e.number for e in five] == [1, 2, 3, 4, 5]
    assert chain.check(queries.links(), [queries.head()]) == chain.Checked(Head(5, five[-1].hash), ())


@pytest.mark.django_db
def test_an_empty_journal_has_a_head_of_nothing() -> None:
    assert queries.head() == NOTHING


@pytest.mark.django_db
def test_the_program_itself_may_be_the_actor() -> None:
    assert write(None)[0].who == ""


def test_words_no_database_can_hold_are_replaced(lead: Person) -> None:
    (entry,) = write(lead, why="a\x00b\ud800c", subject="s\x00")
    read = Entry.objects.get(number=entry.number)
    assert (read.why, read.subject) == ("a\ufffdb\ufffdc", "s\ufffd")
    assert chain.check(queries.links()).holds


def test_a_name_changed_later_leaves_the_entry_as_it_was(five: list[Entry], lead: Person) -> None:
    lead.name = "李伟"
    lead.save()
    assert Entry.objects.get(number=1).who_name == "李卫"
    assert chain.check(queries.links()).holds


@pytest.mark.django_db
def test_outside_a_transaction_nothing_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as for_now:
        for_now.setattr(connections["default"], "in_atomic_block", False)
        with pytest.raises(actions.OutsideTransaction):
            actions.record(actor=None, action="a", subject="s", what=Text("甲", "a"))
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_an_entry_vanishes_with_the_change_that_failed() -> None:
    @transaction.atomic
    def fail() -> None:
        actions.record(actor=None, action="a", subject="s", what=Text("甲", "a"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert queries.head() == NOTHING


ORM: list[Callable[[], object]] = [
    lambda: Entry.objects.update(why="改"),
    lambda: Entry.objects.all().delete(),
    lambda: Entry.objects.filter(number=2).delete(),
    lambda: Entry.objects.get(number=2).delete(),
    lambda: Entry.objects.get(number=2).save(),
    lambda: Entry(number=2, at=datetime.now(UTC)).delete(),
    lambda: Entry.objects.create(number=6, at=datetime.now(UTC)),
    lambda: Entry.objects.bulk_create([Entry(number=6, at=datetime.now(UTC))]),
    lambda: Entry.objects.bulk_update([Entry.objects.get(number=2)], ["why"]),
    lambda: Entry.objects.update_or_create(number=2, defaults={"why": "改"}),
    lambda: Entry.objects.get_or_create(number=9, defaults={"why": "改"}),
    lambda: Entry._base_manager.filter(number=2).update(why="改"),
    lambda: Entry._default_manager.all().delete(),
    lambda: Entry.objects.all()._raw_delete(using="default"),
]  # fmt: skip


@pytest.mark.parametrize("attempt", range(len(ORM)))
def test_the_models_change_nothing(attempt: int, five: list[Entry]) -> None:
    with pytest.raises(AppendOnly), transaction.atomic():
        ORM[attempt]()
    assert chain.check(queries.links(), [Head(5, five[-1].hash)]).holds


def _copy(number: int, previous: str) -> str:
    kept = "at, who, who_name, action, subject, what_zh, what_en, why, details"
    columns = f"number, previous, hash, {kept}"
    return f"INTO journal_entry ({columns}) SELECT {number}, {previous}, '{'a' * 64}', {kept} FROM journal_entry WHERE number = 1"


SQL = [
    "UPDATE journal_entry SET why = 'x' WHERE number = 2",
    "UPDATE journal_entry SET number = number + 10",
    "DELETE FROM journal_entry WHERE number = 5",
    "DELETE FROM journal_entry",
    "INSERT " + _copy(6, "'" + "0" * 64 + "'"),
    "INSERT " + _copy(9, "hash"),
    "INSERT " + _copy(-1, "hash"),
]
SQL_OF = {
    "sqlite": [
        "INSERT OR REPLACE " + _copy(5, "previous"),
        "REPLACE " + _copy(2, "previous"),
        "UPDATE OR REPLACE journal_entry SET number = 2 WHERE number = 3",
    ],
    "postgresql": [
        "TRUNCATE journal_entry",
        "TRUNCATE journal_entry CASCADE",
        "INSERT " + _copy(2, "hash") + " ON CONFLICT (number) DO UPDATE SET why = 'x'",
        "MERGE INTO journal_entry e USING (SELECT 2 AS n) s ON e.number = s.n WHEN MATCHED THEN DELETE",
        "SET session_replication_role = replica; DELETE FROM journal_entry",
        "CREATE TEMP TABLE journal_entry (number bigint, hash text); INSERT " + _copy(9, "hash").replace("INTO j", "INTO public.j"),
    ],
}  # fmt: skip


def test_the_database_itself_changes_nothing(five: list[Entry]) -> None:
    for statement in SQL + SQL_OF[connection.vendor]:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert chain.check(queries.links(), [Head(5, five[-1].hash)]).holds


def without_guard() -> None:
    """What the owner of the database can do, and nobody else."""
    with connection.cursor() as cursor:
        for name in triggers.SQLITE if connection.vendor == "sqlite" else triggers.POSTGRESQL_NAMES:
            cursor.execute(f"DROP TRIGGER {name}" + (" ON journal_entry" if connection.vendor == "postgresql" else ""))


TAMPER = {
    "altered": "UPDATE journal_entry SET what_zh = 'x' WHERE number = {a}",
    "signed by another": "UPDATE journal_entry SET who = 'x' WHERE number = {a}",
    "dated back": "UPDATE journal_entry SET at = '2020-01-01 00:00:00+00:00' WHERE number = {a}",
    "deleted": "DELETE FROM journal_entry WHERE number = {a}",
    "truncated": "DELETE FROM journal_entry WHERE number >= {a}",
    "emptied": "DELETE FROM journal_entry",
    "inserted": "INSERT " + _copy(6, "'{head}'"),
    "reordered": "UPDATE journal_entry SET number = {a} + {b} - number + 100 WHERE number IN ({a}, {b}); "
    "UPDATE journal_entry SET number = number - 100 WHERE number > 50",
}


@pytest.mark.parametrize("kind", TAMPER)
def test_what_the_owner_of_the_database_changes_is_found(kind: str, five: list[Entry]) -> None:
    head, (a, b) = queries.head(), random.Random(kind).sample(range(1, 6), 2)
    without_guard()
    with connection.cursor() as cursor:
        for statement in TAMPER[kind].format(a=a, b=b, head=head.hash).split("; "):
            cursor.execute(statement)
    assert not chain.check(queries.links(), [head]).holds


@pytest.mark.django_db
def test_the_guard_is_seen_to_stand_and_seen_to_be_gone() -> None:
    assert triggers.missing(connection) == []
    assert guard.state(connection)[0].good
    without_guard()
    assert len(triggers.missing(connection)) == (3 if connection.vendor == "sqlite" else 2)
    assert not guard.state(connection)[0].good


def test_details_are_stored_as_written(lead: Person) -> None:
    with transaction.atomic():
        entry = actions.record(actor=lead, action="a", subject="s", what=Text("甲", "a"), details={"b": 1, "a": None})
    assert json.loads(entry.details) == {"a": None, "b": 1}
