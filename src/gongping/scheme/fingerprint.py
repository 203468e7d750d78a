"""The canonical form of a scheme and its fingerprint.

Canonical: the tree of source texts as JSON, keys in the order of the file (the order of the file is
the order of the plan), numbers without superfluous zeros, no spaces, UTF-8. Comments, quoting and
layout of the YAML do not change it.
"""

from __future__ import annotations

import hashlib
import json

from gongping.points import Points, PointsError
from gongping.scheme.source import Tree


def canonical(tree: Tree) -> bytes:
    """The canonical bytes, ending in a newline."""
    text = json.dumps(_normal(tree), ensure_ascii=False, separators=(",", ":"))
    return text.encode() + b"\n"


def fingerprint(tree: Tree) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(tree)).hexdigest()


def _normal(tree: Tree) -> Tree:
    if isinstance(tree, dict):
        return {key: _normal(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_normal(value) for value in tree]
    return _number(tree) if isinstance(tree, str) else tree


def _number(text: str) -> str:
    if len(text) > 1 and text[0] == "0" and text[1] != ".":
        return text  # a code such as 007, not a number
    try:
        return str(Points.parse(text).plain)
    except PointsError:
        return text
