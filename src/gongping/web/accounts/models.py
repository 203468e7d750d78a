"""People and bodies."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from gongping.text import Text
from gongping.web.accounts.roles import ROLES, Role

STATES = {"in": Text("在用", "in use"), "ended": Text("已到期", "ended"), "closed": Text("已停用", "closed")}

HANDLED = {
    "made": Text("建立", "made"),
    "reset": Text("重置或恢复", "reset or opened again"),
    "changed": Text("修改", "changed"),
}


class Body(models.Model):
    """An assessing body (考核主体), or the lead office itself."""

    code = models.SlugField(max_length=40, unique=True, allow_unicode=False)
    name = models.CharField(max_length=100, unique=True)
    short = models.CharField(max_length=40, blank=True)
    order = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.short or self.name


class PersonManager(BaseUserManager["Person"]):
    """Found by user name, whatever its case: names are kept in lower case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(username=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Someone with an account. Nobody votes with one."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=20)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="people")
    unit = models.CharField(max_length=40, blank=True)
    """The code of the unit a liaison belongs to."""
    is_active = models.BooleanField(default=True)
    ends_on = models.DateField(null=True, blank=True)
    """The last day of a temporary account."""
    must_change = models.BooleanField(default=True)
    """The password was given by someone else and must be changed first."""
    made_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    reset_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    reset_at = models.DateTimeField(null=True, blank=True)
    totp_secret = models.CharField(max_length=64, blank=True)
    totp_step = models.BigIntegerField(default=0)
    """The last 30-second step whose code was used: no code works twice."""

    objects = PersonManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ("name", "role")

    class Meta:
        ordering = ("username",)
        constraints = (models.CheckConstraint(condition=Q(role__in=list(ROLES)), name="person_role_known"),)

    def __str__(self) -> str:
        return self.name

    @property
    def role_row(self) -> Role:
        return ROLES[self.role]

    @property
    def role_title(self) -> Text:
        return self.role_row.title

    @property
    def state(self) -> Text:
        """In use, past its last day, or closed."""
        if not self.is_active:
            return STATES["closed"]
        return STATES["in" if self.may_enter() else "ended"]

    def may_enter(self, today: dt.date | None = None) -> bool:
        """Active, and not past the last day."""
        return self.is_active and (self.ends_on is None or self.ends_on >= (today or timezone.localdate()))


class Handling(models.Model):
    """Who had someone's account in hand, and when: whoever made or reset it is remembered, not only the last."""

    class Kind(StrEnum):
        MADE = "made"
        RESET = "reset"
        CHANGED = "changed"

    person = models.ForeignKey(Person, models.PROTECT, related_name="handlings")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (models.Index(fields=("person", "by", "at")),)

    @property
    def title(self) -> Text:
        """The deed in words."""
        return HANDLED[self.kind]


class Deputy(models.Model):
    """A/B 角: while it lasts, the deputy may also do what the principal may do."""

    principal = models.ForeignKey(Person, models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(Person, models.PROTECT, related_name="stands_in_for")
    from_day = models.DateField()
    until_day = models.DateField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-from_day", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(until_day__gte=models.F("from_day")), name="deputy_days_in_order"),
            models.CheckConstraint(condition=~Q(principal=models.F("deputy")), name="deputy_is_another"),
        )


class Slip(models.Model):
    """A one-time code on a printed slip or in a link that lets someone choose a password. Only its hash is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="slips")
    code_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class Tries(models.Model):
    """Wrong passwords in a row for a name, known or not, and until when it is locked."""

    name = models.CharField(max_length=60, unique=True)
    wrong = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(default=timezone.now)
    locked_until = models.DateTimeField(null=True, blank=True)
