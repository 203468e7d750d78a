"""A scheme with some values changed: the basis of a what-if (模拟测算)."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.source import Source
from gongping.text import Finding


def change(source: Source, changes: Mapping[tuple[str, ...], str]) -> tuple[Source, list[Finding]]:
    """The source with each path set to a new text; ``none`` removes the key.

    A path leads through keys and list positions, e.g. ("score", "town", "composite", "weighted",
    "debrief"). Below ``score`` and ``outcomes`` a node of ``all`` is found under its category too,
    and the word ``parts`` may be left out.
    """
    if not changes:
        return source, []
    tree, findings = copy.deepcopy(source.tree), []
    for path, value in changes.items():
        finding = _set(tree, path, value, source)
        if finding is not None:
            findings.append(finding)
    return Source(tree, source.name, source.lines), findings


def _set(tree: Any, path: Sequence[str], value: str, source: Source) -> Finding | None:
    carrier = tree
    for i, step in enumerate(path[:-1]):
        inner = _child(carrier, step, path[: i + 1])
        if inner is None:
            known = list(carrier) if isinstance(carrier, dict) else []
            values = {"path": ".".join(path), "name": step, "hint": hint(step, known)}
            return Finding(say.UNKNOWN_PATH, source.place(tuple(path[:i])), values=values)
        carrier = inner
    last = path[-1]
    if isinstance(carrier, list):
        carrier[int(last)] = value
    elif value == "none":
        carrier.pop(last, None)
    else:
        old = carrier.get(last)
        if isinstance(old, dict) and "value" in old:
            old["value"] = value
        else:
            carrier[last] = value
    return None


def _child(carrier: Any, step: str, path: Sequence[str]) -> Any:
    """The mapping or list one step further, or None."""
    if isinstance(carrier, list):
        found = carrier[int(step)] if step.isdigit() and int(step) < len(carrier) else None
    elif isinstance(carrier, dict):
        found = carrier.get(step)
        if found is None and isinstance(carrier.get("parts"), dict):
            found = carrier["parts"].get(step)
    else:
        found = None
    return found if isinstance(found, dict | list) else None


def below_all(path: tuple[str, ...], tree: Mapping[str, Any]) -> tuple[str, ...]:
    """The same path under ``all`` where the category itself does not have the node."""
    section = tree.get(path[0]) or {}
    if len(path) < 3 or not isinstance(section, dict) or path[2] in (section.get(path[1]) or {}):
        return path
    return (path[0], "all", *path[2:]) if path[2] in (section.get("all") or {}) else path
