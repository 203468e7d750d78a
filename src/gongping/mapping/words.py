"""What the headers of an office's sheets usually say, and what the scheme calls it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongping.mapping.model import Role
from gongping.mapping.sheets import BETWEEN
from gongping.scheme.forms import Form
from gongping.scheme.model import Scheme
from gongping.tables.words import fold

CODE = ("单位编码", "编码", "代码", "单位代码", "unit", "code")
UNIT = ("单位", "单位名称", "名称", "镇街", "镇（街道）", "镇街名称", "部门", "部门名称", "考核对象", "被考核单位", "评议对象", "述职单位",
        "测评单位", "被测评单位", "name")  # fmt: skip
QUESTION = ("指标", "测评内容", "测评项目", "评价内容", "评议内容", "question")
GROUP = ("评价主体", "测评主体", "group")
ORDER = ("排序", "order")
UNUSED = ("序号", "备注", "说明", "合计", "小计", "总计", "平均", "平均分", "总分", "总得分", "得分合计", "名次", "排名", "等次", "签名",
          "no", "total", "remark", "rank", "grade")  # fmt: skip
TURNOUT: Mapping[str, tuple[str, ...]] = {
    "entitled": ("应到", "应到人数"), "present": ("实到", "实到人数"), "issued": ("发出", "发出票数", "发票"),
    "returned": ("收回", "收回票数", "收票"), "valid": ("有效", "有效票", "有效票数"), "invalid": ("无效", "无效票", "废票"),
}  # fmt: skip
UNIT_IN_TITLE = re.compile(r"((?:被?(?:测评|考核|评议|述职))?(?:单位|对象)(?:名称)?\s*[：:]\s*)(\S+)")
BODY_IN_TITLE = re.compile(r"((?:考核主体|考核单位|打分单位|评分单位|评分部门|打分部门)\s*[：:]\s*)(\S+)")


@dataclass(frozen=True)
class Surroundings:
    """The words around a column: names of file and sheet, and the title rows."""

    texts: tuple[str, ...]

    def names(self, known: Mapping[str, Iterable[str]]) -> str:
        """The id whose words occur around; the longest word wins, empty when none does."""
        hits = [
            (len(w), id)
            for id, words in known.items()
            for w in words
            if w and any(fold(w) in fold(t) for t in self.texts)
        ]
        return max(hits, default=(0, ""))[1]


class Guesser:
    """Guesses the role of a header from the scheme's words."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        observed = scheme.observed
        self.lookups = {id: (id, w.zh, w.en) for id, w in observed.lookups.items()}
        self.numbers = {id: (id, w.zh, w.en) for id, w in observed.numbers.items()}
        self.events = {id: (id, w.zh, w.en) for id, w in observed.events.items()}
        self.forms = {id: (f.title.zh, f.title.en) if f.title else (id,) for id, f in scheme.forms.items()}
        self.categories = {id: (c.title.zh, c.title.en) for id, c in scheme.categories.items()}
        self.kinds = {id: (w.zh, w.en) for id, w in observed.items.items()}

    def role(self, header: str, around: Surroundings) -> Role | None:
        """The role that the header's own words tell; None where they tell nothing."""
        last = fold(header.split("#")[0].rpartition(BETWEEN)[2])
        for words, role in ((CODE, Role("", "unit")), (UNIT, Role("units", "name")), (QUESTION, Role("", "question")),
                            (GROUP, Role("", "group")), (ORDER, Role("units", "order")), (UNUSED, Role())):  # fmt: skip
            if last in {fold(w) for w in words}:
                return role
        here = Surroundings((header, *around.texts))
        return self._vote(last, header, here) or self._observed(header)

    def _vote(self, last: str, header: str, around: Surroundings) -> Role | None:
        """A count of one option, or one of the six counts of a round."""
        counted = next((name for name, words in TURNOUT.items() if last in {fold(w) for w in words}), "")
        form_id = self._form(last, header, around) if not counted else around.names(self.forms)
        form = self.scheme.forms.get(form_id)
        if form is None:
            return None
        fixed = [("form", form_id), *self._group(form, around)]
        if counted:
            return Role("turnout", counted, tuple(fixed))
        option = next(id for id, words in _options(form).items() if last in words)
        asked = {id: (q.zh or id, q.en) for id, q in form.questions.items()}
        question = next(iter(asked)) if len(asked) == 1 else Surroundings((header,)).names(asked)
        return Role("tally", "count", (*fixed, *([("question", question)] if question else []), ("option", option)))

    def _form(self, last: str, header: str, around: Surroundings) -> str:
        able = {id: f for id, f in self.scheme.forms.items() if any(last in words for words in _options(f).values())}
        named = Surroundings((header,)).names(self.forms) or around.names(self.forms)
        return named if named in able else next(iter(able), "")

    def _group(self, form: Form, around: Surroundings) -> list[tuple[str, str]]:
        if len(form.raters) == 1:
            return [("group", next(iter(form.raters)))]
        named = around.names({id: (r.zh or id, r.en) for id, r in form.raters.items()})
        return [("group", named)] if named else []

    def _observed(self, header: str) -> Role | None:
        around = Surroundings((header,))
        for table, field, key, words in (
            ("lookups", "value", "name", self.lookups), ("numbers", "value", "name", self.numbers),
            ("events", "matter", "kind", self.events),
        ):  # fmt: skip
            if named := around.names(words):
                return Role(table, field, ((key, named),))
        return None

    def category(self, around: Surroundings) -> str:
        named = around.names(self.categories)
        return named or (next(iter(self.categories)) if len(self.categories) == 1 else "")

    def kind(self, header: str) -> str:
        """Which kind of item a column is; the first kind of the scheme unless its header says another."""
        return Surroundings((header,)).names(self.kinds) or next(iter(self.kinds), "")


def _options(form: Form) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for options in (form.options, *(q.options or {} for q in form.questions.values())):
        for id, option in options.items():
            found.setdefault(id, set()).update({fold(id), fold(option.zh), fold(option.en)} - {""})
    return found
