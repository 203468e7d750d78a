"""Every kind of entry by its code, in words: what the journal's filter offers. A test holds it to the actions."""

from __future__ import annotations

from collections.abc import Mapping

from gongping.text import Text

KINDS: Mapping[str, Text] = {
    "accounts.made": Text("增加人员", "Add a person"),
    "accounts.changed": Text("修改人员", "Change a person"),
    "accounts.closed": Text("停用账号", "Close an account"),
    "accounts.opened": Text("恢复账号", "Open an account again"),
    "accounts.reset": Text("重置口令", "Reset a password"),
    "accounts.imported": Text("导入人员", "Import people"),
    "accounts.exported": Text("导出名册", "Export a list"),
    "accounts.body-saved": Text("增加或修改机构", "Add or change a body"),
    "accounts.body-closed": Text("停用或恢复机构", "Close a body or open it again"),
    "accounts.chosen": Text("凭一次性口令码设定口令", "Choose a password with a one-time code"),
    "accounts.password": Text("修改本人口令", "Change one's own password"),
    "accounts.phone-on": Text("启用动态口令", "Turn one-time passwords on"),
    "accounts.phone-off": Text("停用动态口令", "Turn one-time passwords off"),
    "accounts.deputy": Text("设代办人", "Name a deputy"),
    "accounts.deputy-ended": Text("结束代办", "End a deputy's time"),
    "journal.exported": Text("导出操作记录", "Export the journal"),
    "journal.verified": Text("核验操作记录", "Check the journal"),
    "decisions.registered": Text("登记研究意见", "Register a decision"),
    "decisions.scan-added": Text("上传会议纪要扫描件", "Add a scan of the minutes"),
    "decisions.scan-removed": Text("撤下会议纪要扫描件", "Remove a scan of the minutes"),
    "decisions.confirmed": Text("确认研究意见", "Confirm a decision"),
    "decisions.withdrawn": Text("撤回或退回研究意见", "Withdraw a decision or send it back"),
    "decisions.used": Text("按研究意见办理", "Act on a decision"),
    "notices.mail-set": Text("设置邮件提醒", "Set an address for e-mail"),
    "notices.reminded": Text("提醒", "Remind"),
}


def title(code: str) -> Text:
    return KINDS.get(code, Text(code, code))
