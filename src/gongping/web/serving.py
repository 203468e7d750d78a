"""The web server: granian, one worker. On SQLite one thread works, so there is one writer at a time."""

from __future__ import annotations

import os

from granian import Granian
from granian.constants import HTTPModes, Interfaces

THREADS = 4
"""On PostgreSQL."""


def run(host: str, port: int) -> None:
    """Serve until interrupted. Requests are not logged: an access log would tell who did what when."""
    threads = THREADS if os.environ.get("DATABASE_URL", "").startswith("postgres") else 1
    server = Granian(
        "gongping.web.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=1,
        blocking_threads=threads, http=HTTPModes.http1, websockets=False, log_access=False, log_level="error",
        process_name=None, respawn_failed_workers=True,
    )  # fmt: skip
    server.serve()
