"""What the site is told from outside: every fault said at once, in both languages, naming the variable."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from gongping.text import Refused
from gongping.web.environment import Reader, database


def reader(**variables: str) -> Reader:
    return Reader(variables)


def test_all_faults_are_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    told = reader(HOME=str(tmp_path / "file"), HTTPS="perhaps", LANGUAGE="fr", MB="0", ZONE="Asia/Nowhere", KEY="short",
                  DB="mysql://x/y")  # fmt: skip
    told.home("HOME", "unused")
    told.switch("HTTPS")
    told.choice("LANGUAGE", "zh", "en")
    told.megabytes("MB", 20)
    told.time_zone("ZONE", "Asia/Shanghai")
    told.secret("KEY", tmp_path / "key")
    told.database("DB", tmp_path / "db")
    with pytest.raises(Refused) as refused:
        told.finish()
    codes = [
        "home-not-a-folder",
        "not-a-switch",
        "not-a-choice",
        "not-a-size",
        "no-time-zone",
        "short-secret",
        "not-a-database",
    ]
    assert [f.code for f in refused.value.findings] == [f"web.{code}" for code in codes]
    names = ["HOME", "HTTPS", "LANGUAGE", "MB", "ZONE", "KEY", "DB"]
    for name, finding in zip(names[1:], refused.value.findings[1:], strict=True):
        assert name in finding.say("zh") and name in finding.say("en")
        assert "{" not in finding.say("zh") + finding.say("en")


def test_secrets_and_addresses_are_never_repeated(tmp_path: Path) -> None:
    told = reader(KEY="geheim", DB="mysql://user:geheim@host/x")
    told.secret("KEY", tmp_path / "key")
    told.database("DB", tmp_path / "db")
    assert "geheim" not in "".join(f.say("zh") + f.say("en") for f in told.findings)


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = reader().secret("KEY", tmp_path / "key")
    assert len(first) >= 50 and reader().secret("KEY", tmp_path / "key") == first
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_sqlite_is_durable_and_takes_its_lock_at_once(tmp_path: Path) -> None:
    options = reader().database("DB", tmp_path / "db.sqlite3")["OPTIONS"]
    assert isinstance(options, dict)
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"] and "synchronous=FULL" in options["init_command"]


def test_an_address_is_taken_apart() -> None:
    made = database("postgresql://us%40er:p%2Fw@db.example:5433/city")
    assert [made[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "us@er",
        "p/w",
        "db.example",
        "5433",
        "city",
    ]


@pytest.mark.parametrize("address", ["postgresql://host", "host", "postgresql://h:port/x", "sqlite://", "http://h/x"])
def test_what_is_no_address_is_refused(address: str, tmp_path: Path) -> None:
    told = reader(DB=address)
    told.database("DB", tmp_path / "db")
    assert [f.code for f in told.findings] == ["web.not-a-database"]
