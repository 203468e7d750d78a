"""The tables of docs/facts-folder.md: every column, its Chinese header, its type, and an example row."""

from __future__ import annotations

from collections.abc import Iterator

from gongping.tables.spec import KIND_WORDS, TABLES, TableSpec
from tools.documentation.words import table_words


def facts_tables() -> str:
    """All tables, in the order of the specification."""
    return "\n".join("\n".join(_table(spec)) for spec in TABLES.values())


def _table(spec: TableSpec) -> Iterator[str]:
    words = table_words().get(spec.id)
    yield f"### {spec.id} · {spec.title.zh}\n"
    if words is not None:
        yield f"{words.says}\n"
    yield "| column | also accepted | type | required | example |"
    yield "|---|---|---|---|---|"
    for column in spec.columns:
        sample = words.example.get(column.id, "") if words else ""
        others = "、".join((column.zh, *column.also))
        need = "yes" if column.required else ""
        yield f"| `{column.id}` | {others} | {KIND_WORDS[column.kind].en.removeprefix('a ')} | {need} | {sample} |"
    yield ""
