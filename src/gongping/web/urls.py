"""Addresses: the office's pages under /o/, one line per room."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

from gongping.web.health import health

handler400 = "gongping.web.errors.bad_request"
handler403 = "gongping.web.errors.forbidden"
handler404 = "gongping.web.errors.missing"
handler500 = "gongping.web.errors.fault"

urlpatterns = [
    path("", RedirectView.as_view(url="/o/"), name="root"),
    path("health", health, name="health"),
    path("o/", include("gongping.web.accounts.urls")),
    path("o/", include("gongping.web.notices.urls")),
    path("o/", include("gongping.web.decisions.urls")),
    path("o/", include("gongping.web.journal.urls")),
]
