"""A reminder, and where a person wants to be told of one."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from gongping.text import Text
from gongping.web.accounts.models import Person


class Reminder(models.Model):
    """What somebody, or the program, asks a person to see to."""

    to = models.ForeignKey(Person, models.PROTECT, related_name="reminders")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    what_zh = models.CharField(max_length=300)
    what_en = models.CharField(max_length=300)
    about = models.CharField(max_length=200, blank=True, db_index=True)
    """What it is about, as the journal names it; shown beside the matter that waits."""
    address = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return self.what_zh

    @property
    def what(self) -> Text:
        return Text(self.what_zh, self.what_en)


class MailAddress(models.Model):
    """An e-mail address, given by the person; used only where the site sends e-mail at all."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="mail")
    email = models.EmailField()

    def __str__(self) -> str:
        return self.email
