"""A mapping as a file, and what it yields as a facts folder."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from gongping.mapping.applying import Row
from gongping.mapping.model import SKIPPED, Mapping, Source, Taken
from gongping.scheme.source import read_source
from gongping.scheme.typed import typed
from gongping.tables.spec import TABLES
from gongping.tables.writing import write_csv
from gongping.text import Finding, blocking

NAME = "mapping.yaml"
HEAD = """\
# 对照表：本单位的工作簿怎样读成数据表。由 gongping new --from-workbook 写成，可以手工修改后再用。
# How this office's workbooks are read. Written by gongping new --from-workbook; edit it and run again.
#   file, sheet   哪些文件、哪些工作表，可用 * 和 ?
#   header        表头在第几行；两行表头写 [3, 4]，列标题用 / 连接
#   everywhere    整张表相同的值：文字，或取自 {sheet: 匹配式}、{cell: B2, pattern: 匹配式}、{row: "T{:02}"}
#   columns       列标题: 用途。- 不用；字段名；或“表 字段=值…”，如 marks item=B1 body=市委组织部
#   words         单位自己的说法: 数据表的说法；split 一格里几个值的分隔符号
"""


def read_mapping(file: Path) -> tuple[Mapping | None, list[Finding]]:
    """The mapping of a file, with every finding at its line."""
    source, findings = read_source(file)
    if blocking(findings):
        return None, findings
    return typed(Mapping, source.tree, (), source, findings), findings


def write_mapping(plan: Mapping, file: Path) -> None:
    """Write it so that a person can read and change it. Raises OSError."""
    yaml = YAML()
    yaml.width = 160
    yaml.indent(mapping=2, sequence=4, offset=2)
    tree: dict[str, Any] = {"mapping": 1, "sources": [_source(s) for s in plan.sources]}
    if plan.tables:
        tree["tables"] = {name: [_flow(row) for row in rows] for name, rows in plan.tables.items()}
    out = io.StringIO()
    yaml.dump(tree, out)
    file.write_text(HEAD + out.getvalue(), encoding="utf-8")


def _source(source: Source) -> dict[str, Any]:
    tree: dict[str, Any] = {"file": source.file, "sheet": source.sheet, "header": _flow(list(source.header))}
    if source.skip != SKIPPED:
        tree["skip"] = _flow(list(source.skip))
    if source.everywhere:
        tree["everywhere"] = {
            k: _flow(v.model_dump(exclude_none=True)) if isinstance(v, Taken) else v
            for k, v in source.everywhere.items()
        }
    tree["columns"] = {k: v or "-" for k, v in source.columns.items()}
    for name in ("words", "split"):
        if getattr(source, name):
            tree[name] = getattr(source, name)
    return tree


def _flow(value: Any) -> Any:
    """The same list or mapping on one line."""
    made: Any = CommentedMap(value) if isinstance(value, dict) else CommentedSeq(value)
    made.fa.set_flow_style()
    return made


def write_tables(tables: dict[str, list[Row]], folder: Path) -> list[Path]:
    """Write rows as the tables of a facts folder. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, rows in tables.items():
        columns = [column.id for column in TABLES[name].columns]
        write_csv(folder, name, ([row.get(c, "") for c in columns] for row in rows))
        written.append(folder / f"{name}.csv")
    return written
