"""A served demo city and a real browser. With GONGPING_SCREENSHOTS=folder every page looked at is kept as a picture."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.plugins.programs import require_program

WIDTHS = (1440, 1024, 390)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@dataclass(frozen=True)
class Site:
    """A served demo: its address, and name → password of its logins."""

    base: str
    logins: dict[str, str]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`gongping demo`, as somebody would start it."""
    require_program("chromium")
    folder, port = tmp_path_factory.mktemp("browser"), _free_port()
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("GONGPING_", "DJANGO_")) and "DATABASE_URL" not in k
    }
    with (folder / "said").open("w") as out:
        process = subprocess.Popen([sys.executable, "-m", "gongping", "demo", "--port", str(port)], cwd=folder, stdout=out,
                                   stderr=subprocess.STDOUT, env={**kept, "LANG": "C.UTF-8"})  # fmt: skip
    try:
        base = f"http://127.0.0.1:{port}"
        _wait(base, process, folder / "said")
        said = (folder / "said").read_text(encoding="utf-8")
        yield Site(base, dict(re.findall(r"^  ([a-z-]+) +(\w{4}-\w{4}-\w{4})  ", said, re.MULTILINE)))
    finally:
        process.terminate()
        process.wait(20)


def _wait(base: str, process: subprocess.Popen[bytes], said: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{base}/health", timeout=5) as answer:
                if answer.read() == b"ok\n":
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise RuntimeError(said.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a screen."""
    path = require_program("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """Somebody at a browser window; remembers what the browser complained of."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.page: Page = context.new_page()
        self.site, self.complaints = site, list[str]()
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._stays_here)

    def _stays_here(self, request: object) -> None:
        address = str(request.url)  # type: ignore[attr-defined]
        if not address.startswith((self.site.base, "data:")):
            self.complaints.append(f"asked another site: {address}")

    def go(self, path: str) -> None:
        self.page.goto(self.site.base + path)

    def sign_in(self, name: str, password: str = "") -> None:
        self.go("/o/sign-in/")
        self.page.fill("[name=username]", name)
        self.page.fill("[name=password]", password or self.site.logins[name])
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda address: "sign-in" not in address)

    def speak(self, language: str) -> None:
        """Switch the language by its button, if another one is spoken."""
        if self.page.get_attribute("html", "lang") != {"zh": "zh-Hans", "en": "en"}[language]:
            self.page.click(".tongue button")

    def look(self, name: str) -> list[str]:
        """What is wrong with the page as it is: serious findings of axe, complaints, a page wider than its window."""
        if folder := os.environ.get("GONGPING_SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
        found = [f"axe {v['id']}: {v['nodes'][0]['html'][:120]}" for v in Axe().run(self.page).response["violations"]
                 if v["impact"] in ("serious", "critical")]  # fmt: skip
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("wider than its window")
        found += self.complaints
        self.complaints.clear()
        return [f"{name}: {words}" for words in found]


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Callable[[int], Visitor]]:
    """Opens a window of a width with cookies of its own."""
    contexts: list[BrowserContext] = []

    def open_window(width: int = 1440) -> Visitor:
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}))
        return Visitor(contexts[-1], site)

    yield open_window
    for context in contexts:
        context.close()
