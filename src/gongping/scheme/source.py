"""A scheme file as a plain tree of source texts in which every key knows its line.

YAML is only composed, never constructed: every scalar stays the text that was written, so no number
passes through a float and no date or boolean is guessed.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gongping.scheme import messages as say
from gongping.text import Finding, Place

Tree: TypeAlias = Any
"""dict, list, str or None."""
Path_: TypeAlias = tuple[str | int, ...]

LARGEST = 2_000_000
"""Bytes; a plan is some hundred lines, a larger file is not a scheme."""


@dataclass
class Source:
    """The tree of one file; ``lines`` maps the path of a key or entry to its 1-based line."""

    tree: Tree
    name: str
    lines: Mapping[Path_, int] = field(default_factory=dict)

    def place(self, path: Path_) -> Place:
        """The line of the key, or of the nearest mapping that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return Place(self.name, line=self.lines.get(path, 1))


def scheme_file(path: Path) -> Path:
    """The YAML (or canonical JSON) file a scheme path means: the file, or its folder's scheme.yaml."""
    if path.is_dir():
        return path / "scheme.yaml"
    return path


def read_source(path: Path) -> tuple[Source, list[Finding]]:
    """Read one file; JSON is YAML too. Never raises for what the file contains."""
    file = scheme_file(path)
    name = file.name if not file.parent.name else f"{file.parent.name}/{file.name}"
    empty = Source({}, name)
    try:
        raw = file.read_bytes()
    except OSError as error:
        return empty, [Finding(say.UNREADABLE, Place(str(path)), values={"reason": error.strerror or "?"})]
    if len(raw) > LARGEST:
        return empty, [Finding(say.TOO_LARGE, Place(name), values={"bytes": len(raw)})]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return empty, [Finding(say.NOT_UTF8, Place(name, line=line))]
    return parse(text, name)


def parse(text: str, name: str = "scheme.yaml") -> tuple[Source, list[Finding]]:
    """The tree of a YAML text with all findings of its form."""
    try:
        root = YAML(typ="safe", pure=True).compose(io.StringIO(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(name, line=mark.line + 1 if mark else 1)
        return Source({}, name), [Finding(say.NOT_YAML, place, values={"reason": error.problem or "?"})]
    except (YAMLError, ValueError, RecursionError) as error:
        return Source({}, name), [Finding(say.NOT_YAML, Place(name), values={"reason": str(error).split("\n")[0]})]
    builder = _Builder(name)
    tree = builder.build(root, ()) if root is not None else {}
    if not isinstance(tree, dict):
        builder.findings.append(Finding(say.NOT_A_MAPPING, Place(name, line=1)))
        tree = {}
    return Source(tree, name, builder.lines), builder.findings


class _Builder:
    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Path_, int] = {}
        self.findings: list[Finding] = []

    def build(self, node: Node, path: Path_) -> Tree:
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if node.anchor:
            self.findings.append(Finding(say.ANCHOR, Place(self.name, line=line)))
            return None
        if len(path) > 60:
            self.findings.append(Finding(say.TOO_DEEP, Place(self.name, line=line)))
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.build(child, (*path, i)) for i, child in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: MappingNode, path: Path_) -> dict[str, Tree]:
        tree: dict[str, Tree] = {}
        for key_node, value in node.value:
            key = _scalar(key_node)
            line = key_node.start_mark.line + 1
            if key is None:
                self.findings.append(Finding(say.KEY_NOT_TEXT, Place(self.name, line=line)))
                continue
            if key in tree:
                first = self.lines[(*path, key)]
                self.findings.append(
                    Finding(say.DUPLICATE_KEY, Place(self.name, line=line), values={"key": key, "first": first})
                )
                continue
            self.lines[(*path, key)] = line
            tree[key] = self.build(value, (*path, key))
        return tree


def _scalar(node: Node) -> str | None:
    if not isinstance(node, ScalarNode):
        return None
    text = unicodedata.normalize("NFC", str(node.value)).strip()
    if node.style is None and text in ("", "~", "null"):
        return None
    return text
