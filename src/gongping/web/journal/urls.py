"""Addresses of the journal, under /o/."""

from __future__ import annotations

from django.urls import path

from gongping.web.journal import views

app_name = "journal"
urlpatterns = [
    path("journal/", views.entries, name="entries"),
    path("journal/<int:number>/", views.entry, name="entry"),
    path("journal/export/", views.export, name="export"),
    path("journal/verify/", views.verify, name="verify"),
]
