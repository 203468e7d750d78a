"""Share of votes (得票率): the percentage of named options over a stated denominator."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from gongping.points import Ints
from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.forms import Form
from gongping.scheme.keys import Names
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import Exact, State
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.tally.model import BLANK, RESERVED, UNKNOWN
from gongping.text import Finding, Text

WORDS = {
    "valid": Text("有效票", "valid ballots"),
    "answered": Text("有效票中作出回答的", "valid ballots that answer"),
    "returned": Text("收回", "returned"),
    "issued": Text("发出", "issued"),
    "present": Text("实到", "present"),
    "entitled": Text("应到", "entitled"),
    BLANK: Text("未填", "blank"),
    UNKNOWN: Text("不了解", "don't know"),
}


class Share(Operator):
    KEY: ClassVar[str] = "share"
    KINDS: ClassVar[tuple[int, ...]] = (7, 13)
    TITLE: ClassVar[Text] = Text("得票率", "Share of votes")
    SAYS: ClassVar[Text] = Text(
        "所列选项的票数占写明的分母的百分之几。", "The votes for the named options in percent of a stated denominator."
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "所列选项票数之和×100÷分母。分母 of：有效票 valid；answered 为有效票减去未填和不了解；收回 returned、发出 issued、"
        "实到 present、应到 entitled 取自票数登记。几个主体时票数、分母分别相加。分母为0或未登记的，没有得票率。",
        "Votes for the options × 100 ÷ the denominator: valid ballots; answered: valid less blank and don't know; returned, "
        "issued, present, entitled as registered in table turnout. Several groups: votes and denominators are added. No value "
        "where the denominator is 0 or not registered.",
    )

    share: str = Field(description="form / 测评表")
    options: Names = Field(min_length=1, description="options counted / 计入的选项")
    of: Literal["valid", "answered", "returned", "issued", "present", "entitled"] | None = Field(
        default=None, description="the denominator / 分母"
    )
    group: Names = Field(default=(), description="rater group or groups; all of the form where omitted / 评价主体")
    question: str = Field(default="", description="question; omitted where the form has one / 题目")

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        form = scheme.forms.get(self.share)
        if form is None:
            yield _unknown(node, Text("测评表", "form"), self.share, scheme.forms)
            return
        if self.question not in form.questions and (self.question or len(form.questions) != 1):
            yield _unknown(node, Text("题目", "question"), self.question or "?", form.questions)
        for group in self.group:
            if group not in form.raters:
                yield _unknown(node, Text("评价主体", "rater group"), group, form.raters)
        for option in self.options:
            if option not in (*form.option_ids, *RESERVED):
                yield _unknown(node, Text("选项", "option"), option, form.option_ids)
        if self.of is None:
            options = "valid, answered, returned, issued, present, entitled"
            yield undeclared(node.path, node.place, "of", options, Text("得票率的分母", "the denominator of a share"))

    def _groups(self, context: Context) -> tuple[str, ...]:
        return self.group or tuple(context.scheme.forms[self.share].raters)

    def _question(self, form: Form) -> str:
        return self.question or next(iter(form.questions))

    def _option_counts(self, context: Context, group: str) -> dict[str, Ints]:
        """Option → votes per row of one group; units without ballots have zeros."""
        found = context.tallied(self.share, group)
        if found is None:
            nothing = np.zeros(context.count, dtype=np.int64)
            return dict.fromkeys((*context.scheme.forms[self.share].option_ids, *RESERVED), nothing)
        place = found.questions.index(self._question(context.scheme.forms[self.share]))
        return {option: found.counts[:, place, i] for i, option in enumerate(found.options)}

    def _below(self, context: Context, group: str, counts: dict[str, Ints]) -> Ints:
        """The denominator per row; -1 where it is not registered."""
        if self.of in ("valid", "answered", None):
            return reduce(np.add, [n for o, n in counts.items() if self.of != "answered" or o not in RESERVED])
        turnout = context.facts.turnout.get((self.share, group), {})
        return np.array([_reported(turnout.get(i), self.of) for i in range(context.count)], dtype=np.int64)

    def _totals(self, context: Context) -> tuple[Ints, Ints]:
        """Votes and denominator per row, all groups added; denominator 0 where there is none."""
        above = np.zeros(context.count, dtype=np.int64)
        below, unknown = above.copy(), np.zeros(context.count, dtype=np.bool_)
        for group in self._groups(context):
            counts = self._option_counts(context, group)
            above += reduce(np.add, [counts[option] for option in dict.fromkeys(self.options)])
            registered = self._below(context, group, counts)
            unknown |= registered < 0
            below += registered
        return above, np.where(unknown, 0, below)

    def compute(self, node: Node, context: Context) -> Exact:
        above, below = self._totals(context)
        none = below <= 0
        state = np.where(none, np.uint8(State.MISSING), np.uint8(State.OK)).astype(np.uint8)
        return Exact(np.where(none, 0, above * 100), np.where(none, 1, below), state)

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        above, below = self._totals(context)
        if below[row] <= 0:
            return [Text("没有票，或没有登记分母", "no votes, or no denominator is registered")]
        form, of = context.scheme.forms[self.share], WORDS[self.of or "valid"]
        words = [_word(form, self._question(form), option) for option in self.options]
        zh, en = "＋".join(w.zh for w in words), " + ".join(w.en for w in words)
        line = f"{above[row]} × 100 ÷ {below[row]}"
        return [
            Text(f"{zh}{above[row]}票，{of.zh}{below[row]}：{line}", f"{en} {above[row]}, {of.en} {below[row]}: {line}")
        ]

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        above, below = [], []
        for group in self._groups(context):
            counts = self._option_counts(context, group)
            above += [self._cell(context, cells, group, o, counts[o], row) for o in dict.fromkeys(self.options)]
            if self.of in ("valid", "answered", None):
                wanted = [o for o in counts if o not in RESERVED or (self.of != "answered" and counts[o].any())]
                below += [self._cell(context, cells, group, o, counts[o], row) for o in wanted]
            else:
                values = [int(n) if n >= 0 else None for n in self._below(context, group, counts)]
                title = Text(f"{WORDS[self.of].zh}（{group}）", f"{WORDS[self.of].en} ({group})")
                below.append(cells.input(f"{self.share}:{group}:{self.of}", title, values, row))
        return f"({'+'.join(above)})*100/({'+'.join(below)})"

    def _cell(self, context: Context, cells: Cells, group: str, option: str, counts: Ints, row: int) -> str:
        """The cell of one option's votes, the same that ``ballots`` uses."""
        form = context.scheme.forms[self.share]
        question, word = self._question(form), _word(form, self._question(form), option)
        asked = form.questions[question]
        title = Text(f"{asked.zh or question}·{word.zh}", f"{asked.en or question} · {word.en}")
        return cells.input(f"{self.share}:{group}:{question}:{option}", title, [int(n) for n in counts], row)


def _word(form: Form, question: str, option: str) -> Text:
    known = form.options_of(question).get(option)
    if known is None:
        return WORDS.get(option, Text(option, option))
    return Text(known.zh or option, known.en or option)


def _reported(turnout: object, of: str | None) -> int:
    found = getattr(turnout, of, None) if of and turnout is not None else None
    return -1 if found is None else int(found)


def _unknown(node: Node, kind: Text, name: str, known: object) -> Finding:
    values = {"path": node.path, "kind": kind, "name": name, "hint": hint(name, known)}
    return Finding(say.UNKNOWN_NAME, node.place, values=values)
