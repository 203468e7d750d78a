"""Conditions: what must hold for a veto, a grade or another formula to apply."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from gongping.scheme.keys import Exact, Names, Strict, Wrong

TESTS = ("all", "any", "none", "node", "number", "event", "lookup", "count", "grade", "status", "parent_grade")


class Condition(Strict):
    """Exactly one test: ``all``/``any``/``none`` of further conditions, or one of

    - ``node`` (or ``number``) with ``at_least``/``more_than``/``at_most``/``below``/``equals``, or with
      ``rank_from_top``/``rank_from_bottom`` (standard competition rank within the category);
    - ``event`` (with ``levels``; ``at_least`` verified events, default 1);
    - ``node`` with ``is``, where the operator gives its values names (sanction);
    - ``lookup`` with ``is``; ``count`` of nodes that meet the comparison, compared by ``times_*``;
    - ``grade`` / ``parent_grade`` / ``status``: one of the named ones.
    """

    all: tuple[Condition, ...] | None = None
    any: tuple[Condition, ...] | None = None
    none: tuple[Condition, ...] | None = None
    node: str | None = None
    number: str | None = None
    event: str | None = None
    lookup: str | None = None
    count: Names | None = None
    grade: Names | None = None
    parent_grade: Names | None = None
    status: Names | None = None
    levels: Names = ()
    period: str = ""
    is_: Names = Field(default=(), alias="is")
    at_least: Exact | str | None = None
    more_than: Exact | str | None = None
    at_most: Exact | str | None = None
    below: Exact | str | None = None
    equals: Exact | str | None = None
    """A number, or the id of a node to compare with."""
    rank_from_top: int | None = None
    rank_from_bottom: int | None = None
    times_at_least: int | None = None
    times_at_most: int | None = None
    missing: Literal["error", "true", "false"] = "error"
    """What a test says of a unit whose value is not there."""

    @model_validator(mode="after")
    def _one(self) -> Condition:
        given = [t for t in TESTS if getattr(self, t) is not None]
        if len(given) != 1:
            names, found = ", ".join(TESTS), ", ".join(given) or "-"
            raise Wrong(
                f"条件须且只须写一个判断（{names}），现有：{found}",
                f"exactly one test of {names} is needed, found: {found}",
            )
        compared = self.comparisons or self.is_ or self.rank_from_top is not None or self.rank_from_bottom is not None
        if given[0] in ("node", "number", "lookup", "count") and not compared:
            raise Wrong(
                f"{given[0]} 须写明怎样算符合：at_least、below、is、rank_from_bottom 等",
                f"{given[0]} needs a comparison: at_least, below, is, rank_from_bottom, …",
            )
        return self

    @property
    def test(self) -> str:
        return next(t for t in TESTS if getattr(self, t) is not None)

    @property
    def facts_only(self) -> bool:
        """Whether it can be judged before anything is scored."""
        inner = (*(self.all or ()), *(self.any or ()), *(self.none or ()))
        own = self.test in ("all", "any", "none", "number", "event", "lookup")
        return (
            own and all(c.facts_only for c in inner) and not any(isinstance(v, str) for v in self.comparisons.values())
        )

    @property
    def comparisons(self) -> dict[str, Any]:
        names = ("at_least", "more_than", "at_most", "below", "equals")
        return {n: getattr(self, n) for n in names if getattr(self, n) is not None}
