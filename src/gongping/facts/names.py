"""The names a facts table may use: those of the scheme, and the codes of units and items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from gongping.facts import messages as m
from gongping.facts.model import Code, Item, Unit
from gongping.facts.words import special
from gongping.scheme.model import Scheme
from gongping.tables import messages as tables
from gongping.tables.values import Unreadable
from gongping.tables.words import Vocabulary
from gongping.text import Message


class _Worded(Protocol):
    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...


def _named(unknown: Message, entries: Mapping[str, _Worded]) -> Vocabulary:
    return Vocabulary.of(unknown, {id: (word.zh, word.en) for id, word in entries.items()})


@dataclass
class Names:
    """Grows while the folder is read: ``units`` and ``items`` stand once their tables are read.

    ``unit_words`` is None when the list of units could not be read at all: then no code is questioned.
    """

    scheme: Scheme
    unit_words: Vocabulary | None = None
    units: dict[str, Unit] = field(default_factory=dict)
    item_words: Vocabulary | None = None
    items: dict[str, Item] = field(default_factory=dict)

    @cached_property
    def categories(self) -> Vocabulary:
        titles = {id: category.title for id, category in self.scheme.categories.items()}
        return _named(m.UNKNOWN_CATEGORY, titles)

    @cached_property
    def forms(self) -> Vocabulary:
        forms = self.scheme.forms.items()
        return Vocabulary.of(tables.UNKNOWN_FORM, {id: (f.title.zh, f.title.en) if f.title else () for id, f in forms})

    @cached_property
    def _groups(self) -> dict[str, Vocabulary]:
        return {id: _named(tables.UNKNOWN_GROUP, form.raters) for id, form in self.scheme.forms.items()}

    def group(self, form: str, word: str) -> str:
        return self._groups[form].read(word)

    @cached_property
    def _counted(self) -> dict[str, Vocabulary]:
        found = {}
        for id, form in self.scheme.forms.items():
            words: dict[str, _Worded] = {}
            for raters in form.raters.values():
                words.update(raters.composition or {})
            found[id] = _named(tables.UNKNOWN_GROUP, {**words, **form.raters})
        return found

    def group_or_kind(self, form: str, word: str) -> str:
        """A rater group, or a kind of raters within one (评价人构成): both are counted."""
        return self._counted[form].read(word)

    @cached_property
    def item_kinds(self) -> Vocabulary:
        return _named(m.UNKNOWN_ITEM_KIND, self.scheme.observed.items)

    @cached_property
    def lookups(self) -> Vocabulary:
        return _named(m.UNKNOWN_LOOKUP, self.scheme.observed.lookups)

    @cached_property
    def _values(self) -> dict[str, Vocabulary]:
        return {id: _named(m.UNKNOWN_VALUE, one.values) for id, one in self.scheme.observed.lookups.items()}

    def value(self, lookup: str, word: str) -> Code:
        """The code of a lookup's value; its own words come before 待定 and 不适用."""
        known = self._values[lookup]
        found = known.find(word) or special(word)
        if found is None:
            name = self.lookups.show(lookup)
            raise Unreadable(m.UNKNOWN_VALUE, name=name, word=word, hint=known.hint(word), choices=known.choices())
        return found

    @cached_property
    def numbers(self) -> Vocabulary:
        return _named(m.UNKNOWN_NUMBER, self.scheme.observed.numbers)

    @cached_property
    def periods(self) -> Vocabulary:
        return _named(m.UNKNOWN_PERIOD, self.scheme.observed.periods)

    @cached_property
    def events(self) -> Vocabulary:
        return _named(m.UNKNOWN_EVENT, self.scheme.observed.events)

    @cached_property
    def levels(self) -> dict[str, Vocabulary]:
        return {id: _named(m.UNKNOWN_LEVEL, one.levels) for id, one in self.scheme.observed.events.items()}

    @cached_property
    def nodes(self) -> Vocabulary:
        found: dict[str, list[str]] = {}
        for nodes in (*self.scheme.nodes.values(), *self.scheme.outcomes.values()):
            for path, node in nodes.items():
                found.setdefault(path, []).extend((node.title.zh, node.title.en))
        return Vocabulary.of(m.UNKNOWN_NODE, found)

    def grade(self, category: str, word: str) -> str:
        grades = self.scheme.grades.get(category)
        return _named(m.UNKNOWN_GRADE, grades.titles if grades else {}).read(word)

    def unit(self, word: str) -> str:
        """The code of a unit, from its code or a name that only it has. Raises Unreadable."""
        return self.unit_words.read(word) if self.unit_words else word

    def item(self, word: str) -> str:
        return self.item_words.read(word) if self.item_words else word

    def other_unit(self, unknown: Message, word: str) -> str:
        """As ``unit``, with a message of its own for a successor or a parent."""
        try:
            return self.unit(word)
        except Unreadable as wrong:
            raise Unreadable(unknown, **wrong.values) from None
