"""Forms of sign-in, of one's own account, of people and bodies. They read; the rules stand in rules.py and actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils import timezone

from gongping.web.accounts import queries, rules
from gongping.web.accounts.models import Body, Person
from gongping.web.accounts.roles import ROLES
from gongping.web.shared.words import current, lazy, say

USERNAME, PASSWORD = lazy("用户名", "User name"), lazy("口令", "Password")
REASON = lazy("事由", "Reason")
NOTHING = lazy("（无）", "(none)")


def _password(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, help_text=help_text, max_length=200, strip=False, widget=widget)


def _username(autofocus: bool = False) -> forms.CharField:
    attrs: dict[str, Any] = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
    widget = forms.TextInput(attrs={**attrs, "autofocus": True} if autofocus else attrs)
    return forms.CharField(label=USERNAME, max_length=60, widget=widget)


def _day(label: str, required: bool = False, help_text: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


class SignIn(forms.Form):
    """Name and password."""

    username = _username(autofocus=True)
    password = _password(PASSWORD, "current-password")


class Digits(forms.Form):
    """The six digits a phone shows."""

    digits = forms.CharField(
        label=lazy("动态口令（6位数）", "One-time password (6 digits)"), max_length=8,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )  # fmt: skip


class NewPassword(forms.Form):
    """A new password, written twice."""

    new = _password(
        lazy("新口令", "New password"), "new-password",
        lazy("至少10位，不用常见词，不全是数字", "At least 10 characters, no common word, not digits alone"),
    )  # fmt: skip
    again = _password(lazy("再输一次", "New password again"), "new-password")

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> None:
        new, again = self.cleaned_data.get("new"), self.cleaned_data.get("again")
        if new and again and new != again:
            self.add_error("again", lazy("两次输入的不一样", "The two are not the same"))
        if new:
            try:
                password_validation.validate_password(new, self.person)
            except forms.ValidationError as error:
                self.add_error("new", error)


class ChangePassword(NewPassword):
    """The present password and a new one."""

    old = _password(lazy("现在的口令", "Present password"), "current-password")
    field_order = ("old", "new", "again")


class BySlip(NewPassword):
    """The name and the code on a slip, and a new password."""

    username = _username()
    code = forms.CharField(
        label=lazy("一次性口令码", "One-time code"), max_length=30, help_text=lazy("凭条上的12位，横线可不写", "The 12 letters and digits of the slip; dashes may be left out"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
    field_order = ("username", "code", "new", "again")


class PersonForm(forms.Form):
    """A person's row."""

    username = _username()
    name = forms.CharField(label=lazy("姓名", "Name"), max_length=60)
    role = forms.ChoiceField(label=lazy("角色", "Role"))
    body = forms.ChoiceField(label=lazy("机构", "Body"), required=False)
    unit = forms.CharField(
        label=lazy("单位编码", "Unit code"), max_length=40, required=False,
        help_text=lazy("党建联络员填写", "For unit liaisons"),
    )  # fmt: skip
    ends_on = _day(
        lazy("截止日期", "Last day"), help_text=lazy("到这一天为止；抽调人员必填", "The account works until that day; temporary assessors need one")
    )  # fmt: skip

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        choices = [(key, role.title.say(current())) for key, role in ROLES.items()]
        self.fields["role"].choices = [("", "—"), *choices]
        self.fields["body"].choices = [("", NOTHING), *Body.objects.filter(is_active=True).values_list("code", "name")]
        if person is not None:
            self.fields["username"].disabled = True

    def clean(self) -> None:
        if self.errors:
            return
        row = self.row
        bodies = dict(self.fields["body"].choices[1:])
        for wrong in rules.check(row, bodies, timezone.localdate()):
            found = wrong.finding()
            self.add_error(wrong.column, f"{found.what(current())}{say(SEMI)}{found.do(current())}")

    @property
    def row(self) -> rules.Row:
        got = self.cleaned_data
        return rules.Row(
            got["username"].strip().lower(), got["name"], got["role"], got["body"], got["unit"], got["ends_on"]
        )


SEMI = rules.Text("，", "; ")


class ReasonForm(forms.Form):
    """Why, for the journal."""

    why = forms.CharField(label=REASON, max_length=200, required=False)


class ResetForm(ReasonForm):
    """Why, and whether the phone is lost too."""

    phone = forms.BooleanField(
        label=lazy("手机也换了：同时停用动态口令", "The phone is gone too: turn one-time passwords off"), required=False
    )


class BodyForm(forms.ModelForm):
    """A body."""

    class Meta:
        model = Body
        fields = ("code", "name", "short", "order")
        labels = {  # noqa: RUF012 - Django's own way
            "code": lazy("编码", "Code"), "name": lazy("全称", "Full name"), "short": lazy("简称", "Short name"),
            "order": lazy("排序", "Order"),
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].disabled = self.instance.pk is not None


class DeputyForm(forms.Form):
    """Who stands in, from when until when."""

    deputy = forms.ModelChoiceField(Person.objects.none(), label=lazy("代办人（B角）", "Deputy"), empty_label="—")
    start = _day(lazy("起", "First day"), required=True)
    end = _day(lazy("止", "Last day"), required=True)

    def __init__(self, *args: Any, principal: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = queries.may_deputise(principal)
        self.fields["start"].initial = timezone.localdate()


class Upload(forms.Form):
    """A workbook."""

    file = forms.FileField(
        label=lazy("工作簿（.xlsx）", "Workbook (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"})
    )
