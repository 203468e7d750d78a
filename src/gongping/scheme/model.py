"""A scheme: one assessment plan as typed, frozen data.

A scheme is a tree of named nodes per category; a node is one operator over other nodes, facts or a
tally. Which operators exist is given to the loader as a vocabulary (see ``scoring.operators``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from pydantic import Field

from gongping.scheme.forms import Form
from gongping.scheme.grades import Grades, Listing, Rank, Status
from gongping.scheme.keys import Assumption, Cited, Exact, Strict, Title
from gongping.scheme.observed import Observed
from gongping.scheme.source import Source
from gongping.text import Finding, Place

MissingPolicy = Literal["error", "zero", "full", "reweight", "category_mean", "exempt"]


class Header(Strict):
    """Which plan this is, in which version, and on which documents it rests."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    version: str
    title: Title
    basis: tuple[Title, ...] = ()
    language: Literal["1"] = "1"


class Category(Cited):
    """A kind of assessed unit with its own nodes, weights and grades; ``persons`` if people."""

    title: Title
    persons: bool = False
    parent: str = ""
    """The category whose units these belong to (units column ``parent``)."""


class NodeKeys(Cited):
    """The keys every node may carry beside those of its operator."""

    title: Title | None = None
    places: int = Field(default=4, ge=0, le=12)
    missing: MissingPolicy | Exact = "error"
    not_applicable: MissingPolicy | Exact | None = None
    """For a fact stated as not applying (不适用); as ``missing`` unless told."""
    mean_of: Literal["others", "all"] | None = None
    """For category_mean: own unit out (others) or a mean of all units with a value (all)."""
    full: Exact | None = None
    at_most: Exact | str | None = None
    at_least: Exact | str | None = None
    """Limits before rounding: a number, or the id of a node."""
    lift: Literal["collective_decision"] | None = None
    """Whether ``at_most`` may be lifted, by a registered decision (lift_cap)."""


class Declared(Cited):
    """A matter of procedure: declared here, enforced elsewhere, reported as checked or not checked."""

    title: Title
    days: int | None = None
    working_days: int | None = None
    date: str | None = None


class Disclosure(Cited):
    """Who may see what: audience → fields, with the least group sizes."""

    k_scores: int = 5
    k_comments: int = 10
    audiences: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Operator(Protocol):  # scoring.operators.base implements it
    """What the scheme needs to know of an operator; the rest lives in ``scoring.operators``."""

    def refs(self) -> tuple[str, ...]:
        """Names of the nodes it reads, as written."""
        ...

    def foreign(self) -> tuple[tuple[str, str], ...]:
        """(category, node) it reads elsewhere; an empty category is the parent category, an empty node its grades."""
        ...

    def named(self) -> tuple[str, ...]:
        """Names of its values 1, 2, 3 …, for conditions with ``is``; empty where values have none."""
        ...

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        """Findings beyond the types of its keys."""
        ...


@dataclass(frozen=True)
class Node:
    """One node of a category. ``path`` is its id (``democratic/leaders``), ``clause`` its own or its
    parent's, ``refs`` the paths it reads, by the name written in the scheme."""

    path: str
    category: str
    keys: NodeKeys
    operator_key: str
    operator: Operator
    clause: str
    refs: Mapping[str, str]
    parts: tuple[str, ...]
    place: Place

    @property
    def id(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @property
    def places(self) -> int:
        return self.keys.places

    @property
    def title(self) -> Title:
        return self.keys.title or Title(zh=self.id, en=self.id)


@dataclass(frozen=True)
class StatedAssumption:
    """An assumption with the path of the mapping that carries it."""

    assumption: Assumption
    path: tuple[str, ...]
    clause: str
    place: Place

    @property
    def id(self) -> str:
        return self.assumption.id


@dataclass(frozen=True)
class Scheme:
    """A loaded scheme. ``nodes`` maps category → path → node, in evaluation order.

    ``source`` is the plain tree of source texts it was made of; ``fingerprint`` is the SHA-256 of
    its canonical form.
    """

    header: Header
    categories: Mapping[str, Category]
    forms: Mapping[str, Form]
    observed: Observed
    statuses: Mapping[str, Status]
    nodes: Mapping[str, Mapping[str, Node]]
    ranks: Mapping[str, Rank]
    grades: Mapping[str, Grades]
    outcomes: Mapping[str, Mapping[str, Node]]
    lists: Mapping[str, Mapping[str, Listing]]
    procedure: Mapping[str, Declared]
    disclosure: Disclosure | None
    assumptions: tuple[StatedAssumption, ...]
    source: Mapping[str, Any]
    fingerprint: str
    findings: tuple[Finding, ...] = ()
    file: Path | None = None
    origin: Source | None = None
    """The file it was read from, with the line of every key."""
    order: tuple[str, ...] = field(default=())
    """Categories in the order they are computed (a parent category before its members)."""

    def walk(self) -> Iterator[Node]:
        for nodes in self.nodes.values():
            yield from nodes.values()

    def place(self, *path: str | int) -> Place:
        """The line of a key of the scheme file, or of the nearest mapping that holds it."""
        return self.origin.place(path) if self.origin else Place()

    def place_of(self, section: str, category: str, *path: str | int) -> Place:
        """As ``place``, in a section by category, where ``all`` may stand for the category."""
        own = (section, category) if category in (self.source.get(section) or {}) else (section, "all")
        return self.place(*own, *path)

    def title_of(self, category: str) -> Title:
        return self.categories[category].title
