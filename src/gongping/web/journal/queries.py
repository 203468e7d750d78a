"""Reading the journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from gongping.web.journal.chain import NOTHING, Head, Link
from gongping.web.journal.models import Entry

PAGE = 50


def head() -> Head:
    """The last entry now."""
    last = Entry.objects.order_by("-number").values_list("number", "hash").first()
    return Head(*last) if last else NOTHING


def links(until: int | None = None) -> Iterator[Link]:
    """All entries in order, a few at a time."""
    entries = Entry.objects.order_by("number")
    if until is not None:
        entries = entries.filter(number__lte=until)
    for entry in entries.iterator(chunk_size=2000):
        yield entry.as_link()


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; empty means all."""

    person: str = ""
    action: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None

    def narrow(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        if self.person:
            entries = entries.filter(Q(who__icontains=self.person) | Q(who_name__icontains=self.person))
        if self.action:
            entries = entries.filter(action=self.action)
        if self.subject:
            entries = entries.filter(Q(subject__icontains=self.subject) | Q(what_zh__icontains=self.subject))
        if self.since:
            entries = entries.filter(at__gte=_midnight(self.since))
        if self.until:
            entries = entries.filter(at__lt=_midnight(self.until + timedelta(days=1)))
        return entries


@dataclass(frozen=True)
class Sheet:
    """One page of the list, newest first."""

    entries: list[Entry] = field(default_factory=list)
    older: int | None = None
    """Where the next page begins: entries before this number."""


def sheet(wanted: Wanted, before: int | None = None, size: int = PAGE) -> Sheet:
    """The entries wanted, a page of them."""
    entries = wanted.narrow(Entry.objects.all())
    if before is not None:
        entries = entries.filter(number__lt=before)
    found = list(entries.order_by("-number")[: size + 1])
    return Sheet(found[:size], found[size - 1].number if len(found) > size else None)


def about(subject: str, size: int = PAGE) -> list[Entry]:
    """What happened to one thing, oldest first."""
    return list(Entry.objects.filter(subject=subject).order_by("number")[:size])


def actions() -> list[str]:
    """The kinds of action that occur."""
    return list(Entry.objects.order_by("action").values_list("action", flat=True).distinct())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
