"""The home page, and reminders."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from gongping.text import Text
from gongping.web.accounts.access import allowed, need
from gongping.web.notices import actions, mail, queries
from gongping.web.notices.forms import MailForm, ReminderForm
from gongping.web.notices.models import MailAddress, Reminder
from gongping.web.shared.messages import tell

SHOWN = 100
SENT = Text("已提醒{n}人。", "{n} reminded.")
MAIL_SET = Text("已保存。", "Saved.")


@need("home.see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me, by deadline; when nothing does, what I could do."""
    lines = queries.lines(request.user)
    context = {"lines": lines[:SHOWN], "more": max(len(lines) - SHOWN, 0), "count": len(lines),
               "late": sum(line.late for line in lines), "today": sum(line.is_today for line in lines),
               "soon": sum(line.soon for line in lines), "steps": queries.steps(request.user)}  # fmt: skip
    return render(request, "notices/home.html", context)


@need("home.see")
@require_GET
def reminders(request: HttpRequest) -> HttpResponse:
    """Reminders I got, and those I sent."""
    may_remind = allowed(request.user, "notices.remind")
    address = MailAddress.objects.filter(person=request.user).first() if mail.enabled() else None
    context = {
        "received": queries.received(request.user)[:SHOWN], "may_remind": may_remind,
        "sent": queries.sent(request.user)[:SHOWN] if may_remind else [],
        "mail": MailForm(initial={"email": address.email if address else ""}) if mail.enabled() else None,
    }  # fmt: skip
    return render(request, "notices/reminders.html", context)


@need("notices.remind")
def remind(request: HttpRequest) -> HttpResponse:
    """Write a reminder to one or several people."""
    form = ReminderForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["what"]
        chosen = form.chosen()
        actions.remind_many(actor=request.user, to=chosen, what=Text(words, words), due=form.cleaned_data["due"])
        tell(request, SENT, n=len(chosen))
        return redirect("notices:reminders")
    return render(request, "notices/remind.html", {"form": form})


@need("home.see")
@require_POST
def put_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own reminder is read."""
    actions.put_aside(actor=request.user, reminder=get_object_or_404(Reminder, pk=pk, to=request.user))
    return redirect("notices:home")


@need("home.see")
@require_POST
def set_mail(request: HttpRequest) -> HttpResponse:
    """One's own address for e-mail, where the site sends any."""
    form = MailForm(request.POST)
    if mail.enabled() and form.is_valid():
        actions.set_mail(actor=request.user, email=form.cleaned_data["email"])
        tell(request, MAIL_SET)
    return redirect("notices:reminders")
