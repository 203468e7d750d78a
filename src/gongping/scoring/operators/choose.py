"""Choose (条件取值): which of several values counts, by conditions; a rule that rewrites a formula."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import ClassVar

import numpy as np
from pydantic import Field

from gongping.facts.model import PENDING
from gongping.points import Points
from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.conditions import Condition
from gongping.scheme.keys import Strict
from gongping.scheme.model import Node, Scheme
from gongping.scheme.nodes import resolve
from gongping.scoring.column import Exact, State, from_fractions
from gongping.scoring.conditions import column_of, holds, nodes_of
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.scoring.operators.rowwise import Amount, cell, literal, same, show
from gongping.text import Finding, Text


class Case(Strict):
    """One condition and the value taken where it is the first to hold."""

    when: Condition
    take: Amount


class Choose(Operator):
    KEY: ClassVar[str] = "choose"
    KINDS: ClassVar[tuple[int, ...]] = (16, 19, 24, 30)
    TITLE: ClassVar[Text] = Text("条件取值", "Choose")
    SAYS: ClassVar[Text] = Text(
        "依次看各条件，取第一个成立的条件所指的值；都不成立取 otherwise。用于条件改写整套公式、否决、分级封顶。",
        "Takes the value of the first condition that holds, else otherwise: for rules that rewrite a formula, vetoes, caps.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "所取的节点或数原样。条件所看的值待定时，结果待定；没有取到的节点缺不缺都不影响。",
        "The node or number taken, as it is. Pending where a value a condition looks at is pending; a node not taken may be absent.",
    )

    choose: tuple[Case, ...] = Field(min_length=1, description="when: condition, take: node or number / 条件与取值")
    otherwise: Amount = Field(description="node or number where none holds / 都不成立时")

    def refs(self) -> tuple[str, ...]:
        takes = [a for a in (*(c.take for c in self.choose), self.otherwise) if isinstance(a, str)]
        return tuple(dict.fromkeys([*(n for c in self.choose for n in nodes_of(c.when)), *takes]))

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        nodes = {**scheme.nodes.get(node.category, {}), **scheme.outcomes.get(node.category, {})}
        observed = scheme.observed
        for condition in (c for case in self.choose for c in _leaves(case.when)):
            for name, known, kind in (
                (condition.number, observed.numbers, Text("数据", "number")),
                (condition.lookup, observed.lookups, Text("引用结果", "lookup")),
                (condition.event, observed.events, Text("事项", "event")),
            ):
                if name is not None and name not in known:
                    values = {"path": node.path, "kind": kind, "name": name, "hint": hint(name, known)}
                    yield Finding(say.UNKNOWN_NAME, node.place, values=values)
            for name in nodes_of(condition):
                if name in node.refs and resolve(name, "", nodes) is None:
                    values = {"path": node.path, "name": name, "hint": hint(name, nodes)}
                    yield Finding(say.UNKNOWN_NODE, node.place, values=values)

    def _unknown(self, condition: Condition, context: Context, row: int) -> State:
        """PENDING or FAILED where a value the condition looks at is; else OK."""
        states = [int(column_of(name, context).state[row]) for name in nodes_of(condition)]
        if any(value is PENDING for leaf in _leaves(condition) for value in _facts_of(leaf, context, row)):
            states.append(State.PENDING)
        return State(max([s for s in states if s in (State.PENDING, State.MISSING, State.FAILED)], default=State.OK))

    def _taken(self, context: Context, row: int) -> tuple[Amount | None, State]:
        """What counts for a unit, or why that cannot be told."""
        for case in self.choose:
            state = self._unknown(case.when, context, row)
            if state != State.OK:
                return None, state
            if holds(case.when, context, row):
                return case.take, State.OK
        return self.otherwise, State.OK

    def compute(self, node: Node, context: Context) -> Exact:
        values: list[Fraction | None] = []
        states = np.zeros(context.count, dtype=np.uint8)
        for row in range(context.count):
            if not context.scored[row]:
                amount, states[row] = None, State.EXEMPT
            else:
                amount, states[row] = self._taken(context, row)
            if isinstance(amount, str):
                column = context.read(node, amount)
                states[row] = column.state[row]
                values.append(column.fraction(row) if column.has(row) else None)
            else:
                values.append(amount.fraction if isinstance(amount, Points) else None)
        return from_fractions(values, states)

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        lines: list[Text] = []
        for case in self.choose:
            if self._unknown(case.when, context, row) != State.OK:
                return [*lines, Text("条件所看的值尚未确定", "a value the condition looks at is not known")]
            met = holds(case.when, context, row)
            words, sign = words_of(case.when, context), ("成立", "holds") if met else ("不成立", "does not hold")
            lines.append(Text(f"{words.zh}：{sign[0]}", f"{words.en}: {sign[1]}"))
            if met:
                break
        amount, _ = self._taken(context, row)
        if amount is None or (isinstance(amount, str) and not context.read(node, amount).has(row)):
            return lines
        shown, name = show(amount, node, context, row), same("")
        if isinstance(amount, str):
            name = _title(node.refs[amount], context)
        return [*lines, Text(f"取{name.zh} {shown}", f"take {name.en} {shown}".replace("  ", " "))]

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        expression = cell(self.otherwise, node, cells, row)
        for case in reversed(self.choose):
            test = condition_formula(case.when, context, cells, row)
            expression = f"IF({test},{cell(case.take, node, cells, row)},{expression})"
        return expression


def _leaves(condition: Condition) -> Iterator[Condition]:
    """The single tests of a condition."""
    if condition.test not in JOINED:
        yield condition
    for inner in (*(condition.all or ()), *(condition.any or ()), *(condition.none or ())):
        yield from _leaves(inner)


def _facts_of(condition: Condition, context: Context, row: int) -> Iterator[object]:
    """The stated facts a single test looks at."""
    if condition.number is not None:
        yield context.facts.number(condition.number, condition.period)[row]
    if condition.lookup is not None:
        yield context.facts.lookup(condition.lookup, condition.period)[row]


EXCEL_SIGNS = {"at_least": ">=", "more_than": ">", "at_most": "<=", "below": "<", "equals": "="}
SIGNS = {"at_least": "≥", "more_than": ">", "at_most": "≤", "below": "<", "equals": "="}
JOINED = {"all": Text(" 且 ", " and "), "any": Text(" 或 ", " or "), "none": Text(" 或 ", " or ")}


def words_of(condition: Condition, context: Context) -> Text:
    """A condition in words, nodes and facts by their titles."""
    if condition.test in JOINED:
        inner = [words_of(c, context) for c in getattr(condition, condition.test)]
        joint, no = JOINED[condition.test], condition.test == "none"
        zh, en = joint.zh.join(f"（{w.zh}）" for w in inner), joint.en.join(f"({w.en})" for w in inner)
        return Text(f"并非：{zh}", f"not: {en}") if no else Text(zh, en)
    titles = [_title(name, context) for name in condition.count or ([condition.node] if condition.node else [])]
    zh, en = "、".join(t.zh for t in titles), ", ".join(t.en for t in titles)
    limits = [(SIGNS[name], _title(limit, context)) for name, limit in condition.comparisons.items()]
    compared = Text(" ".join(f"{s} {t.zh}" for s, t in limits), " ".join(f"{s} {t.en}" for s, t in limits))
    if condition.rank_from_top is not None or condition.rank_from_bottom is not None:
        n, top = condition.rank_from_top or condition.rank_from_bottom, condition.rank_from_top is not None
        return Text(f"{zh} 在{'前' if top else '后'}{n}名", f"{en} in the {'top' if top else 'last'} {n}")
    if condition.node is not None:
        return Text(f"{zh} {compared.zh}", f"{en} {compared.en}")
    if condition.count is not None:
        low, high = condition.times_at_least or 0, condition.times_at_most
        times = f"≥ {low}" + (f", ≤ {high}" if high is not None else "")
        return Text(f"{zh} 中 {compared.zh} 的个数 {times}", f"how many of {en} are {compared.en}: {times}")
    return _fact_words(condition, context, compared)


def _fact_words(condition: Condition, context: Context, compared: Text) -> Text:
    """A test of a number, an event, a result, a grade or a status in words."""
    observed, name = context.scheme.observed, condition.number or condition.event or condition.lookup or ""
    word = observed.numbers.get(name) or observed.events.get(name) or observed.lookups.get(name)
    zh, en = (word.zh or name, word.en or name) if word else (name, name)
    if condition.number is not None:
        return Text(f"{zh} {compared.zh}", f"{en} {compared.en}")
    if condition.event is not None:
        levels = f" [{', '.join(condition.levels)}]" if condition.levels else ""
        return Text(f"有“{zh}”事项{levels} {compared.zh}".strip(), f"event {en}{levels} {compared.en}".strip())
    codes: Sequence[str] = condition.is_ or getattr(condition, condition.test) or ()
    if condition.lookup is None:
        return same(f"{condition.test}: {', '.join(codes)}")
    words = [observed.lookups[name].values.get(c) for c in codes]
    zhs = "、".join((w.zh if w else "") or c for w, c in zip(words, codes, strict=True))
    ens = ", ".join((w.en if w else "") or c for w, c in zip(words, codes, strict=True))
    return Text(f"{zh}为{zhs}", f"{en} is {ens}")


def _title(amount: Amount, context: Context) -> Text:
    """The title of a node, or a number plainly."""
    if isinstance(amount, Points):
        return same(str(amount))
    path = resolve(amount, "", context.columns) or amount
    nodes = {**context.scheme.nodes[context.category], **context.scheme.outcomes.get(context.category, {})}
    return nodes[path].title.text if path in nodes else same(amount)


def condition_formula(condition: Condition, context: Context, cells: Cells, row: int) -> str:
    """An Excel test: live over nodes and numbers, TRUE or FALSE as it stands for what a sheet does not hold."""
    test = condition.test
    if test in JOINED:
        inner = [condition_formula(c, context, cells, row) for c in getattr(condition, test)]
        joined = f"{'AND' if test == 'all' else 'OR'}({','.join(inner)})"
        return f"NOT({joined})" if test == "none" else joined
    value = _value_cell(condition, context, cells, row)
    limits = {k: _limit_cell(v, context, cells, row) for k, v in condition.comparisons.items()}
    if value is None or not limits or any(limit is None for limit in limits.values()):
        return "TRUE" if holds(condition, context, row) else "FALSE"
    return f"AND({','.join(f'{value}{EXCEL_SIGNS[name]}{limit}' for name, limit in limits.items())})"


def _value_cell(condition: Condition, context: Context, cells: Cells, row: int) -> str | None:
    if condition.node is not None and column_of(condition.node, context).has(row):
        return cells.node(resolve(condition.node, "", context.columns) or condition.node, row)
    if condition.number is not None:
        amounts = context.facts.number(condition.number, condition.period)
        if isinstance(amounts[row], Points):
            values = [a if isinstance(a, Points) else None for a in amounts]
            title = Text(condition.number, condition.number)
            return cells.input(f"number:{condition.number}:{condition.period}", title, values, row)
    return None


def _limit_cell(limit: Amount, context: Context, cells: Cells, row: int) -> str | None:
    if isinstance(limit, Points):
        return literal(limit.fraction)
    return cells.node(resolve(limit, "", context.columns) or limit, row) if column_of(limit, context).has(row) else None
