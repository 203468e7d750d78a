"""The list of people, a person's page, and what its buttons do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gongping.text import Refused, Text
from gongping.web.accounts import actions, own_views, queries, spreadsheet
from gongping.web.accounts.access import need
from gongping.web.accounts.forms import DeputyForm, PersonForm, ReasonForm, ResetForm
from gongping.web.accounts.models import STATES, Body, Person
from gongping.web.accounts.printing import show_slips
from gongping.web.accounts.roles import PERMISSIONS, ROLES
from gongping.web.shared.downloads import workbook_answer
from gongping.web.shared.listing import Column, Filter, Listing
from gongping.web.shared.messages import complain, tell
from gongping.web.shared.words import current, say_all

COLUMNS = (
    Column("name", Text("姓名", "Name"), ("name",)),
    Column("username", Text("用户名", "User name"), ("username",)),
    Column("role", Text("角色", "Role"), ("rank",)),
    Column("body", Text("机构、单位", "Body, unit"), ("body__order", "unit")),
    Column("ends", Text("截止日期", "Last day"), ("ends_on",)),
    Column("seen", Text("最近登录", "Last sign-in"), ("last_login",)),
    Column("state", Text("状态", "State")),
)
CHANGED = Text("已保存。", "Saved.")
SAME = Text("没有改动。", "Nothing was changed.")
CLOSED = Text("账号已停用，立即生效。", "The account is closed from now on.")
OPENED = Text("账号已恢复。", "The account is open again.")
EXPORTED = Text("导出人员名册（{n}人）", "Exported the list of people ({n})")


def people_listing(request: HttpRequest) -> Listing:
    """Search, filter and sort of the list, for the page and for the export."""
    filters = (
        Filter("role", Text("角色", "Role"), [(k, r.title) for k, r in ROLES.items()], lambda rows, v: rows.filter(role=v)),
        Filter("body", Text("机构", "Body"), [(b.code, str(b)) for b in Body.objects.all()],
               lambda rows, v: rows.filter(body__code=v)),
        Filter("state", Text("状态", "State"), list(STATES.items()), queries.in_state),
    )  # fmt: skip
    return Listing(request, queries.people(), COLUMNS, ("name", "username", "unit", "body__name"), filters)


@need("people.see")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account."""
    return render(request, "accounts/people.html", {"listing": people_listing(request)})


@need("people.see")
def export(request: HttpRequest) -> HttpResponse:
    """The list as it is searched and filtered now, as the import reads it."""
    rows = list(people_listing(request).everything)
    names = Body.objects.filter(is_active=True).values_list("name", flat=True)
    what = Text(EXPORTED.zh.format(n=len(rows)), EXPORTED.en.format(n=len(rows)))
    actions.note_export(actor=request.user, what=what)
    return workbook_answer(spreadsheet.workbook(rows, names, current()), Text("人员名册", "people"))


@need("people.see")
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: the row, who had the account in hand, deputies."""
    shown = get_object_or_404(queries.people(), pk=pk)
    context = {
        "person": shown,
        "deputies": queries.deputies_now(shown),
        "handlings": shown.handlings.select_related("by").order_by("-at")[:20],
        "reason": ReasonForm(auto_id="close_%s"), "reset": ResetForm(auto_id="reset_%s"),
        "deputy_form": DeputyForm(principal=shown, auto_id="deputy_%s"),
    }  # fmt: skip
    return render(request, "accounts/person.html", context)


@need("people.change")
def add(request: HttpRequest) -> HttpResponse:
    """Add a person; the answer is the slip, shown once."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return show_slips(request, [actions.make_person(actor=request.user, row=form.row)])
        except Refused as refused:
            _say_on(form, refused)
    return render(request, "accounts/person_form.html", {"form": form})


@need("people.change")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a person's row."""
    shown = get_object_or_404(queries.people(), pk=pk)
    initial = vars_of(shown)
    form = PersonForm(request.POST or None, initial=initial, person=shown)
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_person(actor=request.user, person=shown, row=form.row)
            tell(request, CHANGED if changed else SAME)
            return redirect("accounts:person", pk)
        except Refused as refused:
            _say_on(form, refused)
    return render(request, "accounts/person_form.html", {"form": form, "person": shown})


def vars_of(shown: Person) -> dict[str, Any]:
    """A person's row as a form's first values."""
    row = actions.row_of(shown)
    return {name: getattr(row, name) for name in ("username", "name", "role", "body", "unit", "ends_on")}


def _say_on(form: PersonForm, refused: Refused) -> None:
    for words in say_all(refused):
        form.add_error(None, words)


@need("people.change")
@require_POST
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Reset a password; the answer is the slip, shown once."""
    shown, form = get_object_or_404(queries.people(), pk=pk), ResetForm(request.POST)
    why, phone = (form.cleaned_data["why"], form.cleaned_data["phone"]) if form.is_valid() else ("", False)
    try:
        return show_slips(request, [actions.reset(actor=request.user, person=shown, why=why, phone=phone)])
    except Refused as refused:
        complain(request, refused)
        return redirect("accounts:person", pk)


@need("people.change")
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account, or open a closed one again."""
    shown, form = get_object_or_404(queries.people(), pk=pk), ReasonForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    deed, done = (actions.close_person, CLOSED) if shown.is_active else (actions.open_again, OPENED)
    try:
        deed(actor=request.user, person=shown, why=why)
        tell(request, done)
    except Refused as refused:
        complain(request, refused)
    return redirect("accounts:person", pk)


@need("people.change")
@require_POST
def deputy(request: HttpRequest, pk: int) -> HttpResponse:
    """Name a deputy for somebody."""
    return own_views.add_deputy(request, get_object_or_404(queries.people(), pk=pk), "accounts:person", pk)


@need("roles.see")
def roles(request: HttpRequest) -> HttpResponse:
    """Who may do what: the table that the program itself goes by."""
    rows = [(words, [name in role.permissions for role in ROLES.values()]) for name, words in PERMISSIONS.items()]
    return render(request, "accounts/roles.html", {"roles": [role.title for role in ROLES.values()], "rows": rows})
