"""The frame's app."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "gongping.web.shared"
    label = "shared"
