"""One-time passwords from a phone (TOTP): six digits every thirty seconds, none of them twice."""

from __future__ import annotations

import io
import time

import pyotp
import segno

from gongping.web.accounts.models import Person

STEP = 30
DRIFT = 1
"""Steps a phone's clock may be off, either way."""


def new_secret() -> str:
    """A secret for a phone's app."""
    return pyotp.random_base32()


def picture(person: Person, secret: str, issuer: str) -> str:
    """The secret as a QR code, an SVG without styles."""
    address = pyotp.TOTP(secret).provisioning_uri(name=person.username, issuer_name=issuer)
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", xmldecl=False, svgns=True, scale=4, border=2, light="#fff")
    return out.getvalue().decode("utf-8")


def step_of(secret: str, digits: str) -> int | None:
    """The step whose code this is, around now."""
    now = int(time.time()) // STEP
    totp = pyotp.TOTP(secret)
    matches = (step for step in range(now - DRIFT, now + DRIFT + 1) if totp.verify(digits, for_time=step * STEP))
    return next(matches, None)


def use(person: Person, digits: str) -> bool:
    """Use a code up; false when it is wrong or its step was used before."""
    step = step_of(person.totp_secret, digits.replace(" ", "")) if person.totp_secret else None
    if step is None:
        return False
    fresh = Person.objects.filter(pk=person.pk, totp_secret=person.totp_secret, totp_step__lt=step)
    return fresh.update(totp_step=step) == 1
