"""Decisions, journal and home in a real browser: from the minutes to a confirmed decision, and every page at three widths."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.browser.conftest import WIDTHS, Visitor
from tests.web.decisions.conftest import PDF

MINUTES = "〔2026〕18号"


def register(office: Visitor, scan: Path | None, title: str) -> str:
    """Register a decision through the form; gives its address."""
    page = office.page
    office.go("/o/decisions/new/")
    page.fill("[name=deciding_body]", "部务会")
    page.fill("[name=decided_on]", "2026-01-20")
    page.fill("[name=minutes_number]", MINUTES)
    page.fill("[name=title]", title)
    page.fill("[name=text]", "会议研究认为，四项自选创新工作均经核实，同意加分按20分计。")
    if scan:
        page.set_input_files("[name=scans]", scan)
    page.click(".form button.main")
    page.wait_for_url(re.compile(r"/o/decisions/\d+/$"))
    return page.url.removeprefix(office.site.base)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "会议纪要.pdf"
    path.write_bytes(PDF)
    return path


def test_from_the_minutes_to_a_confirmed_decision(visitor: Callable[[int], Visitor], scan: Path) -> None:
    office, head = visitor(1440), visitor(390)
    office.sign_in("lead")
    head.sign_in("body-head")
    address = register(office, scan, "突破青石镇自选创新工作加分上限")
    assert "登记人不能确认" in office.page.inner_text("aside")
    office.page.select_option("[name=whom]", index=0)
    office.page.click("text=提醒确认")
    office.page.get_by_text("已提醒").wait_for()

    head.go("/o/")
    head.page.click(f'a.btn[href="{address}"]')
    assert MINUTES in head.page.inner_text("main")
    with head.page.expect_popup() as opened:
        head.page.click("text=会议纪要.pdf")
    opened.value.close()
    # A page behind another one is slowed down by the browser.
    head.page.bring_to_front()
    with head.page.expect_navigation():
        head.page.click("text=对照无误，确认")
    head.page.get_by_text("已确认1项").wait_for()
    head.go("/o/")
    assert head.page.query_selector(f'a[href="{address}"]') is None
    assert office.complaints == []


def test_several_by_keyboard(visitor: Callable[[int], Visitor], scan: Path) -> None:
    office, head = visitor(1440), visitor(1440)
    office.sign_in("lead")
    register(office, scan, "键盘一")
    register(office, scan, "键盘二")
    head.sign_in("body-head")
    head.go("/o/decisions/waiting/")
    for title in ("键盘一", "键盘二"):
        head.page.get_by_label(title).focus()
        head.page.keyboard.press("Space")
    head.page.get_by_role("button", name="勾选的各项对照无误，确认").focus()
    head.page.keyboard.press("Enter")
    head.page.get_by_text("已确认2项").wait_for()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_in_order(width: int, language: str, visitor: Callable[[int], Visitor], scan: Path) -> None:
    office, head, supervisor, liaison = (visitor(width) for _ in range(4))
    for one, role in ((office, "lead"), (head, "body-head"), (supervisor, "supervisor"), (liaison, "liaison")):
        one.sign_in(role)
        one.speak(language)
    whole, bare = register(office, scan, "东岭镇免考"), register(office, None, "调整重点工作B3评分标准")
    pages = {
        "home-office": (office, "/o/"), "home-head": (head, "/o/"), "home-empty": (liaison, "/o/"),
        "decisions": (office, "/o/decisions/"), "decisions-none": (office, "/o/decisions/?q=nothing"),
        "decision-new": (office, "/o/decisions/new/"), "decision-own": (office, whole), "decision-bare": (office, bare),
        "decision-confirm": (head, whole), "decision-seen": (supervisor, whole), "decisions-waiting": (head, "/o/decisions/waiting/"),
        "journal": (supervisor, "/o/journal/"), "journal-none": (supervisor, "/o/journal/?person=nobody"),
        "journal-entry": (supervisor, "/o/journal/1/"), "journal-verify": (supervisor, "/o/journal/verify/"),
        "reminders": (office, "/o/notices/"), "remind": (office, "/o/notices/new/"),
    }  # fmt: skip
    wrong = []
    for name, (someone, path) in pages.items():
        someone.go(path)
        wrong += someone.look(f"{name}-{width}-{language}")
    supervisor.go("/o/journal/verify/")
    supervisor.page.click(".form button.main")
    supervisor.page.locator(".notice").wait_for()
    wrong += supervisor.look(f"journal-verified-{width}-{language}")
    assert wrong == []
