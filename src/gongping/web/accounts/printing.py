"""Slips with one-time codes: the one page that shows them. Nothing keeps them in clear."""

from __future__ import annotations

import io
from dataclasses import dataclass
from urllib.parse import quote

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from gongping.web.accounts.slips import Given

MOST_PICTURES = 300
"""A QR code costs some milliseconds: beyond this many slips they carry the code alone."""


@dataclass(frozen=True)
class Shown:
    """A slip as printed: the link carries name and code behind the #, which no server or log ever sees."""

    given: Given
    link: str
    picture: SafeString


def show_slips(request: HttpRequest, given: list[Given], changed: int = 0) -> HttpResponse:
    """The slips of new or reset accounts, to print and hand out; a second look is not possible."""
    page = request.build_absolute_uri(reverse("accounts:by-slip"))
    shown = []
    for one in given:
        link = f"{page}#{quote(one.person.username)}/{one.code}"
        shown.append(Shown(one, link, _picture(link) if len(given) <= MOST_PICTURES else mark_safe("")))
    return render(request, "accounts/slips.html", {"slips": shown, "page": page, "changed": changed})


def _picture(link: str) -> SafeString:
    out = io.BytesIO()
    segno.make(link, error="m").save(out, kind="svg", xmldecl=False, scale=3, border=2, light="#fff")
    return mark_safe(out.getvalue().decode("utf-8"))
