"""The nodes of a scheme: one operator each, references resolved, in the order of computation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import Any

from pydantic import BaseModel

from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.model import Category, Node, NodeKeys
from gongping.scheme.source import Path_, Source
from gongping.scheme.typed import typed
from gongping.text import Finding, Text

COMMON = frozenset(NodeKeys.model_fields)
NodeMap = dict[str, dict[str, Node]]
Vocabulary = Mapping[str, type[Any]]
"""Operator name → operator model (a pydantic model that is a scheme.model.Operator)."""


class NodeReader:
    """Reads the sections ``score`` and ``outcomes``; ``all`` in them stands for every category."""

    def __init__(
        self,
        source: Source,
        vocabulary: Vocabulary,
        categories: Mapping[str, Category],
        findings: list[Finding],
    ) -> None:
        self.source, self.vocabulary, self.categories, self.findings = source, vocabulary, categories, findings
        self.known: dict[str, set[str]] = {}
        self.broken: set[str] = set()
        """Paths of nodes with faults of their own: a reference to one is no second fault."""

    def read(self, section: str) -> NodeMap:
        """category → path → node, in order of computation."""
        tree = self.source.tree.get(section) or {}
        if not isinstance(tree, dict):
            found = Finding(say.SECTION_NOT_A_MAPPING, self.source.place((section,)), values={"path": section})
            self.findings.append(found)
            return {}
        for name in tree:
            if name not in self.categories and name != "all":
                values = {"section": section, "name": name, "hint": hint(name, self.categories)}
                self.findings.append(Finding(say.UNKNOWN_CATEGORY, self.source.place((section, name)), values=values))
        read: NodeMap = {}
        for category, declared in self.categories.items():
            nodes: dict[str, Node] = {}
            for owner in ("all", category):
                entries = tree.get(owner) or {}
                clause = entries.get("clause") if isinstance(entries, dict) else None
                self._entries(entries, (section, owner), category, "", clause or declared.clause, nodes)
            if nodes or section == "score":
                before = self.known.get(category, set())
                read[category] = self._resolved(nodes, category, before)
                self.known[category] = before | set(nodes)
        return read

    def _entries(
        self, entries: Any, path: Path_, category: str, parent: str, clause: str, nodes: dict[str, Node]
    ) -> tuple[str, ...]:
        if not isinstance(entries, dict):
            values = {"path": ".".join(str(step) for step in path)}
            self.findings.append(Finding(say.SECTION_NOT_A_MAPPING, self.source.place(path), values=values))
            return ()
        made = []
        for name, value in entries.items():
            if name == "clause" and isinstance(value, str):
                continue
            node_path = f"{parent}/{name}" if parent else name
            self._node(value, (*path, name), category, node_path, clause, nodes)
            made.append(node_path)
        return tuple(made)

    def _node(
        self, value: Any, path: Path_, category: str, node_path: str, clause: str, nodes: dict[str, Node]
    ) -> None:
        place = self.source.place(path)
        self.broken.add(node_path)
        if not isinstance(value, dict):
            self.findings.append(Finding(say.NO_OPERATOR, place, values={"path": node_path, "hint": Text("", "")}))
            return
        clause = value.get("clause") or clause
        if not clause:
            self.findings.append(Finding(say.NO_CLAUSE, place, values={"path": node_path}))
        parts: tuple[str, ...] = ()
        if "parts" in value:
            parts = self._entries(value["parts"], (*path, "parts"), category, node_path, clause, nodes)
        keys = typed(NodeKeys, {k: v for k, v in value.items() if k in COMMON}, path, self.source, self.findings)
        own = {k: v for k, v in value.items() if k not in COMMON and k != "parts"}
        head = self._head(own, value, node_path, path)
        if head is None or keys is None:
            return
        operator = typed(self.vocabulary[head], own, path, self.source, self.findings)
        if operator is not None:
            nodes[node_path] = Node(node_path, category, keys, head, operator, clause, {}, parts, place)
            self.broken.discard(node_path)

    def _head(self, own: Mapping[str, Any], value: Mapping[str, Any], node_path: str, path: Path_) -> str | None:
        """The one key that names the operator."""
        heads = [k for k in own if k in self.vocabulary]
        if len(heads) > 1:
            # A key of one operator may bear the name of another (ballots … mean: ballots): the operator
            # whose own keys include all the others is meant.
            heads = [h for h in heads if set(heads) <= _field_names(self.vocabulary[h])] or heads
        if len(heads) == 1:
            return heads[0]
        place = self.source.place(path)
        if heads:
            values: dict[str, object] = {"path": node_path, "keys": heads}
            self.findings.append(Finding(say.TWO_OPERATORS, place, values=values))
        else:
            near = next((hint(k, self.vocabulary) for k in own if hint(k, self.vocabulary).zh), Text("", ""))
            self.findings.append(Finding(say.NO_OPERATOR, place, values={"path": node_path, "hint": near}))
        return None

    def _resolved(self, nodes: dict[str, Node], category: str, before: Iterable[str]) -> dict[str, Node]:
        before = set(before)
        resolved = {path: replace(node, refs=self._refs(node, nodes, before)) for path, node in nodes.items()}
        graph = {path: {r for r in (*n.refs.values(), *n.parts) if r in nodes} for path, n in resolved.items()}
        try:
            order = list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            circle = " → ".join(error.args[1])
            first = resolved[error.args[1][0]]
            self.findings.append(Finding(say.CYCLE, first.place, values={"nodes": circle}))
            return resolved
        return {path: resolved[path] for path in order}

    def _refs(self, node: Node, nodes: Mapping[str, Node], before: set[str]) -> dict[str, str]:
        limits = [v for v in (node.keys.at_most, node.keys.at_least) if isinstance(v, str)]
        found: dict[str, str] = {}
        for name in (*node.operator.refs(), *limits):
            target = resolve(name, node.path, set(nodes) | before)
            if target is None and resolve(name, node.path, self.broken) is not None:
                continue
            if target is None:
                values = {"path": node.path, "name": name, "hint": hint(name, [*nodes, *before])}
                self.findings.append(Finding(say.UNKNOWN_NODE, node.place, values=values))
            else:
                found[name] = target
        return found


def resolve(name: str, path: str, known: Iterable[str]) -> str | None:
    """The path a name means inside the node ``path``: its own parts first, then outward."""
    known = set(known)
    scope: str | None = path
    while scope is not None:
        candidate = f"{scope}/{name}" if scope else name
        if candidate in known and candidate != path:
            return candidate
        scope = scope.rpartition("/")[0] if scope else None
    return None


def _field_names(model: type[BaseModel]) -> set[str]:
    return {f.alias or name for name, f in model.model_fields.items()}


def order_categories(
    categories: Mapping[str, Category], nodes: NodeMap, outcomes: NodeMap, source: Source, findings: list[Finding]
) -> tuple[str, ...]:
    """Categories so that one whose results another reads comes first."""
    graph: dict[str, set[str]] = {name: set() for name in categories}
    for name, category in categories.items():
        if category.parent and category.parent in categories:
            graph[name].add(category.parent)
        elif category.parent:
            values = {"section": "categories", "name": category.parent, "hint": hint(category.parent, categories)}
            findings.append(Finding(say.UNKNOWN_CATEGORY, source.place(("categories", name)), values=values))
    read: dict[str, set[str]] = {name: set() for name in categories}
    for group in (nodes, outcomes):
        for name, own in group.items():
            for node in own.values():
                _foreign(node, name, categories, nodes, read, findings)
    for name, others in read.items():
        graph[name] = {above for above in graph[name] if name not in read[above]} | others
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        findings.append(Finding(say.CYCLE, source.place(("categories",)), values={"nodes": " → ".join(error.args[1])}))
        return tuple(categories)


def _foreign(
    node: Node, category: str, categories: Mapping[str, Category], nodes: NodeMap, graph: dict[str, set[str]],
    findings: list[Finding],
) -> None:  # fmt: skip
    for other, target in node.operator.foreign():
        other = other or categories[category].parent
        if not other:
            findings.append(Finding(say.NO_PARENT, node.place, values={"path": node.path, "category": category}))
            continue
        if other not in categories:
            values: dict[str, object] = {
                "section": node.path,
                "name": other,
                "hint": hint(other, categories),
            }
            findings.append(Finding(say.UNKNOWN_CATEGORY, node.place, values=values))
            continue
        graph[category].add(other)
        if target and target not in nodes.get(other, {}):
            values = {"path": node.path, "name": f"{other}.{target}", "hint": hint(target, nodes.get(other, {}))}
            findings.append(Finding(say.UNKNOWN_NODE, node.place, values=values))
