"""The chain finds every tampering when a head is kept outside; without one it is blind to a cut end (the canary)."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongping.web.journal import chain
from gongping.web.journal.chain import NOTHING, Head, Link

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=8,
)
BODIES = st.lists(st.dictionaries(st.text(st.characters(codec="utf-8")), PLAIN, max_size=4), max_size=8)


def grown(bodies: list[dict[str, object]]) -> list[Link]:
    links, head = list[Link](), NOTHING
    for body in bodies:
        links.append(chain.link(head, body))
        head = Head(links[-1].number, links[-1].hash)
    return links


def of_length(length: int) -> list[Link]:
    return grown([{"what": f"第{n}件事", "n": n} for n in range(1, length + 1)])


def head_of(links: list[Link]) -> Head:
    return Head(links[-1].number, links[-1].hash)


def altered(links: list[Link], dice: random.Random) -> list[Link]:
    at = dice.randrange(len(links))
    changed = replace(links[at], body={**links[at].body, "what": "改过"})
    return [*links[:at], changed, *links[at + 1 :]]


def altered_and_hashed_anew(links: list[Link], dice: random.Random) -> list[Link]:
    """The whole rest computed again: inwardly a perfect chain."""
    at = dice.randrange(len(links))
    return grown([{**one.body, "what": "改过"} if n == at else dict(one.body) for n, one in enumerate(links)])


def deleted(links: list[Link], dice: random.Random) -> list[Link]:
    at = dice.randrange(len(links))
    return [*links[:at], *links[at + 1 :]]


def inserted(links: list[Link], dice: random.Random) -> list[Link]:
    at = dice.randrange(len(links))
    false = chain.link(Head(at, links[at - 1].hash if at else chain.BEGINNING), {"what": "多出来的"})
    return [*links[:at], false, *links[at:]]


def reordered(links: list[Link], dice: random.Random) -> list[Link]:
    a, b = dice.sample(range(len(links)), 2)
    moved = list(links)
    moved[a], moved[b] = moved[b], moved[a]
    return moved


def renumbered(links: list[Link], dice: random.Random) -> list[Link]:
    """Two entries change places and numbers."""
    a, b = dice.sample(range(len(links)), 2)
    moved = list(links)
    moved[a], moved[b] = replace(links[b], number=a + 1), replace(links[a], number=b + 1)
    return moved


def truncated(links: list[Link], dice: random.Random) -> list[Link]:
    return links[: dice.randrange(len(links))]


TAMPERINGS = [altered, altered_and_hashed_anew, deleted, inserted, reordered, renumbered, truncated]


@pytest.mark.parametrize("tamper", TAMPERINGS)
def test_every_tampering_is_found_against_a_head_kept_outside(
    tamper: Callable[[list[Link], random.Random], list[Link]],
) -> None:
    dice, found = random.Random(7), 0
    for _ in range(200):
        links = of_length(dice.randrange(2, 15))
        found += not chain.check(tamper(links, dice), [head_of(links)]).holds
    assert found == 200


def test_without_a_head_outside_a_cut_end_is_never_found() -> None:
    """The canary: why a head must be kept outside."""
    dice = random.Random(7)
    links = [of_length(dice.randrange(2, 15)) for _ in range(200)]
    assert sum(not chain.check(truncated(one, dice)).holds for one in links) == 0
    assert sum(not chain.check(altered_and_hashed_anew(one, dice)).holds for one in links) == 0


def test_an_earlier_head_still_fits_a_longer_journal() -> None:
    links = of_length(9)
    assert chain.check(links, [Head(4, links[3].hash), head_of(links)]).holds
    assert [f.code for f in chain.check(links, [Head(4, "a" * 64)]).findings] == ["journal.other-head"]


def test_an_empty_journal_holds_and_a_head_beyond_it_does_not() -> None:
    assert chain.check([]) == chain.Checked(NOTHING, ())
    assert [f.code for f in chain.check([], [Head(1, "a" * 64)]).findings] == ["journal.cut-off"]


def test_each_finding_names_the_entry() -> None:
    links = of_length(5)
    links[2] = replace(links[2], body={"what": "改过"})
    (finding,) = chain.check(links, [head_of(links)]).findings
    assert finding.code == "journal.altered"
    assert finding.what("zh") == "第3条的内容与其校验值不符：写入以后被改动过"
    assert finding.what("en") == "entry 3 does not match its hash: altered since"


def test_a_ruined_journal_is_reported_shortly() -> None:
    links = [replace(one, previous="b" * 64) for one in of_length(400)]
    assert 50 <= len(chain.check(links).findings) <= 53


@given(BODIES)
def test_an_export_reads_back_the_same(bodies: list[dict[str, object]]) -> None:
    links = grown(bodies)
    head = head_of(links) if links else NOTHING
    text = "".join(map(chain.write_line, links)) + chain.write_head(head)
    assert chain.read(text.split("\n")) == (links, head)
    assert chain.check(links, [head]).holds


@given(st.text(max_size=80))
def test_any_other_line_is_refused_by_number(line: str) -> None:
    if line.strip():
        with pytest.raises(chain.NotAnExport, match="line 1 "):
            chain.read([line])


ZEROS = "0" * 64
WRONG_SHAPES = [
    '{"number":1,"previous":"","body":{},"hash":""}',
    f'{{"number":true,"previous":"{ZEROS}","body":{{}},"hash":"{ZEROS}"}}',
    f'{{"number":1,"previous":"{ZEROS}","body":{{"a":1.5}},"hash":"{ZEROS}"}}',
    f'{{"number":1,"previous":"{ZEROS}","body":[],"hash":"{ZEROS}"}}',
    f'{{"number":1,"previous":"{ZEROS}","body":{{"a":"\\ud800"}},"hash":"{ZEROS}"}}',
    f'{{"head":{{"number":-1,"hash":"{ZEROS}"}}}}',
    '{"head":[]}',
    "[" * 100_000,
]


@pytest.mark.parametrize("line", WRONG_SHAPES, ids=range(len(WRONG_SHAPES)))
def test_a_line_of_the_wrong_shape_is_refused(line: str) -> None:
    with pytest.raises(chain.NotAnExport):
        chain.read([line])


def test_a_line_after_the_head_is_refused() -> None:
    with pytest.raises(chain.NotAnExport, match="line 2 "):
        chain.read([chain.write_head(NOTHING), chain.write_head(NOTHING)])


@pytest.mark.parametrize("words", ["12 {}", "第12条 {}", "12: {}\n", "12\t{}", "entry 12, {}.", "第12条：{}"])
def test_a_head_is_read_as_people_copy_it(words: str) -> None:
    assert chain.read_head(words.format("AB" * 32)) == Head(12, "ab" * 32)


@pytest.mark.parametrize("words", ["", "12", "ab" * 32, "12 " + "ab" * 31, "12 " + "ab" * 33, "1.5e9 x"])
def test_what_is_no_head_is_none(words: str) -> None:
    assert chain.read_head(words) is None


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError):
        chain.link(NOTHING, {"a": [{"b": 0.5}]})


def test_the_first_hash_is_what_anyone_can_compute() -> None:
    """printf '%s' '{"body":{"what":"始"},"number":1,"previous":"000…0"}' | sha256sum."""
    expected = "13025e246aa4ec4aa4fc219569460c7363de2c3e36c6b0716a6dfeb1568ef434"
    assert chain.link(NOTHING, {"what": "始"}).hash == expected
