"""Every action of the site is known: either it is ordinary, listed here by hand, or a decision is locked in front of it.

A new action fails this test until somebody has thought about which of the two it is.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator

import gongping.web

ORDINARY = {
    "journal": {"record", "export", "verify"},
    "notices": {"remind", "remind_many", "put_aside", "settle", "set_mail"},
    "decisions": {"register", "add_scans", "remove_scan", "confirm", "withdraw", "ask"},
}
"""Actions that change neither a result nor a rule."""
ROOMS_WITHOUT_RULES = {"accounts"}
"""People and accounts: no result and no rule is kept there."""


def actions() -> Iterator[tuple[str, str, Callable[..., object]]]:
    """Room, name and function of everything that takes an actor."""
    for module in pkgutil.walk_packages(gongping.web.__path__, "gongping.web."):
        room, _, name = module.name.removeprefix("gongping.web.").partition(".")
        if not name.endswith("actions") or room in ROOMS_WITHOUT_RULES:
            continue
        loaded = importlib.import_module(module.name)
        for said, function in vars(loaded).items():
            if inspect.isfunction(function) and function.__module__ == module.name and not said.startswith("_"):
                yield room, said, function


def test_every_action_is_ordinary_or_locked() -> None:
    found = {(room, name): hasattr(function, "effect") for room, name, function in actions()}
    ordinary = {(room, name) for room, names in ORDINARY.items() for name in names}
    assert {key for key, locked in found.items() if not locked} == ordinary


def test_every_action_is_keyword_only_and_knows_who() -> None:
    for room, name, function in actions():
        parameters = inspect.signature(function).parameters
        assert "actor" in parameters, (room, name)
        assert all(p.kind is p.KEYWORD_ONLY for p in parameters.values()), (room, name)
