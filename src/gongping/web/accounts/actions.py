"""What the buttons of the people's pages do: one keyword-only function each, writing the journal."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from gongping.text import Refused, Text
from gongping.web.accounts import locking, queries, rules, slips
from gongping.web.accounts import messages as m
from gongping.web.accounts.models import Body, Handling, Person
from gongping.web.accounts.rules import Row, refuse
from gongping.web.accounts.slips import Given
from gongping.web.journal.actions import record

COLUMNS = ("name", "role", "body", "unit", "ends_on")
COLUMN_WORDS = {
    "name": Text("姓名", "name"), "role": Text("角色", "role"), "body": Text("机构", "body"),
    "unit": Text("单位编码", "unit"), "ends_on": Text("截止日期", "last day"),
}  # fmt: skip


def known_bodies() -> dict[str, str]:
    """The bodies in use: code → name."""
    return dict(Body.objects.filter(is_active=True).values_list("code", "name"))


def row_of(person: Person) -> Row:
    """A person as a row."""
    body = person.body.code if person.body else ""
    return Row(person.username, person.name, person.role, body, person.unit, person.ends_on)


def _checked(row: Row) -> None:
    wrong = list(rules.check(row, known_bodies(), timezone.localdate()))
    if wrong:
        raise Refused(w.finding() for w in wrong)


def _handled(person: Person, by: Person, kind: Handling.Kind) -> None:
    Handling.objects.create(person=person, by=by, kind=kind)


def _note(actor: Person, action: str, person: Person, zh: str, en: str, why: str = "", **details: object) -> None:
    who = f"{person.name}（{person.username}）", f"{person.name} ({person.username})"
    record(actor=actor, action=action, subject=f"person/{person.username}",
           what=Text(zh.format(who=who[0]), en.format(who=who[1])), why=why, details=details)  # fmt: skip


@transaction.atomic
def make_person(*, actor: Person, row: Row) -> Given:
    """Add a person; gives the one-time code with which they choose a password."""
    _checked(row)
    if Person.objects.filter(username=row.username).exists():
        raise refuse(m.TAKEN, word=row.username)
    body = Body.objects.get(code=row.body) if row.body else None
    person = Person(username=row.username, name=row.name, role=row.role, body=body, unit=row.unit,
                    ends_on=row.ends_on, made_by=actor)  # fmt: skip
    person.set_unusable_password()
    person.save()
    _handled(person, actor, Handling.Kind.MADE)
    _note(actor, "accounts.made", person, "增加人员{who}", "Added {who}", role=row.role, body=row.body, unit=row.unit,
          ends_on=str(row.ends_on or ""))  # fmt: skip
    return slips.give(person, actor)


def differences(person: Person, row: Row) -> list[str]:
    """The columns in which a row differs from the person."""
    now = row_of(person)
    return [column for column in COLUMNS if getattr(now, column) != getattr(row, column)]


@transaction.atomic
def change_person(*, actor: Person, person: Person, row: Row) -> list[str]:
    """Change what stands in a person's row; gives the columns that changed. Nobody changes their own role."""
    changed = differences(person, row)
    if not changed:
        return []
    if person == actor and set(changed) & {"role", "body", "unit", "ends_on"}:
        raise refuse(m.OWN_ROLE)
    _checked(row)
    if person.role == "lead" and row.role != "lead" and not queries.other_leads(person):
        raise refuse(m.LAST_LEAD, word=person.name)
    before = {column: str(getattr(row_of(person), column) or "") for column in changed}
    person.name, person.role, person.unit, person.ends_on = row.name, row.role, row.unit, row.ends_on
    person.body = Body.objects.get(code=row.body) if row.body else None
    person.save()
    _handled(person, actor, Handling.Kind.CHANGED)
    after = {column: str(getattr(row, column) or "") for column in changed}
    zh, en = ("、".join(COLUMN_WORDS[c].zh for c in changed), ", ".join(COLUMN_WORDS[c].en for c in changed))
    _note(actor, "accounts.changed", person, "修改{who}的" + zh, f"Changed {en} of {{who}}", before=before, after=after)
    return changed


@transaction.atomic
def close_person(*, actor: Person, person: Person, why: str = "") -> None:
    """Close an account at once, also in the middle of a session. It stays in the lists and in the journal."""
    if person == actor:
        raise refuse(m.OWN_ROLE)
    if person.role == "lead" and not queries.other_leads(person):
        raise refuse(m.LAST_LEAD, word=person.name)
    person.is_active = False
    person.save(update_fields=["is_active"])
    _handled(person, actor, Handling.Kind.CHANGED)
    _note(actor, "accounts.closed", person, "停用{who}的账号", "Closed the account of {who}", why)


@transaction.atomic
def open_again(*, actor: Person, person: Person, why: str = "") -> None:
    """Open a closed account again, with the password it had."""
    person.is_active = True
    person.save(update_fields=["is_active"])
    _handled(person, actor, Handling.Kind.RESET)
    _note(actor, "accounts.opened", person, "恢复{who}的账号", "Opened the account of {who} again", why)


@transaction.atomic
def reset(*, actor: Person, person: Person, why: str = "", phone: bool = False) -> Given:
    """Take the password away and give a one-time code; with `phone`, forget the phone's codes too."""
    if person == actor:
        raise refuse(m.OWN_ROLE)
    person.set_unusable_password()
    person.must_change, person.reset_by, person.reset_at = True, actor, timezone.now()
    if phone:
        person.totp_secret, person.totp_step = "", 0
    person.save()
    locking.forget(person.username)
    _handled(person, actor, Handling.Kind.RESET)
    _note(actor, "accounts.reset", person, "重置{who}的口令", "Reset the password of {who}", why, phone=phone)
    return slips.give(person, actor)


@transaction.atomic
def import_people(*, actor: Person, rows: Iterable[Row]) -> tuple[list[Given], list[Person]]:
    """Add the new and change the known, all or none; gives the codes of the new and the changed people."""
    given, changed = [], []
    known = {person.username: person for person in queries.people()}
    for row in rows:
        person = known.get(row.username)
        if person is None:
            given.append(make_person(actor=actor, row=row))
        elif change_person(actor=actor, person=person, row=row):
            changed.append(person)
    record(actor=actor, action="accounts.imported", subject="people",
           what=Text(f"从工作簿导入人员：新增{len(given)}人，修改{len(changed)}人",
                     f"Imported people from a workbook: {len(given)} added, {len(changed)} changed"))  # fmt: skip
    return given, changed


@transaction.atomic
def note_export(*, actor: Person, what: Text) -> None:
    """An export leaves a line in the journal."""
    record(actor=actor, action="accounts.exported", subject="people", what=what)


@transaction.atomic
def save_body(*, actor: Person, body: Body, before: dict[str, str] | None) -> None:
    """Save a body, new or changed; ``before`` is what a known one was."""
    body.save()
    after = {"name": body.name, "short": body.short, "order": str(body.order)}
    zh, en = ("修改", "Changed") if before else ("增加", "Added")
    what = Text(f"{zh}机构{body.name}", f"{en} the body {body.name}")
    details = {"before": before or {}, "after": after}
    record(actor=actor, action="accounts.body-saved", subject=f"body/{body.code}", what=what, details=details)


@transaction.atomic
def close_body(*, actor: Person, body: Body) -> None:
    """Close a body, or open a closed one again. It needs to be empty to be closed."""
    today = timezone.localdate()
    here = [person for person in body.people.filter(is_active=True) if person.may_enter(today)]
    if body.is_active and here:
        raise refuse(m.BODY_IN_USE, word=body.name, count=len(here))
    body.is_active = not body.is_active
    body.save(update_fields=["is_active"])
    zh, en = ("恢复", "Opened again") if body.is_active else ("停用", "Closed")
    record(actor=actor, action="accounts.body-closed", subject=f"body/{body.code}",
           what=Text(f"{zh}机构{body.name}", f"{en}: the body {body.name}"))  # fmt: skip
