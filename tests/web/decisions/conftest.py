"""Who registers and who confirms, and scans in each kind of file."""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from gongping.web.accounts.models import Body, Handling, Person
from gongping.web.decisions import actions, queries, scan_files
from gongping.web.decisions.actions import Draft
from gongping.web.decisions.models import Decision

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b080064006401011100") + b"\x00" * 40 + b"\xff\xd9"


def png(width: int = 3, height: int = 2) -> bytes:
    """A whole PNG; its pixels only where it is small."""
    rows = zlib.compress(b"\x00" * (width + 1) * height if width * height < 10_000 else b"\x00")
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b""))
    chunks = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def person(db: None) -> Callable[..., Person]:
    """Make somebody: person("wang", "lead")."""

    def make(username: str, role: str = "lead", **more: object) -> Person:
        body = Body.objects.get_or_create(code="zzb", defaults={"name": "市委组织部"})[0]
        return Person.objects.create(
            username=username, name=f"{username}同志", role=role, must_change=False, body=body, **more
        )

    return make


@pytest.fixture
def wang(person: Callable[..., Person]) -> Person:
    return person("wang")


@pytest.fixture
def chen(person: Callable[..., Person]) -> Person:
    return person("chen")


def handle(by: Person, whom: Person, kind: str = "reset", days_ago: int = 1) -> None:
    from django.utils import timezone  # noqa: PLC0415 - not before the settings

    at = timezone.now() - dt.timedelta(days=days_ago)
    Handling.objects.create(by=by, person=whom, kind=kind, at=at)


def draft(**changes: object) -> Draft:
    said = {"deciding_body": "部务会", "decided_on": dt.date(2026, 11, 20), "minutes_number": "〔2026〕18号",
            "title": "突破青石镇创新加分上限", "text": "同意青石镇自选创新工作加分按20分计。"}  # fmt: skip
    return Draft(**{**said, **changes})


def registered(by: Person, scans: int = 1, **changes: object) -> Decision:
    files = [scan_files.check(f"纪要{n}.pdf", PDF + b"%" + str(n).encode(), 2**20) for n in range(scans)]
    return actions.register(actor=by, draft=draft(**changes), scans=files)


def seen(*decisions: Decision) -> dict[int, str]:
    """What a person who opens the pages now would confirm."""
    return {one.pk: queries.fingerprint(one, list(one.scans.all())) for one in decisions}


def confirmed(by: Person, second: Person, **changes: object) -> Decision:
    decision = registered(by, **changes)
    actions.confirm(actor=second, seen=seen(decision))
    decision.refresh_from_db()
    return decision
