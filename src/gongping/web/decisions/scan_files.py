"""Scans as files: what is taken, judged by content; where they lie; and reading them back unchanged."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongping.text import Message
from gongping.web.decisions import messages as m
from gongping.web.decisions.messages import refuse

TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}
MOST_PIXELS = 120_000_000
"""A page of A3 at 600 dots an inch has 70 million."""
MOST_INFLATED = 2**24

_NAME_ESCAPE = re.compile(rb"#([0-9a-fA-F]{2})")
_ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|Encrypt|XFA|SubmitForm|ImportData|Movie|Sound|3D)(?![0-9A-Za-z])"
)
_OBJECTS = re.compile(rb"/ObjStm\b.{0,400}?>>\s*stream\r?\n", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff/\\]")


@dataclass(frozen=True)
class Checked:
    """An uploaded file that was found to be a scan."""

    name: str
    kind: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def check(name: str, data: bytes, most_bytes: int) -> Checked:
    """The upload as a scan, or Refused with what is wrong and what to do."""
    shown = shown_name(name)
    if not data:
        raise refuse(m.EMPTY, name=shown)
    if len(data) > most_bytes:
        raise refuse(m.LARGE, name=shown, most=most_bytes // 2**20)
    kind = _kind(data)
    if kind is None:
        raise refuse(m.NOT_A_SCAN, name=shown)
    if kind == "pdf":
        wrong = _wrong_pdf(data)
        if wrong is not None:
            raise refuse(wrong, name=shown)
    else:
        _check_picture(shown, kind, data)
    return Checked(shown, kind, data)


def shown_name(name: str) -> str:
    """A file's name as it may be shown: one line, no path, at most 120 characters."""
    plain = _CONTROL.sub("", re.split(r"[/\\]", name)[-1]).strip()
    if len(plain) > 120:
        stem, dot, end = plain.rpartition(".")
        plain = stem[: 119 - len(end)] + dot + end if dot and len(end) < 10 else plain[:120]
    return plain or "scan"


def _kind(data: bytes) -> str | None:
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    return "png" if data.startswith(b"\x89PNG\r\n\x1a\n") else None


def _wrong_pdf(data: bytes) -> Message | None:
    if b"%%EOF" not in data[-2048:]:
        return m.BROKEN
    if any(_ACTIVE.search(_NAME_ESCAPE.sub(_unescape, part)) for part in (data, *_hidden_objects(data))):
        return m.ACTIVE
    return None


def _unescape(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)])


def _hidden_objects(data: bytes) -> Iterator[bytes]:
    """What compressed object streams hold; pictures are left alone."""
    left = MOST_INFLATED
    for found in _OBJECTS.finditer(data):
        try:
            inflated = zlib.decompressobj().decompress(data[found.end() :], max(left, 1))
        except zlib.error:
            continue
        left -= len(inflated)
        yield inflated


def _check_picture(name: str, kind: str, data: bytes) -> None:
    size = _png_size(data) if kind == "png" else _jpeg_size(data)
    if size is None or 0 in size:
        raise refuse(m.BROKEN, name=name)
    if size[0] * size[1] > MOST_PIXELS:
        raise refuse(m.HUGE, name=name, width=size[0], height=size[1])


def _png_size(data: bytes) -> tuple[int, int] | None:
    if data[12:16] != b"IHDR" or b"IEND" not in data[-16:]:
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """From the frame's header; None when the file is cut off before it or has no end."""
    if b"\xff\xd9" not in data[-4096:]:
        return None
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 1 if marker == 0xFF else 2 + max(length, 2)
    return None


# Where they lie: in the data directory, under a name that says nothing.


def store(folder: Path, scan: Checked) -> str:
    """Write the file so that it outlasts a power cut; gives the name it lies under."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stored = secrets.token_hex(16)
    descriptor = os.open(folder / stored, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(scan.data)
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(folder)
    return stored


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there, and needs not be
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(folder: Path, stored: str, sha256: str) -> bytes | None:
    """The file as it was uploaded; None when it is gone or another."""
    try:
        data = (folder / stored).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None
