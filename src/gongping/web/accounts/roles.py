"""Who may do what: the one table that the pages, the tests and the documentation share.

A permission is ``room.deed``. A role holds those listed beside it, and nothing else. Adding a page means
adding its permission here first; a test walks every address as every role against this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongping.text import Text

PERMISSIONS: Mapping[str, Text] = {
    "home.see": Text("看本人的待办事项", "see what waits for oneself"),
    "roles.see": Text("看权限一览", "see who may do what"),
    "account.own": Text("改本人口令、动态口令，设代办人", "change one's own password, one-time codes and deputy"),
    "people.see": Text("看人员和机构名册，导出", "see and export the lists of people and bodies"),
    "people.change": Text(
        "增改、停用人员，重置口令，从Excel导入", "add, change and deactivate people, reset passwords, import"
    ),
    "bodies.change": Text("增改、停用机构", "add, change and deactivate bodies"),
    "notices.remind": Text("提醒他人办事", "remind others of something"),
    "decisions.see": Text("看集体研究决定及扫描件", "see collective decisions and their scans"),
    "decisions.register": Text("登记集体研究决定", "register a collective decision"),
    "decisions.confirm": Text("核对他人登记的集体研究决定", "confirm a decision registered by another"),
    "decisions.withdraw": Text("撤回、退回待确认的集体研究决定", "withdraw or send back a decision not yet confirmed"),
    "journal.see": Text("看操作记录，核验、导出", "read, verify and export the journal"),
}

EVERYONE = ("home.see", "roles.see", "account.own")


@dataclass(frozen=True)
class Role:
    """A role: its official word, where its people sit, what they may do."""

    title: Text
    permissions: frozenset[str]
    needs_body: bool = False
    """Works for one of the assessing bodies."""
    may_have_body: bool = False
    needs_unit: bool = False
    """Belongs to one of the assessed units."""
    ends: bool = False
    """A temporary account: it must have a last day."""


def _role(zh: str, en: str, *permissions: str, body: str = "no", unit: bool = False, ends: bool = False) -> Role:
    return Role(Text(zh, en), frozenset((*EVERYONE, *permissions)), body == "must", body != "no", unit, ends)


ROLES: Mapping[str, Role] = {
    "lead": _role("牵头部门", "lead office", "people.see", "people.change", "bodies.change",
                  "decisions.see", "decisions.register", "decisions.confirm", "decisions.withdraw",
                  "notices.remind", "journal.see", body="may"),
    "body-head": _role("考核主体审签人", "head of an assessing body", "decisions.see", "decisions.confirm", "decisions.withdraw", body="must"),
    "body-clerk": _role("考核主体经办人", "clerk of an assessing body", "decisions.see", body="must"),
    "assessor": _role("考核组（抽调人员）", "assessment group (temporary assessor)", body="must", ends=True),
    "liaison": _role("党建联络员", "unit liaison", unit=True),
    "supervisor": _role("监督人员", "supervision staff", "people.see", "decisions.see", "journal.see"),
    "cadre": _role("干部科", "cadre section", "decisions.see"),
    "meeting": _role("会务人员", "meeting staff"),
}  # fmt: skip


def holders(permission: str) -> list[Role]:
    """The roles that may do this."""
    return [role for role in ROLES.values() if permission in role.permissions]
