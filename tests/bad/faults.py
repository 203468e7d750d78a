"""The faulty schemes, folders and workbooks, and what the command line must say of each.

``schemes.yaml``, ``facts.yaml`` and ``workbooks.yaml`` list them by name:

- a scheme is the file ``schemes/<name>.yaml``: the good scheme with one fault;
- a folder is ``facts/<name>/``: the files that stand in the place of the good folder's, ``without`` those named;
- a workbook is made by ``workbooks.py`` in a copy of the good folder.

``finds`` are all findings expected, in any order: ``at`` (line of the scheme, or file:line:column), ``code``,
and words that must stand in the Chinese and in the English sentence. ``exit`` is 2 unless told.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.bad.workbooks import WORKBOOKS

HERE = Path(__file__).parent
GOOD_SCHEME, GOOD_FACTS = HERE / "good" / "scheme.yaml", HERE / "good" / "facts"


@dataclass(frozen=True)
class Expected:
    """One finding: its place as printed, its code, words in both languages."""

    at: str
    code: str
    zh: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True)
class Fault:
    kind: str
    name: str
    finds: tuple[Expected, ...]
    exit: int = 2
    without: tuple[str, ...] = ()

    @property
    def scheme(self) -> Path:
        return HERE / "schemes" / f"{self.name}.yaml" if self.kind == "schemes" else GOOD_SCHEME

    def folder(self, room: Path) -> Path:
        """The facts folder with the fault, put together in ``room``; the good one where the scheme is at fault."""
        if self.kind == "schemes":
            return GOOD_FACTS
        made = room / self.name
        shutil.copytree(GOOD_FACTS, made)
        if self.kind == "workbooks":
            WORKBOOKS[self.name](made)
            return made
        shutil.copytree(HERE / "facts" / self.name, made, dirs_exist_ok=True)
        for name in self.without:
            (made / name).unlink()
        return made


def faults() -> Iterator[Fault]:
    for kind in ("schemes", "facts", "workbooks"):
        table: dict[str, Any] = YAML(typ="safe").load(HERE / f"{kind}.yaml")
        for name, told in table.items():
            finds = tuple(_expected(kind, name, one) for one in told["finds"])
            yield Fault(kind, name, finds, told.get("exit", 2), tuple(told.get("without", ())))


def _expected(kind: str, name: str, told: dict[str, Any]) -> Expected:
    at = f"schemes/{name}.yaml:{told['at']}" if kind == "schemes" else str(told["at"])
    return Expected(at, told["code"], tuple(told["zh"]), tuple(told["en"]))
