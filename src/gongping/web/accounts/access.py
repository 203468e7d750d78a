"""The access check: the first line of every view, and what templates and queries ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from gongping.web.accounts.models import Person
from gongping.web.accounts.roles import PERMISSIONS, ROLES

View = Callable[..., HttpResponse]

OPEN = "open"
"""The mark of a view that needs no sign-in."""


def standing_in_for(person: Person) -> list[Person]:
    """Those whose deputy (B角) this person is today. Asked once per request."""
    if not hasattr(person, "_principals"):
        today = timezone.localdate()
        links = person.stands_in_for.filter(from_day__lte=today, until_day__gte=today, ended_at=None)
        person._principals = [
            link.principal for link in links.select_related("principal__body") if link.principal.may_enter(today)
        ]
    return list(person._principals)


def allowed(person: Person, permission: str) -> bool:
    """Whether this person may do it: by role, or as someone's deputy."""
    return any(permission in ROLES[who.role].permissions for who in (person, *standing_in_for(person)))


def bodies_of(person: Person, permission: str) -> list[int]:
    """The bodies for which this person may do it: one's own, and those one stands in for."""
    holders = (who for who in (person, *standing_in_for(person)) if permission in ROLES[who.role].permissions)
    return sorted({who.body_id for who in holders if who.body_id is not None})


def need(*permissions: str, before_change: bool = False) -> Callable[[View], View]:
    """Only those who hold one of the permissions get in; the others are told why, or asked to sign in.

    Who was given a password by someone else first chooses one; only a page with ``before_change`` is open before.
    """
    if unknown := set(permissions) - set(PERMISSIONS):
        raise LookupError(f"not in roles.py: {sorted(unknown)}")

    def around(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.user.must_change and not before_change:
                return redirect("accounts:password")
            if not any(allowed(request.user, permission) for permission in permissions):
                raise PermissionDenied(permissions[0])
            return view(request, *args, **kwargs)

        guarded.permissions = frozenset(permissions)  # type: ignore[attr-defined]
        return guarded

    return around


def open_to_all(view: View) -> View:
    """A page without sign-in, said aloud: a test knows every view by its permission or this mark."""
    view.permissions = frozenset((OPEN,))  # type: ignore[attr-defined]
    return view
