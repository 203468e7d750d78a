"""What a scheme expects to be observed besides ballots: the names its facts may use."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from gongping.scheme.keys import Strict, Title


class Word(Strict):
    """A name with its words in both languages; either word is accepted in a table."""

    zh: str = ""
    en: str = ""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"zh": value, "en": value} if isinstance(value, str) else value


class LookupFact(Word):
    """A result fixed elsewhere and the codes it may have."""

    values: dict[str, Word] = Field(min_length=1)
    source: Title | None = None


class NumberFact(Word):
    """A measured number, its unit of measure and who supplies it."""

    unit: str = ""
    source: Title | None = None


class EventFact(Word):
    """A kind of event and the levels it may have; no levels: the level column stays empty."""

    levels: dict[str, Word] = Field(default_factory=dict)


class Observed(Strict):
    """The section ``facts`` of a scheme."""

    items: dict[str, Word] = Field(default_factory=dict)
    """Kinds of items, e.g. basic (基础工作) and key (重点工作)."""
    lookups: dict[str, LookupFact] = Field(default_factory=dict)
    numbers: dict[str, NumberFact] = Field(default_factory=dict)
    events: dict[str, EventFact] = Field(default_factory=dict)
    periods: dict[str, Word] = Field(default_factory=dict)
    """Periods of a year that facts may name, in order: quarters, half-years, years of a term."""
