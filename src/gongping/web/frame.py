"""What every page shows around its content: the menu of what this person may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from gongping.text import Text
from gongping.web.accounts.access import allowed


@dataclass(frozen=True)
class Entry:
    """A room in the menu; shown to those who hold its permission."""

    title: Text
    view: str
    permission: str
    room: str
    """The app whose pages belong to this entry."""


MENU: tuple[Entry, ...] = ()


def frame(request: HttpRequest) -> dict[str, object]:
    """Context of every page."""
    person = getattr(request, "user", None)
    known = person is not None and person.is_authenticated
    match = getattr(request, "resolver_match", None)
    return {
        "menu": [entry for entry in MENU if known and allowed(person, entry.permission)],
        "room": match.app_name if match else "",
        "language_switch": settings.LANGUAGE_SWITCH,
        "rehearsal": settings.REHEARSAL,
    }
