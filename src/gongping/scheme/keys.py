"""Typed values of a scheme file: strict keys, exact numbers, bilingual titles.

Every scalar of a scheme arrives as its source text, so a number is never a float.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

from gongping.points import Points, PointsError
from gongping.text import Text


class Wrong(ValueError):
    """A value that a key cannot take, said in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        self.text = Text(zh, en)
        super().__init__(en)


class Strict(BaseModel):
    """A mapping of a scheme: unknown keys are findings, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class _PointsField:
    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            read_points, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": ["number", "string"], "description": "an exact decimal / 精确小数"}


def read_points(value: Any) -> Points:
    """A plain decimal; ``30%`` is read as 30."""
    if isinstance(value, Points):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Wrong("这里需要一个普通小数", "a plain decimal number is needed")
    try:
        return Points.parse(str(value).removesuffix("%"))
    except PointsError:
        meant = unicodedata.normalize("NFKC", str(value)).rstrip("分%")
        near = f"，是不是{meant}？" if _plain(meant) else "，写成 92.5 这样的半角数字"
        near_en = f"; did you mean {meant}?" if _plain(meant) else " such as 92.5"
        raise Wrong(f"“{value}”不是普通小数{near}", f"'{value}' is not a plain decimal number{near_en}") from None


def _plain(text: str) -> bool:
    try:
        Points.parse(text)
    except PointsError:
        return False
    return True


Exact = Annotated[Points, _PointsField]
"""An exact decimal number as written."""


class Title(Strict):
    """Words in both languages. A single text stands for both."""

    zh: str
    en: str = ""

    @model_validator(mode="before")
    @classmethod
    def _single(cls, value: Any) -> Any:
        return {"zh": value, "en": value} if isinstance(value, str) else value

    @property
    def text(self) -> Text:
        return Text(self.zh, self.en or self.zh)


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
"""One name or a list of names."""

_RANGE = re.compile(r"([\[(])\s*([^,\s]*)\s*,\s*([^,\s]*)\s*([\])])\Z")


class Range(Strict):
    """An interval with stated ends, written as mathematics does: ``[90,100]``, ``[80,90)``, ``(,0)``."""

    low: Exact | None
    high: Exact | None
    low_in: bool
    high_in: bool

    @classmethod
    def parse(cls, text: str) -> Range:
        found = _RANGE.match(text.strip())
        if not found:
            raise Wrong(f"“{text}”不是区间，应写作 [80,90)", f"'{text}' is not a range such as [80,90)")
        left, low, high, right = found.groups()
        return cls(
            low=read_points(low) if low else None,
            high=read_points(high) if high else None,
            low_in=left == "[",
            high_in=right == "]",
        )

    def holds(self, value: Fraction) -> bool:
        above = self.low is None or value > self.low.fraction or (self.low_in and value == self.low.fraction)
        below = self.high is None or value < self.high.fraction or (self.high_in and value == self.high.fraction)
        return above and below

    def __str__(self) -> str:
        left, right = "[" if self.low_in else "(", "]" if self.high_in else ")"
        return f"{left}{self.low or ''},{self.high or ''}{right}"


class Assumption(Strict):
    """A choice made where the plan is silent or can be read two ways.

    ``alternatives`` maps the name of another reading to the keys that would stand instead in the
    mapping that carries ``assumed`` (deep merge; an empty value removes a key).
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    reading: str
    alternatives: dict[str, dict[str, Any] | None]
    reason: Title


Assumed = Annotated[tuple[Assumption, ...], BeforeValidator(lambda v: [v] if isinstance(v, dict) else v)]


class Cited(Strict):
    """A mapping that carries rules: it cites its clause, or stands under one that does."""

    clause: str = ""
    note: Title | None = None
    assumed: Assumed = ()
