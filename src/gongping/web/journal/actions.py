"""Writing the journal: one function to add an entry, and what the journal's own page does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from gongping.text import Text
from gongping.web.accounts.models import Person
from gongping.web.journal import chain, queries
from gongping.web.journal.models import Entry

_TURN = 0x676F_6E67_7069_6E67
"""Whoever adds an entry on PostgreSQL waits here until the one before is committed: the chain has one end."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class OutsideTransaction(RuntimeError):
    """An entry and the change it tells of must be saved together or not at all."""


def record(
    *,
    actor: Person | None,
    action: str,
    subject: str,
    what: Text,
    why: str = "",
    details: Mapping[str, Any] | None = None,
) -> Entry:
    """Add an entry, in the transaction of the change it tells of. ``subject`` is a name such as ``person/wang``."""
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"journal.record({action!r}) outside a transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])
    entry = Entry(
        at=timezone.now(),
        who=actor.username if actor else "",
        who_name=_storable(actor.name) if actor else "",
        action=action,
        subject=_storable(subject)[:200],
        what_zh=_storable(what.zh),
        what_en=_storable(what.en),
        why=_storable(why),
        details=chain.canonical(_storable_parts(details or {})).decode(),
    )
    link = chain.link(queries.head(), entry.body())
    entry.number, entry.previous, entry.hash = link.number, link.previous, link.hash
    entry.save()
    return entry


def _storable(words: str) -> str:
    """Without the few characters that no database or file can hold."""
    return _UNSTORABLE.sub("\ufffd", words)


def _storable_parts(value: Any) -> Any:
    if isinstance(value, str):
        return _storable(value)
    if isinstance(value, Mapping):
        return {_storable(str(key)): _storable_parts(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_storable_parts(part) for part in value]
    return value


@transaction.atomic
def export(*, actor: Person) -> chain.Head:
    """Note that the journal is exported, and say up to which head: that entry is the last one of the file."""
    entry = record(
        actor=actor,
        action="journal.exported",
        subject="journal",
        what=Text("导出操作记录", "Exported the journal"),
    )
    return chain.Head(entry.number, entry.hash)


@transaction.atomic
def verify(*, actor: Person, outside: Iterable[chain.Head]) -> chain.Checked:
    """Check the whole journal against heads kept outside, and note what came of it."""
    heads = list(outside)
    checked = chain.check(queries.links(), heads)
    good = Text("核验操作记录：全部连贯，与外部留存一致", "Checked the journal: whole, and as kept outside")
    if not heads:
        good = Text(
            "核验操作记录：全部连贯（未与外部留存比对）",
            "Checked the journal: whole (compared with nothing kept outside)",
        )
    bad = Text(
        f"核验操作记录：发现{len(checked.findings)}处问题", f"Checked the journal: {len(checked.findings)} faults"
    )
    record(
        actor=actor,
        action="journal.verified",
        subject="journal",
        what=good if checked.holds else bad,
        details={"heads": [head.say() for head in heads], "findings": [f.what("zh") for f in checked.findings]},
    )
    return checked
