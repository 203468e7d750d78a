"""The facts of one assessment year as frozen values, in the order of the office's tables.

Codes are text. A value not known yet is ``PENDING``; a value that does not apply is
``NOT_APPLICABLE``; a row that is not there is simply absent (missing).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal, TypeAlias

from gongping.points import Points
from gongping.text import Place


class Special(Enum):
    """A stated value that is not a number or a code."""

    PENDING = "pending"
    NOT_APPLICABLE = "not_applicable"


PENDING = Special.PENDING
NOT_APPLICABLE = Special.NOT_APPLICABLE

Amount: TypeAlias = Points | Special
Code: TypeAlias = str | Special

Standing: TypeAlias = Literal["assessed", "unranked", "exempt", "ungraded", "new", "merged"]
"""参评, 只评不排, 免考, 不定等次, 新组建, 撤并."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One assessed leadership team, or a person of a person category."""

    code: str
    name: str
    category: str
    short: str = ""
    order: int = 0
    group: str = ""
    parent: str = ""
    post: str = ""
    start: str = ""
    end: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Turnout:
    """应到 实到 发出 收回 有效 无效 of one form × unit × group; None where not reported."""

    form: str
    unit: str
    group: str
    returned: int
    entitled: int | None = None
    present: int | None = None
    issued: int | None = None
    valid: int | None = None
    invalid: int | None = None
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Item:
    """A basic or key item with the bodies that mark it; ``categories`` empty means all."""

    code: str
    kind: str
    title: str
    bodies: tuple[str, ...]
    categories: tuple[str, ...] = ()
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Applies:
    """Whether an item applies to a unit: applies (适用), not_applicable (不适用), cancelled (取消)."""

    item: str
    unit: str
    status: Literal["applies", "not_applicable", "cancelled"]
    reason: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Mark:
    item: str
    unit: str
    body: str
    mark: Amount
    reason: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Lookup:
    """A result fixed elsewhere, as a code: annual_award = first."""

    unit: str
    name: str
    value: Code
    period: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Number:
    unit: str
    name: str
    value: Amount
    period: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Event:
    """A commendation, a sanction, an innovation claim …; only verified ones count.

    ``persons`` is the number of people (or units) that share it, 1 unless told.
    """

    unit: str
    kind: str
    matter: str
    level: str = ""
    points: Points | None = None
    date: str = ""
    status: Literal["verified", "refused", "open"] = "verified"
    persons: int = 1
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class UnitStatus:
    unit: str
    status: Standing
    start: str = ""
    end: str = ""
    successor: str = ""
    reason: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Rating:
    """One numeric rating by one rater."""

    form: str
    unit: str
    group: str
    rater: str
    value: Points
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Decision:
    """A collective decision (集体研究决定): who decided what, when, under which minutes number."""

    kind: Literal["tie", "lift_cap", "not_applicable", "exempt", "grade", "withdraw", "discretion"]
    node: str
    units: tuple[str, ...]
    value: str
    body: str
    date: str
    minutes: str
    reason: str = ""
    clause: str = ""
    place: Place = Place()


@dataclass(frozen=True)
class Facts:
    """Everything but the ballots. ``units`` stand in protocol order within their category."""

    units: tuple[Unit, ...]
    turnout: tuple[Turnout, ...] = ()
    items: tuple[Item, ...] = ()
    applies: tuple[Applies, ...] = ()
    marks: tuple[Mark, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    numbers: tuple[Number, ...] = ()
    events: tuple[Event, ...] = ()
    ratings: tuple[Rating, ...] = ()
    statuses: tuple[UnitStatus, ...] = ()
    decisions: tuple[Decision, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    """Table name → file it was read from."""
