"""What can stand in the way of a decision, or of an action that needs one: what, and what to do."""

from __future__ import annotations

from gongping.text import Finding, Message, Refused, Text


def _message(code: str, zh: str, en: str, do_zh: str, do_en: str) -> Message:
    return Message(f"decisions.{code}", Text(zh, en), Text(do_zh, do_en))


def refuse(message: Message, **values: object) -> Refused:
    """One finding as the exception that stops an action."""
    return Refused([Finding(message, severity="refusal", values=values)])


# fmt: off
SAME_PERSON = _message("same-person", "登记人不能确认自己登记的研究意见", "whoever registered a decision cannot confirm it", "请另一人确认", "ask another person")
HANDLED = _message("handled", "一年内您与登记人{name}之间有过开设账号或重置口令的情形，不能互相确认", "within the year you or {name}, who registered it, made or reset the other's account", "请与双方账号都无此关系的另一人确认", "ask someone whose account neither of you has handled")
STANDS_IN = _message("stands-in", "您是以登记人{name}的代办人（B角）身份获得确认权限的", "you may confirm only as the deputy of {name}, who registered it", "请本来就有确认权限的另一人确认", "ask someone who may confirm in their own right")
NOT_WAITING = _message("not-waiting", "“{title}”已经{state}", "'{title}' is already {state}", "请刷新页面查看", "reload the page and look")
CHANGED = _message("changed", "“{title}”在您打开页面以后有变动", "'{title}' has changed since you opened the page", "请重新对照纪要，再确认", "compare it with the minutes again, then confirm")
NO_SCAN = _message("no-scan", "“{title}”还没有会议纪要扫描件", "'{title}' has no scan of the minutes yet", "请登记人先上传", "whoever registered it uploads one first")
SCAN_LOST = _message("scan-lost", "“{name}”与上传时不一致，或者已不在数据目录中", "'{name}' is not what was uploaded, or is gone from the data directory", "请从备份恢复；尚未确认的，撤下后重新上传", "restore it from a backup; before confirmation remove it and upload it again")
NO_WHY = _message("no-why", "没有写缘由", "no reason is given", "写明为什么撤回或退回", "say why it is withdrawn or sent back")
FUTURE = _message("future", "研究日期{day}还没有到", "the day of the meeting, {day}, is still to come", "会后再登记", "register it after the meeting")
UNKNOWN_SUBJECT = _message("unknown-subject", "没有可以这样研究决定的对象", "nothing of that kind can be decided on", "从列表中选择", "choose from the list")
NEEDED = _message("needed", "“{action}”须有已确认的集体研究决定", "'{action}' needs a confirmed collective decision", "先登记研究意见，由另一人确认", "register the decision first and have another person confirm it")
OTHER = _message("other", "这项研究意见说的是别的事项", "this decision is about something else", "选择就“{action}”和该对象作出的研究意见", "choose the decision made on '{action}' and this very subject")
USED = _message("used", "这项研究意见已经据以办理过一次", "this decision has already been acted on", "再次变更须再次研究", "another change needs another decision")

EMPTY = _message("scan-empty", "“{name}”是空文件", "'{name}' is empty", "重新选择", "choose another file")
LARGE = _message("scan-large", "“{name}”超过{most}兆字节", "'{name}' has more than {most} MB", "降低分辨率（200至300点/英寸）重新扫描", "scan at a lower resolution (200 to 300 dpi)")
NOT_A_SCAN = _message("scan-kind", "“{name}”不是PDF、JPEG或PNG文件（按内容判断，不看扩展名）", "'{name}' is no PDF, JPEG or PNG by its content", "用扫描仪存成PDF或图片再上传；Word、Excel、压缩包不收", "scan to PDF or a picture; Word, Excel and archives are not taken")
BROKEN = _message("scan-broken", "“{name}”不完整", "'{name}' is not whole", "重新扫描或重新导出", "scan or export it again")
ACTIVE = _message("scan-active", "“{name}”不是单纯的扫描件：含有脚本、附件、可执行内容或者加密", "'{name}' is more than a scan: it holds scripts, attachments, actions or a password", "打印后重新扫描", "print it and scan it again")
HUGE = _message("scan-pixels", "“{name}”的像素过多（{width}×{height}）", "'{name}' has too many pixels ({width}×{height})", "降低分辨率重新扫描", "scan at a lower resolution")
TOO_MANY = _message("scan-many", "一项研究意见最多{most}个扫描件", "a decision takes at most {most} scans", "合并成一个PDF", "put them into one PDF")
NOTHING_CHOSEN = _message("nothing-chosen", "没有选中任何一项", "nothing is chosen", "勾选对照过纪要的各项，再确认", "tick those you compared with their minutes, then confirm")
NOT_A_CONFIRMER = _message("not-a-confirmer", "这个人不能确认这项研究意见", "that person may not confirm this decision", "从列表中另选一人", "choose another from the list")
