"""The operators: one kind of rule per file, found by themselves."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from gongping.scoring.operators.base import Operator


@cache
def vocabulary() -> dict[str, type[Operator]]:
    """Operator name → operator, in alphabetical order."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    found = {operator.KEY: operator for operator in _all(Operator)}
    return dict(sorted(found.items()))


def _all(base: Any) -> list[type[Operator]]:
    found: list[type[Operator]] = []
    for operator in base.__subclasses__():
        found += ([operator] if "KEY" in operator.__dict__ else []) + _all(operator)
    return found
