"""Forms of reminders."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms

from gongping.web.accounts.models import Person
from gongping.web.accounts.queries import in_state, people
from gongping.web.accounts.roles import ROLES
from gongping.web.shared.words import lazy, say


class ReminderForm(forms.Form):
    """Whom to remind of what, by when."""

    to = forms.TypedMultipleChoiceField(
        label=lazy("提醒谁", "Whom"), coerce=int, widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=lazy("可选多人：按住Ctrl点选", "several: hold Ctrl and click"),
    )  # fmt: skip
    what = forms.CharField(label=lazy("办什么事", "What is to be done"), max_length=200)
    due = forms.DateField(label=lazy("期限", "By when"), required=False,
                          widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))  # fmt: skip

    def __init__(self, *args: Any, actor: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.pk: one for one in sorted(in_state(people(), "in"), key=_place) if one.pk != actor.pk}
        groups = groupby(self.people.values(), lambda one: one.role)
        self.fields["to"].choices = [
            (say(ROLES[role].title), [(p.pk, _named(p)) for p in some]) for role, some in groups
        ]

    def chosen(self) -> list[Person]:
        return [self.people[pk] for pk in self.cleaned_data["to"]]


def _place(person: Person) -> tuple[int, int, str]:
    """Roles in the order of their table, then bodies in protocol order."""
    return list(ROLES).index(person.role), person.body.order if person.body else 0, person.unit or person.name


def _named(person: Person) -> str:
    place = str(person.body) if person.body else person.unit
    return f"{person.name}（{place}）" if place else person.name


class MailForm(forms.Form):
    """Where to be told by e-mail."""

    email = forms.EmailField(
        label=lazy("电子邮箱", "E-mail"), max_length=200, required=False,
        help_text=lazy("邮件只写“您有1项待办”，不含任何内容；留空则不发", "the mail says only that 1 item waits; leave it empty for none"),
    )  # fmt: skip
