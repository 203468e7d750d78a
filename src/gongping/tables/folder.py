"""A facts folder: which file holds which table, and what does not belong there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongping.tables import messages as m
from gongping.tables.model import Table
from gongping.tables.reading import read_table
from gongping.tables.spec import TABLES
from gongping.tables.words import did_you_mean, fold
from gongping.text import Finding, Message, Place, reason_of

READ = (".csv", ".xlsx", ".parquet")
_REFUSED: Mapping[str, Message] = {
    ".xlsm": m.MACROS, ".xltm": m.MACROS, ".xls": m.OLD_WORKBOOK, ".et": m.WRONG_FORMAT, ".ods": m.WRONG_FORMAT,
    ".xlsb": m.WRONG_FORMAT, ".tsv": m.WRONG_FORMAT, ".numbers": m.WRONG_FORMAT,
}  # fmt: skip


@dataclass(frozen=True)
class Folder:
    """The tables found in a folder: name → file."""

    path: Path
    files: Mapping[str, Path]
    opened: bool = True
    """False where there is no folder to look into, which ``scan`` has reported."""

    def read(self, name: str) -> tuple[Table | None, list[Finding]]:
        """One table of the folder; (None, []) when it is not there."""
        file = self.files.get(name)
        return read_table(file, TABLES[name]) if file else (None, [])


def scan(path: Path) -> tuple[Folder, list[Finding]]:
    """Look through a folder. Findings: unknown tables, two files of one table, formats not read.

    Hidden files, lock files of open workbooks and files of other kinds (notes, PDFs) are passed over.
    """
    try:
        entries = sorted(path.iterdir())
    except NotADirectoryError:
        return Folder(path, {}, opened=False), [Finding(m.NOT_A_FOLDER, Place(str(path)), values={"folder": str(path)})]
    except FileNotFoundError:
        return Folder(path, {}, opened=False), [Finding(m.NO_FOLDER, Place(str(path)), values={"folder": str(path)})]
    except OSError as error:
        return Folder(path, {}, opened=False), [
            Finding(m.UNREADABLE, Place(str(path)), values={"reason": reason_of(error)})
        ]
    findings: list[Finding] = []
    found: dict[str, list[Path]] = {}
    for file in entries:
        suffix = file.suffix.lower()
        if file.name.startswith((".", "~$")) or file.is_dir():
            continue
        if suffix in _REFUSED:
            findings.append(Finding(_REFUSED[suffix], Place(file.name), values={"suffix": suffix}))
        elif suffix in READ:
            if (name := file.stem.strip().lower()) in TABLES:
                found.setdefault(name, []).append(file)
            else:
                findings.append(_unknown(file))
    for name, files in found.items():
        if len(files) > 1:
            values = {"table": name, "files": [f.name for f in files]}
            findings.append(Finding(m.TWO_FILES, Place(files[1].name), values=values))
    return Folder(path, {name: files[0] for name, files in found.items()}), findings


def _unknown(file: Path) -> Finding:
    titles = {fold(spec.title.zh): name for name, spec in TABLES.items()}
    titled = titles.get(fold(file.stem))
    hint = did_you_mean(titled or file.stem, TABLES)
    values = {"name": file.stem, "hint": hint, "tables": ", ".join(TABLES)}
    return Finding(m.UNKNOWN_TABLE, Place(file.name), values=values)


def missing(folder: Folder, name: str) -> Finding:
    """The finding that a table which must be there is not."""
    spec = TABLES[name]
    values = {"table": name, "title": spec.title, "columns": spec.needed()}
    return Finding(m.NO_TABLE, Place(folder.path.name), values=values)
