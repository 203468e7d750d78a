"""The findings of reading counts: code, what is wrong, what to do."""

from __future__ import annotations

from gongping.text import Message, Text

# fmt: off


def _message(code: str, zh: str, en: str, do_zh: str, do_en: str) -> Message:
    return Message(f"tally.{code}", Text(zh, en), Text(do_zh, do_en))


UNKNOWN_NOT_OFFERED = _message("unknown-not-offered", "表“{form}”没有设“不了解”，却有这样的答案",
    "form '{form}' does not offer «don't know», yet it was answered", "在方案该表写 unknown: offered，或核对数据",
    "write unknown: offered in the form of the scheme, or check the data")
UNKNOWN_REASON = _message("unknown-reason", "没有无效原因“{word}”{hint}",
    "there is no reason '{word}' for an invalid ballot{hint}", "可填：{choices}", "write one of: {choices}")
DUPLICATE_COUNT = _message("duplicate-count", "同一表、单位、主体、指标、选项的票数第{line}行已有",
    "a count of the same form, unit, group, question and option stands on line {line}", "只留一行", "keep one row")
UNEQUAL_SUMS = _message("unequal-sums", "单位“{unit}”各指标的票数合计不等：{sums}",
    "the counts of unit '{unit}' differ from question to question: {sums}",
    "核对票数；未填的计入 _blank，不了解的计入 _unknown",
    "check the counts; blanks count as _blank, don't-knows as _unknown")
DUPLICATE_SCORE = _message("duplicate-score", "同一单位、同一单票得分第{line}行已有",
    "the same unit and ballot score stand on line {line}", "合并为一行", "make them one row")
SCORES_SUM = _message("scores-sum", "单位“{unit}”单票得分合计{ballots}票，有效票为{valid}",
    "the ballot scores of unit '{unit}' are {ballots} ballots, valid are {valid}", "核对两张表", "check both tables")
NO_COUNTS = _message("scores-without-counts", "单位“{unit}”有单票得分而没有计票结果",
    "unit '{unit}' has ballot scores but no counts", "补上 tally 表的行，或删去这些得分",
    "add its rows to the table tally, or remove the scores")
NO_TALLY = _message("scores-without-tally", "有 ballot_scores 而没有 tally 表",
    "there is a table ballot_scores but no tally", "补上 tally 表，或移走 ballot_scores",
    "add the table tally, or take ballot_scores away")
OTHER_VALUES = _message("other-values", "单票得分按另一套分值计算，稳定性分析不可用",
    "the ballot scores were made with other option values: stability is not available", "按现行方案重新计票",
    "count again with this scheme")
SCORE_PLACES = _message("score-places", "单票得分{score}的小数位数多于表的分值",
    "ballot score {score} has more places than the form's values", "核对分值指纹和得分",
    "check the values and the score")
MIXED_VALUES = _message("mixed-values", "同一表、同一主体的单票得分有几套分值指纹",
    "ballot scores of one form and group name several sets of values", "按现行方案重新计票",
    "count again with this scheme")
