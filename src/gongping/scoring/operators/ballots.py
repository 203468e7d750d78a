"""Ballots (测评票): the mean value of the answers of one rater group."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from gongping.facts.model import Turnout
from gongping.points import Ints
from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.forms import Form
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import Column, Exact, State, all_ok
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.tally.model import BLANK, UNKNOWN, Count
from gongping.text import Finding, Text

Unanswered = Literal["zero", "exclude", "lowest"]


class Ballots(Operator):
    KEY: ClassVar[str] = "ballots"
    KINDS: ClassVar[tuple[int, ...]] = (5, 6, 8, 13)
    TITLE: ClassVar[Text] = Text("测评票平均", "Mean of ballots")
    SAYS: ClassVar[Text] = Text(
        "一类评价主体的测评票按选项分值取平均，分母写明。",
        "The mean of one rater group's ballots by the values of their options, over a stated denominator.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "mean: ballots＝Σ（题目权重×选项分值×票数）÷（Σ题目权重×分母票数）；mean: questions＝各题先取平均（舍入），再按题目权重平均。"
        "未填、不了解按 blank、unknown：计0（zero）、不进分母（exclude）或按最低档（lowest）。",
        "mean: ballots = Σ (question weight × option value × count) ÷ Σ (question weight × ballots in the denominator); "
        "mean: questions = each question's mean first (rounded), then their weighted mean. Blank and unknown answers "
        "count as zero, leave the denominator (exclude), or count as the lowest option (lowest).",
    )

    ballots: str = Field(description="form / 测评表")
    group: str = Field(default="", description="rater group; may be omitted where the form has one / 评价主体")
    mean: Literal["ballots", "questions"] = Field(
        default="ballots", description="the order of averaging / 取平均的次序"
    )
    of: Literal["valid", "returned", "issued", "present", "entitled"] = Field(
        default="valid", description="the ballots in the denominator / 分母"
    )
    questions: tuple[str, ...] = Field(default=(), description="only these questions / 只算这些题目")
    blank: Unanswered | None = Field(default=None, description="an answer left blank / 未填")
    unknown: Unanswered | None = Field(default=None, description="don't know / 不了解")

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        form = scheme.forms.get(self.ballots)
        if form is None:
            yield _unknown(node, Text("测评表", "form"), self.ballots, scheme.forms)
            return
        if self.group not in form.raters and (self.group or len(form.raters) != 1):
            yield _unknown(node, Text("评价主体", "rater group"), self.group or "?", form.raters)
        for question in self.questions:
            if question not in form.questions:
                yield _unknown(node, Text("题目", "question"), question, form.questions)
        if self.blank is None and form.validity.blanks_at_most != 0:
            yield undeclared(
                node.path, node.place, "blank", "zero, exclude, lowest", Text("未填怎样计", "how a blank counts")
            )
        if self.unknown is None and form.unknown == "offered":
            choice = Text("“不了解”怎样计", "how «don't know» counts")
            yield undeclared(node.path, node.place, "unknown", "zero, exclude, lowest", choice)

    def _form(self, context: Context) -> tuple[Form, str, tuple[str, ...]]:
        form = context.scheme.forms[self.ballots]
        return form, self.group or next(iter(form.raters)), self.questions or tuple(form.questions)

    def compute(self, node: Node, context: Context) -> Exact:
        form, group, questions = self._form(context)
        found = context.tallied(self.ballots, group)
        if found is None:
            return Exact(
                np.zeros(context.count, dtype=np.int64), 1, np.full(context.count, State.MISSING, dtype=np.uint8)
            )
        points = [self._question(form, question, found, context, group) for question in questions]
        weights = _weights(form, questions)
        if self.mean == "questions":
            return self._by_question(node, context, points, weights, questions)
        numerator = reduce(np.add, [n if w == 1 else n * w for (n, _), w in zip(points, weights, strict=True)])
        below = reduce(np.add, [d if w == 1 else d * w for (_, d), w in zip(points, weights, strict=True)])
        return _exact(numerator, below, 10 ** _places(form))

    def _by_question(
        self,
        node: Node,
        context: Context,
        points: list[tuple[Ints, Ints]],
        weights: list[int],
        questions: tuple[str, ...],
    ) -> Exact:
        scale = 10 ** _places(self._form(context)[0])
        columns: list[Column] = []
        for (numerator, below), question in zip(points, questions, strict=True):
            columns.append(context.inner(node, question, _exact(numerator, below, scale)))
        numerator = reduce(np.add, [c.values * w for c, w in zip(columns, weights, strict=True)])
        there = reduce(np.add, [np.where(c.present, w, 0) for c, w in zip(columns, weights, strict=True)])
        return _exact(numerator, there, 10**node.places)

    def _question(self, form: Form, question: str, count: Count, context: Context, group: str) -> tuple[Ints, Ints]:
        """Σ value × count (scaled by the form's places) and the ballots in the denominator, per row."""
        counts = count.counts[:, count.questions.index(question), :]
        values, lowest = _values(form, question), min(_values(form, question).values())
        vector = np.array([self._value(o, values, lowest) for o in count.options], dtype=np.int64)
        below = self._denominator(count, context, group)
        for option, how in ((BLANK, self.blank), (UNKNOWN, self.unknown)):
            if how == "exclude":
                below = below - counts[:, count.options.index(option)]
        unscored = [i for i, o in enumerate(count.options) if o not in values and o not in (BLANK, UNKNOWN)]
        for i in unscored:
            below = below - counts[:, i]
        scoring = int(np.flatnonzero(vector).max(initial=-1)) + 1
        return counts[:, :scoring] @ vector[:scoring], below

    def _value(self, option: str, values: dict[str, int], lowest: int) -> int:
        if option in (BLANK, UNKNOWN):
            return lowest if (self.blank if option == BLANK else self.unknown) == "lowest" else 0
        return values.get(option, 0)

    def _denominator(self, count: Count, context: Context, group: str) -> Ints:
        if self.of == "valid":
            return count.valid
        turnout = context.facts.turnout.get((self.ballots, group), {})
        return np.array([_reported(turnout.get(i), self.of) for i in range(context.count)], dtype=np.int64)

    def needs(self, context: Context, row: int) -> Text:
        where = f"{self.ballots} {self._form(context)[1]}"
        return Text(f"ballots 或 tally 表（{where}）", f"table ballots or tally ({where})")

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        form, group, questions = self._form(context)
        found = context.tallied(self.ballots, group)
        if found is None:
            return []
        count = found
        lines = []
        for question in questions:
            counts = count.counts[row, count.questions.index(question), :]
            title = form.questions[question]
            words = [
                (form.options_of(question).get(option), option, int(n))
                for option, n in zip(count.options, counts, strict=True)
                if n
            ]
            zh = "，".join(f"{(o.zh if o else '') or _RESERVED.get(k, k)} {n}票" for o, k, n in words)
            en = ", ".join(f"{(o.en if o else '') or k} × {n}" for o, k, n in words)
            lines.append(Text(f"{title.zh or question}：{zh}", f"{title.en or question}: {en}"))
        return [*lines, self._sum_line(context, row)]

    def _sum_line(self, context: Context, row: int) -> Text:
        form, group, questions = self._form(context)
        count = context.tallied(self.ballots, group)
        assert count is not None
        above, below, scale = 0, 0, 10 ** _places(form)
        for question, weight in zip(questions, _weights(form, questions), strict=True):
            n, d = self._question(form, question, count, context, group)
            above, below = above + int(n[row]) * weight, below + int(d[row]) * weight
        line = f"{_plain(above, scale)} ÷ {below}"
        return Text(f"合计分值 ÷ 计入的答案：{line}", f"total of values ÷ answers counted: {line}")

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        form, group, questions = self._form(context)
        found = context.tallied(self.ballots, group)
        assert found is not None
        count = found
        terms = []
        for question, weight in zip(questions, _weights(form, questions), strict=True):
            above, below = self._cells(form, question, count, context, group, cells, row)
            terms.append((above, below, weight))
        if self.mean == "questions":
            there = [
                (cells.inner(f"{node.path}/{q}", f"({above})/({below})", row), w)
                for (above, below, w), q in zip(terms, questions, strict=True)
                if context.columns[f"{node.path}/{q}"].has(row)
            ]
            return f"({'+'.join(f'{t}*{w}' for t, w in there)})/{sum(w for _, w in there)}"
        above = "+".join(f"({a})*{w}" if w != 1 else a for a, _, w in terms)
        below = "+".join(f"({b})*{w}" if w != 1 else b for _, b, w in terms)
        return f"({above})/({below})"

    def _cells(
        self, form: Form, question: str, count: Count, context: Context, group: str, cells: Cells, row: int
    ) -> tuple[str, str]:
        """Excel expressions of one question's numerator and denominator."""
        counts = count.counts[:, count.questions.index(question), :]
        values = {k: v.value for k, v in form.options_of(question).items()}
        lowest = min((v for v in values.values() if v is not None), key=lambda v: v.fraction)
        above, below = [], []
        title = form.questions[question]
        for i, option in enumerate(count.options):
            if option in (BLANK, UNKNOWN):
                how, word = (self.blank if option == BLANK else self.unknown) or "zero", Text(_RESERVED[option], option)
                if how == "zero" and not counts[:, i].any():
                    continue
                value = lowest if how == "lowest" else None
            else:
                known = form.options_of(question).get(option)
                value, how = values.get(option), "zero" if values.get(option) is not None else "exclude"
                word = Text((known.zh if known else "") or option, (known.en if known else "") or option)
            key = f"{self.ballots}:{group}:{question}:{option}"
            label = Text(f"{title.zh or question}·{word.zh}", f"{title.en or question} · {word.en}")
            cell = cells.input(key, label, [int(n) for n in counts[:, i]], row)
            if value is not None:
                above.append(f"{cell}*{value}")
            if how != "exclude":
                below.append(cell)
        if self.of != "valid":
            denominator = self._denominator(count, context, group)
            label = Text(f"分母（{self.of}）", f"denominator ({self.of})")
            below = [cells.input(f"{self.ballots}:{group}:{self.of}", label, [int(d) for d in denominator], row)]
        return "+".join(above) or "0", "+".join(below) or "0"


_RESERVED = {BLANK: "未填", UNKNOWN: "不了解"}


def _unknown(node: Node, kind: Text, name: str, known: object) -> Finding:
    values = {"path": node.path, "kind": kind, "name": name, "hint": hint(name, known)}
    return Finding(say.UNKNOWN_NAME, node.place, values=values)


def _places(form: Form) -> int:
    """Decimal places of the form's option values."""
    options = [o for q in form.questions for o in form.options_of(q).values()]
    return max([o.value.places for o in options if o.value is not None] + [0])


def _values(form: Form, question: str) -> dict[str, int]:
    """Option → value as an integer scaled by the form's places; options that do not score are absent."""
    places = _places(form)
    return {k: o.value.at(places) for k, o in form.options_of(question).items() if o.value is not None}


def _weights(form: Form, questions: tuple[str, ...]) -> list[int]:
    """Question weights as integers at one scale; 1 each where none are given."""
    weights = [form.questions[q].weight for q in questions]
    places = max([w.places for w in weights if w is not None] + [0])
    return [w.at(places) if w is not None else 10**places for w in weights]


def _exact(numerator: Ints, below: Ints, scale: int) -> Exact:
    if len(below) == 0 or below.min() > 0:
        return Exact(numerator, below if scale == 1 else below * scale, all_ok(len(numerator)))
    none = below <= 0
    state = np.where(none, np.uint8(State.MISSING), np.uint8(State.OK)).astype(np.uint8)
    return Exact(np.where(none, 0, numerator), np.where(none, 1, below) * scale, state)


def _reported(turnout: Turnout | None, of: str) -> int:
    return (getattr(turnout, of) or 0) if turnout else 0


def _plain(value: int, scale: int) -> str:
    exact = Fraction(value, scale)
    return str(exact.numerator) if exact.denominator == 1 else str(exact)
