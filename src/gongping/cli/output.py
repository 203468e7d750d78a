"""An output folder that is there whole or not at all: written beside its place, then renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongping.bundle.manifest import MANIFEST, files_below, read_manifest
from gongping.text import Finding, Message, Place, Refused, Text

NOT_OURS = Message(
    "cli.folder-not-ours",
    Text("{folder} 里有别的文件（{files}），不覆盖", "{folder} holds other files ({files}); it is not overwritten"),
    Text("换一个 --out 文件夹，或先移走这些文件", "name another --out folder, or move these files away first"),
)
NOT_A_FOLDER = Message(
    "cli.not-a-folder",
    Text("{folder} 是一个文件，不是文件夹", "{folder} is a file, not a folder"),
    Text("换一个 --out 文件夹", "name another --out folder"),
)


def check_place(folder: Path) -> None:
    """Refuse a place that holds anything but an earlier result of ours. Raises Refused."""
    if folder.is_dir():
        foreign = foreign_files(folder)
        if foreign:
            values = {"folder": str(folder), "files": foreign[:5]}
            raise Refused([Finding(NOT_OURS, Place(str(folder)), values=values)])
    elif folder.exists() or folder.is_symlink():
        raise Refused([Finding(NOT_A_FOLDER, Place(str(folder)), values={"folder": str(folder)})])


def foreign_files(folder: Path) -> list[str]:
    """Files that no earlier run of ours wrote; empty for an empty folder."""
    try:
        known = {*read_manifest(folder).files, MANIFEST}
    except (OSError, ValueError, KeyError, TypeError):
        known = set()
    there = [*files_below(folder), *([MANIFEST] if (folder / MANIFEST).is_file() else [])]
    return [name for name in there if name not in known]


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A temporary folder beside ``folder`` that takes its place when all went well."""
    check_place(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        temporary.chmod(0o755)
        yield temporary
        _put(temporary, folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _put(new: Path, folder: Path) -> None:
    """Rename ``new`` to ``folder``; an earlier one steps aside first and comes back on a fault."""
    if not folder.exists():
        os.rename(new, folder)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.old.", dir=folder.parent))
    os.rename(folder, aside / "old")
    try:
        os.rename(new, folder)
    except BaseException:
        os.rename(aside / "old", folder)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
