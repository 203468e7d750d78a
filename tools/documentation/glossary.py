"""docs/glossary.md: identifier, Chinese, meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongping.facts import words as fixed
from gongping.scoring.operators import vocabulary
from gongping.tables.spec import TABLES
from tools.documentation.words import key_words, table_words, terms

HEAD = """\
# Glossary

Made by `make docs` from `docs/data/`, the operators and the facts tables; do not edit. The words an office uses, then every
identifier of the scheme language and of a facts folder. A scheme's own words win in its results.
"""
FIXED = {
    "Standings of a unit (table unit_status)": (fixed.STANDINGS, "what each means is said under `statuses`"),
    "Whether an item applies (table applies)": (fixed.APPLIES, ""),
    "Status of an event (table events)": (fixed.EVENT_STATUSES, "only verified ones count"),
    "Kinds of collective decisions (table decisions)": (fixed.DECISION_KINDS, ""),
}


def glossary() -> str:
    """The whole page."""
    parts = [HEAD]
    for heading, entries in terms().items():
        parts.append(_section(heading, ((name, words.zh, words.en) for name, words in entries)))
    parts.append(_section("Operators of the scheme language", _operators()))
    parts.append(_section("Keys of the scheme language", _keys(), code=True))
    parts.append(_section("Tables of a facts folder", _tables(), code=True))
    parts.append(_section("Columns of the tables", _columns(), code=True))
    for heading, (vocabulary_, meaning) in FIXED.items():
        rows = ((id, vocabulary_.titles[id], meaning) for id in vocabulary_.titles)
        parts.append(_section(heading, rows, code=True))
    return "\n".join(parts)


def _section(heading: str, rows: Iterable[tuple[str, str, str]], code: bool = False) -> str:
    lines = [f"## {heading}\n", "| identifier | 中文 | meaning |", "|---|---|---|"]
    for name, zh, en in rows:
        shown = f"`{name}`" if code else name
        lines.append(f"| {shown} | {zh} | {en} |")
    return "\n".join([*lines, ""])


def _operators() -> Iterator[tuple[str, str, str]]:
    for key, operator in vocabulary().items():
        yield f"[`{key}`](reference.md#operator-{key})", operator.TITLE.zh, operator.SAYS.en


def _keys() -> Iterator[tuple[str, str, str]]:
    """Each key once per meaning, with the mappings it stands in."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for model, keys in key_words().items():
        for key, words in keys.items():
            found.setdefault((key, words.zh, words.en), []).append(model)
    for (key, zh, en), models in sorted(found.items()):
        yield key, zh, f"{en} ({', '.join(models)})"


def _tables() -> Iterator[tuple[str, str, str]]:
    for spec in TABLES.values():
        yield spec.id, spec.title.zh, table_words()[spec.id].says if spec.id in table_words() else ""


def _columns() -> Iterator[tuple[str, str, str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for spec in TABLES.values():
        for column in spec.columns:
            found.setdefault((column.id, "、".join((column.zh, *column.also))), []).append(spec.id)
    for (name, zh), tables in sorted(found.items()):
        yield name, zh, f"in {', '.join(tables)}"
