"""What a check of the journal can find: code, what is wrong, what to do."""

from __future__ import annotations

from gongping.text import Message, Text

_ASK = Text(
    "不要再改动数据，导出全部记录并报告监督人员；用备份和历次导出文件逐条比对",
    "change nothing more, export everything and tell the supervision staff; compare with backups and earlier exports",
)

ALTERED = Message(
    "journal.altered",
    Text("第{number}条的内容与其校验值不符：写入以后被改动过", "entry {number} does not match its hash: altered since"),
    _ASK,
)
BROKEN_LINK = Message(
    "journal.broken-link",
    Text(
        "第{number}条接不上它前面的一条：中间有删除、插入或调换",
        "entry {number} does not follow the one before it: something was deleted, inserted or moved",
    ),
    _ASK,
)
WRONG_NUMBER = Message(
    "journal.wrong-number",
    Text(
        "此处应为第{expected}条，却是第{number}条：有缺号、重号或调换",
        "expected entry {expected} here and found {number}: one is missing, doubled or moved",
    ),
    _ASK,
)
CUT_OFF = Message(
    "journal.cut-off",
    Text(
        "记录到第{last}条为止，而外部留存的末条是第{number}条：末尾被截去",
        "the journal ends at entry {last}, but the head kept outside is entry {number}: its end was cut off",
    ),
    _ASK,
)
OTHER_HEAD = Message(
    "journal.other-head",
    Text(
        "第{number}条与外部留存的校验值不同：记录在留存以后被整体改写",
        "entry {number} differs from the head kept outside: the journal was made anew since",
    ),
    _ASK,
)
