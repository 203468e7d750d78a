"""The app of the home page and of reminders."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "gongping.web.notices"
    label = "notices"
