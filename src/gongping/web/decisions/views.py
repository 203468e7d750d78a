"""Pages of the collective decisions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from gongping.text import Refused, Text
from gongping.web.accounts.access import allowed, need
from gongping.web.decisions import actions, effects, queries, scan_files
from gongping.web.decisions import messages as m
from gongping.web.decisions.forms import DecisionForm, ScansForm, WhomForm, WhyForm
from gongping.web.decisions.messages import refuse
from gongping.web.decisions.models import STATES, Decision, Scan
from gongping.web.decisions.second_person import SecondPerson, candidates
from gongping.web.shared.listing import Column, Filter, Listing
from gongping.web.shared.messages import complain, tell
from gongping.web.shared.words import current, say_all

COLUMNS = (
    Column("date", Text("研究日期", "Meeting"), ("decided_on",)),
    Column("body", Text("决定机构", "Deciding body"), ("deciding_body",)),
    Column("minutes", Text("会议纪要编号", "Minutes"), ("minutes_number",)),
    Column("title", Text("议题", "Matter"), ("title",)),
    Column("effect", Text("涉及事项", "What it changes"), ("effect", "subject")),
    Column("people", Text("登记、确认", "Registered, confirmed")),
    Column("state", Text("状态", "State")),
)
SEARCH = ("title", "deciding_body", "minutes_number", "subject_title")
REGISTERED = Text("已登记，待另一人确认。", "Registered; another person confirms it.")
CONFIRMED = Text("已确认{n}项。", "Confirmed: {n}.")
WITHDRAWN = Text("已撤回。", "Withdrawn.")
SENT_BACK = Text("已退回登记人。", "Sent back to whoever registered it.")
ADDED = Text("扫描件已上传。", "The scan is uploaded.")
REMOVED = Text("扫描件已撤下。", "The scan is removed.")
REMINDED = Text("已提醒{name}。", "{name} is reminded.")


@need("decisions.see")
@require_GET
def decisions(request: HttpRequest) -> HttpResponse:
    """All decisions."""
    state = Filter(
        "state", Text("状态", "State"), list(STATES.items()), lambda rows, v: rows.filter(queries.STATE_CONDITIONS[v])
    )
    listing = Listing(request, queries.decisions(), COLUMNS, SEARCH, (state,))
    context = {"listing": listing, "may_register": allowed(request.user, "decisions.register"),
               "may_confirm": allowed(request.user, "decisions.confirm"), "titled": effects.titled}  # fmt: skip
    for row in listing.page.object_list:
        row.effect_title = effects.titled(row.effect)
    return render(request, "decisions/list.html", context)


@need("decisions.register")
def register(request: HttpRequest) -> HttpResponse:
    """Write down a decision; ``?from=`` fills the form from an earlier one."""
    form = (
        DecisionForm(request.POST, request.FILES)
        if request.method == "POST"
        else DecisionForm(initial=_initial(request))
    )
    if form.is_bound and form.is_valid():
        try:
            made = actions.register(actor=request.user, draft=form.draft(), scans=form.cleaned_data["scans"])
        except Refused as error:
            form.add_error(None, say_all(error))
        else:
            tell(request, REGISTERED)
            return redirect("decisions:page", made.pk)
    return render(request, "decisions/register.html", {"form": form})


def _initial(request: HttpRequest) -> dict[str, object]:
    earlier = request.GET.get("from", "")
    found = (
        Decision.objects.filter(pk=int(earlier)).first()
        if earlier.isascii() and earlier.isdecimal() and len(earlier) < 16
        else None
    )
    if found is None:
        return {}
    names = ("deciding_body", "decided_on", "minutes_number", "title", "text")
    return {**{name: getattr(found, name) for name in names}, "about": f"{found.effect}|{found.subject}"}


@need("decisions.see")
@require_GET
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision: what the minutes say, its scans, who registered and confirmed it, what was done on its strength."""
    decision = get_object_or_404(queries.decisions(), pk=pk)
    scans, person = list(decision.scans.all()), request.user
    waits, registers = decision.state == "waiting", allowed(person, "decisions.register")
    confirms = allowed(person, "decisions.confirm")
    barred = SecondPerson(person).bar(decision.registered_by) if waits and confirms else None
    may_confirm = waits and confirms and barred is None
    context = {
        "decision": decision, "scans": scans, "effect": effects.EFFECTS.get(decision.effect, effects.NOTHING),
        "uses": decision.uses.select_related("by"), "fingerprint": queries.fingerprint(decision, scans),
        "registers": registers, "own": decision.registered_by_id == person.pk, "waits": waits,
        "may_confirm": may_confirm, "barred": barred and barred.what(current()),
        "may_withdraw": waits and allowed(person, "decisions.withdraw"), "scans_form": ScansForm(), "why": WhyForm(),
        "whom": _whom(decision) if waits and registers and scans and not may_confirm else None,
    }  # fmt: skip
    return render(request, "decisions/page.html", context)


def _whom(decision: Decision) -> WhomForm:
    return WhomForm(people=candidates(decision.registered_by))


@need("decisions.confirm")
def waiting(request: HttpRequest) -> HttpResponse:
    """Everything to be confirmed, to be gone through at one sitting."""
    if request.method == "POST":
        if _confirm(request):
            return redirect("decisions:list")
        return redirect("decisions:waiting")
    second = SecondPerson(request.user)
    rows = []
    for decision in queries.waiting():
        scans = list(decision.scans.all())
        barred = second.bar(decision.registered_by)
        seen = f"{decision.pk}:{queries.fingerprint(decision, scans)}"
        rows.append({"decision": decision, "scans": scans, "barred": barred and barred.what(current()), "seen": seen,
                     "effect": effects.titled(decision.effect)})  # fmt: skip
    ready = any(row["scans"] and not row["barred"] for row in rows)
    return render(request, "decisions/waiting.html", {"rows": rows, "ready": ready})


@need("decisions.confirm")
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm the decision of this page."""
    _confirm(request, only=pk)
    return redirect("decisions:page", pk)


def _confirm(request: HttpRequest, only: int | None = None) -> bool:
    seen = _seen(request.POST.getlist("seen"))
    if only is not None:
        seen = {only: seen.get(only, "")}
    try:
        if not seen:
            raise refuse(m.NOTHING_CHOSEN)
        done = actions.confirm(actor=request.user, seen=seen)
    except Refused as error:
        complain(request, error)
        return False
    tell(request, CONFIRMED, n=len(done))
    return True


def _seen(values: list[str]) -> dict[int, str]:
    pairs = (value.partition(":") for value in values[:500])
    return {int(pk): mark for pk, _, mark in pairs if pk.isascii() and pk.isdecimal() and len(pk) < 16}


@need("decisions.withdraw")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back, or send it back to whoever registered it."""
    decision, form = get_object_or_404(Decision, pk=pk), WhyForm(request.POST)
    try:
        if not form.is_valid():
            raise refuse(m.NO_WHY)
        actions.withdraw(actor=request.user, decision=decision, why=form.cleaned_data["why"])
    except Refused as error:
        complain(request, error)
    else:
        tell(request, WITHDRAWN if decision.registered_by_id == request.user.pk else SENT_BACK)
    return redirect("decisions:page", pk)


@need("decisions.register")
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind somebody who may confirm it."""
    decision = get_object_or_404(Decision, pk=pk)
    form = WhomForm(request.POST, people=candidates(decision.registered_by))
    try:
        if not form.is_valid():
            raise refuse(m.NOT_A_CONFIRMER)
        actions.ask(actor=request.user, decision=decision, whom=form.cleaned_data["whom"])
    except Refused as error:
        complain(request, error)
    else:
        tell(request, REMINDED, name=form.cleaned_data["whom"].name)
    return redirect("decisions:page", pk)


@need("decisions.register")
@require_POST
def add_scans(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload scans of the minutes: all that were chosen, or none."""
    decision, form = get_object_or_404(Decision, pk=pk), ScansForm(request.POST, request.FILES)
    try:
        if not form.is_valid():
            for words in form.errors.get("scans", []):
                messages.error(request, words)
            return redirect("decisions:page", pk)
        actions.add_scans(actor=request.user, decision=decision, scans=form.cleaned_data["scans"])
    except Refused as error:
        complain(request, error)
    else:
        tell(request, ADDED)
    return redirect("decisions:page", pk)


@need("decisions.register")
@require_POST
def remove_scan(request: HttpRequest, pk: int, scan: int) -> HttpResponse:
    """Take a wrong scan away."""
    try:
        actions.remove_scan(actor=request.user, scan=get_object_or_404(Scan, pk=scan, decision=pk))
    except Refused as error:
        complain(request, error)
    else:
        tell(request, REMOVED)
    return redirect("decisions:page", pk)


@need("decisions.see")
@require_GET
def scan(request: HttpRequest, pk: int, scan: int) -> HttpResponse:
    """A scan as it was uploaded, or a word that it no longer is."""
    found = get_object_or_404(Scan, pk=scan, decision=pk)
    data = scan_files.read(queries.scan_folder(), found.stored, found.sha256)
    if data is None:
        complain(request, refuse(m.SCAN_LOST, name=found.name))
        return redirect("decisions:page", pk)
    response = HttpResponse(data, content_type=scan_files.TYPES[found.kind])
    response.headers["Content-Disposition"] = content_disposition_header(False, f"{found.name}") or "inline"
    return response
