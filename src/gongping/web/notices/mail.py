"""E-mail: off unless GONGPING_SMTP is set, and then it says that something waits and nothing else."""

from __future__ import annotations

import logging
import smtplib

from django.conf import settings
from django.core.mail import send_mail

from gongping.text import Text
from gongping.web.notices.models import MailAddress
from gongping.web.shared.words import say

WORDS = Text("您有1项待办", "1 item waits for you")
log = logging.getLogger(__name__)


def enabled() -> bool:
    return bool(settings.SEND_MAIL)


def tell(person: int) -> None:
    """Tell a person, where the site sends e-mail and they gave an address. A mail that fails stops nothing."""
    if not enabled():
        return
    address = MailAddress.objects.filter(person=person, person__is_active=True).first()
    if address is None:
        return
    try:
        send_mail(say(WORDS), say(WORDS), None, [address.email])
    except (OSError, smtplib.SMTPException):
        log.warning("an e-mail could not be sent")
