"""Names as an office writes them: an id, its Chinese or English words; and «did you mean»."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from gongping.tables.values import Unreadable
from gongping.text import Message, Text

_MANY = 12


def fold(word: str) -> str:
    """What two spellings of one name have in common: width, case and blanks do not count."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


@dataclass(frozen=True)
class Vocabulary:
    """The names that may stand in a column: an id as it is, or a spelling that only one id has.

    ``known`` maps each folded spelling to its id, ``shared`` those spellings that several ids have,
    ``titles`` id → words to show.
    """

    unknown: Message
    known: Mapping[str, str]
    shared: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]

    @classmethod
    def of(cls, unknown: Message, entries: Mapping[str, Iterable[str]]) -> Vocabulary:
        """``entries``: id → further spellings; a spelling of an id comes before any title."""
        spellings: dict[str, list[str]] = {}
        titles: dict[str, str] = {}
        for id, words in entries.items():
            given = [w for w in words if w]
            titles[id] = next((w for w in given if w != id), "")
            for word in dict.fromkeys(fold(w) for w in given):
                spellings.setdefault(word, []).append(id)
        own: dict[str, list[str]] = {}
        for id in entries:
            own.setdefault(fold(id), []).append(id)
        spellings |= own
        known = {word: ids[0] for word, ids in spellings.items() if len(ids) == 1}
        return cls(unknown, known, {w: tuple(i) for w, i in spellings.items() if len(i) > 1}, titles)

    def find(self, word: str) -> str | None:
        return word if word in self.titles else self.known.get(fold(word))

    def read(self, word: str) -> str:
        """The id of a spelling. Raises Unreadable with the nearest name, or with the choices."""
        found = self.find(word)
        if found is not None:
            return found
        raise Unreadable(self.unknown, word=word, hint=self.hint(word), choices=self.choices())

    def hint(self, word: str) -> Text:
        if several := self.shared.get(fold(word)):
            zh, en = "、".join(several), ", ".join(several)
            return Text(f"（同名的有{zh}，须写编码）", f" (several have this name: {en}; write the id)")
        near = nearest(fold(word), self.known)
        return _did_you_mean(self.show(self.known[near])) if near else Text("", "")

    def show(self, id: str) -> str:
        return f"{id}（{self.titles[id]}）" if self.titles.get(id) else id

    def choices(self) -> Text:
        shown = [self.show(id) for id in self.titles][:_MANY]
        more = len(self.titles) - len(shown)
        if not shown:
            return Text("（方案一个也没有定义）", "(the scheme declares none)")
        return Text("、".join(shown) + (f"等{len(self.titles)}个" if more else ""),
                    ", ".join(shown) + (f" and {more} more" if more else ""))  # fmt: skip


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known spelling nearest to a word; None when nothing is near."""
    # Leading zeros that Excel dropped: nothing is nearer than the same number.
    stock = list(known)
    if word.isdecimal():
        for known_word in stock:
            if known_word.isdecimal() and known_word.lstrip("0") == word.lstrip("0"):
                return known_word
    cutoff = 0.5 if len(word) <= 4 else 0.6
    return next(iter(get_close_matches(word, stock, n=1, cutoff=cutoff)), None)


def _did_you_mean(shown: str) -> Text:
    return Text(f"，是不是“{shown}”？", f"; did you mean '{shown}'?")


def did_you_mean(word: str, known: Iterable[str]) -> Text:
    """The «did you mean» tail of a finding; empty when nothing is near."""
    spellings = {fold(k): k for k in known}
    near = nearest(fold(word), spellings)
    return _did_you_mean(spellings[near]) if near else Text("", "")
