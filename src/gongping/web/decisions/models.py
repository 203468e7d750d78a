"""A collective decision as registered, its scans, and what was done on its strength."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from gongping.text import Text
from gongping.web.accounts.models import Person

STATES = {
    "waiting": Text("待确认", "to be confirmed"),
    "confirmed": Text("已确认", "confirmed"),
    "withdrawn": Text("已撤回", "withdrawn"),
}
RECORD_ONLY = ""
"""The effect of a decision that changes nothing in the program."""


class Decision(models.Model):
    """What a body decided at a meeting. It counts once another person has confirmed it against the minutes."""

    deciding_body = models.CharField(max_length=60)
    decided_on = models.DateField()
    minutes_number = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    text = models.TextField()
    effect = models.CharField(max_length=80, blank=True)
    """The code of the action it allows (``effects.EFFECTS``); empty: only a record."""
    subject = models.CharField(max_length=120, blank=True, db_index=True)
    """What it is about, as the journal names it: ``item/12``."""
    subject_title = models.CharField(max_length=200, blank=True)
    """The subject's name as it was at registration."""
    registered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-decided_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(confirmed_by=F("registered_by")), name="decision_by_two"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | Q(withdrawn_by=None), name="decision_confirmed_or_withdrawn"
            ),
        )

    def __str__(self) -> str:
        return f"{self.deciding_body} {self.decided_on} {self.title}"

    @property
    def name(self) -> str:
        """How the journal names it."""
        return f"decision/{self.pk}"

    @property
    def state(self) -> str:
        if self.withdrawn_by_id is not None:
            return "withdrawn"
        return "confirmed" if self.confirmed_by_id is not None else "waiting"

    @property
    def state_title(self) -> Text:
        return STATES[self.state]


class Scan(models.Model):
    """A scanned page or file of the minutes. The file lies in the data directory, reached only through its page."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="scans")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=40, unique=True)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class Use(models.Model):
    """An action done on the strength of a decision."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="uses")
    effect = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.effect} {self.subject}"
