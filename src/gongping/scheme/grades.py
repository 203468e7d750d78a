"""Ranks, grades and outcomes as declared: an ordered pipeline in which every step explains itself."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from gongping.scheme.conditions import Condition
from gongping.scheme.keys import Cited, Exact, Strict, Title, Wrong

AtCut = Literal["up", "down", "decide"]
Rounding = Literal["floor", "half_up", "ceil"]


class Key(Strict):
    """One key of a ranking: a node, and whether more is better."""

    node: str
    better: Literal["more", "less"] = "more"

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"node": value} if isinstance(value, str) else value


Keys = Annotated[tuple[Key, ...], BeforeValidator(lambda v: [v] if isinstance(v, str | dict) else v)]


class Rank(Cited):
    """rank = 1 + the number of units strictly better after the chain of ``break_by``."""

    by: Key
    break_by: Keys | None = None
    """The tie chain; an empty list says that ties are shared. Silence is a finding."""
    within: Literal["category", "group"] = "category"
    still_tied: Literal["shared", "decide", "void"] = "shared"
    """shared: tied units share a rank; decide: every tie waits for a collective decision;
    void: tied units are ranked nowhere (并列作废)."""


class Quota(Strict):
    """A share in percent that depends on a grade of the parent unit."""

    by_parent_grade: dict[str, Exact]
    otherwise: Exact


class Step(Cited):
    """One step of the grade pipeline. Steps run in order; a unit keeps the first grade it is given.

    A *selection* (``top``, ``bottom``, ``share``, ``bottom_share``, ``line``, ``rest``) gives ``grade``
    to units that have none yet and meet ``requires``. A *rule* (``when``) gives ``grade``, or limits
    (``not_above``), or sets another ``outcome`` (ungraded 不定等次, suspended 挂起, later 待补定), or
    moves the grade ``down`` / ``up`` by a number of grades.
    """

    grade: str | None = None
    when: Condition | None = None
    not_above: str | None = None
    outcome: Literal["ungraded", "suspended", "later"] | None = None
    down: int | None = None
    up: int | None = None
    top: int | None = None
    bottom: int | None = None
    share: Exact | Quota | None = None
    bottom_share: Exact | None = None
    line: str | None = None
    """A range of the ranked score, e.g. ``[90,)``."""
    of: str | None = None
    """The node a line reads; the node ranked by, unless told."""
    rest: bool | None = None
    requires: tuple[Condition, ...] = ()
    at_cut: AtCut | None = None
    rounding: Rounding | None = None
    base: Literal["ranked", "in_base", "graded_here", "unbarred"] | None = None
    """What a share is taken of: units ranked; all that count in the base; those not graded before;
    those to which no rule has given a grade or another outcome (否决的不占分母)."""
    blocked: Literal["passed_over", "holds_place"] | None = None
    """Whether a unit kept from this grade leaves its place to the next one (顺延) or holds it (空缺)."""
    groups: tuple[str, ...] = ()
    """Only units of these groups (units column ``group``)."""

    @property
    def selection(self) -> str | None:
        names = ("top", "bottom", "share", "bottom_share", "line", "rest")
        return next((n for n in names if getattr(self, n) is not None), None)

    @model_validator(mode="after")
    def _shape(self) -> Step:
        names = ("top", "bottom", "share", "bottom_share", "line", "rest", "when")
        given = [n for n in names if getattr(self, n) is not None]
        if len(given) != 1:
            text, found = ", ".join(names), ", ".join(given) or "-"
            raise Wrong(f"须且只须写一个：{text}，现有：{found}", f"exactly one of {text} is needed, found: {found}")
        if self.selection and not self.grade:
            raise Wrong("选取步骤须写明给予的等次 grade", "a selection needs the grade it gives")
        effects = [n for n in ("grade", "not_above", "outcome", "down", "up") if getattr(self, n) is not None]
        if self.when and len(effects) != 1:
            raise Wrong(
                "带 when 的步骤须且只须写一个：grade、not_above、outcome、down、up",
                "a rule with 'when' needs exactly one of grade, not_above, outcome, down, up",
            )
        return self


class Grades(Cited):
    """The grades of a category, best first, and the steps that give them."""

    titles: dict[str, Title] = Field(min_length=1)
    steps: tuple[Step, ...] = Field(min_length=1)
    within: Literal["category", "group"] | None = None
    """Where places and shares are counted; as the rank unless told."""


class Listing(Cited):
    """A list drawn from the result: reminders, models, supervision."""

    title: Title
    when: Condition | None = None
    top: int | None = None
    bottom: int | None = None
    at_cut: AtCut | None = None


class Status(Cited):
    """What a standing means for a unit: each effect stated.

    ``when`` gives it by itself to units without a registered status (任职不满半年的 …); it may read
    facts only: number, event, lookup.
    """

    score: bool
    rank: bool
    grade: bool
    in_means: bool
    in_base: bool
    when: Condition | None = None
