"""One entry of the journal. Rows are only ever added, and only by ``actions.record``."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any, NoReturn

from django.db import models

from gongping.text import Text
from gongping.web.journal.chain import Link


class AppendOnly(TypeError):
    """Somebody tried to change or remove an entry, or to add one around ``record``."""


def _refuse(*args: object, **kwargs: object) -> NoReturn:
    raise AppendOnly("the journal is append-only: use journal.actions.record")


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reads. What would change rows is refused here, and by the database's triggers behind it."""

    update = delete = bulk_update = bulk_create = create = _refuse
    get_or_create = update_or_create = _refuse
    _raw_delete = _refuse


class Entry(models.Model):
    """Who did what, when and why. Names are kept as they were then; no key leads to an account."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    who = models.CharField(max_length=150, blank=True, db_index=True)
    """The account's user name; empty when the program acted by itself."""
    who_name = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=80, db_index=True)
    subject = models.CharField(max_length=200, db_index=True)
    what_zh = models.TextField()
    what_en = models.TextField()
    why = models.TextField(blank=True)
    details = models.TextField(default="{}")
    """JSON as text: a column of JSON would be written anew by some databases."""
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Adds a new entry; an old one is never written again."""
        if not self._state.adding:
            _refuse()
        super().save(*args, **{**kwargs, "force_insert": True})

    delete = _refuse

    @property
    def what(self) -> Text:
        return Text(self.what_zh, self.what_en)

    @property
    def facts(self) -> dict[str, Any]:
        """The details, read."""
        found = json.loads(self.details)
        return found if isinstance(found, dict) else {"": found}

    def body(self) -> dict[str, Any]:
        """What is hashed: every column but number and hashes, which the chain adds."""
        return {
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "who": self.who,
            "who_name": self.who_name,
            "action": self.action,
            "subject": self.subject,
            "what": {"zh": self.what_zh, "en": self.what_en},
            "why": self.why,
            "details": self.details,
        }

    def as_link(self) -> Link:
        return Link(self.number, self.previous, self.body(), self.hash)
