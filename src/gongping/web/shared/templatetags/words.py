"""``{% say "中文" "English" %}`` and ``{{ text|words }}``: words of a page in its language. Loaded everywhere."""

from __future__ import annotations

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from gongping.text import Text
from gongping.web.shared.words import current
from gongping.web.shared.words import say as in_language

register = template.Library()


@register.simple_tag
def say(zh: str, en: str, **values: object) -> SafeString:
    """The words written in the template, with ``{name}`` replaced by escaped values."""
    words = zh if current() == "zh" else en
    shown = {key: conditional_escape(in_language(value)) for key, value in values.items()}
    return mark_safe(words.format(**shown) if shown else words)  # the words are the template's own


@register.filter
def words(text: object) -> str:
    """A bilingual text in the page's language; anything else as it is."""
    return in_language(text) if isinstance(text, Text) else str("" if text is None else text)
