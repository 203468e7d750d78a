"""The type of a key in words: ``number``, ``yes or no``, one of its choices, a mapping."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from gongping.points import Points
from gongping.scheme.keys import Title

PLAIN = {
    str: "text",
    int: "whole number",
    bool: "yes or no",
    Points: "number",
    Any: "anything",
    Title: "words (zh, en)",
}


def type_of(field: FieldInfo) -> str:
    """What may stand behind a key."""
    words = _words(field.annotation)
    return _or_one(words) if any(isinstance(one, BeforeValidator) for one in field.metadata) else words


def default_of(field: FieldInfo) -> str:
    """``required``, or what holds where the key is left out."""
    if field.is_required():
        return "required"
    value = field.get_default(call_default_factory=True)
    if value is None or value == "" or value == () or value == {} or isinstance(value, BaseModel):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def key_of(name: str, field: FieldInfo) -> str:
    return field.alias or name


def _words(annotation: Any) -> str:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in PLAIN:
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    if annotation in PLAIN:
        return PLAIN[annotation]
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _annotated(inside)
    if origin is Literal:
        return ", ".join(f"`{word}`" for word in inside)
    if origin in (Union, UnionType):
        return " or ".join(dict.fromkeys(_words(one) for one in inside if one is not NoneType)).replace(
            "number or text", "number or name"
        )
    if origin is dict:
        return f"mapping of names to {_plural(_words(inside[1]))}"
    if origin is tuple and inside[-1] is not Ellipsis:
        return f"pair of {_plural(_words(inside[0]))}"
    if origin in (tuple, list):
        return f"list of {_plural(_words(inside[0]))}"
    raise TypeError(f"no words for {annotation}")


def _annotated(inside: tuple[Any, ...]) -> str:
    words = _words(inside[0])
    return _or_one(words) if any(isinstance(one, BeforeValidator) for one in inside[1:]) else words


def _or_one(words: str) -> str:
    """A list that may be written as its one entry."""
    of = words.removeprefix("list of ")
    return words if of == words else f"{_SINGULAR.get(of, of)} or {words}"


_PLURAL = {
    "number": "numbers", "text": "texts", "whole number": "whole numbers", "number or name": "numbers or names",
    "pair of numbers or names": "pairs of numbers or names", "mapping of names to texts": "mappings of names to texts",
    "list of texts": "lists of texts",
}  # fmt: skip
_SINGULAR = {many: one for one, many in _PLURAL.items()}


def _plural(words: str) -> str:
    return _PLURAL.get(words, words)
