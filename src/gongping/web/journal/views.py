"""Pages of the journal: the list, one entry, the export, the check."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from gongping.web.accounts.access import need
from gongping.web.journal import actions, chain, guard, queries
from gongping.web.journal.forms import HeadForm, WantedForm
from gongping.web.journal.models import Entry
from gongping.web.shared.words import current


@need("journal.see")
@require_GET
def entries(request: HttpRequest) -> HttpResponse:
    """The list, newest first."""
    form = WantedForm(request.GET)
    sheet = queries.sheet(form.wanted(), _number(request.GET.get("before", "")))
    rest = request.GET.copy()
    rest.pop("before", None)
    context = {
        "form": form,
        "sheet": sheet,
        "head": queries.head(),
        "narrowed": form.has_changed(),
        "rest": rest.urlencode(),
    }
    return render(request, "journal/entries.html", context)


def _number(words: str) -> int | None:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 16 else None


@need("journal.see")
@require_GET
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """One entry in full."""
    found = Entry.objects.filter(number=number).first()
    if found is None:
        raise Http404
    holds = found.hash == chain.digest(found.number, found.previous, found.body())
    context = {"entry": found, "holds": holds, "about": queries.about(found.subject)}
    return render(request, "journal/entry.html", context)


@need("journal.see")
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """All entries as JSON lines, the head at the end."""
    head = actions.export(actor=request.user)

    def lines() -> Iterator[str]:
        for link in queries.links(head.number):
            yield chain.write_line(link)
        yield chain.write_head(head)

    name = f"gongping-journal-{timezone.localdate():%Y%m%d}-{head.number}.jsonl"
    response = StreamingHttpResponse(lines(), content_type="application/jsonl; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@need("journal.see")
def verify(request: HttpRequest) -> HttpResponse:
    """Check the whole chain, against a head kept outside where there is one."""
    form = HeadForm(request.POST, request.FILES) if request.method == "POST" else HeadForm()
    checked, outside = None, list[chain.Head]()
    if form.is_bound and form.is_valid():
        outside = form.outside()
        checked = actions.verify(actor=request.user, outside=outside)
    found = checked.findings if checked else ()
    context = {
        "form": form,
        "checked": checked,
        "outside": outside,
        "head": queries.head(),
        "guards": guard.state(connection),
    }
    context["findings"] = [{"what": f.what(current()), "do": f.do(current())} for f in found]
    return render(request, "journal/verify.html", context)
