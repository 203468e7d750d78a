"""Everything of the site once more on PostgreSQL, and the rights of the site's own role there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_all_of_it_holds_on_postgresql(postgres_dsn: str, tmp_path: Path) -> None:
    told = {**os.environ, "GONGPING_TEST_DATABASE": postgres_dsn}
    # in an order of its own, without what has its own server or browser
    command = [sys.executable, "-m", "pytest", "tests/web", "-q", "-x", "-p", "no:cacheprovider", "--tb=short",
               "--ignore=tests/web/test_on_postgresql.py", "--ignore=tests/web/browser", "--ignore=tests/web/test_serving.py"]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


@pytest.fixture
def two_roles(postgres_dsn: str) -> Iterator[tuple[str, str]]:
    """A database with an owner of its tables and a role for the site: their addresses."""
    with psycopg.connect(postgres_dsn, autocommit=True) as connection:
        for statement in ("CREATE ROLE keeper LOGIN", "CREATE ROLE office LOGIN", "CREATE DATABASE city OWNER keeper"):
            connection.execute(statement)
    at = urlsplit(postgres_dsn)
    yield tuple(f"postgresql://{who}@{at.hostname}:{at.port}/city" for who in ("keeper", "office"))  # type: ignore[misc]
    with psycopg.connect(postgres_dsn, autocommit=True) as connection:
        for statement in ("DROP DATABASE city WITH (FORCE)", "DROP ROLE office", "DROP ROLE keeper"):
            connection.execute(statement)


def test_the_sites_role_reads_and_writes_but_rewrites_no_journal(two_roles: tuple[str, str], tmp_path: Path) -> None:
    keeper, office = two_roles
    told = {**os.environ, "GONGPING_HOME": str(tmp_path), "DATABASE_URL": office, "MIGRATE_DATABASE_URL": keeper}
    told.pop("DJANGO_SETTINGS_MODULE", None)
    for _ in range(2):  # a second start changes nothing
        done = subprocess.run([sys.executable, "-m", "gongping.web.preparing"], env=told, capture_output=True, text=True, check=False)  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["slip"]["username"] == "admin"
    with psycopg.connect(office, autocommit=True) as connection:
        assert connection.execute("SELECT count(*) FROM journal_entry").fetchone() == (3,)
        connection.execute("UPDATE accounts_person SET name = 'x'")
        for statement in (
            "UPDATE journal_entry SET who = 'x'", "DELETE FROM journal_entry", "TRUNCATE journal_entry",
            "DROP TABLE journal_entry", "ALTER TABLE journal_entry DISABLE TRIGGER ALL", "CREATE TABLE more (n int)",
            "DELETE FROM django_migrations",
        ):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
