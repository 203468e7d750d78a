"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from gongping.cli.help import both

Scheme: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="SCHEME",
        show_default=False,
        help=both("方案：文件、文件夹，或随附方案的编号", "a scheme: file, folder, or the id of a shipped one"),
    ),
]
FactsFolder: TypeAlias = Annotated[
    Path, typer.Argument(metavar="FACTS", show_default=False, help=both("数据文件夹", "the folder of facts"))
]
AsJson: TypeAlias = Annotated[
    bool, typer.Option("--json", help=both("输出JSON，供程序读取", "answer in JSON, for a program"))
]
Assume: TypeAlias = Annotated[list[str] | None, typer.Option("--assume", metavar="ID=READING", help=both(
    "方案未明确事项改用另一种理解，可多次", "read an assumption the other way; may be repeated"))]  # fmt: skip


def read_pairs(texts: Sequence[str] | None, option: str) -> dict[str, str]:
    """``ID=READING`` texts as a mapping; anything else is a usage error."""
    pairs = {}
    for text in texts or ():
        name, equals, value = text.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise typer.BadParameter(
                both(f"{option} “{text}”应写作 编号=理解", f"{option} '{text}' must be written ID=READING")
            )
        pairs[name.strip()] = value.strip()
    return pairs
