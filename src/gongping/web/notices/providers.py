"""Where the rooms say what waits for a person, and what they could do next. The home page asks all of them.

A room registers two functions in its AppConfig.ready; each gets the person and reads the database once or twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gongping.text import Text
from gongping.web.accounts.models import Person


@dataclass(frozen=True)
class Waiting:
    """One matter that waits for somebody, with the one button that takes them there."""

    what: Text
    detail: Text
    address: str
    button: Text
    due: dt.date | None = None
    since: dt.date | None = None
    """Shown where nothing sets a deadline."""
    about: str = ""
    """As the journal names it: reminders about it are shown with it."""


@dataclass(frozen=True)
class Step:
    """Something a person could do next."""

    what: Text
    address: str


Provider = Callable[[Person], Iterable[Waiting]]
Suggester = Callable[[Person], Iterable[Step]]
PROVIDERS: list[Provider] = []
SUGGESTERS: list[Suggester] = []


def register(provider: Provider) -> None:
    """Ask this room too what waits."""
    if provider not in PROVIDERS:
        PROVIDERS.append(provider)


def suggest(suggester: Suggester) -> None:
    """Ask this room too what could be done."""
    if suggester not in SUGGESTERS:
        SUGGESTERS.append(suggester)
