"""The journal's pages: narrowing, reading one entry, exporting, checking against what was kept outside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from gongping.web.accounts.models import Person
from gongping.web.journal import chain, queries
from gongping.web.journal.kinds import KINDS
from gongping.web.journal.models import Entry
from tests.web.journal.conftest import write
from tests.web.journal.test_record import without_guard

SignedIn = Callable[[str], Client]


def words(response: Any) -> str:
    return response.content.decode()


def exported(client: Client) -> str:
    response = client.post(reverse("journal:export"))
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()


def test_the_list_shows_who_what_when_and_why(signed_in: SignedIn, cast: dict[str, Person]) -> None:
    write(cast["lead"], 2, why="会议定了")
    page = words(signed_in("supervisor").get(reverse("journal:entries")))
    assert all(part in page for part in ("登记第1项", "牵头部门", "会议定了", "decision/1", queries.head().hash))


@pytest.mark.parametrize(
    ("query", "found"),
    [("", {1, 2, 3, 4}), ("person=lead", {1, 2, 3}), ("person=考核主体", {4}), ("action=notices.reminded", {3}),
     ("subject=decision/1", {2}), ("subject=登记第0", {1, 3, 4}), ("since=2020-01-01", {1, 2, 3, 4}), ("since=2999-01-01", set()),
     ("until=2020-01-01", set()), ("since=昨天", {1, 2, 3, 4}), ("action=no.such", {1, 2, 3, 4}), ("before=3", {1, 2}),
     ("before=x", {1, 2, 3, 4}), ("before=" + "9" * 40, {1, 2, 3, 4}), ("person=%00", {1, 2, 3, 4}), ("person=lead&action=notices.reminded", {3})],
)  # fmt: skip
def test_the_list_is_narrowed(query: str, found: set[int], signed_in: SignedIn, cast: dict[str, Person]) -> None:
    write(cast["lead"], 2)
    write(cast["lead"], action="notices.reminded")
    write(cast["body-clerk"], action="decisions.used")
    response = signed_in("supervisor").get(reverse("journal:entries") + "?" + query)
    assert {entry.number for entry in response.context["sheet"].entries} == found


def test_a_long_journal_is_turned_page_by_page(signed_in: SignedIn, cast: dict[str, Person]) -> None:
    write(cast["lead"], 120)
    client, seen, address = signed_in("supervisor"), [], reverse("journal:entries") + "?person=lead"
    while True:
        response = client.get(address)
        seen += [entry.number for entry in response.context["sheet"].entries]
        older = response.context["sheet"].older
        if older is None:
            break
        assert f"?person=lead&amp;before={older}" in words(response)
        address = reverse("journal:entries") + f"?person=lead&before={older}"
    assert seen == list(range(120, 0, -1))


@pytest.mark.parametrize("rows", [0, 1, 3, 300])
def test_the_list_asks_the_database_as_often_for_any_length(
    rows: int, signed_in: SignedIn, cast: dict[str, Person], django_assert_num_queries: Any
) -> None:
    write(cast["lead"], rows)
    client = signed_in("supervisor")
    with django_assert_num_queries(6):
        client.get(reverse("journal:entries"))


def test_what_people_write_is_shown_as_text(signed_in: SignedIn, cast: dict[str, Person]) -> None:
    (entry,) = write(cast["lead"], why="<script>alert(1)</script> {% x %} {0}", subject="<b>")
    client = signed_in("supervisor")
    for address in (reverse("journal:entries"), reverse("journal:entry", args=[entry.number])):
        page = words(client.get(address))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {% x %} {0}" in page


def test_one_entry_in_full_and_what_else_happened_to_it(signed_in: SignedIn, cast: dict[str, Person]) -> None:
    write(cast["lead"], 1, subject="item/1")
    write(cast["lead"], 1, subject="item/1", action="decisions.used")
    page = words(signed_in("supervisor").get(reverse("journal:entry", args=[2])))
    assert Entry.objects.get(number=2).hash in page
    assert reverse("journal:entry", args=[1]) in page
    assert "被改动过" not in page
    assert signed_in("supervisor").get(reverse("journal:entry", args=[3])).status_code == 404
    assert signed_in("supervisor").get("/o/journal/99999999999999999999999/").status_code == 404


def test_an_altered_entry_says_so(signed_in: SignedIn, cast: dict[str, Person]) -> None:
    write(cast["lead"])
    without_guard()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET why = 'x'")
    assert "被改动过" in words(signed_in("supervisor").get(reverse("journal:entry", args=[1])))


def test_the_export_is_the_whole_chain_with_itself_and_its_head(signed_in: SignedIn, cast: dict[str, Person]) -> None:
    write(cast["lead"], 3)
    links, head = chain.read(exported(signed_in("supervisor")).splitlines())
    assert [link.number for link in links] == [1, 2, 3, 4]
    assert (links[-1].body["action"], links[-1].body["who"]) == ("journal.exported", "supervisor")
    assert head == queries.head()
    assert chain.check(links, [head]).holds


def verified(client: Client, **given: object) -> Any:
    response = client.post(reverse("journal:verify"), given)
    assert response.status_code == 200
    return response


def test_a_journal_that_only_grew_holds_against_earlier_exports_and_heads(
    signed_in: SignedIn, cast: dict[str, Person]
) -> None:
    write(cast["lead"], 3)
    client = signed_in("supervisor")
    file = exported(client)
    head = queries.head()
    write(cast["lead"], 2)
    for given in (
        {"export": SimpleUploadedFile("j.jsonl", file.encode())},
        {"head": f"第{head.number}条 {head.hash}"},
        {"head": head.say(), "export": SimpleUploadedFile("j.jsonl", file.encode())},
    ):
        page = verified(client, **given)
        assert page.context["checked"].holds
        assert "与外部留存的末条一致" in words(page)
    assert Entry.objects.filter(action="journal.verified", who="supervisor").count() == 3


def test_without_a_head_the_page_says_what_it_cannot_find(signed_in: SignedIn, cast: dict[str, Person]) -> None:
    write(cast["lead"], 3)
    page = verified(signed_in("supervisor"))
    assert page.context["checked"].holds
    assert "查不出来" in words(page)


def test_a_cut_journal_is_found_and_the_page_says_what_to_do(signed_in: SignedIn, cast: dict[str, Person]) -> None:
    write(cast["lead"], 5)
    head = queries.head()
    without_guard()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_entry WHERE number > 3")
    page = verified(signed_in("supervisor"), head=head.say())
    assert not page.context["checked"].holds
    assert "记录到第3条为止，而外部留存的末条是第5条" in words(page)
    assert "报告监督人员" in words(page)


@pytest.mark.parametrize(
    "given",
    [{"head": "12"}, {"head": "x" * 200}, {"export": SimpleUploadedFile("j.jsonl", b"no")},
     {"export": SimpleUploadedFile("j.jsonl", b"\xff\xfe")}, {"export": SimpleUploadedFile("j.jsonl", b"\n")}],
)  # fmt: skip
def test_what_is_no_head_is_refused_with_what_to_do(given: dict[str, object], signed_in: SignedIn) -> None:
    page = verified(signed_in("supervisor"), **given)
    assert page.context["checked"] is None
    assert "wrong-line" in words(page)


def test_an_export_that_was_changed_itself_is_refused(signed_in: SignedIn, cast: dict[str, Person]) -> None:
    write(cast["lead"], 3)
    client = signed_in("supervisor")
    lines = exported(client).splitlines(keepends=True)
    for changed in (
        "".join(lines[:-1]),
        "".join(lines[:1] + lines[2:]),
        "".join(lines).replace("登记第1项", "登记第9项"),
    ):
        page = verified(client, export=SimpleUploadedFile("j.jsonl", changed.encode()))
        assert page.context["checked"] is None
        assert "不能用来核验" in words(page)


def test_every_kind_of_entry_has_a_title() -> None:
    """Codes as they stand in the source, against the table of titles."""
    import re  # noqa: PLC0415 - only here
    from pathlib import Path  # noqa: PLC0415

    import gongping.web  # noqa: PLC0415

    found = set[str]()
    for path in Path(gongping.web.__path__[0]).rglob("*actions.py"):
        room, text = path.parent.name, path.read_text(encoding="utf-8")
        found |= set(re.findall(r'"((?:journal|decisions|notices|accounts)\.[a-z-]+)"', text))
        found |= {f"{room}.{code}" for code in re.findall(r'_note\(actor, "([a-z-]+)"', text)}
    found |= set(
        re.findall(r'action="([a-z.-]+)"', (Path(gongping.web.__path__[0]) / "decisions/effects.py").read_text())
    )
    assert found == set(KINDS)
