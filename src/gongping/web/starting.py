"""Who can get in: the first account of an empty site, a slip for one who is locked out, the people of the demo."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction
from django.utils import timezone

from gongping.text import Finding, Message, Refused, Text
from gongping.web.accounts import locking, slips
from gongping.web.accounts.models import Body, Person
from gongping.web.accounts.roles import ROLES
from gongping.web.accounts.slips import LETTERS
from gongping.web.journal.actions import record

FIRST = "admin"
NOBODY = Message(
    "web.nobody",
    Text("没有用户名为“{word}”的在用人员", "nobody in use has the user name '{word}'"),
    Text("检查用户名", "check the user name"),
)
DEMO_BODIES = (("zuzhibu", "市委组织部", "组织部"), ("zhigongwei", "市直工委", ""), ("qiyegongwei", "市企业工委", ""),
               ("shehuigongwei", "市社会组织工委", ""))  # fmt: skip
DEMO_NAMES = {"lead": "霁岚", "body-head": "砚青", "body-clerk": "芷若", "assessor": "檀越", "liaison": "榆舟",
              "supervisor": "昕正", "cadre": "钰衡", "meeting": "茗川"}  # fmt: skip


@transaction.atomic
def first_slip(name: str) -> dict[str, str] | None:
    """A one-time code where nobody of the lead office can sign in, or for the name asked for by the server's keeper."""
    if name:
        person = Person.objects.filter(username=name.strip().lower(), is_active=True).first()
        if person is None:
            raise Refused([Finding(NOBODY, values={"word": name})])
    else:
        leads = Person.objects.filter(role="lead", is_active=True).order_by("pk")
        if any(person.has_usable_password() and person.may_enter() for person in leads):
            return None
        person = leads.first() or _first_person()
    locking.forget(person.username)
    given = slips.give(person, person)
    what = Text(
        f"服务器管理员为{person.name}开具一次性口令码", f"The server's keeper made a one-time code for {person.name}"
    )
    record(actor=None, action="accounts.reset", subject=f"person/{person.username}", what=what)
    return {"username": person.username, "code": given.code}


def _first_person() -> Person:
    person = Person(username=FIRST, name="牵头部门管理员", role="lead")
    person.set_unusable_password()
    person.save()
    what = Text("建站：建立第一个账号", "The site was set up with its first account")
    record(actor=None, action="accounts.made", subject=f"person/{person.username}", what=what)
    return person


@transaction.atomic
def fill_demo() -> list[dict[str, str]]:
    """The four bodies and one person per role, with random passwords that are told once."""
    bodies = [Body.objects.create(code=code, name=name, short=short, order=n)
              for n, (code, name, short) in enumerate(DEMO_BODIES, 1)]  # fmt: skip
    what = Text("演示：建立机构和人员", "Demo: bodies and people were made up")
    record(actor=None, action="accounts.imported", subject="people", what=what)
    return [_demo_person(key, bodies) for key in ROLES]


def _demo_person(key: str, bodies: list[Body]) -> dict[str, str]:
    role, today = ROLES[key], timezone.localdate()
    body = (bodies[0] if key == "lead" else bodies[1]) if role.may_have_body else None
    person = Person(username=key, name=DEMO_NAMES[key], role=key, body=body, unit="B001" if role.needs_unit else "",
                    ends_on=today + dt.timedelta(days=120) if role.ends else None, must_change=False)  # fmt: skip
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3)).lower()
    person.set_password(password)
    person.save()
    return {"username": key, "password": password, "role_zh": role.title.zh, "role_en": role.title.en}
