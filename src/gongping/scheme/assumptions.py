"""Assumptions of a scheme: finding them in the source tree, and reading them the other way."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from gongping.scheme import messages as say
from gongping.scheme.source import Path_, Source, Tree
from gongping.text import Finding, Text

FEW = 8
"""So many choices are listed where nothing is near; more would bury the finding."""


def hint(name: str, known: object) -> Text:
    """The tail of a finding about an unknown name: the nearest known one, else all where they are few."""
    names = [str(k) for k in known]  # type: ignore[attr-defined]
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return Text(f"，是不是“{near[0]}”？", f"; did you mean '{near[0]}'?")
    if 0 < len(names) <= FEW:
        return Text(f"（可用：{'、'.join(names)}）", f" (known: {', '.join(names)})")
    return Text("", "")


def assumed_in(tree: Tree, path: Path_ = ()) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """Every assumption written in the tree, with the path of the mapping that carries it."""
    if isinstance(tree, dict):
        stated = tree.get("assumed")
        for one in stated if isinstance(stated, list) else [stated]:
            if isinstance(one, dict):
                yield path, one
        for key, value in tree.items():
            if key != "assumed":
                yield from assumed_in(value, (*path, key))
    elif isinstance(tree, list):
        for i, value in enumerate(tree):
            yield from assumed_in(value, (*path, i))


def read_otherwise(source: Source, readings: Mapping[str, str]) -> tuple[Source, list[Finding]]:
    """The source with the named assumptions read as told; lines stay those of the file."""
    if not readings:
        return source, []
    tree, findings = copy.deepcopy(source.tree), []
    stated = {str(one.get("id")): (path, one) for path, one in assumed_in(tree)}
    for name, reading in readings.items():
        path, one = stated.get(name, ((), {}))
        stated_here = one.get("alternatives")
        alternatives = stated_here if isinstance(stated_here, dict) else {}
        if reading == one.get("reading"):
            continue
        if reading not in alternatives:
            near = hint(reading, alternatives) if one else hint(name, stated)
            values = {"name": name, "reading": reading, "hint": near}
            findings.append(Finding(say.UNKNOWN_READING, source.place((*path, "assumed")), values=values))
            continue
        carrier = tree
        for step in path:
            carrier = carrier[step]
        patch = alternatives[reading]
        _merge(carrier, patch if isinstance(patch, dict) else {})
    return Source(tree, source.name, source.lines), findings


def _merge(target: dict[str, Any], patch: Mapping[str, Any]) -> None:
    for key, value in patch.items():
        if value is None:
            target.pop(key, None)
        elif isinstance(value, dict) and isinstance(target.get(key), dict):
            _merge(target[key], value)
        else:
            target[key] = copy.deepcopy(value)
