"""Signing in and out."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from gongping.text import Text
from gongping.web.accounts import locking
from gongping.web.accounts.access import open_to_all
from gongping.web.accounts.forms import SignIn
from gongping.web.shared.words import say

WRONG = Text("用户名或口令不对，或者账号已停用。", "The name or the password is wrong, or the account is closed.")
LOCKED = Text("口令错误次数过多，请于{time}后再试，或请牵头部门重置口令。",
              "Too many wrong passwords. Try again after {time}, or ask the lead office for a reset.")  # fmt: skip


@open_to_all
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; the same words whatever was wrong."""
    if request.user.is_authenticated:
        return redirect(next_page(request))
    form = SignIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["username"]
        until = locking.locked_until(name)
        person = None if until else authenticate(request, **form.cleaned_data)
        if person is not None:
            locking.forget(name)
            login(request, person)
            return redirect(next_page(request))
        if until or locking.count_wrong(name):
            time = timezone.localtime(locking.locked_until(name)).strftime("%H:%M")
            form.add_error(None, say(LOCKED, time=time))
        else:
            form.add_error(None, say(WRONG))
    return render(request, "accounts/sign_in.html", {"form": form, "next": request.GET.get("next", "")})


def next_page(request: HttpRequest) -> str:
    """Where someone wanted to go, if that is a page of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe and wanted.startswith("/o/") else resolve_url("/o/")


@require_POST
@open_to_all
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("accounts:sign-in")
