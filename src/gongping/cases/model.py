"""A case file as typed data: inputs as short tables, expectations as strings."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from gongping.scheme.keys import Names, Strict, Title


class UnitRow(Strict):
    category: str = ""
    group: str = ""
    parent: str = ""
    post: str = ""
    order: int = 0
    name: str = ""


def _units(value: Any) -> Any:
    if isinstance(value, list):
        return {name: {} for name in value}
    return {k: v or {} for k, v in value.items()} if isinstance(value, dict) else value


class TallyRow(Strict):
    """Votes of one unit: ``{option: count}``, or by question ``{question: {option: count}}``."""

    form: str
    unit: str
    group: str = ""
    votes: dict[str, Any]


class BallotRow(Strict):
    """One paper on one unit: ``{question: option}``, or the option alone where there is one question."""

    form: str
    unit: str
    ballot: str
    group: str = ""
    answers: dict[str, str] | str


class RatingsRow(Strict):
    """Numeric ratings of one unit by raters r1, r2, … in order, or by name."""

    form: str
    unit: str
    group: str = ""
    values: dict[str, str] | list[str]


class ItemRow(Strict):
    kind: str
    bodies: Names
    categories: Names = ()
    title: str = ""


class Case(Strict):
    case: str
    says: Title
    source: Literal["original", "constructed"]
    kinds: Annotated[tuple[int, ...], BeforeValidator(lambda v: [v] if isinstance(v, str) else v)] = ()
    category: str = ""
    readings: dict[str, str] = Field(default_factory=dict)
    units: Annotated[dict[str, UnitRow], BeforeValidator(_units)]
    tally: tuple[TallyRow, ...] = ()
    ballots: tuple[BallotRow, ...] = ()
    ratings: tuple[RatingsRow, ...] = ()
    turnout: tuple[dict[str, str], ...] = ()
    items: dict[str, ItemRow] = Field(default_factory=dict)
    applies: tuple[dict[str, str], ...] = ()
    marks: dict[str, dict[str, dict[str, str]]] = Field(default_factory=dict)
    """item → body → unit → mark."""
    lookups: dict[str, dict[str, str]] = Field(default_factory=dict)
    """unit → ``name`` or ``name@period`` → value."""
    numbers: dict[str, dict[str, str]] = Field(default_factory=dict)
    events: tuple[dict[str, str], ...] = ()
    statuses: dict[str, str] = Field(default_factory=dict)
    decisions: tuple[dict[str, Any], ...] = ()
    expect: dict[str, Any]
    """unit → path (or rank, grade, path.state) → text; ``lists`` → name → units; ``findings`` → codes."""
