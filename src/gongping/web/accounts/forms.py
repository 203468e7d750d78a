"""Forms of sign-in and of one's own account."""

from __future__ import annotations

from django import forms
from django.contrib.auth import password_validation

from gongping.web.shared.words import lazy

USERNAME, PASSWORD = lazy("用户名", "User name"), lazy("口令", "Password")


def password_field(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, help_text=help_text, max_length=200, strip=False, widget=widget)


class SignIn(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label=USERNAME, max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True, "autocapitalize": "none"}),
    )  # fmt: skip
    password = password_field(PASSWORD, "current-password")


class NewPassword(forms.Form):
    """A new password, written twice."""

    new = password_field(
        lazy("新口令", "New password"),
        "new-password",
        lazy("至少10位，不用常见词，不全是数字", "at least 10 characters, no common word, not digits alone"),
    )
    again = password_field(lazy("再输一次", "New password again"), "new-password")

    def __init__(self, *args: object, person: object = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> None:
        new, again = self.cleaned_data.get("new"), self.cleaned_data.get("again")
        if new and again and new != again:
            self.add_error("again", lazy("两次输入的不一样", "The two are not the same"))
        if new and self.person is not None:
            try:
                password_validation.validate_password(new, self.person)
            except forms.ValidationError as error:
                self.add_error("new", error)
