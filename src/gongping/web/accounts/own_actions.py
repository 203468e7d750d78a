"""What people do with their own account: password, phone, deputies. Each writes the journal."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from gongping.text import Text
from gongping.web.accounts import locking, queries, slips, totp
from gongping.web.accounts import messages as m
from gongping.web.accounts.models import Deputy, Person
from gongping.web.accounts.rules import days, refuse
from gongping.web.journal.actions import record


def _note(actor: Person, action: str, person: Person, what: Text, **details: object) -> None:
    record(actor=actor, action=action, subject=f"person/{person.username}", what=what, details=details)


@transaction.atomic
def choose_by_slip(*, person: Person, code: str, new: str) -> None:
    """A password chosen with the code of a slip."""
    if not person.may_enter() or not slips.use(person, code):
        raise refuse(m.BAD_CODE)
    _set(person, new)
    _note(person, "accounts.chosen", person, Text("凭一次性口令码设定口令", "Chose a password with a one-time code"))


@transaction.atomic
def change_password(*, person: Person, new: str) -> None:
    """A password of one's own choice."""
    _set(person, new)
    _note(person, "accounts.password", person, Text("修改本人口令", "Changed their own password"))


def _set(person: Person, new: str) -> None:
    person.set_password(new)
    person.must_change = False
    person.save(update_fields=["password", "must_change"])
    locking.forget(person.username)


@transaction.atomic
def begin_phone(*, person: Person, secret: str, digits: str) -> None:
    """Ask for the phone's code at every sign-in from now on; the first code shows that the phone has the secret."""
    step = totp.step_of(secret, digits)
    if step is None:
        raise refuse(m.BAD_TOTP)
    person.totp_secret, person.totp_step = secret, step
    person.save(update_fields=["totp_secret", "totp_step"])
    _note(person, "accounts.phone-on", person, Text("启用动态口令", "Turned one-time passwords on"))


@transaction.atomic
def end_phone(*, person: Person, digits: str) -> None:
    """No longer ask for the phone's code."""
    if not totp.use(person, digits):
        raise refuse(m.BAD_TOTP)
    person.totp_secret, person.totp_step = "", 0
    person.save(update_fields=["totp_secret", "totp_step"])
    _note(person, "accounts.phone-off", person, Text("停用动态口令", "Turned one-time passwords off"))


@transaction.atomic
def name_deputy(*, actor: Person, principal: Person, deputy: Person, start: dt.date, end: dt.date) -> Deputy:
    """A/B 角: from the first to the last day the deputy may also do what the principal may do."""
    today = timezone.localdate()
    if deputy == actor:
        raise refuse(m.DEPUTY_SELF)
    if not queries.may_deputise(principal).filter(pk=deputy.pk).exists():
        raise refuse(m.NOT_A_DEPUTY, word=deputy.name)
    if not today <= start <= end <= today + dt.timedelta(days=366):
        raise refuse(m.DEPUTY_DAYS)
    made = Deputy.objects.create(principal=principal, deputy=deputy, from_day=start, until_day=end, made_by=actor)
    span = days(start, end)
    what = Text(f"设{deputy.name}为{principal.name}的代办人（{span.zh}）",
                f"Made {deputy.name} the deputy of {principal.name} ({span.en})")  # fmt: skip
    _note(actor, "accounts.deputy", principal, what, deputy=deputy.username, start=str(start), end=str(end))
    return made


@transaction.atomic
def end_deputy(*, actor: Person, link: Deputy) -> None:
    """End it now."""
    link.ended_at = timezone.now()
    link.save(update_fields=["ended_at"])
    what = Text(f"结束{link.deputy.name}为{link.principal.name}代办",
                f"Ended {link.deputy.name} standing in for {link.principal.name}")  # fmt: skip
    _note(actor, "accounts.deputy-ended", link.principal, what, deputy=link.deputy.username)
