"""One line above the next page: what was done, or what was wrong."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

from gongping.text import Refused, Text
from gongping.web.shared.words import say, say_all


def tell(request: HttpRequest, text: Text, **values: object) -> None:
    """Say what was done."""
    messages.success(request, say(text, **values))


def complain(request: HttpRequest, error: Refused) -> None:
    """Say everything that stood in the way."""
    for words in say_all(error):
        messages.error(request, words)
