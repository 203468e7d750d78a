"""What every page shows around its content: the menu of what this person may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from gongping.text import Text
from gongping.web.accounts.access import allowed
from gongping.web.accounts.models import Person
from gongping.web.accounts.roles import PERMISSIONS


@dataclass(frozen=True)
class Entry:
    """A room in the menu; shown to those who hold its permission."""

    title: Text
    view: str
    permission: str
    room: str
    """The app whose pages belong to this entry."""


MENU: tuple[Entry, ...] = (
    Entry(Text("待办", "Home"), "notices:home", "home.see", "notices"),
    Entry(Text("集体研究决定", "Decisions"), "decisions:list", "decisions.see", "decisions"),
    Entry(Text("人员机构", "People"), "accounts:people", "people.see", "accounts"),
    Entry(Text("操作记录", "Journal"), "journal:entries", "journal.see", "journal"),
)


OWN = "o/account/"
"""One's own account is behind one's name, in no room of the menu."""


class May:
    """``{% if may.people_change %}``: what this person may do, for templates."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def __getitem__(self, name: str) -> bool:
        permission = name.replace("_", ".", 1)
        if permission not in PERMISSIONS:
            raise KeyError(name)
        return allowed(self.person, permission)


def frame(request: HttpRequest) -> dict[str, object]:
    """Context of every page."""
    person = getattr(request, "user", None)
    known = person is not None and person.is_authenticated
    match = getattr(request, "resolver_match", None)
    return {
        "menu": [entry for entry in MENU if known and allowed(person, entry.permission)],
        "may": May(person) if known else None,
        "room": match.app_name if match and not match.route.startswith(OWN) else "",
        "language_switch": settings.LANGUAGE_SWITCH,
        "rehearsal": settings.REHEARSAL,
    }
