"""Registering, confirming and withdrawing collective decisions: one function per button."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongping.text import Finding, Refused, Text
from gongping.web.accounts.models import Person
from gongping.web.decisions import effects, queries, scan_files
from gongping.web.decisions import messages as m
from gongping.web.decisions.messages import refuse
from gongping.web.decisions.models import STATES, Decision, Scan
from gongping.web.decisions.second_person import SecondPerson
from gongping.web.journal.actions import record
from gongping.web.notices.actions import remind, settle

MOST_SCANS = 20


@dataclass(frozen=True)
class Draft:
    """A decision as typed."""

    deciding_body: str
    decided_on: dt.date
    minutes_number: str
    title: str
    text: str
    effect: str = ""
    subject: str = ""


@transaction.atomic
def register(*, actor: Person, draft: Draft, scans: Iterable[scan_files.Checked] = ()) -> Decision:
    """Write down what a body decided. It counts for nothing until another person confirms it."""
    if draft.decided_on > timezone.localdate():
        raise refuse(m.FUTURE, day=draft.decided_on)
    title = effects.subject_title(draft.effect, draft.subject)
    pages = list(scans)
    if len(pages) > MOST_SCANS:
        raise refuse(m.TOO_MANY, most=MOST_SCANS)
    decision = Decision.objects.create(**vars(draft), subject_title=title[:200], registered_by=actor)
    stored = [_keep(actor, decision, scan) for scan in pages]
    told = {name: str(value) for name, value in vars(draft).items()}
    said = Text(f"登记研究意见：{draft.title}", f"Registered a decision: {draft.title}")
    _note(actor, "registered", decision, said, **told, scans=[scan.sha256 for scan in stored])
    return decision


@transaction.atomic
def add_scans(*, actor: Person, decision: Decision, scans: Iterable[scan_files.Checked]) -> list[Scan]:
    """Add scans of the minutes, while the decision waits: all of them or none."""
    found, pages = _waiting(decision), list(scans)
    if found.scans.count() + len(pages) > MOST_SCANS:
        raise refuse(m.TOO_MANY, most=MOST_SCANS)
    kept = [_keep(actor, found, scan) for scan in pages]
    names = [scan.name for scan in kept]
    said = Text(f"为“{found.title}”上传扫描件{'、'.join(names)}", f"Uploaded {', '.join(names)} for '{found.title}'")
    _note(actor, "scan-added", found, said, sha256=[scan.sha256 for scan in kept])
    return kept


@transaction.atomic
def remove_scan(*, actor: Person, scan: Scan) -> None:
    """Take a wrong scan away, while the decision waits."""
    found = _waiting(scan.decision)
    said = Text(f"撤下“{found.title}”的扫描件{scan.name}", f"Removed the scan {scan.name} of '{found.title}'")
    _note(actor, "scan-removed", found, said, sha256=scan.sha256)
    transaction.on_commit(partial((queries.scan_folder() / scan.stored).unlink, missing_ok=True))
    scan.delete()


@transaction.atomic
def confirm(*, actor: Person, seen: Mapping[int, str]) -> list[Decision]:
    """Confirm decisions registered by others: all of them or none. ``seen``: the fingerprint of each as it was shown."""
    chosen = queries.waiting().filter(pk__in=seen)
    found = {one.pk: one for one in chosen.select_for_update(of=("self",))}
    second, findings = SecondPerson(actor), list[Finding]()
    for pk, fingerprint in seen.items():
        findings += _obstacles(second, pk, found.get(pk), fingerprint)
    if findings:
        raise Refused(findings)
    for one in found.values():
        one.confirmed_by, one.confirmed_at = actor, timezone.now()
        one.save(update_fields=["confirmed_by", "confirmed_at"])
        settle(actor=actor, about=one.name)
        said = Text(f"确认研究意见：{one.title}", f"Confirmed a decision: {one.title}")
        _note(actor, "confirmed", one, said, fingerprint=seen[one.pk], registered_by=one.registered_by.username)
    return list(found.values())


def _obstacles(second: SecondPerson, pk: int, decision: Decision | None, fingerprint: str) -> Iterable[Finding]:
    if decision is None:
        gone = Decision.objects.filter(pk=pk).first()
        said = {"title": gone.title, "state": gone.state_title} if gone else {"title": pk, "state": STATES["withdrawn"]}
        yield Finding(m.NOT_WAITING, severity="refusal", values=said)
        return
    scans = list(decision.scans.all())
    said = {"title": decision.title}
    if (barred := second.bar(decision.registered_by)) is not None:
        yield barred
    elif not scans:
        yield Finding(m.NO_SCAN, severity="refusal", values=said)
    elif queries.fingerprint(decision, scans) != fingerprint:
        yield Finding(m.CHANGED, severity="refusal", values=said)
    for scan in scans:
        if scan_files.read(queries.scan_folder(), scan.stored, scan.sha256) is None:
            yield Finding(m.SCAN_LOST, severity="refusal", values={"name": scan.name})


@transaction.atomic
def withdraw(*, actor: Person, decision: Decision, why: str) -> Decision:
    """Take back what is not confirmed yet, or send it back to whoever registered it."""
    if not why.strip():
        raise refuse(m.NO_WHY)
    found = _waiting(decision)
    found.withdrawn_by, found.withdrawn_at, found.withdrawn_why = actor, timezone.now(), why.strip()[:200]
    found.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
    settle(actor=actor, about=found.name)
    back = actor.pk != found.registered_by_id
    zh, en = ("退回", "Sent back") if back else ("撤回", "Withdrew")
    said = Text(f"{zh}研究意见：{found.title}", f"{en} a decision: {found.title}")
    record(actor=actor, action="decisions.withdrawn", subject=found.name, what=said, why=found.withdrawn_why)
    if back:
        told = Text(
            f"研究意见“{found.title}”被退回：{why.strip()}",
            f"Your decision '{found.title}' was sent back: {why.strip()}",
        )
        remind(actor=actor, to=found.registered_by, what=told, about=found.name, address=_address(found))
    return found


@transaction.atomic
def ask(*, actor: Person, decision: Decision, whom: Person) -> None:
    """Remind somebody who may confirm that the decision waits."""
    found = _waiting(decision)
    said = Text(f"请确认研究意见“{found.title}”", f"Please confirm the decision '{found.title}'")
    remind(actor=actor, to=whom, what=said, about=found.name, address=_address(found))


def _address(decision: Decision) -> str:
    return reverse("decisions:page", args=[decision.pk])


def _note(actor: Person, done: str, decision: Decision, what: Text, **details: object) -> None:
    record(actor=actor, action=f"decisions.{done}", subject=decision.name, what=what, details=details)


def _waiting(decision: Decision) -> Decision:
    """The decision, held until the end of the transaction; Refused when it no longer waits."""
    found = Decision.objects.select_for_update(of=("self",)).select_related("registered_by").get(pk=decision.pk)
    if found.state != "waiting":
        raise refuse(m.NOT_WAITING, title=found.title, state=found.state_title)
    return found


def _keep(actor: Person, decision: Decision, scan: scan_files.Checked) -> Scan:
    stored = scan_files.store(queries.scan_folder(), scan)
    kept = {"name": scan.name, "kind": scan.kind, "size": len(scan.data), "sha256": scan.sha256, "stored": stored}
    return Scan.objects.create(decision=decision, added_by=actor, **kept)
