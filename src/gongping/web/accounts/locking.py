"""Lock-out: a name with too many wrong passwords in a row waits. Known and unknown names alike."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gongping.web.accounts.models import Tries


def _key(username: str) -> str:
    return username.strip().lower()[:60]


def locked_until(username: str) -> dt.datetime | None:
    """When the name may be tried again; None when it may be tried now."""
    row = Tries.objects.filter(name=_key(username), locked_until__gt=timezone.now()).first()
    return row.locked_until if row else None


def count_wrong(username: str) -> bool:
    """One more wrong password; gives whether the name is locked by it."""
    now = timezone.now()
    with transaction.atomic():
        row, _ = Tries.objects.select_for_update().get_or_create(name=_key(username))
        stale = now - row.since > dt.timedelta(minutes=settings.LOCK_MINUTES)
        row.wrong = 1 if stale else row.wrong + 1
        row.since = now
        locks = row.wrong >= settings.LOCK_AFTER
        if locks:
            row.wrong, row.locked_until = 0, now + dt.timedelta(minutes=settings.LOCK_MINUTES)
        row.save()
    return locks


def forget(username: str) -> None:
    """A right password, or a reset: the count begins anew."""
    Tries.objects.filter(name=_key(username)).delete()
