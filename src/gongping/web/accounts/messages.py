"""What can be wrong about a person or a body: code, what, what to do. Forms and the import say the same."""

from __future__ import annotations

from gongping.text import Message, Text


def _message(code: str, zh: str, en: str, do_zh: str, do_en: str) -> Message:
    return Message(f"accounts.{code}", Text(zh, en), Text(do_zh, do_en))


# fmt: off
BAD_USERNAME = _message("username", "用户名“{word}”不合规定", "'{word}' cannot be a user name",
    "用2至60个小写字母、数字、汉字，或其间的点、横线", "use 2 to 60 small letters, digits or Chinese characters, with dots or dashes between")
TAKEN = _message("username-taken", "用户名“{word}”已有人用", "the user name '{word}' is taken", "换一个，或改原有的人员", "choose another, or change that person")
TWICE = _message("username-twice", "用户名“{word}”出现不止一次", "the user name '{word}' occurs more than once", "每人一行", "one row for each person")
NO_NAME = _message("name", "没有写姓名", "the name is missing", "写姓名", "write the name")
LONG = _message("too-long", "太长，超过{most}个字符", "longer than {most} characters", "写短一些", "make it shorter")
UNKNOWN_ROLE = _message("role", "没有角色“{word}”", "there is no role '{word}'", "写其中之一：{choices}", "write one of: {choices}")
UNKNOWN_BODY = _message("body", "没有机构“{word}”", "there is no body '{word}'", "写在用机构的编码或名称：{choices}", "write the code or the name of a body in use: {choices}")
BODY_WANTED = _message("body-wanted", "“{role}”须属于一个机构", "the role '{role}' must belong to a body", "写机构", "name the body")
BODY_UNWANTED = _message("body-unwanted", "“{role}”不属于机构", "the role '{role}' belongs to no body", "把机构留空，或换角色", "leave the body empty, or choose another role")
UNIT_WANTED = _message("unit-wanted", "“{role}”须属于一个单位", "the role '{role}' must belong to a unit", "写单位编码", "write the unit's code")
UNIT_UNWANTED = _message("unit-unwanted", "“{role}”不属于单位", "the role '{role}' belongs to no unit", "把单位留空，或换角色", "leave the unit empty, or choose another role")
END_WANTED = _message("end-wanted", "“{role}”是临时账号，须有截止日期", "the role '{role}' is temporary and needs a last day", "写截止日期", "write the last day")
END_PAST = _message("end-past", "截止日期{word}已过", "the last day {word} is past", "写今天或以后的日期", "write today or a later day")
BAD_DATE = _message("date", "“{word}”不是日期", "'{word}' is no date", "写如 2026-12-31", "write one such as 2026-12-31")
OWN_ROLE = _message("own-account", "不能改本人的角色、机构或截止日期", "one's own role, body and last day cannot be changed by oneself", "请牵头部门的另一人办理", "ask a colleague of the lead office")
CLOSED_ROW = _message("closed-account", "“{word}”的账号已停用", "the account '{word}' is closed", "先恢复，或删去这一行", "open it again first, or delete the row")
LAST_LEAD = _message("last-lead", "{word}是牵头部门最后一个在用账号", "{word} is the last account of the lead office in use", "先增加另一人", "add another person first")
BODY_IN_USE = _message("body-in-use", "机构{word}还有{count}名在用人员", "the body {word} still has {count} people in use", "先停用或调整这些人员", "close or move these people first")
BODY_CODE = _message("body-code", "编码“{word}”不合规定", "'{word}' cannot be a code", "用小写字母、数字、横线", "use small letters, digits and dashes")
BODY_TAKEN = _message("body-taken", "已有机构用“{word}”", "a body already uses '{word}'", "换一个", "choose another")
NOT_A_DEPUTY = _message("deputy", "{word}不能代办", "{word} cannot be the deputy", "选同一机构或单位的在用人员", "choose somebody in use of the same body or unit")
DEPUTY_DAYS = _message("deputy-days", "代办的起止日期不对", "the days of the deputy are not right", "止不早于起，从今天起至多一年", "the end is not before the beginning, and within a year from today")
DEPUTY_SELF = _message("deputy-self", "不能指定自己为他人代办", "one cannot make oneself a deputy", "请本人或牵头部门的另一人办理", "ask the person, or a colleague of the lead office")
BAD_CODE = _message("slip", "用户名或一次性口令码不对，或已过期、已用过", "the user name or the one-time code is wrong, used or over", "请牵头部门重新打印", "ask the lead office for a new slip")
BAD_TOTP = _message("totp", "动态口令不对", "the one-time password is wrong", "看手机上现在显示的6位数；手机时间要准", "enter the six digits shown now; the phone's clock must be right")
WRONG_OLD = _message("old-password", "原口令不对", "the present password is wrong", "重新输入", "enter it again")
# fmt: on
