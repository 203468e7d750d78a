"""A scan is judged by its content, lies under a name that says nothing, and comes back unchanged or not at all."""

from __future__ import annotations

import contextlib
import stat
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.text import Refused
from gongping.web.decisions import scan_files
from tests.web.decisions.conftest import JPEG, PDF, png

MOST = 2**20


def code(name: str, data: bytes) -> str:
    with pytest.raises(Refused) as error:
        scan_files.check(name, data, MOST)
    (finding,) = error.value.findings
    assert finding.do("zh")
    assert finding.do("en")
    return finding.code


def pdf_with(inside: bytes) -> bytes:
    return PDF.replace(b"/Type/Catalog", b"/Type/Catalog" + inside)


def hidden(inside: bytes) -> bytes:
    packed = zlib.compress(inside)
    stream = b"2 0 obj<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length %d>>stream\r\n%b\nendstream endobj\n"
    return PDF.replace(b"trailer", stream % (len(packed), packed) + b"trailer")


@pytest.mark.parametrize(("data", "kind"), [(PDF, "pdf"), (JPEG, "jpeg"), (png(), "png")])
@pytest.mark.parametrize("name", ["纪要.pdf", "x.exe", "无扩展名"])
def test_content_decides_not_the_name(name: str, data: bytes, kind: str) -> None:
    assert scan_files.check(name, data, MOST) == scan_files.Checked(name, kind, data)


REFUSED = {
    "empty": (b"", "decisions.scan-empty"),
    "large": (PDF + b"x" * MOST, "decisions.scan-large"),
    "word": (b"PK\x03\x04word/document.xml", "decisions.scan-kind"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "decisions.scan-kind"),
    "html": (b"<html><script>alert(1)</script>", "decisions.scan-kind"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "decisions.scan-kind"),
    "gif": (b"GIF89a", "decisions.scan-kind"),
    "program": (b"MZ\x90\x00", "decisions.scan-kind"),
    "cut pdf": (PDF[:-8], "decisions.scan-broken"),
    "cut jpeg": (JPEG[:-2], "decisions.scan-broken"),
    "jpeg without a frame": (b"\xff\xd8\xff\xe0\x00\x10" + b"\x00" * 30 + b"\xff\xd9", "decisions.scan-broken"),
    "cut png": (png()[:-8], "decisions.scan-broken"),
    "png of nothing": (png(0, 5), "decisions.scan-broken"),
    "bomb": (png(60_000, 60_000), "decisions.scan-pixels"),
    "script": (pdf_with(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "decisions.scan-active"),
    "script in other letters": (pdf_with(b"/OpenAction<</S/J#61vaScript>>"), "decisions.scan-active"),
    "launch": (pdf_with(b"/OpenAction<</S/Launch/F(cmd.exe)>>"), "decisions.scan-active"),
    "attachment": (pdf_with(b"/Names<</EmbeddedFiles 3 0 R>>"), "decisions.scan-active"),
    "password": (PDF.replace(b"/Root", b"/Encrypt 5 0 R/Root"), "decisions.scan-active"),
    "packed script": (hidden(b"7 0 <</S/JavaScript/JS(x)>>"), "decisions.scan-active"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_scan_is_refused_with_what_to_do(what: str) -> None:
    data, expected = REFUSED[what]
    assert code("x.pdf", data) == expected


def test_harmless_packed_objects_are_taken() -> None:
    assert scan_files.check("x.pdf", hidden(b"7 0 <</Type/Page>>"), MOST).kind == "pdf"


def test_a_bomb_of_packed_objects_is_not_unpacked_whole() -> None:
    bomb = hidden(b"\x00" * 2**26)
    assert len(bomb) < 2**17
    assert scan_files.check("x.pdf", bomb, MOST).kind == "pdf"


@given(st.binary(max_size=300))
def test_no_content_breaks_the_check(data: bytes) -> None:
    for start in (b"", b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"):
        with contextlib.suppress(Refused):
            scan_files.check("x", start + data, MOST)


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [("../../etc/passwd", "passwd"), ("C:\\扫描\\纪要.pdf", "纪要.pdf"), ("a\r\nb\x00.pdf", "ab.pdf"), ("", "scan"), ("..", ".."),
     ("\u202egpj.exe", "gpj.exe"), ("长" * 300 + ".pdf", "长" * 116 + ".pdf")],
)  # fmt: skip
def test_a_name_is_shown_as_one_plain_line(given_name: str, shown: str) -> None:
    assert scan_files.shown_name(given_name) == shown


def test_a_stored_scan_comes_back_and_only_its_owner_may_look(tmp_path: Path) -> None:
    scan, folder = scan_files.check("纪要.pdf", PDF, MOST), tmp_path / "files" / "decisions"
    stored = scan_files.store(folder, scan)
    assert scan_files.read(folder, stored, scan.sha256) == PDF
    assert len(stored) == 32
    assert stat.S_IMODE((folder / stored).stat().st_mode) == 0o600
    (folder / stored).write_bytes(PDF + b" ")
    assert scan_files.read(folder, stored, scan.sha256) is None
    (folder / stored).unlink()
    assert scan_files.read(folder, stored, scan.sha256) is None
