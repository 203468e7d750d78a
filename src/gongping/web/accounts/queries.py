"""What pages and rules read about people and bodies."""

from __future__ import annotations

import datetime as dt

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.utils import timezone

from gongping.web.accounts.models import Body, Deputy, Handling, Person
from gongping.web.accounts.roles import ROLES

RANK = Case(*(When(role=key, then=Value(n)) for n, key in enumerate(ROLES)), default=Value(len(ROLES)))
"""The place of a role in the table of roles."""
YEAR = dt.timedelta(days=366)


def people() -> QuerySet[Person]:
    """Everybody with an account, as lists show them: by role in the order of the table, then by body."""
    by = (RANK, F("body__order").asc(nulls_last=True), "unit", "username")
    return Person.objects.select_related("body", "made_by", "reset_by").annotate(rank=RANK).order_by(*by)


def in_state(rows: QuerySet[Person], state: str) -> QuerySet[Person]:
    """Only those whose account is in use, has ended, or was closed."""
    past = Q(ends_on__lt=timezone.localdate())
    if state == "in":
        return rows.filter(is_active=True).exclude(past)
    return rows.filter(past, is_active=True) if state == "ended" else rows.filter(is_active=False)


def bodies() -> QuerySet[Body]:
    """Bodies in protocol order, with how many people in use they have."""
    return Body.objects.annotate(size=Count("people", filter=Q(people__is_active=True))).order_by("order", "code")


def handled_within_year(person: Person, by: Person) -> bool:
    """Whether `by` made or reset the account of `person` within a year: then one may not confirm for the other."""
    since = timezone.now() - YEAR
    kinds = (Handling.Kind.MADE, Handling.Kind.RESET)
    return Handling.objects.filter(person=person, by=by, kind__in=kinds, at__gte=since).exists()


def may_deputise(principal: Person) -> QuerySet[Person]:
    """Who may stand in: people in use of the same body or unit, or, where there is neither, of the same role."""
    others = in_state(people(), "in").exclude(pk=principal.pk)
    if principal.body_id:
        return others.filter(body_id=principal.body_id)
    return others.filter(unit=principal.unit, role=principal.role)


def deputies_now(person: Person) -> QuerySet[Deputy]:
    """Deputies of a person, and whom the person stands in for, that are not over."""
    running = Deputy.objects.filter(ended_at=None, until_day__gte=timezone.localdate())
    return running.filter(Q(principal=person) | Q(deputy=person)).select_related("principal", "deputy")


def other_leads(person: Person) -> bool:
    """Whether somebody else could still look after the accounts."""
    return in_state(people(), "in").filter(role="lead").exclude(pk=person.pk).exists()
