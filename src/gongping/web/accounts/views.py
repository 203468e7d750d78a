"""Signing in and out, and choosing a password by slip."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from gongping.text import Refused, Text
from gongping.web.accounts import flood, locking, own_actions, totp
from gongping.web.accounts import messages as m
from gongping.web.accounts.access import open_to_all
from gongping.web.accounts.forms import BySlip, Digits, SignIn
from gongping.web.accounts.models import Person
from gongping.web.shared.messages import tell
from gongping.web.shared.words import say

WRONG = Text("用户名或口令不对，或者账号已停用。", "The name or the password is wrong, or the account is closed.")
LOCKED = Text("口令错误次数过多，请于{time}后再试，或请牵头部门重置口令。",
              "Too many wrong passwords. Try again after {time}, or ask the lead office for a reset.")  # fmt: skip
FLOODED = Text(
    "这台设备或这个网络口令错误过多，请十分钟后再试。",
    "Too many wrong passwords from this network. Try again in ten minutes.",
)
CHOSEN = Text("口令已设定，请登录。", "The password is set. Please sign in.")
PENDING = "half-signed-in"
PENDING_SECONDS = 300


@open_to_all
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; the same words whatever was wrong."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    form = SignIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["username"]
        refusal = _refusal(request, name)
        person = None if refusal else authenticate(request, **form.cleaned_data)
        if person is not None:
            return _password_was_right(request, person)
        form.add_error(None, refusal or _wrong(request, name, WRONG))
    return render(request, "accounts/sign_in.html", {"form": form, "next": _wanted(request)})


def _password_was_right(request: HttpRequest, person: Person) -> HttpResponse:
    if not person.totp_secret:
        return _enter(request, person)
    request.session[PENDING] = {"person": person.pk, "at": int(time.time()), "next": _wanted(request)}
    return redirect("accounts:code")


@open_to_all
def code(request: HttpRequest) -> HttpResponse:
    """The second step, for those who have turned it on: the phone's six digits."""
    pending = request.session.get(PENDING)
    if pending is None or time.time() - pending["at"] > PENDING_SECONDS:
        return redirect("accounts:sign-in")
    person = Person.objects.filter(pk=pending["person"]).first()
    form = Digits(request.POST or None)
    if request.method == "POST" and form.is_valid() and person is not None and person.may_enter():
        refusal = _refusal(request, person.username)
        if not refusal and totp.use(person, form.cleaned_data["digits"]):
            return _enter(request, person, pending["next"])
        form.add_error("digits", refusal or _wrong(request, person.username, m.BAD_TOTP.what))
    return render(request, "accounts/code.html", {"form": form})


def _enter(request: HttpRequest, person: Person, wanted: str = "") -> HttpResponse:
    locking.forget(person.username)
    goal = wanted or _next(request)
    login(request, person)
    request.session.pop(PENDING, None)
    return redirect(goal)


def _refusal(request: HttpRequest, name: str) -> str:
    """Why nothing is tried now; empty when it may be tried."""
    if flood.full(_from(request)):
        return say(FLOODED)
    until = locking.locked_until(name)
    return say(LOCKED, time=timezone.localtime(until).strftime("%H:%M")) if until else ""


def _from(request: HttpRequest) -> str:
    """The address of the browser; behind the office's own proxy the one the proxy saw."""
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() if settings.HTTPS else ""
    return seen or str(request.META.get("REMOTE_ADDR", ""))


def _wrong(request: HttpRequest, name: str, text: Text) -> str:
    flood.count(_from(request))
    return _refusal(request, name) if locking.count_wrong(name) else say(text)


def _wanted(request: HttpRequest) -> str:
    """The page of this site someone was on the way to; empty when there is none."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe and wanted.startswith("/o/") else ""


def _next(request: HttpRequest) -> str:
    return _wanted(request) or resolve_url("/o/")


@open_to_all
def by_slip(request: HttpRequest) -> HttpResponse:
    """A new password with the code of a printed slip. A link carries name and code behind the # and into no log."""
    form = BySlip(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["username"]
        problem = _refusal(request, name) or _choose(request, form)
        if not problem:
            tell(request, CHOSEN)
            return redirect("accounts:sign-in")
        form.add_error(None, problem)
    return render(request, "accounts/by_slip.html", {"form": form})


def _choose(request: HttpRequest, form: BySlip) -> str:
    got = form.cleaned_data
    person = Person.objects.filter(username=got["username"].strip().lower()).first()
    try:
        if person is None:
            raise Refused([])
        own_actions.choose_by_slip(person=person, code=got["code"], new=got["new"])
    except Refused:
        return _wrong(
            request,
            got["username"],
            Text(f"{m.BAD_CODE.what.zh}。{m.BAD_CODE.do.zh}。", f"{m.BAD_CODE.what.en}. {m.BAD_CODE.do.en}."),
        )
    return ""


@open_to_all
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("accounts:sign-in")


@open_to_all
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The other language, for this session; does nothing where the switch is off."""
    request.session["language"] = "en" if request.POST.get("language") == "en" else "zh"
    return redirect(_next(request))
