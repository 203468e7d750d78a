"""One example per operator, taken from the shipped schemes: the shortest that uses it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from gongping.assessment import check_scheme
from gongping.scheme.model import Node, Scheme
from gongping.scheme.nodes import COMMON
from tools.documentation.words import ROOT

SCHEMES = ROOT / "schemes"
_QUOTED_DECIMAL = re.compile(r"'(-?\d+\.\d+)'")
"""A scheme's numbers are read from their text and need no quotes."""
LEFT_OUT = ("title", "assumed", "note", "clause")
"""Keys that say nothing about the operator."""


@dataclass(frozen=True)
class Example:
    scheme: str
    clause: str
    text: str


def scheme_folders() -> list[Path]:
    """The folders of the shipped schemes, in order."""
    return sorted(folder for folder in SCHEMES.iterdir() if (folder / "scheme.yaml").is_file())


def examples() -> dict[str, Example]:
    """Operator → its example; operators no scheme uses have none."""
    found: dict[str, Example] = {}
    for folder in scheme_folders():
        scheme, _ = check_scheme(folder)
        if scheme is None:
            continue
        for node in _nodes(scheme):
            example = Example(folder.name, node.clause, _written(node, scheme))
            known = found.get(node.operator_key)
            if known is None or _rank(example) < _rank(known):
                found[node.operator_key] = example
    return found


def _rank(example: Example) -> tuple[int, str, str]:
    return len(example.text), example.scheme, example.text


def _nodes(scheme: Scheme) -> Iterator[Node]:
    for nodes in (*scheme.nodes.values(), *scheme.outcomes.values()):
        yield from (node for node in nodes.values() if not node.parts)


def _written(node: Node, scheme: Scheme) -> str:
    """The node as its scheme writes it, without title and assumptions."""
    source = _source(node, scheme)
    own = {key: value for key, value in source.items() if key not in LEFT_OUT}
    ordered = {key: own[key] for key in sorted(own, key=lambda k: (k in COMMON, list(own).index(k)))}
    return _yaml({node.id: ordered})


def _source(node: Node, scheme: Scheme) -> dict[str, Any]:
    for section in ("score", "outcomes"):
        for owner in (node.category, "all"):
            carrier = (scheme.source.get(section) or {}).get(owner) or {}
            for step in node.path.split("/"):
                carrier = (carrier.get("parts") or carrier).get(step) if isinstance(carrier, dict) else None
            if isinstance(carrier, dict) and node.operator_key in carrier:
                return carrier
    raise KeyError(node.path)


def _yaml(tree: dict[str, Any]) -> str:
    out = io.StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = None
    yaml.allow_unicode = True
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.width = 100
    yaml.dump(_scalars(tree), out)
    return _QUOTED_DECIMAL.sub(r"\1", out.getvalue())


def _scalars(value: Any) -> Any:
    """Numbers as numbers, so that they are printed without quotes."""
    if isinstance(value, dict):
        return {key: _scalars(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_scalars(one) for one in value]
    return int(value) if isinstance(value, str) and value.isdecimal() and str(int(value)) == value else value
