"""The site's words: both languages stand side by side where they are used (docs/decisions/0011)."""

from __future__ import annotations

from django.utils import translation
from django.utils.functional import lazystr

from gongping.text import Language, Refused, Text

_TAGS: dict[Language, str] = {"zh": "zh-hans", "en": "en"}


def use_language(language: str) -> None:
    """Speak this language from here on, in this thread. Django's own words follow."""
    translation.activate("en" if language == "en" else "zh-hans")


def current() -> Language:
    """The language spoken now."""
    return "en" if (translation.get_language() or "").startswith("en") else "zh"


def say(text: Text | str, **values: object) -> str:
    """A text in the language spoken now; anything else as it is."""
    return text.say(current(), **values) if isinstance(text, Text) else str(text)


class _Lazy:
    def __init__(self, text: Text) -> None:
        self.text = text

    def __str__(self) -> str:
        return say(self.text)


def lazy(zh: str, en: str) -> str:
    """Words said when shown, for labels of forms and fields."""
    return lazystr(_Lazy(Text(zh, en)))


def say_all(error: Refused) -> list[str]:
    """Every finding of a refusal in words: what, and what to do."""
    return [f"{found.what(current())}{ARROW[current()]}{found.do(current())}" for found in error.findings]


ARROW = {"zh": "。处理：", "en": ". Do: "}
