"""Addresses of the collective decisions, under /o/."""

from __future__ import annotations

from django.urls import path

from gongping.web.decisions import views

app_name = "decisions"
urlpatterns = [
    path("decisions/", views.decisions, name="list"),
    path("decisions/new/", views.register, name="new"),
    path("decisions/waiting/", views.waiting, name="waiting"),
    path("decisions/<int:pk>/", views.page, name="page"),
    path("decisions/<int:pk>/confirm/", views.confirm, name="confirm"),
    path("decisions/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("decisions/<int:pk>/remind/", views.remind, name="remind"),
    path("decisions/<int:pk>/scans/", views.add_scans, name="add-scans"),
    path("decisions/<int:pk>/scans/<int:scan>/", views.scan, name="scan"),
    path("decisions/<int:pk>/scans/<int:scan>/remove/", views.remove_scan, name="remove-scan"),
]
