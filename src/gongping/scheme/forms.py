"""Ballot forms: who rates, what is asked, what an answer is worth, when a ballot is valid."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from gongping.scheme.keys import Cited, Exact, Names, Strict, Title


class Option(Strict):
    """One answer: its value (none for an answer that does not score) and its words."""

    value: Exact | None = None
    zh: str = ""
    en: str = ""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"value": value} if isinstance(value, str | int) else value


class Question(Strict):
    """One aspect; its own options where they differ from the form's."""

    zh: str = ""
    en: str = ""
    weight: Exact | None = None
    options: dict[str, Option] | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"zh": value, "en": value} if isinstance(value, str) else value


class Kind(Strict):
    """A kind of raters within a group, and its least share in percent of the group."""

    at_least: Exact
    zh: str = ""
    en: str = ""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"at_least": value} if isinstance(value, str | int) else value


class Raters(Strict):
    """One rater group: who belongs to it, and what is declared about drawing it."""

    zh: str = ""
    en: str = ""
    pool: Title | None = None
    any_of: tuple[dict[str, str], ...] = ()
    """Predicates; a person who meets several is counted once (「或」去重)."""
    self_rating: bool | None = None
    sampled: Exact | None = None
    """Share of the pool drawn, in percent."""
    at_least: int | None = None
    """Fewest valid ballots."""
    composition: dict[str, Kind] | None = None
    """Kinds of raters within the group; table turnout may have rows of a kind beside those of the group."""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"zh": value, "en": value} if isinstance(value, str) else value


class PaperQuota(Strict):
    """A rule over all units one paper rates: options (or values from/below) at most / at least so often.

    A limit ending in ``%`` is a share of the units the paper rates, rounded as ``rounding`` says.
    """

    options: Names = ()
    question: str = ""
    value_from: Exact | None = None
    value_below: Exact | None = None
    at_most: str | None = None
    at_least: str | None = None
    rounding: Literal["floor", "half_up", "ceil"] | None = None


class Validity(Cited):
    """When a ballot is invalid, applied before counting; a ballot that breaks several is counted once,
    under the first rule in this order."""

    all_blank: Literal["invalid", "valid"] = "invalid"
    blanks_at_most: int | None = None
    unknown_at_most: int | None = None
    all_equal: Literal["invalid", "valid"] = "valid"
    all_equal_options: Names = ()
    """Only these options make an all-equal ballot invalid (empty: any)."""
    quotas: tuple[PaperQuota, ...] = ()
    all_units: bool = False
    """A paper must rate every unit of the form that its group rates."""


class TurnoutRule(Cited):
    """The share that makes a form valid, and what happens below it."""

    at_least: Exact
    of: Literal["entitled", "issued", "present"] = "entitled"
    counted: Literal["present", "returned", "valid"] = "returned"
    strictly_more: bool = False
    below: Literal["again", "void", "report"] = "again"


class Form(Cited):
    """One ballot form.

    ``ratings`` forms take a number per rater instead of options; ``scale`` is then its range.
    """

    title: Title | None = None
    raters: dict[str, Raters] = Field(min_length=1)
    questions: dict[str, Question] = Field(default_factory=dict)
    options: dict[str, Option] = Field(default_factory=dict)
    unknown: Literal["offered", "none"] = "none"
    ratings: bool = False
    scale: tuple[Exact, Exact] | None = None
    rater_ranks: tuple[Exact, ...] = ()
    """Ratings form: each rater's values become ranks among the units rated, and ranks these values."""
    small_group: Literal["withhold_groups", "one_group", "join_larger", "office_paper", "reweight"] | None = None
    own_unit: Literal["allowed", "ask_to_abstain", "separate_slips"] | None = None
    validity: Validity = Validity()
    turnout: TurnoutRule | None = None

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The form's options and those of its questions, in order of first mention."""
        seen = dict.fromkeys(self.options)
        for question in self.questions.values():
            seen.update(dict.fromkeys(question.options or ()))
        return tuple(seen)

    def options_of(self, question: str) -> dict[str, Option]:
        return self.questions[question].options or self.options
