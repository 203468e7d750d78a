"""The decisions' pages, as people use them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongping.web.accounts.models import Person
from gongping.web.decisions import actions, queries
from gongping.web.decisions.models import Decision, Scan
from gongping.web.journal.models import Entry
from tests.web.decisions.conftest import JPEG, PDF, confirmed, handle, png, registered, seen

SignedIn = Callable[[str], Client]
GIVEN = {"deciding_body": "部务会", "decided_on": "2026-11-20", "minutes_number": "〔2026〕18号", "title": "突破上限",
         "about": "|", "text": "同意。"}  # fmt: skip


def upload(name: str = "纪要.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/octet-stream")


def words(response: Any) -> str:
    return response.content.decode()


def page_of(decision: Decision, *, what: str = "page") -> str:
    return reverse(f"decisions:{what}", args=[decision.pk])


def told(client: Client, address: str, **given: object) -> str:
    """What the page says after a button."""
    return words(client.post(address, given, follow=True))


@pytest.fixture
def head(cast: dict[str, Person]) -> Person:
    return cast["body-head"]


@pytest.fixture
def lead(cast: dict[str, Person]) -> Person:
    return cast["lead"]


def test_from_the_form_to_a_confirmed_decision(signed_in: SignedIn, lead: Person, head: Person) -> None:
    client = signed_in("lead")
    response = client.post(reverse("decisions:new"), {**GIVEN, "scans": [upload(), upload("第2页.png", png())]})
    decision = Decision.objects.get()
    assert response.headers["Location"] == page_of(decision)
    assert [(scan.name, scan.kind) for scan in decision.scans.all()] == [("纪要.pdf", "pdf"), ("第2页.png", "png")]
    assert "等待另一人确认" not in told(client, page_of(decision, what="confirm"), seen=f"{decision.pk}:x")
    assert Decision.objects.get().state == "waiting"
    second = signed_in("body-head")
    mark = second.get(page_of(decision)).context["fingerprint"]
    assert "已确认1项" in told(second, page_of(decision, what="confirm"), seen=f"{decision.pk}:{mark}")
    assert Decision.objects.get().confirmed_by == head
    assert "只登记备查" in words(second.get(page_of(decision)))


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"decided_on": "2999-01-01"}, "还没有到"), ({"decided_on": "昨天"}, "wrong-line"), ({"about": "no.such|x"}, "wrong-line"),
     ({"title": ""}, "wrong-line"), ({"text": "长" * 5001}, "wrong-line"), ({"title": "a\x00b"}, "wrong-line"),
     ({"scans": upload("纪要.docx", b"PK\x03\x04")}, "按内容判断"), ({"scans": [upload(), upload("x.pdf", b"")]}, "空")],
)  # fmt: skip
def test_a_faulty_form_saves_nothing_and_says_why(
    changes: dict[str, Any], says: str, signed_in: SignedIn, cast: object
) -> None:
    response = signed_in("lead").post(reverse("decisions:new"), {**GIVEN, **changes})
    assert response.status_code == 200
    assert says in words(response)
    assert not Decision.objects.exists()
    assert not queries.scan_folder().exists() or not list(queries.scan_folder().iterdir())


def test_a_withdrawn_one_fills_the_form_for_the_next(signed_in: SignedIn, lead: Person) -> None:
    decision = registered(lead)
    client = signed_in("lead")
    assert "已撤回" in told(client, page_of(decision, what="withdraw"), why="登记有误")
    page = words(client.get(reverse("decisions:new") + f"?from={decision.pk}"))
    assert decision.text in page
    assert decision.minutes_number in page
    for junk in ("x", "99999", "9" * 40, "-1"):
        assert client.get(reverse("decisions:new") + f"?from={junk}").status_code == 200


def test_a_batch_is_confirmed_together_or_not_at_all(signed_in: SignedIn, lead: Person, head: Person) -> None:
    several = [registered(lead, title=f"第{n}项") for n in range(3)]
    marks = [f"{pk}:{mark}" for pk, mark in seen(*several).items()]
    client, address = signed_in("body-head"), reverse("decisions:waiting")
    assert "没有选中任何一项" in told(client, address)
    assert "重新对照纪要" in told(client, address, seen=[*marks[:2], f"{several[2].pk}:wrong"])
    assert Decision.objects.filter(confirmed_by=None).count() == 3
    assert "已确认3项" in told(client, address, seen=marks)
    assert "没有待确认的研究意见" in words(client.get(address))


@pytest.mark.parametrize("junk", ["", ":", "x:y", "1", "9" * 30 + ":a", "-1:a", "１:a"])
def test_a_made_up_choice_confirms_nothing(junk: str, signed_in: SignedIn, lead: Person) -> None:
    registered(lead)
    assert signed_in("body-head").post(reverse("decisions:waiting"), {"seen": junk}).status_code == 302
    assert Decision.objects.get().state == "waiting"


def test_the_page_of_one_confirms_no_other(signed_in: SignedIn, lead: Person) -> None:
    one, other = registered(lead), registered(lead, title="另一项")
    marks = [f"{pk}:{mark}" for pk, mark in seen(other).items()]
    signed_in("body-head").post(page_of(one, what="confirm"), {"seen": marks})
    assert not Decision.objects.exclude(confirmed_by=None).exists()


def test_who_may_not_confirm_is_told_why_and_has_no_button(signed_in: SignedIn, lead: Person, head: Person) -> None:
    decision = registered(lead)
    assert "登记人不能确认" in words(signed_in("lead").get(page_of(decision)))
    handle(lead, head)
    page = words(signed_in("body-head").get(page_of(decision)))
    assert "开设账号或重置口令" in page
    assert page_of(decision, what="confirm") not in page
    assert "现在没有人可以确认" in words(signed_in("lead").get(page_of(decision)))
    assert 'type="checkbox"' not in words(signed_in("body-head").get(reverse("decisions:waiting")))


def test_sent_back_with_a_reason(signed_in: SignedIn, lead: Person) -> None:
    decision = registered(lead)
    client = signed_in("body-head")
    assert "没有写缘由" in told(client, page_of(decision, what="withdraw"), why=" ")
    assert "已退回登记人" in told(client, page_of(decision, what="withdraw"), why="编号不符")
    assert "编号不符" in words(signed_in("lead").get(reverse("notices:home")))


def test_reminding_one_who_may_confirm(
    signed_in: SignedIn, lead: Person, head: Person, cast: dict[str, Person]
) -> None:
    decision = registered(lead)
    client = signed_in("lead")
    assert "已提醒" in told(client, page_of(decision, what="remind"), whom=head.pk)
    assert "不能确认" in told(client, page_of(decision, what="remind"), whom=cast["liaison"].pk)
    assert "不能确认" in told(client, page_of(decision, what="remind"), whom="x")
    home = words(signed_in("body-head").get(reverse("notices:home")))
    assert "请确认研究意见" in home
    assert home.count(page_of(decision)) == 1


def test_scans_are_added_and_taken_away_while_it_waits(
    signed_in: SignedIn, lead: Person, django_capture_on_commit_callbacks: Any
) -> None:
    decision = registered(lead, scans=0)
    client = signed_in("lead")
    assert "扫描件已上传" in told(client, page_of(decision, what="add-scans"), scans=[upload(), upload("2.jpg", JPEG)])
    assert "按内容判断" in told(
        client, page_of(decision, what="add-scans"), scans=[upload(), upload("2.jpg", b"GIF89a")]
    )
    assert decision.scans.count() == 2
    assert "最多20个" in told(client, page_of(decision, what="add-scans"), scans=[upload() for _ in range(19)])
    scan = decision.scans.first()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("decisions:remove-scan", args=[decision.pk, scan.pk]))
    assert not (queries.scan_folder() / scan.stored).exists()
    assert [one.name for one in decision.scans.all()] == ["2.jpg"]


@pytest.mark.parametrize(("data", "kind"), [(PDF, "application/pdf"), (JPEG, "image/jpeg"), (png(), "image/png")])
def test_a_scan_is_served_as_what_it_is(data: bytes, kind: str, signed_in: SignedIn, lead: Person) -> None:
    decision = registered(lead, scans=0)
    client = signed_in("lead")
    client.post(page_of(decision, what="add-scans"), {"scans": upload('a"b\r\n.html', data)})
    response = client.get(reverse("decisions:scan", args=[decision.pk, decision.scans.get().pk]))
    assert response.content == data
    assert response.headers["Content-Type"] == kind
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"].startswith("inline")


def test_a_scan_belongs_to_its_decision_and_to_those_who_may_see_it(signed_in: SignedIn, lead: Person) -> None:
    decision, other = registered(lead), registered(lead)
    scan = decision.scans.get()
    assert signed_in("lead").get(reverse("decisions:scan", args=[other.pk, scan.pk])).status_code == 404
    for role, status in {"supervisor": 200, "cadre": 200, "liaison": 403, "assessor": 403, "meeting": 403}.items():
        assert signed_in(role).get(reverse("decisions:scan", args=[decision.pk, scan.pk])).status_code == status
    assert Client().get(reverse("decisions:scan", args=[decision.pk, scan.pk])).status_code == 302
    assert Client().get(f"/files/decisions/{scan.stored}").status_code == 404
    assert Client().get(f"/static/../files/decisions/{scan.stored}").status_code == 404


def test_a_scan_exchanged_on_the_disk_is_not_served(signed_in: SignedIn, lead: Person) -> None:
    decision = registered(lead)
    scan = decision.scans.get()
    (queries.scan_folder() / scan.stored).write_bytes(b"other")
    response = signed_in("lead").get(reverse("decisions:scan", args=[decision.pk, scan.pk]), follow=True)
    assert "与上传时不一致" in words(response)


@pytest.mark.parametrize("state", ["", "waiting", "confirmed", "withdrawn"])
def test_the_list_is_narrowed_by_state(state: str, signed_in: SignedIn, lead: Person, head: Person) -> None:
    registered(lead, title="甲")
    confirmed(lead, head, title="乙")
    actions.withdraw(actor=lead, decision=registered(lead, title="丙"), why="有误")
    listing = signed_in("supervisor").get(reverse("decisions:list") + f"?state={state}").context["listing"]
    expected = {"": {"甲", "乙", "丙"}, "waiting": {"甲"}, "confirmed": {"乙"}, "withdrawn": {"丙"}}
    assert {one.title for one in listing.page} == expected[state]


def fill(lead: Person, rows: int) -> None:
    start = Decision.objects.count()
    for n in range(start, start + rows):
        decision = Decision.objects.create(deciding_body="部务会", decided_on="2026-11-01", minutes_number=str(n), title=f"第{n}项",
                                           text="同意", registered_by=lead)  # fmt: skip
        Scan.objects.create(
            decision=decision, name="x", kind="pdf", size=1, sha256="0" * 64, stored=str(n), added_by=lead
        )


@pytest.mark.parametrize("view", ["decisions:list", "decisions:waiting", "notices:home"])
def test_pages_ask_the_database_as_often_for_any_length(
    view: str, signed_in: SignedIn, lead: Person, django_assert_max_num_queries: Any
) -> None:
    client, asked = signed_in("body-head"), []
    for rows in (1, 2, 297):
        fill(lead, rows)
        with django_assert_max_num_queries(12) as captured:
            client.get(reverse(view))
        asked.append(len(captured))
    assert len(set(asked)) == 1, asked


def test_what_people_write_is_shown_as_text(signed_in: SignedIn, lead: Person) -> None:
    decision = registered(lead, title="<script>x</script>{0}{t}", text="<b>{% x %}", deciding_body="<i>")
    signed = signed_in("body-head")
    for address in (
        reverse("decisions:list"),
        reverse("decisions:waiting"),
        page_of(decision),
        reverse("notices:home"),
    ):
        page = words(signed.get(address))
        assert "<script>x" not in page
        assert "&lt;script&gt;x&lt;/script&gt;{0}{t}" in page
    signed.post(page_of(decision, what="withdraw"), {"why": "{1} {why}"})
    assert "{1} {why}" in words(signed_in("lead").get(reverse("notices:home")))
    assert Entry.objects.filter(why="{1} {why}").exists()
