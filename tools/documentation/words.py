"""What is said about keys and kinds of rule: the data files of docs/data, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from gongping.text import Text

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "docs" / "data"


@dataclass(frozen=True)
class Kind:
    """One kind of rule found in real plans; ``how`` says how it is declared where no operator computes it."""

    number: int
    title: Text
    how: Text


@dataclass(frozen=True)
class TableWords:
    """What a table of a facts folder holds, and one row of it."""

    says: str
    example: Mapping[str, str]


def _read(name: str) -> Any:
    return YAML(typ="safe", pure=True).load((DATA / name).read_text(encoding="utf-8"))


@cache
def key_words() -> Mapping[str, Mapping[str, Text]]:
    """Model → key → words."""
    return {model: {str(k): _text(v) for k, v in keys.items()} for model, keys in _read("keys.yaml").items()}


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds of rule, in order."""
    return tuple(
        Kind(int(number), Text(one["zh"], one["en"]), _text(one.get("how") or {"zh": "", "en": ""}))
        for number, one in _read("kinds.yaml").items()
    )


@cache
def terms() -> Mapping[str, tuple[tuple[str, Text], ...]]:
    """Heading → (identifier, words with a meaning in English)."""
    return {
        heading: tuple((str(name), Text(str(one[0]), str(one[1]))) for name, one in entries.items())
        for heading, entries in _read("terms.yaml").items()
    }


@cache
def table_words() -> Mapping[str, TableWords]:
    """Table → what it holds."""
    return {
        name: TableWords(one["says"], {key: str(value) for key, value in one["example"].items()})
        for name, one in _read("tables.yaml").items()
    }


def words_of(owner: str, key: str) -> Text | None:
    """The words for a key of a model; those of every cited mapping where it has none of its own."""
    known = key_words()
    return known.get(owner, {}).get(key) or known["Cited"].get(key)


def _text(value: Mapping[str, str]) -> Text:
    return Text(str(value["zh"]), str(value["en"]))
