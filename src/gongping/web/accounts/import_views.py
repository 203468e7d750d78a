"""Import of people from Excel: upload, look at every fault or at what will happen, then confirm."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongping.text import Finding, Message, Refused, Text, blocking
from gongping.web.accounts import actions, queries, spreadsheet
from gongping.web.accounts.access import need
from gongping.web.accounts.forms import Upload
from gongping.web.accounts.models import Body
from gongping.web.accounts.printing import show_slips
from gongping.web.accounts.rules import Row
from gongping.web.shared.downloads import workbook_answer
from gongping.web.shared.messages import complain, tell
from gongping.web.shared.words import current

KEPT = "people-import"
MOST = 3000
SHOWN = 500
TOO_MANY = Message("accounts.too-many-rows", Text("一次导入{n}行，太多", "{n} rows at once are too many"),
                   Text("分几次导入，每次至多{most}行", "import at most {most} rows at a time"))  # fmt: skip
GONE = Text("没有等待导入的名册，请重新上传。", "There is nothing waiting to be imported. Please upload again.")
CHANGED_ONLY = Text("已导入：修改{n}人。", "Imported: {n} people changed.")


@need("people.change")
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a workbook; nothing is saved by looking at it."""
    form = Upload(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/import.html", {"form": form})
    file = form.cleaned_data["file"]
    people = {person.username: person for person in queries.people()}
    rows, findings = spreadsheet.read(
        file.name, file.read(), actions.known_bodies(), people, request.user, timezone.localdate()
    )
    if len(rows) > MOST:
        findings.append(Finding(TOO_MANY, values={"n": len(rows), "most": MOST}))
    stops, file_name = blocking(findings), file.name
    new = [row for row in rows if row.username not in people]
    changes = [(row, actions.differences(people[row.username], row)) for row in rows if row.username in people]
    changes = [(row, [actions.COLUMN_WORDS[c] for c in columns]) for row, columns in changes if columns]
    request.session[KEPT] = None if stops else [_plain(row) for row in rows]
    context = {"form": Upload(), "file": file_name, "stops": len(stops), "checked": True, "new": new, "changes": changes,
               "findings": [_said(f) for f in findings if f.severity != "note"][:SHOWN],
               "same": len(rows) - len(new) - len(changes)}  # fmt: skip
    return render(request, "accounts/import.html", context, status=422 if stops else 200)


def _said(found: Finding) -> dict[str, object]:
    place = found.place
    cell = place.column or (f"{place.line}" if place.line else "")
    return {"sheet": place.sheet, "cell": cell, "what": found.what(current()), "do": found.do(current()),
            "blocks": found.severity in ("fault", "refusal")}  # fmt: skip


def _plain(row: Row) -> dict[str, str]:
    return {key: str(value or "") for key, value in asdict(row).items()}


@need("people.change")
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Do what the page before showed: all or nothing. The answer is the slips of the new accounts."""
    kept = request.session.pop(KEPT, None)
    if not kept:
        complain_gone(request)
        return redirect("accounts:import")
    rows = [
        Row(**{**row, "ends_on": dt.date.fromisoformat(row["ends_on"]) if row["ends_on"] else None}) for row in kept
    ]
    try:
        given, changed = actions.import_people(actor=request.user, rows=rows)
    except Refused as refused:
        complain(request, refused)
        return redirect("accounts:import")
    if given:
        return show_slips(request, given, len(changed))
    tell(request, CHANGED_ONLY, n=len(changed))
    return redirect("accounts:people")


def complain_gone(request: HttpRequest) -> None:
    """The page was sent twice, or too late."""
    tell(request, GONE)


@need("people.change")
def template(request: HttpRequest) -> HttpResponse:
    """An empty workbook with the right columns and choices."""
    names = Body.objects.filter(is_active=True).values_list("name", flat=True)
    return workbook_answer(spreadsheet.workbook([], names, current()), Text("人员导入模板", "people-template"))
