"""Every address as every role: the table of roles is the oracle. Nothing in excess, nothing missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from gongping.web.accounts.access import OPEN
from gongping.web.accounts.models import Body, Deputy, Person
from gongping.web.accounts.roles import PERMISSIONS, ROLES

NO_VIEW_OF_OURS = {"root", "health"}


def patterns(resolver: URLResolver | None = None, prefix: str = "/") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site, with its pattern."""
    for found in (resolver or get_resolver()).url_patterns:
        if isinstance(found, URLResolver):
            yield from patterns(found, prefix + str(found.pattern))
        else:
            yield prefix + str(found.pattern), found


def address(route: str) -> str:
    """An address of a route, naming something that is not there: access is judged before existence."""
    for kind in ("int:", "slug:", "str:", "uuid:"):
        while f"<{kind}" in route:
            head, _, rest = route.partition(f"<{kind}")
            route = head + "987654" + rest.partition(">")[2]
    return route


PATTERNS = [(route, found) for route, found in patterns() if found.name not in NO_VIEW_OF_OURS]


def wanted_by(found: Any) -> frozenset[str]:
    """The permissions of which one opens the view."""
    return getattr(found.callback, "permissions", frozenset())


def test_there_are_addresses_to_judge() -> None:
    assert len(PATTERNS) > 30


@pytest.mark.parametrize(("route", "found"), PATTERNS, ids=[route for route, _ in PATTERNS])
def test_every_view_names_its_permission(route: str, found: URLPattern) -> None:
    wanted = wanted_by(found)
    assert wanted and (wanted == {OPEN} or wanted <= set(PERMISSIONS))


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_the_table_says_and_nothing_else(role: str, signed_in: Callable[[str], Client]) -> None:
    client = signed_in(role)
    client.raise_request_exception = False
    wrong = []
    for route, found in PATTERNS:
        wanted = wanted_by(found)
        if OPEN in wanted:
            continue
        may = bool(wanted & ROLES[role].permissions)
        for method in ("get", "post"):
            status = getattr(client, method)(address(route)).status_code
            if status >= 500 or (status == 403) is may:
                wrong.append((route, method, status, may))
    assert wrong == []


def test_who_is_not_signed_in_is_asked_to(cast: dict[str, Person], client: Client) -> None:
    for route, found in PATTERNS:
        if OPEN not in wanted_by(found):
            for method in ("get", "post"):
                answer = getattr(client, method)(address(route))
                assert answer.status_code == 302 and answer.headers["Location"].startswith("/o/sign-in/"), route


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_every_permission_guards_a_page_or_a_deed(permission: str) -> None:
    assert any(permission in role.permissions for role in ROLES.values())
    assert any(permission in wanted_by(found) for _, found in PATTERNS)


def test_a_form_without_its_token_does_nothing(cast: dict[str, Person]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["lead"])
    for route, _ in PATTERNS:
        answer = client.post(address(route))
        assert answer.status_code in (403, 405), route
    assert Body.objects.count() == 2 and not Deputy.objects.exists()
