"""Files on their way out: a name in the page's language and the day."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from gongping.text import Text
from gongping.web.shared.words import say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_answer(data: bytes, title: Text) -> HttpResponse:
    """A workbook as a download."""
    name = f"{say(title)}-{timezone.localdate():%Y%m%d}.xlsx"
    header = content_disposition_header(True, name) or ""
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": header})
