"""Who may confirm what another registered: somebody else in truth, not only under another name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet
from django.utils import timezone

from gongping.text import Finding
from gongping.web.accounts.access import standing_in_for
from gongping.web.accounts.models import Handling, Person
from gongping.web.accounts.queries import YEAR, in_state, people
from gongping.web.accounts.roles import ROLES
from gongping.web.decisions import messages as m

CONFIRM = "decisions.confirm"


class SecondPerson:
    """One person as confirmer. Reads once who handled whose account within the year, and then judges any number."""

    def __init__(self, person: Person) -> None:
        self.person = person
        own = [who for who in (person, *standing_in_for(person)) if CONFIRM in ROLES[who.role].permissions]
        self._authority = {who.pk for who in own}
        self._handled = _connected(person.pk)

    def bar(self, registrar: Person) -> Finding | None:
        """Why this person may not confirm what ``registrar`` registered; None when they may."""
        said = {"name": registrar.name}
        if registrar.pk == self.person.pk:
            return Finding(m.SAME_PERSON, severity="refusal", values=said)
        if registrar.pk in self._handled:
            return Finding(m.HANDLED, severity="refusal", values=said)
        if self._authority == {registrar.pk}:
            return Finding(m.STANDS_IN, severity="refusal", values=said)
        return None


def candidates(registrar: Person) -> QuerySet[Person]:
    """Who may confirm, by their role, what ``registrar`` registered."""
    roles = [key for key, role in ROLES.items() if CONFIRM in role.permissions]
    return in_state(people(), "in").filter(role__in=roles).exclude(pk__in={registrar.pk, *_connected(registrar.pk)})


def _connected(person: int) -> set[int]:
    """Everybody whose account this person made or reset within the year, straight or through others, and the reverse.

    Through others: whoever resets an account can sign in with it and reset a third.
    """
    since = timezone.now() - YEAR
    kinds = (Handling.Kind.MADE, Handling.Kind.RESET)
    handled, handlers = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for by, whom in Handling.objects.filter(kind__in=kinds, at__gte=since).values_list("by_id", "person_id"):
        handled[by].add(whom)
        handlers[whom].add(by)
    return _reached(person, handled) | _reached(person, handlers)


def _reached(start: int, steps: Mapping[int, Iterable[int]]) -> set[int]:
    seen, ahead = {start}, [start]
    while ahead:
        for there in steps.get(ahead.pop(), ()):
            if there not in seen:
                seen.add(there)
                ahead.append(there)
    return seen - {start}
