"""Whatever byte or line of good files is changed, the command line answers with findings, never a traceback.

``running.run`` fails on a traceback, on an internal error and on any exit code but 0, 1 and 2.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bad.faults import GOOD_FACTS, GOOD_SCHEME
from tests.bad.running import run

SCHEME = GOOD_SCHEME.read_bytes()
TABLES = {file.name: file.read_bytes() for file in sorted(GOOD_FACTS.glob("*.csv"))}
WORDS = [
    b"", b"0", b"-1", b"1e9", b"99999999999999999999999", b"0.1", b"yes", b"null", b"~", b"[]", b"{}", b"all", b"final",
    b"composite", b"town", b"_blank", b"_invalid", b"T01", b"T01;T02", b"pending", "不适用".encode(), "待定".encode(),
    b"(,0)", b"[0,100]", b"50%", b"''", b"\xff", b"\xef\xbb\xbf", b"2025-02-30", b"\t", b": ", b"- ", b"&a", b"*a",
]  # fmt: skip
"""What a slip of the hand, or a wrong idea of the language, would put somewhere."""


@st.composite
def mutated(draw: st.DrawFn, text: bytes) -> bytes:
    """A good text with one to three slips: a byte changed, a line gone, doubled, moved or cut, a word replaced."""
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.sampled_from([_byte, _line, _word]))(draw, text)
    return text


def _byte(draw: st.DrawFn, text: bytes) -> bytes:
    at = draw(st.integers(0, max(len(text) - 1, 0)))
    return text[:at] + draw(st.binary(max_size=2)) + text[at + draw(st.integers(0, 2)) :]


def _line(draw: st.DrawFn, text: bytes) -> bytes:
    lines = text.splitlines(keepends=True) or [b""]
    n = draw(st.integers(0, len(lines) - 1))
    line = lines[n]
    other = draw(st.integers(0, len(lines)))
    change = draw(st.sampled_from(["gone", "doubled", "moved", "cut", "indented"]))
    if change == "gone":
        del lines[n]
    elif change == "doubled":
        lines.insert(other, line)
    elif change == "moved":
        lines.insert(other, lines.pop(n))
    elif change == "cut":
        lines[n] = line[: len(line) // 2] + b"\n"
    else:
        lines[n] = b"  " + line
    return b"".join(lines)


def _word(draw: st.DrawFn, text: bytes) -> bytes:
    """One value or cell becomes another word, from the list or from elsewhere in the same text."""
    parts = [p for p in text.replace(b"\n", b",").replace(b"{", b",").replace(b"}", b",").split(b",") if p.strip()]
    words = [w.strip() for part in parts for w in part.split(b": ") if w.strip()]
    old = draw(st.sampled_from(words)) if words else b""
    new = draw(st.sampled_from(WORDS + words))
    starts = [n for n in range(len(text)) if text.startswith(old, n)] if old else [0]
    at = draw(st.sampled_from(starts)) if starts else 0
    return text[:at] + new + text[at + len(old) :]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    room = tmp_path_factory.mktemp("mutations")
    shutil.copytree(GOOD_FACTS, room / "facts")
    return room


@given(text=mutated(SCHEME))
def test_no_slip_in_a_scheme_brings_a_traceback(room: Path, text: bytes) -> None:
    (room / "scheme.yaml").write_bytes(text)
    run("lint", room / "scheme.yaml", GOOD_FACTS)


@given(data=st.data())
def test_no_slip_in_a_table_brings_a_traceback(room: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(TABLES)))
    (room / "facts" / name).write_bytes(data.draw(mutated(TABLES[name])))
    try:
        run("lint", GOOD_SCHEME, room / "facts")
    finally:
        (room / "facts" / name).write_bytes(TABLES[name])


@given(text=mutated(SCHEME), data=st.data())
def test_no_slip_leaves_half_a_result(room: Path, text: bytes, data: st.DataObject) -> None:
    """Slips in the scheme and a table together: a result is whole or absent."""
    name, out = data.draw(st.sampled_from(sorted(TABLES))), room / "result"
    (room / "scheme.yaml").write_bytes(text)
    (room / "facts" / name).write_bytes(data.draw(mutated(TABLES[name])))
    try:
        outcome = run("score", room / "scheme.yaml", room / "facts", "--out", out)
        assert out.exists() is (outcome.code == 0)
        assert outcome.code or (out / "bundle" / "manifest.json").is_file()
        assert sorted(p.name for p in room.iterdir()) == sorted(
            ["facts", "scheme.yaml", *(["result"] if outcome.code == 0 else [])]
        )
    finally:
        (room / "facts" / name).write_bytes(TABLES[name])
        shutil.rmtree(out, ignore_errors=True)
