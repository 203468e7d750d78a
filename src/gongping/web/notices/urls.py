"""Addresses of the home page and of reminders, under /o/."""

from __future__ import annotations

from django.urls import path

from gongping.web.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.home, name="home"),
    path("notices/", views.reminders, name="reminders"),
    path("notices/new/", views.remind, name="remind"),
    path("notices/mail/", views.set_mail, name="set-mail"),
    path("notices/<int:pk>/read/", views.put_aside, name="put-aside"),
]
