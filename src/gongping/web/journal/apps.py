"""The journal's app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "gongping.web.journal"
    label = "journal"
    append_only = ("journal_entry",)
    """Tables on which the site's role of PostgreSQL gets no right to change or remove a row."""
