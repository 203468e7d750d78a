"""The manifest: the SHA-256 of every file of an output folder, and the result's fingerprint.

The fingerprint is the SHA-256 of the manifest's bytes: whoever keeps it can tell later whether this
very result is shown, even if every file and the manifest were changed consistently.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANIFEST = "bundle/manifest.json"


@dataclass(frozen=True)
class Manifest:
    """``files`` maps a path below the output folder to its SHA-256."""

    engine: str
    scheme: str
    language: str
    readings: Mapping[str, str]
    files: Mapping[str, str]

    def bytes(self) -> bytes:
        content = {
            "gongping": self.engine,
            "scheme": self.scheme,
            "language": self.language,
            "readings": dict(sorted(self.readings.items())),
            "files": dict(sorted(self.files.items())),
        }
        return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.bytes()).hexdigest()


def digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def files_below(folder: Path) -> list[str]:
    """All files of an output folder but the manifest, as paths with slashes, sorted."""
    found = (f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file())
    return sorted(name for name in found if name != MANIFEST)


def make_manifest(folder: Path, engine: str, scheme: str, language: str, readings: Mapping[str, str]) -> Manifest:
    return Manifest(engine, scheme, language, readings, {name: digest(folder / name) for name in files_below(folder)})


def read_manifest(folder: Path) -> Manifest:
    """Raises OSError, ValueError or KeyError where there is none or it cannot be read."""
    content: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
    files = content["files"]
    if not isinstance(files, dict) or not all(isinstance(v, str) for v in files.values()):
        raise ValueError("files")
    return Manifest(
        str(content["gongping"]), str(content["scheme"]), str(content["language"]), dict(content["readings"]), files
    )
