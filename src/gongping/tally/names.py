"""The names a count or an answer may use: forms, and within a form its groups, questions and options."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Protocol

from gongping.scheme.forms import Form
from gongping.scheme.model import Scheme
from gongping.tables import messages as tables
from gongping.tables.values import Unreadable
from gongping.tables.words import Vocabulary, did_you_mean
from gongping.tally import messages as m
from gongping.tally.model import BLANK, RESERVED, UNKNOWN
from gongping.tally.rules import REASONS

INVALID = "_invalid"
"""Stands for the question in rows of invalid ballots; the option is then the reason."""

_RESERVED_WORDS = Vocabulary.of(
    tables.UNKNOWN_OPTION, {BLANK: ("未填", "空白", "blank"), UNKNOWN: ("不了解", "unknown", "don't know")}
)


class AnyUnit(Protocol):
    """What is needed to tell a unit by its code or its names."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def short(self) -> str: ...


class FormNames:
    """Codes of names. A form's code is its place in the scheme; groups, questions and options are
    numbered within their form, options with RESERVED at the end. Every method raises Unreadable. Units are numbered in code point order.
    """

    def __init__(self, scheme: Scheme, units: Iterable[AnyUnit]) -> None:
        spellings = {unit.code: (unit.name, unit.short) for unit in units}
        self.forms: tuple[Form, ...] = tuple(scheme.forms.values())
        self.ids: tuple[str, ...] = tuple(scheme.forms)
        self.units: tuple[str, ...] = tuple(sorted(spellings))
        self._unit_words = Vocabulary.of(tables.UNKNOWN_UNIT, spellings)
        titles = {id: (f.title.zh, f.title.en) if f.title else () for id, f in scheme.forms.items()}
        self._form_words = Vocabulary.of(tables.UNKNOWN_FORM, titles)

    @cached_property
    def _unit_codes(self) -> dict[str, int]:
        return {code: n for n, code in enumerate(self.units)}

    def unit(self, word: str) -> int:
        return self._unit_codes[self._unit_words.read(word)]

    def form(self, word: str) -> int:
        """A form whose answers are options."""
        id = self._form_words.read(word)
        code = self.ids.index(id)
        if self.forms[code].ratings:
            raise Unreadable(tables.TAKES_RATINGS, form=self._form_words.show(id))
        return code

    @cached_property
    def _groups(self) -> list[Vocabulary]:
        return [
            Vocabulary.of(tables.UNKNOWN_GROUP, {id: (r.zh, r.en) for id, r in form.raters.items()})
            for form in self.forms
        ]

    def group(self, form: int, word: str) -> int:
        found = self._groups[form].find(word)
        if found is not None:
            return list(self.forms[form].raters).index(found)
        others = [self._form_words.show(id) for id, g in zip(self.ids, self._groups, strict=True) if g.find(word)]
        if others:
            choices = self._groups[form].choices()
            raise Unreadable(tables.OTHER_GROUP, word=word, forms=others, choices=choices)
        self._groups[form].read(word)
        raise AssertionError("read raises for a word that find does not know")

    @cached_property
    def _questions(self) -> list[Vocabulary]:
        return [
            Vocabulary.of(tables.UNKNOWN_QUESTION, {id: (q.zh, q.en) for id, q in form.questions.items()})
            for form in self.forms
        ]

    def question(self, form: int, word: str) -> int:
        return list(self.forms[form].questions).index(self._questions[form].read(word))

    def question_or_invalid(self, form: int, word: str) -> int:
        """As ``question``; INVALID comes after the form's last question."""
        return len(self.forms[form].questions) if word == INVALID else self.question(form, word)

    @cached_property
    def options(self) -> list[tuple[str, ...]]:
        """Per form, its options and RESERVED."""
        return [(*form.option_ids, *RESERVED) for form in self.forms]

    @cached_property
    def most_questions(self) -> int:
        return max((len(form.questions) for form in self.forms), default=0) + 1

    def option(self, key: int, word: str) -> int:
        """An option of ``key`` = form × most_questions + question; an empty word is a blank answer."""
        form, question = divmod(key, self.most_questions)
        known = self._options(form, question)
        reserved = _RESERVED_WORDS.find(word) if word else BLANK
        return self.options[form].index(known.find(word) or reserved or known.read(word))

    def option_or_reason(self, key: int, word: str) -> int:
        """As ``option``; for INVALID the number of a reason."""
        form, question = divmod(key, self.most_questions)
        if question < len(self.forms[form].questions):
            return self.option(key, word)
        if word not in REASONS:
            hint = did_you_mean(word, REASONS)
            raise Unreadable(m.UNKNOWN_REASON, word=word, hint=hint, choices=list(REASONS))
        return [str(reason) for reason in REASONS].index(word)

    def _options(self, form: int, question: int) -> Vocabulary:
        known = self._known_options.get((form, question))
        if known is None:
            chosen = list(self.forms[form].questions)[question]
            options = self.forms[form].options_of(chosen)
            known = Vocabulary.of(tables.UNKNOWN_OPTION, {id: (o.zh, o.en) for id, o in options.items()})
            self._known_options[form, question] = known
        return known

    @cached_property
    def _known_options(self) -> dict[tuple[int, int], Vocabulary]:
        return {}
