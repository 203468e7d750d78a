"""Turning a part of the source tree into a typed model, with findings instead of exceptions."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.keys import Strict, Wrong
from gongping.scheme.source import Path_, Source
from gongping.text import Finding, Text

M = TypeVar("M", bound=BaseModel)

_PLAIN = {
    "int_parsing": Text("需要整数", "a whole number is needed"),
    "int_type": Text("需要整数", "a whole number is needed"),
    "bool_parsing": Text("需要 yes 或 no", "yes or no is needed"),
    "bool_type": Text("需要 yes 或 no", "yes or no is needed"),
    "string_type": Text("需要一段文字", "a text is needed"),
    "dict_type": Text("需要“键: 值”的列表", "a mapping is needed"),
    "model_type": Text("需要“键: 值”的列表", "a mapping is needed"),
    "tuple_type": Text("需要列表", "a list is needed"),
    "too_short": Text("不能为空", "it may not be empty"),
    "too_long": Text("个数太多", "there are too many entries"),
    "string_pattern_mismatch": Text("只能用小写字母、数字和连字符", "lower-case letters, digits and hyphens only"),
}


def typed(model: type[M], value: Any, path: Path_, source: Source, findings: list[Finding]) -> M | None:
    """The value as ``model``; None when a finding was added."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        for one in error.errors():
            findings.append(_finding(dict(one), path, source))
        return None


def _known_keys() -> set[str]:
    """Every key any part of a scheme may have: the stock of «did you mean»."""
    seen: set[str] = set()
    waiting = [Strict]
    while waiting:
        model = waiting.pop()
        waiting.extend(model.__subclasses__())
        seen.update(f.alias or name for name, f in model.model_fields.items())
    return seen


def _finding(error: dict[str, Any], path: Path_, source: Source) -> Finding:
    location = tuple(p for p in error["loc"])
    place, key = source.place(_known_path(path + location, source)), _key(path + location)
    if error["type"] == "extra_forbidden":
        return Finding(say.UNKNOWN_KEY, place, values={"key": key, "hint": hint(str(location[-1]), _known_keys())})
    if error["type"] == "missing" and isinstance(location[-1], int):
        few = Text("个数不够", "there are too few entries")
        return Finding(say.WRONG_VALUE, place, values={"key": _key((path + location)[:-1]), "reason": few})
    if error["type"] == "missing":
        return Finding(say.MISSING_KEY, place, values={"key": key})
    return Finding(say.WRONG_VALUE, place, values={"key": key, "reason": _reason(error)})


def _key(path: Path_) -> Text:
    """The last key of a path in words; of an entry of a list, the list and its number from 1."""
    last = path[-1]
    if isinstance(last, int) and len(path) > 1:
        return Text(f"{path[-2]}第{last + 1}项", f"{path[-2]}, entry {last + 1}")
    return Text(str(last), str(last))


def _known_path(path: Path_, source: Source) -> Path_:
    """The longest part of a location that stands in the file; union branches of types are skipped."""
    known: Path_ = ()
    for step in path:
        if (*known, step) in source.lines:
            known = (*known, step)
    return known


def _reason(error: dict[str, Any]) -> Text:
    context = error.get("ctx") or {}
    cause = context.get("error")
    if isinstance(cause, Wrong):
        return cause.text
    if error["type"] == "literal_error":
        allowed = str(context.get("expected", "")).replace(" or ", ", ")
        return Text(f"“{error.get('input')}”不在可选值中：{allowed}", f"'{error.get('input')}' is none of {allowed}")
    return _PLAIN.get(error["type"], Text(error["msg"], error["msg"]))
