"""On PostgreSQL the site's own role adds to the journal and reads it, and can do nothing else to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from gongping.web import rights
from gongping.web.journal import chain, guard, queries
from gongping.web.journal.models import Entry
from tests.web.journal.conftest import write
from tests.web.journal.test_record import SQL, SQL_OF

AS_OWNER = [
    "DROP TRIGGER journal_entry_no_change ON journal_entry",
    "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
    "ALTER TABLE journal_entry OWNER TO CURRENT_USER",
    "DROP TABLE journal_entry",
    "DROP FUNCTION journal_entry_refuse CASCADE",
    "CREATE OR REPLACE FUNCTION journal_entry_check() RETURNS trigger LANGUAGE sql AS 'SELECT NULL'",
    "CREATE RULE r AS ON INSERT TO journal_entry DO INSTEAD NOTHING",
    "SET ROLE gongping",
]


@pytest.fixture
def as_site(five: list[Entry]) -> Iterator[None]:
    """Work as the site's role from here on."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE gongping_site_test LOGIN")
        rights.grant("postgresql://gongping_site_test@localhost/x")
        cursor.execute("SET LOCAL SESSION AUTHORIZATION gongping_site_test")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET SESSION AUTHORIZATION")


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return True
    return False


@pytest.mark.usefixtures("as_site")
def _the_site_can_only_add_and_read(five: list[Entry]) -> None:
    went_through = [one for one in SQL + SQL_OF["postgresql"] + AS_OWNER if not refused(one)]
    assert went_through == []
    assert write(None)[0].number == 6
    assert chain.check(queries.links(), [chain.Head(5, five[-1].hash)]).holds
    assert [one.good for one in guard.state(connection)] == [True, True]


@pytest.mark.django_db
def _the_owner_is_told_that_it_could_drop_the_guard() -> None:
    assert [one.good for one in guard.state(connection)] == [True, False]


# Not skipped on SQLite, which has no roles: there is nothing to test.
if connection.vendor == "postgresql":
    test_the_site_can_only_add_and_read = _the_site_can_only_add_and_read
    test_the_owner_is_told_that_it_could_drop_the_guard = _the_owner_is_told_that_it_could_drop_the_guard
