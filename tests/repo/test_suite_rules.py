"""The suite's own rules hold: no network, nothing written into the checkout, skips are listed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.plugins import clean_checkout, network, programs

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80, 0, 0)])
def test_a_connection_elsewhere_is_refused(address: tuple[object, ...]) -> None:
    family = socket.AF_INET6 if len(address) == 4 else socket.AF_INET
    with socket.socket(family) as client:
        client.settimeout(1)
        with pytest.raises(network.NetworkBlocked):
            client.connect(address)
        with pytest.raises(network.NetworkBlocked):
            client.connect_ex(address)


def test_a_look_up_elsewhere_is_refused() -> None:
    with pytest.raises(network.NetworkBlocked):
        socket.getaddrinfo("example.com", 80)


def test_this_machine_is_allowed() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5),
    ):
        peer, _ = server.accept()
        peer.close()


def test_writing_into_the_checkout_is_refused(tmp_path: Path) -> None:
    inside = ROOT / "tests" / "left-behind.txt"
    with pytest.raises(clean_checkout.CheckoutChanged):
        inside.write_text("x")
    with pytest.raises(clean_checkout.CheckoutChanged):
        (ROOT / "left-behind").mkdir()
    (tmp_path / "allowed.txt").write_text("x")
    with pytest.raises(clean_checkout.CheckoutChanged):
        (tmp_path / "allowed.txt").rename(inside)
    (tmp_path / "link").symlink_to(ROOT / "tests")
    with pytest.raises(clean_checkout.CheckoutChanged):
        inside.symlink_to(tmp_path)
    assert not inside.exists()
    assert (ROOT / "pyproject.toml").read_text(encoding="utf-8"), "reading is allowed"


def test_a_temporary_folder_goes_away_from_within_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "inner").mkdir()
        (Path(folder) / "inner" / "file").write_text("x")
    assert not Path(folder).exists()


def test_an_absent_program_skips_and_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(programs.PROGRAMS, "abacus", (lambda: None, "an abacus (any market)"))
    with pytest.raises(pytest.skip.Exception, match="needs an abacus"):
        programs.require_program("abacus")


def test_a_present_program_is_given_by_its_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(programs.PROGRAMS, "python", (lambda: sys.executable, ""))
    assert programs.require_program("python") == sys.executable


@pytest.mark.parametrize(("no_skip", "outcome"), [("0", "1 skipped"), ("1", "1 failed")])
def test_with_no_skip_a_skip_is_a_failure(tmp_path: Path, no_skip: str, outcome: str) -> None:
    (tmp_path / "test_one.py").write_text("import pytest\n\ndef test_it(): pytest.skip('needs an abacus')\n")
    command = [sys.executable, "-m", "pytest", "-p", "tests.plugins.programs", "-p", "no:cacheprovider", "."]
    environment = os.environ | {"GONGPING_NO_SKIP": no_skip, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert outcome in done.stdout
    assert "needs an abacus" in done.stdout


def test_postgresql_answers(postgres_dsn: str) -> None:
    with psycopg.connect(postgres_dsn) as connection:
        row = connection.execute("select 2 + 2, current_setting('server_encoding')").fetchone()
    assert row == (4, "UTF8")


def test_spark_answers(spark: Any) -> None:
    assert spark.sql("select 2 + 2 as four").collect()[0].four == 4
