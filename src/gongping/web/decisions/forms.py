"""Forms of the decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from gongping.text import Refused
from gongping.web.accounts.models import Person
from gongping.web.decisions import effects, queries, scan_files
from gongping.web.decisions.actions import Draft
from gongping.web.shared.words import lazy, say, say_all

ACCEPT = ".pdf,.jpg,.jpeg,.png"


class ManyFiles(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class Scans(forms.FileField):
    """One or several files, each of which must be a scan by its content."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=ManyFiles(attrs={"accept": ACCEPT}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[scan_files.Checked]:
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file is not None]
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"])
        checked, wrong = [], []
        for file in files:
            try:
                checked.append(scan_files.check(file.name, file.read(), settings.UPLOAD_BYTES))
            except Refused as error:
                wrong += say_all(error)
        if wrong:
            raise forms.ValidationError(wrong)
        return checked


class ScansForm(forms.Form):
    """Scans for a decision that waits."""

    scans = Scans(label=lazy("会议纪要扫描件", "Scan of the minutes"),
                  help_text=lazy("PDF、JPEG或PNG，可选多个；内容须是单纯的扫描件", "PDF, JPEG or PNG, one or several; plain scans only"))  # fmt: skip


class DecisionForm(forms.Form):
    """What the minutes say."""

    deciding_body = forms.CharField(label=lazy("决定机构", "Deciding body"), max_length=60,
                                    widget=forms.TextInput(attrs={"list": "deciding-bodies", "autocomplete": "off"}))  # fmt: skip
    decided_on = forms.DateField(label=lazy("研究日期", "Day of the meeting"),
                                 widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))  # fmt: skip
    minutes_number = forms.CharField(label=lazy("会议纪要编号", "Number of the minutes"), max_length=60)
    title = forms.CharField(label=lazy("议题", "Matter"), max_length=120)
    about = forms.ChoiceField(label=lazy("涉及事项", "What it changes"))
    text = forms.CharField(label=lazy("决定内容（照录纪要原文）", "The decision, word for word"), max_length=5000,
                           widget=forms.Textarea(attrs={"rows": 6}))  # fmt: skip
    scans = Scans(label=lazy("会议纪要扫描件", "Scan of the minutes"), required=False,
                  help_text=lazy("PDF、JPEG或PNG，可选多个；也可登记后再传，但没有扫描件不能确认",
                                 "PDF, JPEG or PNG, one or several; it can follow later, but nothing is confirmed without"))  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [*_about()]
        self.fields["decided_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        self.bodies = queries.deciding_bodies()

    def draft(self) -> Draft:
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("scans", "about")}
        effect, _, subject = self.cleaned_data["about"].partition("|")
        return Draft(**given, effect=effect, subject=subject)


def _about() -> Any:
    """Each effect with its subjects, as one list to choose from."""
    for effect in effects.EFFECTS.values():
        if effect is effects.NOTHING:
            yield "|", say(effect.changes)
            continue
        found = [(f"{effect.code}|{subject}", name) for subject, name in effect.choices()]
        if found:
            yield say(effect.title), found


class WhyForm(forms.Form):
    """Why a decision is withdrawn or sent back."""

    why = forms.CharField(label=lazy("撤回或退回的缘由", "Reason for taking it back"), max_length=200)


class WhomForm(forms.Form):
    """Whom to remind."""

    whom = forms.ModelChoiceField(label=lazy("提醒谁", "Remind whom"), queryset=Person.objects.none(), empty_label=None)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].queryset = people
