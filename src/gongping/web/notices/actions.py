"""Reminding, and putting a reminder aside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils import timezone

from gongping.text import Text
from gongping.web.accounts.models import Person
from gongping.web.journal.actions import record
from gongping.web.notices import mail
from gongping.web.notices.models import MailAddress, Reminder


@transaction.atomic
def remind(
    *, actor: Person | None, to: Person, what: Text, about: str = "", address: str = "", due: dt.date | None = None
) -> Reminder:
    """Put something on a person's home page."""
    reminder = Reminder.objects.create(
        to=to, by=actor, what_zh=what.zh[:300], what_en=what.en[:300], about=about, address=address, due=due
    )
    said = Text(f"提醒{to.name}：{what.zh}", f"Reminded {to.name}: {what.en}")
    record(actor=actor, action="notices.reminded", subject=about or f"person/{to.username}", what=said)
    transaction.on_commit(partial(mail.tell, to.pk))
    return reminder


@transaction.atomic
def remind_many(*, actor: Person, to: Iterable[Person], what: Text, due: dt.date | None = None) -> list[Reminder]:
    """The same words to several people."""
    return [remind(actor=actor, to=person, what=what, due=due) for person in to]


@transaction.atomic
def put_aside(*, actor: Person, reminder: Reminder) -> None:
    """One's own reminder is read: it leaves the home page."""
    Reminder.objects.filter(pk=reminder.pk, to=actor, read_at=None).update(read_at=timezone.now())


@transaction.atomic
def settle(*, actor: Person, about: str) -> None:
    """A matter is done: nobody needs to be reminded of it any more. The journal tells of the deed itself."""
    Reminder.objects.filter(about=about, read_at=None).update(read_at=timezone.now())


@transaction.atomic
def set_mail(*, actor: Person, email: str) -> None:
    """Where to be told by e-mail that something waits; empty: not by e-mail."""
    if email:
        MailAddress.objects.update_or_create(person=actor, defaults={"email": email})
    else:
        MailAddress.objects.filter(person=actor).delete()
    said = (
        Text("设置邮件提醒", "Set an address for e-mail")
        if email
        else Text("取消邮件提醒", "Removed the address for e-mail")
    )
    record(actor=actor, action="notices.mail-set", subject=f"person/{actor.username}", what=said)
