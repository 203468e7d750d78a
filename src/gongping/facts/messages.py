"""The findings of reading the facts folder: code, what is wrong, what to do."""

from __future__ import annotations

from gongping.text import Message, Text

# fmt: off


def _message(code: str, zh: str, en: str, do_zh: str, do_en: str) -> Message:
    return Message(f"facts.{code}", Text(zh, en), Text(do_zh, do_en))


def _unknown(code: str, zh: str, en: str) -> Message:
    """A word that is none of the names that may stand in its column."""
    return _message(f"unknown-{code}", "不认识的" + zh + "“{word}”{hint}", "unknown " + en + " '{word}'{hint}",
                    "可填：{choices}", "write one of: {choices}")


# Words that the scheme or the tables do not know.
UNKNOWN_CATEGORY = _unknown("category", "类别", "category")
UNKNOWN_ITEM_KIND = _unknown("item-kind", "项目类型", "kind of item")
UNKNOWN_ITEM = _message("unknown-item", "items 表中没有项目“{word}”{hint}",
    "item '{word}' is not in the table items{hint}", "改正编码，或在 items 表中补上",
    "correct the code, or add it to the table items")
UNKNOWN_LOOKUP = _unknown("lookup", "名目", "lookup")
UNKNOWN_VALUE = _message("unknown-value", "“{name}”没有取值“{word}”{hint}", "'{name}' has no value '{word}'{hint}",
    "可填：{choices}，或待定、不适用", "write one of: {choices}, or pending, not_applicable")
UNKNOWN_NUMBER = _unknown("number", "数值名目", "number")
UNKNOWN_PERIOD = _unknown("period", "时段", "period")
UNKNOWN_EVENT = _unknown("event-kind", "事项类型", "kind of event")
UNKNOWN_LEVEL = _message("unknown-level", "“{kind}”没有级别“{word}”{hint}", "'{kind}' has no level '{word}'{hint}",
    "可填：{choices}", "write one of: {choices}")
UNKNOWN_EVENT_STATUS = _unknown("event-status", "核实状态", "event status")
UNKNOWN_STANDING = _unknown("unit-status", "参评状态", "unit status")
UNKNOWN_APPLIES = _unknown("applies-status", "适用状态", "status")
UNKNOWN_DECISION = _unknown("decision-kind", "决定类型", "kind of decision")
UNKNOWN_GRADE = _unknown("grade", "等次", "grade")
UNKNOWN_NODE = _message("unknown-node", "方案中没有节点“{word}”{hint}", "the scheme has no node '{word}'{hint}",
    "写方案里的节点编号", "write the id of a node of the scheme")

# Units.
DUPLICATE_UNIT = _message("duplicate-unit", "单位编码“{key}”重复，第{line}行已有",
    "unit code '{key}' stands twice, first on line {line}", "删去重复的一行，或改正编码",
    "remove one of the rows, or correct the code")
SAME_NAME = _message("same-name", "同类别中“{key}”已在第{line}行出现",
    "the name '{key}' stands already on line {line} in this category", "确认是两个单位，否则删去一行",
    "make sure these are two units, else remove one")
CODE_SEPARATOR = _message("code-separator", "编码“{code}”中有分号", "code '{code}' contains a semicolon",
    "编码只用字母、数字和短横", "use letters, digits and hyphens in codes")
CODE_LENGTHS = _message("code-lengths", "单位编码都是数字而长短不一（{codes}），可能丢了前导0",
    "unit codes are digits of unequal length ({codes}): leading zeros may be lost", "核对编码；缺0的设为文本格式补上",
    "check the codes; where a zero is missing, format as text and add it")
ORDER_PARTLY = _message("order-partly", "类别“{category}”有{count}个单位没有排序号，排在最后",
    "{count} units of category '{category}' have no order and stand last", "给每个单位写排序号",
    "give every unit an order")
UNKNOWN_PARENT = _message("unknown-parent", "上级单位“{word}”不在名册中{hint}",
    "parent unit '{word}' is not in the list{hint}", "改正编码，或补上该单位", "correct the code, or add the unit")
PARENT_CATEGORY = _message("parent-category", "上级单位“{parent}”不属于类别“{category}”",
    "parent unit '{parent}' is not of category '{category}'", "改正上级单位", "correct the parent")
NO_PARENT = _message("no-parent", "类别“{category}”的单位应写上级",
    "a unit of category '{category}' needs its parent", "在“上级”列写上级单位编码",
    "write the parent's code in column parent")
BACKWARDS = _message("from-after-to", "起始{start}晚于截止{end}", "from {start} is after to {end}", "改正日期",
    "correct the dates")

# Status.
STATUS_OVERLAP = _message("status-overlap", "单位“{unit}”同一时期有两种状态，另见第{line}行",
    "unit '{unit}' has two statuses at one time, see line {line}", "写明起止时间，或只留一行",
    "give them dates, or keep one row")
UNKNOWN_SUCCESSOR = _message("unknown-successor", "承接单位“{word}”不在名册中{hint}",
    "successor '{word}' is not in the list of units{hint}", "改正编码，或补上该单位",
    "correct the code, or add the unit")
OWN_SUCCESSOR = _message("own-successor", "单位“{unit}”不能由自己承接", "unit '{unit}' cannot succeed itself",
    "写承接它的另一单位", "write the other unit that takes over")
NO_SUCCESSOR = _message("no-successor", "撤并的单位没有写承接单位", "a merged unit has no successor",
    "有承接单位的写上编码", "write the successor's code where there is one")

# Items and marks.
DUPLICATE_ITEM = _message("duplicate-item", "项目编码“{key}”重复，第{line}行已有",
    "item code '{key}' stands twice, first on line {line}", "删去重复的一行，或改正编码",
    "remove one of the rows, or correct the code")
NO_BODY = _message("no-body", "项目“{item}”没有考核主体", "item '{item}' has no assessing body",
    "写上考核主体，多个用分号隔开", "write the body, several separated by semicolons")
BODY_TWICE = _message("body-twice", "“{name}”在一格中写了两次", "'{name}' stands twice in one cell", "删去一个",
    "remove one")
DUPLICATE_APPLIES = _message("duplicate-applies", "“{key}”的适用情况第{line}行已写",
    "whether the item applies ({key}) is said already on line {line}", "只留一行", "keep one row")
NOT_CONCERNED = _message("not-concerned", "项目“{item}”不面向单位“{unit}”的类别",
    "item '{item}' does not concern the category of unit '{unit}'", "核对项目或单位", "check the item or the unit")
DUPLICATE_MARK = _message("duplicate-mark", "同一项目、单位、主体的打分第{line}行已有（{key}）",
    "a mark of the same item, unit and body stands on line {line} ({key})", "只留一个", "keep one")
BODY_NOT_LISTED = _message("body-not-listed", "“{body}”不是项目“{item}”的考核主体{hint}",
    "'{body}' is not an assessing body of item '{item}'{hint}", "写 items 表里的主体：{choices}，或在 items 表补上",
    "write a body of the table items: {choices}, or add it there")
MARK_OUTSIDE = _message("mark-out-of-range", "得分{mark}超出{low}至{high}", "mark {mark} is outside {low} to {high}",
    "改正得分", "correct the mark")
MARK_NOT_APPLYING = _message("mark-not-applying", "项目“{item}”对单位“{unit}”不适用，却有得分",
    "item '{item}' does not apply to unit '{unit}', yet has a mark", "删去得分，或改 applies 表",
    "remove the mark, or correct the table applies")

# Results fixed elsewhere, numbers, events.
DUPLICATE_LOOKUP = _message("duplicate-lookup", "同一单位、名目、时段的取值第{line}行已有（{key}）",
    "a value of the same unit, name and period stands on line {line} ({key})", "只留一行", "keep one row")
DUPLICATE_NUMBER = _message("duplicate-number", "同一单位、名目、时段的数值第{line}行已有（{key}）",
    "a number of the same unit, name and period stands on line {line} ({key})", "只留一行", "keep one row")
NO_LEVEL = _message("no-level", "“{kind}”的事项没有写级别", "an event of kind '{kind}' needs a level",
    "可填：{choices}", "write one of: {choices}")
LEVEL_UNUSED = _message("level-unused", "“{kind}”不分级别，“{level}”未采用",
    "'{kind}' has no levels: '{level}' was not used", "清空级别，或在方案中定义",
    "clear it, or declare levels in the scheme")
EVENT_OPEN = _message("event-open", "事项“{matter}”待核实，未计入",
    "the event '{matter}' is not verified yet and does not count", "核实后改为已核实或不予认定",
    "verify it, then write verified or refused")
REPEATED_EVENT = _message("repeated-event", "同一事项第{line}行已有（{key}）",
    "the same event stands on line {line} ({key})", "确认不是重复登记", "make sure it was not entered twice")
NO_PERSONS = _message("no-persons", "人数至少为1", "the number of persons is at least 1", "写1或更大的整数",
    "write 1 or more")

# Ratings and turnout.
DUPLICATE_RATING = _message("duplicate-rating", "同一评价人对同一单位的打分第{line}行已有（{key}）",
    "a rating by the same rater stands on line {line} ({key})", "只留一个", "keep one")
RATING_OUTSIDE = _message("rating-out-of-range", "打分{value}超出{low}至{high}",
    "rating {value} is outside {low} to {high}", "改正打分", "correct the rating")
DUPLICATE_TURNOUT = _message("duplicate-turnout", "同一表、单位、主体的票数第{line}行已有（{key}）",
    "counts of the same form, unit and group stand on line {line} ({key})", "只留一行", "keep one row")
TURNOUT_SUM = _message("turnout-sum", "有效{valid}加无效{invalid}不等于收回{returned}",
    "valid {valid} and invalid {invalid} do not add up to returned {returned}", "核对票数", "check the counts")
TURNOUT_MORE = _message("turnout-more", "{more}{most}多于{less}{least}",
    "{more} {most} is more than {less} {least}", "核对票数", "check the counts")

# Decisions.
NO_RECORD = _message("decision-without-record", "集体研究决定没有写{missing}",
    "a collective decision lacks its {missing}", "按会议纪要补上", "add it from the minutes")
TIE_UNITS = _message("tie-units", "并列排序的决定至少要写两个单位", "a decision on a tie names at least two units",
    "按研究确定的顺序写出全部并列单位", "write all tied units in the decided order")
UNIT_TWICE = _message("unit-twice", "单位“{unit}”写了两次", "unit '{unit}' stands twice", "删去一个", "remove one")
CAP_NUMBER = _message("cap-not-a-number", "新的上限“{text}”不是数{hint}", "the new cap '{text}' is not a number{hint}",
    "写新的上限，如 20；不设上限的留空", "write the new cap, such as 20; leave it empty for no cap")
NO_GRADE = _message("no-grade", "审议调整没有写等次", "a decision on a grade does not say which", "在“取值”列写等次",
    "write the grade in column value")
