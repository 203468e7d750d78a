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
from gongping.text import Finding, Place, Text, distinct, reason_of

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
        return empty, [Finding(say.UNREADABLE, Place(str(path)), values={"reason": reason_of(error)})]
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
        return Source({}, name), [_not_yaml(error, text, name)]
    except (YAMLError, ValueError, RecursionError) as error:
        return Source({}, name), [Finding(say.NOT_YAML, Place(name), values={"reason": str(error).split("\n")[0]})]
    builder = _Builder(name)
    tree = builder.build(root, ()) if root is not None else {}
    if not isinstance(tree, dict):
        builder.findings.append(Finding(say.NOT_A_MAPPING, Place(name, line=1)))
        tree = {}
    return Source(tree, name, builder.lines), list(distinct(builder.findings))


_UNCLOSED = ("a flow mapping", "a flow sequence", "a quoted scalar", "a simple key")
"""What began on an earlier line and did not end: there is the fault, not where the reader noticed."""
_PROBLEMS: Mapping[str, Text] = {
    "expected ',' or": Text(
        "这里打开的括号没有配对，或少了逗号", "the bracket opened here is not closed, or a comma is missing"
    ),
    "expected the node content": Text(
        "这里缺少内容，或括号没有配对", "content is missing here, or a bracket is not closed"
    ),
    "unexpected end of stream": Text("这里打开的引号没有配对", "the quotation mark opened here is not closed"),
    "could not find expected ':'": Text("键后面缺少冒号和空格", "a colon and a blank are missing after the key"),
    "mapping values are not allowed": Text(
        "这里多了一个冒号；值里有冒号的加引号", "there is a colon too many; put quotes round a value that has one"
    ),
    "found character '\\t'": Text("这里有制表符（Tab），缩进须用空格", "there is a tab here; indent with blanks"),
    "found another document": Text(
        "一个文件只能写一个方案，不能用“---”分开", "one file holds one scheme: no '---' between"
    ),
    "expected <block end>": Text("这一行的缩进与同级各行不一致", "this line is indented otherwise than its neighbours"),
    "found undefined alias": Text(
        "不支持YAML的锚点和别名（& 和 *）", "anchors and aliases (& and *) are not supported"
    ),
}
_WIDE_COLON = Text("键后面是全角冒号“：”，须用半角“: ”", "a full-width colon '：' follows the key; write ': '")


def _not_yaml(error: MarkedYAMLError, text: str, name: str) -> Finding:
    """The finding of a text that is no YAML, at the line where the fault began."""
    problem, context = str(error.problem or "?"), str(error.context or "")
    began = context.endswith(_UNCLOSED)
    mark = (error.context_mark if began else None) or error.problem_mark or error.context_mark
    number = mark.line if mark else 0
    reason = next((words for start, words in _PROBLEMS.items() if start in problem), Text(problem, problem))
    lines = text.splitlines()
    line = lines[number] if number < len(lines) else ""
    if "：" in line and "expected ':'" in problem:
        reason = _WIDE_COLON
    return Finding(say.NOT_YAML, Place(name, line=number + 1), values={"reason": reason})


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
