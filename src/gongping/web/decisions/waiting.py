"""What of the decisions waits for a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from gongping.text import Text
from gongping.web.accounts.access import allowed
from gongping.web.accounts.models import Person
from gongping.web.decisions import queries
from gongping.web.decisions.models import Decision
from gongping.web.decisions.second_person import CONFIRM, SecondPerson
from gongping.web.notices.providers import Step, Waiting

CONFIRM_IT = Text("核对确认", "Compare and confirm")
ADD_SCAN = Text("上传扫描件", "Upload the scan")


def for_person(person: Person) -> Iterator[Waiting]:
    """Decisions to confirm, and one's own that still lack a scan."""
    confirms, registers = allowed(person, CONFIRM), allowed(person, "decisions.register")
    if not (confirms or registers):
        return
    second = SecondPerson(person) if confirms else None
    for decision in queries.waiting():
        scanned = bool(decision.scans.all())
        if decision.registered_by_id == person.pk and not scanned:
            yield _line(
                decision,
                Text("研究意见缺会议纪要扫描件：{t}", "A decision lacks the scan of its minutes: {t}"),
                ADD_SCAN,
            )
        elif second is not None and scanned and second.bar(decision.registered_by) is None:
            yield _line(decision, Text("研究意见待确认：{t}", "A decision to confirm: {t}"), CONFIRM_IT)


def _line(decision: Decision, words: Text, button: Text) -> Waiting:
    what = Text(words.say("zh", t=decision.title), words.say("en", t=decision.title))
    day = decision.decided_on
    detail = Text(
        f"{decision.deciding_body}，{day.year}年{day.month}月{day.day}日，纪要编号{decision.minutes_number}；{decision.registered_by.name}登记",
        f"{decision.deciding_body}, {day:%Y-%m-%d}, minutes {decision.minutes_number}; registered by {decision.registered_by.name}",
    )
    since = timezone.localtime(decision.registered_at).date()
    address = reverse("decisions:page", args=[decision.pk])
    return Waiting(what, detail, address, button, since=since, about=decision.name)


def next_steps(person: Person) -> Iterator[Step]:
    """For an empty home page."""
    if allowed(person, "decisions.register"):
        what = Text(
            "会议研究了改变规则或结果的事项：登记研究意见",
            "A meeting decided on a rule or a result: register the decision",
        )
        yield Step(what, reverse("decisions:new"))
    elif allowed(person, "decisions.see"):
        yield Step(Text("查看集体研究决定", "Look at the collective decisions"), reverse("decisions:list"))
