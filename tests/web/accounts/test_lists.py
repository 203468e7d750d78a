"""Lists: the same number of queries for 1, 3 and 300 rows; search, filter, sort, pages; what is shown when nothing is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from gongping.web.accounts.models import Body, Handling, Person

MOST = 12


def many_people(n: int, by: Person) -> None:
    body = Body.objects.get(code="zhigongwei")
    Person.objects.bulk_create(
        Person(username=f"user{n}-{k}", name=f"人{k:03}", role="body-clerk", body=body, made_by=by) for k in range(n)
    )


def many_bodies(n: int, by: Person) -> None:
    Body.objects.bulk_create(Body(code=f"body{n}-{k}", name=f"机构{n}-{k}", order=9) for k in range(n))


def many_handlings(n: int, by: Person) -> None:
    Handling.objects.bulk_create(Handling(person=by, by=by, kind="changed", at=timezone.now()) for _ in range(n))


PAGES: dict[str, Callable[[int, Person], None]] = {
    "/o/people/": many_people, "/o/people/?all=1": many_people, "/o/people/?q=人&sort=-body&state=in": many_people,
    "/o/people/export/": many_people, "/o/bodies/": many_bodies, "/o/bodies/export/": many_bodies,
    "/o/people/{pk}/": many_handlings, "/o/account/": many_people, "/o/people/add/": many_bodies,
}  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_as_many_queries_for_one_row_as_for_three_hundred(
    path: str, cast: dict[str, Person], signed_in: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    client, counts = signed_in("lead"), []
    client.get("/o/people/")
    for more in (1, 2, 297):
        PAGES[path](more, cast["lead"])
        with django_assert_max_num_queries(MOST) as seen:
            assert client.get(path.format(pk=cast["lead"].pk)).status_code == 200
        counts.append(len(seen))
    assert len(set(counts)) == 1, counts


def names(client: Client, query: str) -> list[str]:
    """The user names a list shows, in order."""
    page = client.get(f"/o/people/{query}").content.decode()
    return re.findall(r"</a></td><td>([a-z0-9-]+)</td>", page)


def test_people_stand_in_the_order_of_the_table_of_roles(signed_in: Callable[[str], Client]) -> None:
    shown = ["lead", "body-head", "body-clerk", "assessor", "liaison", "supervisor", "cadre", "meeting"]
    assert names(signed_in("lead"), "") == shown


@pytest.mark.parametrize(
    ("query", "shown"),
    [("?q=body", ["body-head", "body-clerk"]), ("?q=考核 经办", ["body-clerk"]), ("?q=%", []), ("?q=D001", ["liaison"]),
     ("?role=cadre", ["cadre"]), ("?body=zuzhibu", ["lead"]), ("?state=closed", []), ("?role=nonsense&q=lead", ["lead"]),
     ("?sort=-username&q=e&role=body-head", ["body-head"])],
)  # fmt: skip
def test_search_and_filters(query: str, shown: list[str], signed_in: Callable[[str], Client]) -> None:
    assert names(signed_in("lead"), query) == shown


def test_what_has_no_value_comes_last_either_way(signed_in: Callable[[str], Client]) -> None:
    for sort in ("ends", "-ends"):
        assert names(signed_in("lead"), f"?sort={sort}")[0] == "assessor"


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=x", "?page=999", "?sort=password", "?sort=--", "?q=%00", "?q=" + "x" * 3000]
)
def test_a_nonsense_address_still_answers(query: str, signed_in: Callable[[str], Client]) -> None:
    assert signed_in("lead").get(f"/o/people/{query}").status_code == 200


def test_pages_of_a_hundred_and_all_for_print(cast: dict[str, Person], signed_in: Callable[[str], Client]) -> None:
    many_people(150, cast["lead"])
    client = signed_in("lead")
    assert [len(names(client, q)) for q in ("", "?page=2", "?all=1")] == [100, 58, 158]


def test_an_export_is_in_the_journal(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("supervisor")
    assert client.get("/o/people/export/?role=cadre").headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert "导出人员名册（1人）" in client.get("/o/journal/").content.decode()


def test_search_words_come_back_as_words(signed_in: Callable[[str], Client]) -> None:
    page = signed_in("lead").get("/o/people/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page
