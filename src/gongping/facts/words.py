"""The fixed words of the facts tables, in English and Chinese, and values that are not numbers."""

from __future__ import annotations

from gongping.facts import messages as m
from gongping.facts.model import NOT_APPLICABLE, PENDING, Amount, Special
from gongping.tables.values import decimal
from gongping.tables.words import Vocabulary, fold

_SPECIAL: dict[str, Special] = {
    fold(word): special
    for special, words in (
        (PENDING, ("pending", "tbd", "待定", "未知", "待报", "待补", "待核", "未定", "暂缺")),
        (NOT_APPLICABLE, ("not_applicable", "not applicable", "n/a", "不适用", "/")),
    )
    for word in words
}


def special(text: str) -> Special | None:
    """PENDING for 待定, 未知 …; NOT_APPLICABLE for 不适用, / …; None for anything else."""
    return _SPECIAL.get(fold(text))


def amount(text: str) -> Amount:
    """An exact decimal, or a stated value that is none. Raises Unreadable."""
    return special(text) or decimal(text)


STANDINGS = Vocabulary.of(
    m.UNKNOWN_STANDING,
    {
        "assessed": ("参评",),
        "unranked": ("只评不排",),
        "exempt": ("免考",),
        "ungraded": ("不定等次",),
        "new": ("新组建",),
        "merged": ("撤并",),
    },
)
APPLIES = Vocabulary.of(
    m.UNKNOWN_APPLIES, {"applies": ("适用",), "not_applicable": ("不适用", "/"), "cancelled": ("取消", "canceled")}
)
EVENT_STATUSES = Vocabulary.of(
    m.UNKNOWN_EVENT_STATUS,
    {"verified": ("已核实", "核实", "认定"), "refused": ("不予认定", "不认定"), "open": ("待核实", "未核实")},
)
DECISION_KINDS = Vocabulary.of(
    m.UNKNOWN_DECISION,
    {
        "tie": ("并列排序", "同分排序"),
        "lift_cap": ("突破上限", "放宽上限"),
        "not_applicable": ("不适用",),
        "exempt": ("免考", "免予考核"),
        "grade": ("审议调整", "确定等次", "等次调整"),
        "withdraw": ("撤销", "撤回"),
        "discretion": ("酌情给分", "酌情分"),
    },
)
