"""Every kind of entry by its code, in words: what the journal's filter offers. A test holds it to the actions."""

from __future__ import annotations

from collections.abc import Mapping

from gongping.text import Text

KINDS: Mapping[str, Text] = {
    "journal.export": Text("导出操作记录", "Export the journal"),
    "journal.verify": Text("核验操作记录", "Check the journal"),
    "decisions.register": Text("登记研究意见", "Register a decision"),
    "decisions.add-scan": Text("上传会议纪要扫描件", "Add a scan of the minutes"),
    "decisions.remove-scan": Text("撤下会议纪要扫描件", "Remove a scan of the minutes"),
    "decisions.confirm": Text("确认研究意见", "Confirm a decision"),
    "decisions.withdraw": Text("撤回研究意见", "Withdraw a decision"),
    "decisions.use": Text("按研究意见办理", "Act on a decision"),
    "notices.remind": Text("提醒", "Remind"),
    "notices.done": Text("提醒已阅", "Note a reminder as read"),
}


def title(code: str) -> Text:
    return KINDS.get(code, Text(code, code))
