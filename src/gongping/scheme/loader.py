"""From a scheme file to a Scheme: every finding with its line, all at once.

The operators a scheme may use are handed in as a vocabulary, so this package knows none of them and
adding one needs no change here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from gongping.scheme import messages as say
from gongping.scheme.assumptions import assumed_in, hint, read_otherwise
from gongping.scheme.changes import below_all, change
from gongping.scheme.fingerprint import fingerprint
from gongping.scheme.forms import Form
from gongping.scheme.grades import Grades, Listing, Rank, Status
from gongping.scheme.keys import Assumption
from gongping.scheme.lint import lint
from gongping.scheme.model import (
    Category,
    Declared,
    Disclosure,
    Header,
    Scheme,
    StatedAssumption,
)
from gongping.scheme.nodes import NodeReader, Vocabulary, order_categories
from gongping.scheme.observed import Observed
from gongping.scheme.source import Path_, Source, read_source
from gongping.scheme.typed import typed
from gongping.text import Finding, Place, Refused, blocking, distinct

SECTIONS = (
    "scheme", "categories", "forms", "facts", "statuses", "score", "rank", "grades", "outcomes", "lists",
    "procedure", "disclosure",
)  # fmt: skip
REQUIRED = ("scheme", "categories", "score")

M = TypeVar("M", bound=BaseModel)


Changes = Mapping[tuple[str, ...], str]


def load_scheme(
    path: Path, vocabulary: Vocabulary, readings: Mapping[str, str] | None = None, changes: Changes | None = None
) -> Scheme:
    """The scheme of a file or folder; raises Refused with every finding when one of them is a fault.

    ``readings`` maps assumption ids to the reading to take instead of the stated one; ``changes``
    sets single values, for a what-if.
    """
    scheme, findings = check_scheme(path, vocabulary, readings, changes)
    if scheme is None or blocking(findings):
        raise Refused(findings)
    return scheme


def check_scheme(
    path: Path, vocabulary: Vocabulary, readings: Mapping[str, str] | None = None, changes: Changes | None = None
) -> tuple[Scheme | None, list[Finding]]:
    """The scheme, as far as it can be read, and all findings about it."""
    source, findings = read_source(path)
    if blocking(findings):
        return None, findings
    return build(source, vocabulary, readings, changes, path)


def build(
    source: Source,
    vocabulary: Vocabulary,
    readings: Mapping[str, str] | None = None,
    changes: Changes | None = None,
    file: Path | None = None,
) -> tuple[Scheme | None, list[Finding]]:
    """A scheme from a source tree that is well formed."""
    source, findings = read_otherwise(source, readings or {})
    source, unknown = change(source, {below_all(p, source.tree): v for p, v in (changes or {}).items()})
    findings += unknown
    scheme = _Builder(source, vocabulary, findings).scheme(file)
    if scheme is not None and not blocking(findings):
        findings.extend(lint(scheme, source))
    ordered = sorted(distinct(findings), key=lambda f: (f.place.line, f.code))
    return (replace(scheme, findings=tuple(ordered)) if scheme is not None else None), ordered


class _Builder:
    def __init__(self, source: Source, vocabulary: Vocabulary, findings: list[Finding]) -> None:
        self.source, self.vocabulary, self.findings = source, vocabulary, findings

    def scheme(self, file: Path | None) -> Scheme | None:
        tree = self.source.tree
        self._sections(tree)
        header = self._one("scheme", Header)
        categories = self._map("categories", Category)
        reader = NodeReader(self.source, self.vocabulary, categories, self.findings)
        nodes, outcomes = reader.read("score"), reader.read("outcomes")
        parts: dict[str, Any] = {
            "forms": self._map("forms", Form),
            "observed": self._one("facts", Observed) or Observed(),
            "statuses": self._map("statuses", Status),
            "ranks": self._by_category("rank", Rank, categories),
            "grades": self._by_category("grades", Grades, categories),
            "lists": self._lists(categories),
            "procedure": self._map("procedure", Declared),
            "disclosure": self._one("disclosure", Disclosure),
            "assumptions": self._assumptions(),
        }
        if header is None or blocking(self.findings):
            return None
        order = order_categories(categories, nodes, outcomes, self.source, self.findings)
        return Scheme(
            header=header, categories=categories, nodes=nodes, outcomes=outcomes, source=tree,
            fingerprint=fingerprint(tree), file=file, origin=self.source, order=order, **parts,
        )  # fmt: skip

    def _sections(self, tree: Mapping[str, Any]) -> None:
        for key in tree:
            if key not in SECTIONS:
                values = {"key": key, "hint": hint(key, SECTIONS)}
                self.findings.append(Finding(say.UNKNOWN_KEY, self.source.place((key,)), values=values))
        for section in REQUIRED:
            if not tree.get(section):
                self.findings.append(
                    Finding(say.NO_SECTION, Place(self.source.name, line=1), values={"section": section})
                )

    def _typed(self, model: type[M], value: Any, path: Path_) -> M | None:
        return typed(model, value, path, self.source, self.findings)

    def _one(self, section: str, model: type[M]) -> M | None:
        value = self.source.tree.get(section)
        return None if value is None else self._typed(model, value, (section,))

    def _entries(self, path: Path_) -> dict[str, Any]:
        value: Any = self.source.tree
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        if value is None:
            return {}
        if not isinstance(value, dict):
            values = {"path": ".".join(str(step) for step in path)}
            self.findings.append(Finding(say.SECTION_NOT_A_MAPPING, self.source.place(path), values=values))
            return {}
        return value

    def _map(self, section: str, model: type[M]) -> dict[str, M]:
        read = {k: self._typed(model, v, (section, k)) for k, v in self._entries((section,)).items()}
        return {k: v for k, v in read.items() if v is not None}

    def _by_category(self, section: str, model: type[M], categories: Mapping[str, Category]) -> dict[str, M]:
        read: dict[str, M] = {}
        for name, value in self._entries((section,)).items():
            if name not in categories and name != "all":
                self._unknown_category(section, name, categories)
            elif (one := self._typed(model, value, (section, name))) is not None:
                read.update(dict.fromkeys(categories, one) if name == "all" else {name: one})
        return read

    def _unknown_category(self, section: str, name: str, categories: Mapping[str, Category]) -> None:
        values = {"section": section, "name": name, "hint": hint(name, categories)}
        self.findings.append(Finding(say.UNKNOWN_CATEGORY, self.source.place((section, name)), values=values))

    def _lists(self, categories: Mapping[str, Category]) -> dict[str, dict[str, Listing]]:
        lists: dict[str, dict[str, Listing]] = {}
        for category, entries in self._entries(("lists",)).items():
            if category not in categories and category != "all":
                self._unknown_category("lists", category, categories)
                continue
            for key in self._entries(("lists", category)):
                one = self._typed(Listing, entries[key], ("lists", category, key))
                for name in categories if category == "all" else [category]:
                    if one is not None:
                        lists.setdefault(name, {})[key] = one
        return lists

    def _assumptions(self) -> tuple[StatedAssumption, ...]:
        stated: dict[str, StatedAssumption] = {}
        for path, one in assumed_in(self.source.tree):
            place = self.source.place((*path, "assumed"))
            assumption = self._typed(Assumption, one, (*path, "assumed"))
            if assumption is None:
                continue
            if assumption.id in stated:
                self.findings.append(Finding(say.DUPLICATE_ASSUMPTION, place, values={"name": assumption.id}))
            where = tuple(str(p) for p in path)
            stated[assumption.id] = StatedAssumption(assumption, where, self._clause_at(path), place)
        return tuple(stated.values())

    def _clause_at(self, path: Path_) -> str:
        clause, value = "", self.source.tree
        for step in path:
            value = value[step]
            if isinstance(value, dict) and isinstance(value.get("clause"), str):
                clause = value["clause"]
        return clause
