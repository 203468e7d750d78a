"""The site as a process: prepared, served, asked over HTTP, stopped; and the demo's logins."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def told(**more: str) -> dict[str, str]:
    """The environment of a process of its own."""
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("GONGPING_", "DJANGO_")) and "DATABASE_URL" not in k
    }
    return {**kept, "LANG": "C.UTF-8", **more}


def gongping(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gongping", *arguments]
    return subprocess.run(command, cwd=folder, env=told(**more), capture_output=True, text=True, check=False)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    text: str


def get(port: int, path: str, **headers: str) -> Answer:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", path, headers=headers)
        with connection.getresponse() as answer:
            return Answer(answer.status, answer.headers, answer.read().decode())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str]]:
    """A served, empty site: its port and what it said."""
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    said = folder / "said"
    with said.open("w") as out:
        process = subprocess.Popen([sys.executable, "-m", "gongping", "serve", "--port", str(port)], cwd=folder, stdout=out,
                                   stderr=subprocess.STDOUT, env=told(GONGPING_HOME=str(folder / "home")))  # fmt: skip
    try:
        _wait(port, process, said)
        yield port, said.read_text(encoding="utf-8")
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0, said.read_text(encoding="utf-8")


def _wait(port: int, process: subprocess.Popen[bytes], said: Path) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        try:
            if get(port, "/health").text == "ok\n":
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(said.read_text(encoding="utf-8"))


def test_it_says_the_address_and_the_first_accounts_code(site: tuple[int, str]) -> None:
    port, said = site
    assert f"http://127.0.0.1:{port}/" in said
    assert re.search(r"用户名 admin，一次性口令码 \w{4}-\w{4}-\w{4}", said)


def test_every_page_has_the_strict_headers(site: tuple[int, str]) -> None:
    for path in ("/o/sign-in/", "/nothing", "/health"):
        headers = get(site[0], path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'self'; base-uri 'none'"), path
        assert headers["X-Frame-Options"] == "DENY" and headers["X-Content-Type-Options"] == "nosniff"
        assert "unsafe" not in headers["Content-Security-Policy"]


def test_cookies_stay_on_the_offices_pages(site: tuple[int, str]) -> None:
    assert "Path=/o/" in get(site[0], "/o/sign-in/").headers["Set-Cookie"]
    for path in ("/health", "/nothing", "/"):
        assert get(site[0], path).headers["Set-Cookie"] is None


def test_files_of_the_pages_have_their_content_in_their_name(site: tuple[int, str]) -> None:
    page = get(site[0], "/o/sign-in/").text
    (sheet,) = re.findall(r'href="(/static/shared/look\.\w+\.css)"', page)
    answer = get(site[0], sheet)
    assert answer.status == 200 and "immutable" in answer.headers["Cache-Control"]
    assert "style=" not in page and "<style" not in page


def test_a_host_that_is_not_listed_is_refused_in_words(site: tuple[int, str]) -> None:
    answer = get(site[0], "/o/sign-in/", Host="elsewhere.example")
    assert answer.status == 400 and "GONGPING_HOSTS" in answer.text


def test_a_taken_port_is_said(site: tuple[int, str], tmp_path: Path) -> None:
    done = gongping(tmp_path, "serve", "--port", str(site[0]))
    assert done.returncode == 2 and "不能用" in done.stderr and "Traceback" not in done.stderr


def test_wrong_settings_are_said_before_anything_is_made(tmp_path: Path) -> None:
    done = gongping(tmp_path, "serve", "--lang", "en", GONGPING_HTTPS="perhaps", GONGPING_TIME_ZONE="Mars/Base")
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert "GONGPING_HTTPS is 'perhaps'" in done.stderr and "no time zone 'Mars/Base'" in done.stderr


def test_a_database_that_does_not_answer_is_said(tmp_path: Path) -> None:
    address = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    done = gongping(tmp_path, "serve", DATABASE_URL=address)
    assert done.returncode == 2 and "数据库连不上" in done.stderr and "Traceback" not in done.stderr


def test_the_keeper_of_the_server_can_let_somebody_in(tmp_path: Path) -> None:
    done = gongping(tmp_path, "serve", "--slip", "nobody")
    assert done.returncode == 2 and "没有用户名为“nobody”的在用人员" in done.stderr


def test_the_demo_has_one_login_per_role_whose_password_is_nowhere(tmp_path: Path) -> None:
    done = gongping(tmp_path, "demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    logins = dict(re.findall(r"^  ([a-z-]+) +(\w{4}-\w{4}-\w{4})  ", done.stdout, re.MULTILINE))
    assert set(logins) == {"lead", "body-head", "body-clerk", "assessor", "liaison", "supervisor", "cadre", "meeting"}
    files = b"".join(path.read_bytes() for path in (tmp_path / "demo").rglob("*") if path.is_file())
    assert not [name for name, password in logins.items() if password.encode() in files]
    with sqlite3.connect(tmp_path / "demo" / "site" / "gongping.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM accounts_body").fetchone() == (4,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
