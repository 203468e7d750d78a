"""What happens to every request: headers that keep a page to itself, the size of uploads, the language."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from gongping.web.errors import too_large
from gongping.web.shared.words import use_language

Answer = Callable[[HttpRequest], HttpResponse]

CSP = "; ".join((
    "default-src 'self'", "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'", "form-action 'self'",
))  # fmt: skip
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: browsers then send `Origin: null` with a form, which the check against forged requests refuses.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
OFFICE = "/o/"


def headers(answer: Answer) -> Answer:
    """The same strict headers on every page; the office's pages are never kept by a browser or a proxy."""

    def with_headers(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.HTTPS:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if request.path.startswith(OFFICE):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return with_headers


def upload_limit(answer: Answer) -> Answer:
    """A request larger than any upload may be is refused before it is read."""

    def with_limit(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.UPLOAD_BYTES + 2**16:
            return too_large(request)
        return answer(request)

    return with_limit


def language(answer: Answer) -> Answer:
    """The site's language; a person's own choice where the switch is on."""

    def with_language(request: HttpRequest) -> HttpResponse:
        chosen = settings.LANGUAGE
        if settings.LANGUAGE_SWITCH and request.path.startswith(OFFICE):
            chosen = request.session.get("language", chosen)
        use_language(chosen)
        response = answer(request)
        response.headers["Content-Language"] = translation.get_language()
        return response

    return with_language
