"""Reading decisions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Prefetch, Q, QuerySet

from gongping.web.decisions.models import Decision, Scan
from gongping.web.journal import chain

USUAL_BODIES = ("部务会", "党建工作领导小组会议", "市委常委会会议")
STATE_CONDITIONS = {
    "waiting": Q(confirmed_by=None, withdrawn_by=None),
    "confirmed": Q(confirmed_by__isnull=False),
    "withdrawn": Q(withdrawn_by__isnull=False),
}


def decisions() -> QuerySet[Decision]:
    """All, as lists show them."""
    people = Decision.objects.select_related("registered_by", "confirmed_by", "withdrawn_by")
    return people.annotate(scan_count=Count("scans")).order_by("-decided_on", "-pk")


def waiting() -> QuerySet[Decision]:
    """Those to be confirmed, oldest first, with their scans."""
    found = Decision.objects.filter(STATE_CONDITIONS["waiting"]).order_by("registered_at", "pk")
    return found.select_related("registered_by").prefetch_related(Prefetch("scans", Scan.objects.order_by("pk")))


def standing(subject: str, effect: str | None = None) -> QuerySet[Decision]:
    """The confirmed decisions about a subject, newest first; with ``effect`` only those that allow it."""
    found = Decision.objects.filter(STATE_CONDITIONS["confirmed"], subject=subject)
    return found if effect is None else found.filter(effect=effect)


def usable(subject: str, effect: str) -> QuerySet[Decision]:
    """The confirmed decisions that an action may still be based on."""
    return standing(subject, effect).filter(uses=None)


def deciding_bodies() -> list[str]:
    """Names to choose from: those used before, and the usual ones."""
    used = Decision.objects.order_by("deciding_body").values_list("deciding_body", flat=True).distinct()[:50]
    return list(dict.fromkeys((*USUAL_BODIES, *used)))


def fingerprint(decision: Decision, scans: Iterable[Scan]) -> str:
    """What a person sees before confirming, as one value: nothing else can then be confirmed instead."""
    seen = {
        "id": decision.pk,
        "body": decision.deciding_body,
        "date": decision.decided_on.isoformat(),
        "minutes": decision.minutes_number,
        "title": decision.title,
        "text": decision.text,
        "effect": decision.effect,
        "subject": decision.subject,
        "registered_by": decision.registered_by_id,
        "scans": [[scan.pk, scan.sha256] for scan in scans],
    }
    return hashlib.sha256(chain.canonical(seen)).hexdigest()


def scan_folder() -> Path:
    """Where scans lie: in the data directory, outside the reach of any address."""
    return Path(settings.MEDIA_ROOT) / "decisions"
