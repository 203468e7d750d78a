"""Ratings (逐人打分): the mean of numeric ratings of one or several rater groups, with or without extremes."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from gongping.points import Points
from gongping.scheme import messages as say
from gongping.scheme.assumptions import hint
from gongping.scheme.forms import Form
from gongping.scheme.keys import Exact as Number
from gongping.scheme.keys import Names
from gongping.scheme.lint import undeclared
from gongping.scheme.model import Node, Scheme
from gongping.scoring.column import Exact, State, from_fractions
from gongping.scoring.context import Context
from gongping.scoring.operators.base import Cells, Operator
from gongping.scoring.trimmed import Drop, kept_of, plain, words_of
from gongping.text import Finding, Text

SHOWN = 30
"""A sheet lists each rating up to so many per unit; beyond that their total and number."""


class Ratings(Operator):
    KEY: ClassVar[str] = "ratings"
    KINDS: ClassVar[tuple[int, ...]] = (5, 8, 14, 41)
    TITLE: ClassVar[Text] = Text("逐人打分平均", "Mean of ratings")
    SAYS: ClassVar[Text] = Text(
        "评价人直接打的分取平均，可去掉最高分和最低分。",
        "The mean of the numbers that raters give, with or without the extremes.",
    )
    ARITHMETIC: ClassVar[Text] = Text(
        "Σ留下的打分÷留下的个数。drop 去掉 high 个最高分、low 个最低分（相同的分也只去规定的个数）；有 when_more_than 的，"
        "打分超过该数才去，否则全部平均；没有的总是去掉，不剩打分时无得分。几个主体合在一起时，scope: each_group 为各主体内先去再合并，"
        "joined 为合并后再去。scale_to 按比例折算：scale_from: zero 为 平均×scale_to÷量表上限，"
        "low 为（平均－量表下限）×scale_to÷（上限－下限）。",
        "Σ ratings kept ÷ their number. drop leaves out the high highest and low lowest (of equal ratings only so many); with "
        "when_more_than only where there are more ratings than that, else all count; without it always, and a unit with "
        "none kept has no value. Several groups are joined into one set of ratings: scope each_group leaves out within each "
        "group before joining, joined after. scale_to converts: scale_from zero: mean × scale_to ÷ top of the scale; "
        "low: (mean − bottom) × scale_to ÷ (top − bottom).",
    )

    ratings: str = Field(description="form with ratings: yes / 打分表")
    group: Names = Field(
        default=(), description="rater group or groups, joined; omitted where the form has one / 评价主体"
    )
    drop: Drop | None = Field(default=None, description="extremes left out / 去极值")
    scope: Literal["each_group", "joined"] | None = Field(
        default=None, description="several groups: extremes of each, or of all together / 去极值的范围"
    )
    scale_to: Number | None = Field(default=None, description="convert the form's scale to this full mark / 折算满分")
    scale_from: Literal["zero", "low"] | None = Field(
        default=None, description="what converts to 0: zero, or the bottom of the scale / 折算的零点"
    )

    def check(self, node: Node, scheme: Scheme) -> Iterator[Finding]:
        form = scheme.forms.get(self.ratings)
        if form is None or not form.ratings:
            known = [name for name, one in scheme.forms.items() if one.ratings]
            yield _unknown(node, Text("打分表", "ratings form"), self.ratings, known)
            return
        for group in self.group or (() if len(form.raters) == 1 else ("?",)):
            if group not in form.raters:
                yield _unknown(node, Text("评价主体", "rater group"), group, form.raters)
        if self.drop and len(self.group) > 1 and self.scope is None:
            choice = Text(
                "去极值在各主体内还是合并后", "whether extremes are left out within each group or after joining"
            )
            yield undeclared(node.path, node.place, "scope", "each_group, joined", choice)
        if self.scale_to is None:
            return
        if form.scale is None:
            yield Finding(say.MISSING_KEY, node.place, values={"key": f"forms.{self.ratings}.scale"})
        elif self.scale_from is None and form.scale[0].units:
            choice = Text("折算的零点", "what converts to 0")
            yield undeclared(node.path, node.place, "scale_from", "zero, low", choice)

    def _groups(self, context: Context) -> tuple[str, ...]:
        return self.group or tuple(context.scheme.forms[self.ratings].raters)

    def _sets(self, context: Context, row: int) -> list[list[Fraction]]:
        """The sets of ratings from which extremes are left out, each sorted; one per group or one in all."""
        values = [
            [one.value.fraction for one in context.facts.ratings.get((self.ratings, group), {}).get(row, ())]
            for group in self._groups(context)
        ]
        sets = values if self.scope == "each_group" else [[v for of_group in values for v in of_group]]
        return [sorted(one) for one in sets]

    def _kept(self, sets: list[list[Fraction]]) -> list[Fraction]:
        return [value for one in sets for value in kept_of(one, self.drop)]

    def _conversion(self, form: Form) -> tuple[Fraction, Fraction]:
        """Zero point and factor of the conversion."""
        if self.scale_to is None or form.scale is None:
            return Fraction(0), Fraction(1)
        low, high = (one.fraction for one in form.scale)
        zero = low if self.scale_from == "low" else Fraction(0)
        return zero, self.scale_to.fraction / (high - zero)

    def compute(self, node: Node, context: Context) -> Exact:
        zero, factor = self._conversion(context.scheme.forms[self.ratings])
        values: list[Fraction | None] = []
        for row in range(context.count):
            kept = self._kept(self._sets(context, row))
            values.append((sum(kept, Fraction(0)) / len(kept) - zero) * factor if kept else None)
        state = np.array([State.MISSING if v is None else State.OK for v in values], dtype=np.uint8)
        return from_fractions(values, state)

    def needs(self, context: Context, row: int) -> Text:
        where = " ".join((self.ratings, *self._groups(context)))
        return Text(f"ratings 表（{where}）", f"table ratings ({where})")

    def explain(self, node: Node, context: Context, row: int) -> list[Text]:
        sets = self._sets(context, row)
        lines = []
        for one in filter(None, sets):
            kept, less = kept_of(one, self.drop), words_of(self.drop, len(one))
            values = [plain(v) for v in one]
            zh = f"打分{len(one)}个：{'、'.join(values)}{less.zh}，留{len(kept)}个"
            lines.append(Text(zh, f"{len(one)} ratings: {', '.join(values)}{less.en}; {len(kept)} kept"))
        kept = self._kept(sets)
        if not kept:
            return [*lines, Text("没有可计入的打分", "no rating to count")]
        line = f"{plain(sum(kept, Fraction(0)))} ÷ {len(kept)}"
        zero, factor = self._conversion(context.scheme.forms[self.ratings])
        if self.scale_to is not None:
            over = f"{self.scale_to} ÷ {plain(self.scale_to.fraction / factor)}"
            line = f"({line} − {plain(zero)}) × {over}" if zero else f"{line} × {over}"
        return [*lines, Text(line, line)]

    def formula(self, node: Node, context: Context, cells: Cells, row: int) -> str:
        above, below = self._cells(node, context, cells, row)
        zero, factor = self._conversion(context.scheme.forms[self.ratings])
        mean = f"({above})/({below})"
        if self.scale_to is None:
            return mean
        return f"({mean}-{zero})*{factor.numerator}/{factor.denominator}"

    def _cells(self, node: Node, context: Context, cells: Cells, row: int) -> tuple[str, str]:
        """Excel expressions of the sum and the number of the ratings kept."""
        table = [self._sets(context, i) for i in range(context.count)]
        if max(sum(map(len, sets)) for sets in table) > SHOWN:
            kept = [self._kept(sets) for sets in table]
            totals = [Points.parse(plain(sum(k, Fraction(0)))) for k in kept]
            title, number = Text("留下打分之和", "total of ratings kept"), Text("留下打分个数", "ratings kept")
            total = cells.input(f"{node.path}:total", title, totals, row)
            return total, cells.input(f"{node.path}:number", number, [len(k) for k in kept], row)
        above, number_kept = [], 0
        for k, one in enumerate(table[row]):
            refs = []
            for i in range(len(one)):
                column = [Points.parse(plain(s[k][i])) if i < len(s[k]) else None for s in table]
                title = Text(f"打分{k + 1}-{i + 1}（由低到高）", f"rating {k + 1}-{i + 1} (ascending)")
                refs.append(cells.input(f"{node.path}:{k}:{i}", title, column, row))
            stay = len(self.drop.kept(len(one)) if self.drop else one)
            if stay:
                above.append(_trimmed_sum(refs, self.drop))
            number_kept += stay
        return "+".join(above), str(number_kept)


def _trimmed_sum(refs: list[str], drop: Drop | None) -> str:
    """The sum of cells without their extremes; more than one extreme: of those that stay."""
    inside = ",".join(refs)
    if drop is None or not drop.applies(len(refs)):
        return f"SUM({inside})"
    if drop.high > 1 or drop.low > 1:
        return f"SUM({','.join(refs[i] for i in drop.kept(len(refs)))})"
    return f"SUM({inside})" + f"-MAX({inside})" * drop.high + f"-MIN({inside})" * drop.low


def _unknown(node: Node, kind: Text, name: str, known: object) -> Finding:
    values = {"path": node.path, "kind": kind, "name": name, "hint": hint(name, known)}
    return Finding(say.UNKNOWN_NAME, node.place, values=values)
