"""The findings of reading ballots: code, what is wrong, what to do."""

from __future__ import annotations

from gongping.text import Message, Text

# fmt: off


def _message(code: str, zh: str, en: str, do_zh: str, do_en: str) -> Message:
    return Message(f"ballots.{code}", Text(zh, en), Text(do_zh, do_en))


ANSWERED_TWICE = _message("answered-twice", "票“{ballot}”对单位“{unit}”的指标“{question}”答了两次，另见第{line}行",
    "ballot '{ballot}' answers question '{question}' on unit '{unit}' twice, see line {line}",
    "只留一个；两张票用了同一票号的，改票号", "keep one; where two papers share a number, give one another number")
TWO_GROUPS = _message("two-groups", "票“{ballot}”属于两个评价主体：{first}（第{line}行）、{second}",
    "ballot '{ballot}' belongs to two rater groups: {first} (line {line}) and {second}",
    "票号在一张表内只能用一次：改评价主体或票号",
    "a ballot number stands once in a form: correct the group or the number")
BOTH_GIVEN = _message("both-given", "表“{form}”既有 ballots 又有 tally", "form '{form}' has both ballots and a tally",
    "只留一种", "keep one of the two")
