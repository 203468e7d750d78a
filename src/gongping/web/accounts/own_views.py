"""One's own account: password, phone, deputies."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from gongping.text import Refused, Text
from gongping.web.accounts import messages as m
from gongping.web.accounts import own_actions, queries, totp
from gongping.web.accounts.access import allowed, need
from gongping.web.accounts.forms import ChangePassword, DeputyForm, Digits
from gongping.web.accounts.models import Deputy, Person
from gongping.web.accounts.rules import refuse
from gongping.web.shared.messages import complain, tell
from gongping.web.shared.words import say, say_all

SECRET = "phone-secret"
PASSWORD_DONE = Text("口令已修改。", "The password is changed.")
PHONE_ON = Text("动态口令已启用，下次登录起使用。", "One-time passwords are on from the next sign-in.")
PHONE_OFF = Text("动态口令已停用。", "One-time passwords are off.")
DEPUTY_DONE = Text("代办人已设定：{who}。", "{who} is deputy now.")
DEPUTY_ENDED = Text("代办已结束。", "The deputy's time is over.")
NOBODY = Text("所选人员", "the person chosen")
ISSUER = Text("公评", "Gongping")


@need("account.own")
def account(request: HttpRequest) -> HttpResponse:
    """What there is to one's own account."""
    person: Person = request.user
    links = list(queries.deputies_now(person))
    context = {"person": person, "mine": [d for d in links if d.principal_id == person.pk],
               "others": [d for d in links if d.deputy_id == person.pk], "form": DeputyForm(principal=person)}  # fmt: skip
    return render(request, "accounts/account.html", context)


@need("account.own", before_change=True)
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password."""
    form = ChangePassword(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        if not request.user.check_password(form.cleaned_data["old"]):
            form.add_error("old", say(m.WRONG_OLD.what))
        else:
            own_actions.change_password(person=request.user, new=form.cleaned_data["new"])
            update_session_auth_hash(request, request.user)
            tell(request, PASSWORD_DONE)
            return redirect("accounts:account")
    return render(request, "accounts/password.html", {"form": form})


@need("account.own")
def phone(request: HttpRequest) -> HttpResponse:
    """Turn one-time passwords on, with a QR code for the phone, or off."""
    person: Person = request.user
    form = Digits(request.POST or None)
    secret = request.session.get(SECRET) or totp.new_secret()
    if not person.totp_secret:
        request.session[SECRET] = secret
    if request.method == "POST" and form.is_valid():
        try:
            _switch_phone(request, person, secret, form.cleaned_data["digits"])
            return redirect("accounts:account")
        except Refused as refused:
            for words in say_all(refused):
                form.add_error("digits", words)
    picture = "" if person.totp_secret else totp.picture(person, secret, say(ISSUER))
    context = {"form": form, "picture": mark_safe(picture), "secret": secret, "on": bool(person.totp_secret)}
    return render(request, "accounts/phone.html", context)


def _switch_phone(request: HttpRequest, person: Person, secret: str, digits: str) -> None:
    if person.totp_secret:
        own_actions.end_phone(person=person, digits=digits)
        tell(request, PHONE_OFF)
    else:
        own_actions.begin_phone(person=person, secret=secret, digits=digits)
        tell(request, PHONE_ON)
    request.session.pop(SECRET, None)


@need("account.own")
@require_POST
def name_deputy(request: HttpRequest) -> HttpResponse:
    """Name one's own deputy."""
    return add_deputy(request, request.user, "accounts:account")


def add_deputy(request: HttpRequest, principal: Person, back: str, *args: object) -> HttpResponse:
    """Add a deputy of somebody and go back to the page that asked."""
    form = DeputyForm(request.POST, principal=principal)
    if not form.is_valid():
        message = m.NOT_A_DEPUTY if "deputy" in form.errors else m.DEPUTY_DAYS
        complain(request, refuse(message, word=say(NOBODY)))
        return redirect(back, *args)
    got = form.cleaned_data
    try:
        own_actions.name_deputy(
            actor=request.user, principal=principal, deputy=got["deputy"], start=got["start"], end=got["end"]
        )
        tell(request, DEPUTY_DONE, who=got["deputy"].name)
    except Refused as refused:
        complain(request, refused)
    return redirect(back, *args)


@need("account.own")
@require_POST
def end_deputy(request: HttpRequest, pk: int) -> HttpResponse:
    """End a deputy of one's own, or one's own standing in; who looks after people may end any."""
    anybody = allowed(request.user, "people.change")
    mine = Q() if anybody else Q(principal=request.user) | Q(deputy=request.user)
    link = get_object_or_404(Deputy.objects.filter(mine, ended_at=None).select_related("principal", "deputy"), pk=pk)
    own_actions.end_deputy(actor=request.user, link=link)
    tell(request, DEPUTY_ENDED)
    own = request.user in (link.principal, link.deputy)
    return redirect("accounts:account") if own else redirect("accounts:person", link.principal_id)
