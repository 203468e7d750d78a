"""Every page of accounts opens for those who may, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from gongping.web.accounts.models import Person

PAGES = ("account", "password", "phone", "roles", "people", "people-export", "person-add", "import", "import-template",
         "bodies", "bodies-export", "body-add")  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens(name: str, language: str, signed_in: Callable[[str], Client]) -> None:
    with override_settings(LANGUAGE=language):
        answer = signed_in("lead").get(reverse(f"accounts:{name}"))
    assert answer.status_code == 200


def test_a_persons_pages_open(signed_in: Callable[[str], Client], cast: dict[str, Person]) -> None:
    client = signed_in("lead")
    for person in cast.values():
        for name in ("person", "person-change"):
            assert client.get(reverse(f"accounts:{name}", args=[person.pk])).status_code == 200
