"""The list of bodies, and adding, changing and closing one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gongping.text import Refused, Text
from gongping.web.accounts import actions, queries, spreadsheet
from gongping.web.accounts.access import need
from gongping.web.accounts.forms import BodyForm
from gongping.web.accounts.models import Body
from gongping.web.shared.downloads import workbook_answer
from gongping.web.shared.listing import Column, Filter, Listing
from gongping.web.shared.messages import complain, tell
from gongping.web.shared.words import current

COLUMNS = (
    Column("order", Text("排序", "Order"), ("order", "code"), numeric=True),
    Column("name", Text("全称", "Full name"), ("name",)),
    Column("short", Text("简称", "Short name"), ("short",)),
    Column("code", Text("编码", "Code"), ("code",)),
    Column("size", Text("在用人员", "People"), ("size",), numeric=True),
    Column("state", Text("状态", "State"), ("is_active",)),
)
STATES = {"in": Text("在用", "in use"), "closed": Text("已停用", "closed")}
SAVED = Text("机构已保存。", "The body is saved.")
SWITCHED = Text("机构状态已改变。", "The body's state is changed.")
EXPORTED = Text("导出机构名册", "Exported the list of bodies")


def listing_of(request: HttpRequest) -> Listing:
    """Search, filter and sort of the list."""
    state = Filter(
        "state", Text("状态", "State"), list(STATES.items()), lambda rows, v: rows.filter(is_active=v == "in")
    )
    return Listing(request, queries.bodies(), COLUMNS, ("name", "short", "code"), (state,))


@need("people.see")
def bodies(request: HttpRequest) -> HttpResponse:
    """All bodies in protocol order."""
    return render(request, "accounts/bodies.html", {"listing": listing_of(request)})


@need("people.see")
def export(request: HttpRequest) -> HttpResponse:
    """The list as it is searched and filtered now."""
    actions.note_export(actor=request.user, what=EXPORTED)
    rows = [(str(b.order), b.name, b.short, b.code, str(b.size), STATES["in" if b.is_active else "closed"].say(current()))
            for b in listing_of(request).everything]  # fmt: skip
    heads = [column.title.say(current()) for column in COLUMNS]
    return workbook_answer(spreadsheet.plain_workbook(heads, rows), Text("机构名册", "bodies"))


@need("bodies.change")
def add(request: HttpRequest) -> HttpResponse:
    """Add a body."""
    return _edit(request, Body(), None)


@need("bodies.change")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a body."""
    body = get_object_or_404(Body, pk=pk)
    return _edit(request, body, {"name": body.name, "short": body.short, "order": str(body.order)})


def _edit(request: HttpRequest, body: Body, before: dict[str, str] | None) -> HttpResponse:
    form = BodyForm(request.POST or None, instance=body)
    if request.method == "POST" and form.is_valid():
        actions.save_body(actor=request.user, body=form.save(commit=False), before=before)
        tell(request, SAVED)
        return redirect("accounts:bodies")
    return render(request, "accounts/body_form.html", {"form": form, "body": body})


@need("bodies.change")
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a body, or open a closed one again."""
    try:
        actions.close_body(actor=request.user, body=get_object_or_404(Body, pk=pk))
        tell(request, SWITCHED)
    except Refused as refused:
        complain(request, refused)
    return redirect("accounts:bodies")
