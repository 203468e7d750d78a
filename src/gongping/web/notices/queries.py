"""What waits for a person, by deadline."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from gongping.web.accounts.models import Person
from gongping.web.notices import providers
from gongping.web.notices.models import Reminder
from gongping.web.notices.providers import Step, Waiting

SOON = dt.timedelta(days=3)


@dataclass(frozen=True)
class Line:
    """A line of the home page: a matter with the reminders about it, or a reminder alone."""

    waiting: Waiting | None
    reminders: tuple[Reminder, ...]
    due: dt.date | None
    since: dt.date
    today: dt.date

    @property
    def late(self) -> bool:
        return self.due is not None and self.due < self.today

    @property
    def days_late(self) -> int:
        return (self.today - self.due).days if self.due else 0

    @property
    def soon(self) -> bool:
        return self.due is not None and self.today <= self.due <= self.today + SOON

    @property
    def is_today(self) -> bool:
        return self.due == self.today


def lines(person: Person) -> list[Line]:
    """Everything that waits: overdue first, then by deadline, then what has none, oldest first."""
    today = timezone.localdate()
    waiting = [one for provider in providers.PROVIDERS for one in provider(person)]
    by_subject = defaultdict[str, list[Reminder]](list)
    known = {one.about for one in waiting if one.about}
    alone = list[Reminder]()
    for reminder in unread(person):
        (by_subject[reminder.about] if reminder.about in known else alone).append(reminder)
    found = [_line(one, by_subject[one.about] if one.about else [], today) for one in waiting]
    found += [_line(None, [one], today) for one in alone]
    return sorted(found, key=lambda line: (line.due is None, line.due or line.since, line.since))


def _line(waiting: Waiting | None, reminders: Iterable[Reminder], today: dt.date) -> Line:
    told = tuple(reminders)
    days = [day for day in (waiting.due if waiting else None, *(one.due for one in told)) if day]
    made = [timezone.localtime(one.made_at).date() for one in told]
    since = waiting.since if waiting and waiting.since else min(made, default=today)
    return Line(waiting, told, min(days, default=None), since, today)


def unread(person: Person) -> QuerySet[Reminder]:
    """Reminders that the person has not put aside."""
    return Reminder.objects.filter(to=person, read_at=None).select_related("by").order_by("made_at", "pk")


def steps(person: Person) -> list[Step]:
    """What the person could do when nothing waits."""
    return [step for suggester in providers.SUGGESTERS for step in suggester(person)]


def received(person: Person) -> QuerySet[Reminder]:
    return Reminder.objects.filter(to=person).select_related("by")


def sent(person: Person) -> QuerySet[Reminder]:
    return Reminder.objects.filter(by=person).select_related("to")
