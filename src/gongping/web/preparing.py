"""Making the site ready: ``python -m gongping.web.preparing``, started by the command line in a process of its own.

It brings the database up to date, as the owner of the tables where there is one, gathers the files of the pages,
and sees that somebody can get in. What the caller needs to know goes to stdout as one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import Any

from gongping.text import Finding, Message, Refused, Text

NO_DATABASE = Message(
    "web.database",
    Text("数据库连不上或不能更新：{reason}", "the database cannot be reached or brought up to date: {reason}"),
    Text("检查DATABASE_URL和MIGRATE_DATABASE_URL，数据库须在运行，用户须有权限",
         "check DATABASE_URL and MIGRATE_DATABASE_URL; the database must run, and the users must have their rights"),
)  # fmt: skip


def prepare(demo: bool, slip_for: str) -> dict[str, Any]:
    """Everything before the first request. Raises Refused."""
    # django reads its settings when first used, so nothing of it is imported before the environment is judged
    from gongping.web import settings  # noqa: PLC0415 - see above

    _migrate()
    import django  # noqa: PLC0415 - see above

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - needs django.setup

    from gongping.web import starting  # noqa: PLC0415 - needs django.setup

    call_command("collectstatic", interactive=False, verbosity=0)
    logins = starting.fill_demo() if demo else []
    first = starting.first_slip(slip_for)
    return {"home": str(settings.HOME), "logins": logins, "slip": first}


def _migrate() -> None:
    """Bring the database up to date, in a process with the owner's address where one is told."""
    owner = os.environ.get("MIGRATE_DATABASE_URL", "").strip()
    if owner and not os.environ.get("GONGPING_MIGRATING"):
        _as_owner(owner)
        return
    import django  # noqa: PLC0415 - reads the settings
    from django.core.management import call_command  # noqa: PLC0415 - reads the settings
    from django.db import DatabaseError  # noqa: PLC0415 - reads the settings

    django.setup()
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        raise Refused([Finding(NO_DATABASE, values={"reason": str(error).strip().splitlines()[0]})]) from error


def _as_owner(owner: str) -> None:
    import subprocess  # noqa: PLC0415 - needed here only

    user = os.environ.get("DATABASE_URL", "")
    told = {**os.environ, "GONGPING_MIGRATING": "1", "DATABASE_URL": owner, "GONGPING_SITE_DATABASE": user}
    code = subprocess.run(
        [sys.executable, "-m", "gongping.web.preparing", "--migrate"], env=told, check=False
    ).returncode
    if code:
        sys.exit(code)


def main() -> int:
    """Prepare, and say what came of it; 2 with findings on stderr when something stands in the way."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--demo", action="store_true")
    asked.add_argument("--migrate", action="store_true")
    asked.add_argument("--slip", default="")
    told = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongping.web.settings")
    language = "en" if os.environ.get("GONGPING_LANG", "zh").startswith("en") else "zh"
    try:
        if told.migrate:
            _migrate()
            _grant()
        else:
            sys.stdout.write(json.dumps(prepare(told.demo, told.slip)) + "\n")
    except Refused as refused:
        for finding in refused.findings:
            sys.stderr.write(finding.say("en" if language == "en" else "zh") + "\n")
        return 2
    return 0


def _grant() -> None:
    from gongping.web.rights import grant  # noqa: PLC0415 - needs django.setup

    grant(os.environ.get("GONGPING_SITE_DATABASE", ""))


if __name__ == "__main__":
    sys.exit(main())
