"""One-time codes: on a printed slip or in a link, shown once, kept as a hash."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from gongping.web.accounts.models import Person, Slip

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's letters: none looks like another."""
GROUPS, LENGTH = 3, 4
_LOOKALIKES = str.maketrans("OIL", "011")


@dataclass(frozen=True)
class Given:
    """A code in clear, for the one page that shows it."""

    person: Person
    code: str
    ends_at: dt.datetime


def give(person: Person, by: Person) -> Given:
    """A new code; earlier ones are void."""
    now = timezone.now()
    person.slips.filter(used_at=None, ends_at__gt=now).update(ends_at=now)
    code = "-".join("".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(GROUPS))
    ends_at = now + dt.timedelta(days=settings.SLIP_DAYS)
    Slip.objects.create(person=person, code_hash=_hash(person, code), made_by=by, made_at=now, ends_at=ends_at)
    return Given(person, code, ends_at)


def use(person: Person, code: str) -> bool:
    """Use the code up; false when it is not a valid one. One conditional update: no code works twice."""
    now = timezone.now()
    good = person.slips.filter(code_hash=_hash(person, code), used_at=None, ends_at__gt=now)
    return good.update(used_at=now) == 1


def _hash(person: Person, code: str) -> str:
    plain = "".join(c for c in code.upper().translate(_LOOKALIKES) if c in LETTERS)
    return salted_hmac("gongping.slip", f"{person.pk}:{plain}", algorithm="sha256").hexdigest()
