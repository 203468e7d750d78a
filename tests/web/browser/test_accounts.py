"""People and sign-in in a real browser: the whole way of a new colleague, and every page at three widths."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.web.browser.conftest import WIDTHS, Visitor

OPEN = {"sign-in": "/o/sign-in/", "slip": "/o/slip/"}
PAGES = {
    "people": "/o/people/", "people-none": "/o/people/?q=nobody", "person": "/o/people/2/", "person-add": "/o/people/add/",
    "person-change": "/o/people/2/change/", "import": "/o/people/import/", "bodies": "/o/bodies/", "body": "/o/bodies/1/",
    "body-add": "/o/bodies/add/", "roles": "/o/roles/", "account": "/o/account/", "password": "/o/account/password/",
    "phone": "/o/account/phone/",
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_in_order(width: int, language: str, visitor: Callable[[int], Visitor]) -> None:
    someone = visitor(width)
    wrong = []
    for name, path in OPEN.items():
        someone.go(path)
        someone.speak(language)
        wrong += someone.look(f"{name}-{width}-{language}")
    someone.sign_in("lead")
    for name, path in PAGES.items():
        someone.go(path)
        someone.speak(language)
        for fold in someone.page.query_selector_all("summary"):
            fold.click()
        wrong += someone.look(f"{name}-{width}-{language}")
    assert wrong == []


def test_a_new_colleague_from_slip_to_home(visitor: Callable[[int], Visitor]) -> None:
    office, colleague = visitor(1440), visitor(390)
    office.sign_in("lead")
    office.go("/o/people/add/")
    page = office.page
    page.fill("[name=username]", "xin.ren")
    page.fill("[name=name]", "新人")
    page.select_option("[name=role]", "body-clerk")
    page.select_option("[name=body]", "qiyegongwei")
    page.click(".form button.main")
    link = page.input_value("input.copy")
    assert office.look("slips") == []
    page.emulate_media(media="print")
    assert not page.is_visible("header.bar") and page.is_visible(".slip .code")

    colleague.page.goto(link)
    assert colleague.page.input_value("[name=username]") == "xin.ren"
    assert colleague.page.url.endswith("/o/slip/"), "the code does not stay in the address"
    for name in ("new", "again"):
        colleague.page.fill(f"[name={name}]", "Guten-Morgen-7")
    colleague.page.click(".form button.main")
    assert "口令已设定" in colleague.page.inner_text("main")
    colleague.sign_in("xin.ren", "Guten-Morgen-7")
    colleague.go("/o/people/")
    assert "您的角色不能做这件事" in colleague.page.inner_text("main")
    colleague.complaints.clear()  # the browser notes the 403
    assert colleague.look("forbidden-390-zh") == []


def test_the_keyboard_is_enough_to_sign_in_and_out(visitor: Callable[[int], Visitor]) -> None:
    someone = visitor(1440)
    someone.go("/o/sign-in/")
    keys = someone.page.keyboard
    keys.type("cadre")
    keys.press("Tab")
    keys.type(someone.site.logins["cadre"])
    keys.press("Enter")
    someone.page.wait_for_url("**/o/")
    for _ in range(12):
        keys.press("Tab")
        if someone.page.evaluate("document.activeElement.textContent") == "退出":
            break
    keys.press("Enter")
    someone.page.wait_for_url("**/o/sign-in/")
