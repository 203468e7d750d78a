"""Names and passwords against the list of people."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from gongping.web.accounts.models import Person


class PersonBackend(BaseBackend):
    """An account that was deactivated or has ended is out at once, also in the middle of a session."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **_: Any
    ) -> Person | None:
        try:
            person = Person.objects.get_by_natural_key(username)
        except Person.DoesNotExist:
            Person().set_password(password)  # takes as long as a wrong password for a known name
            return None
        return person if person.check_password(password) and person.may_enter() else None

    def get_user(self, user_id: int) -> Person | None:
        person = Person.objects.select_related("body").filter(pk=user_id).first()
        return person if person and person.may_enter() else None
