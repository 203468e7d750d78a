"""Forms of the journal: narrowing the list, and a head to check against."""

from __future__ import annotations

from typing import Any

from django import forms

from gongping.web.journal import chain, queries
from gongping.web.journal.chain import Head
from gongping.web.journal.kinds import title
from gongping.web.shared.words import lazy, say

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WantedForm(forms.Form):
    """Narrows the list; whatever is not understood is left out rather than refused."""

    person = forms.CharField(label=lazy("人员", "Person"), max_length=50, required=False)
    action = forms.ChoiceField(label=lazy("事项", "Action"), required=False)
    subject = forms.CharField(label=lazy("对象或内容", "Subject or words"), max_length=100, required=False)
    since = forms.DateField(label=lazy("起", "From"), required=False, widget=_DAY)
    until = forms.DateField(label=lazy("止", "To"), required=False, widget=_DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(code, say(title(code))) for code in queries.actions()]
        self.fields["action"].choices = [("", say(title("")) or "—"), *kinds]

    def wanted(self) -> queries.Wanted:
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}
        return queries.Wanted(**found)


class HeadForm(forms.Form):
    """What was kept outside: a head copied by hand, or an export."""

    head = forms.CharField(label=lazy("留存的末条", "The head you kept"), max_length=200, required=False)
    export = forms.FileField(label=lazy("或以前导出的文件", "Or a file exported earlier"), required=False)

    def clean_head(self) -> Head | None:
        words = self.cleaned_data["head"]
        if not words.strip():
            return None
        head = chain.read_head(words)
        if head is None:
            raise forms.ValidationError(
                lazy(
                    "请照抄条数和64位校验值，如“128 3fa9…”",
                    "Copy the number and the hash of 64 letters, as in “128 3fa9…”",
                )
            )
        return head

    def clean_export(self) -> Head | None:
        """The head of an exported file, once the file's own chain holds."""
        file = self.cleaned_data["export"]
        if file is None:
            return None
        try:
            links, head = chain.read(line.decode() for line in file)
        except (chain.NotAnExport, UnicodeDecodeError) as error:
            words = error.say() if isinstance(error, chain.NotAnExport) else chain.NotAnExport(1).say()
            raise forms.ValidationError(say(words)) from error
        if head is None or not chain.check(links, [head]).holds:
            raise forms.ValidationError(
                lazy(
                    "这个导出文件本身不完整或被改动过，不能用来核验；请换一份",
                    "This exported file is itself cut or changed and proves nothing; take another",
                )
            )
        return head

    def outside(self) -> list[Head]:
        return [head for head in (self.cleaned_data["head"], self.cleaned_data["export"]) if head]
