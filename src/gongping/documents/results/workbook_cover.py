"""The first sheet: which plan and result this is, how to read it, and what was assumed and checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gongping.assessment import Assessment
from gongping.documents.results import annex
from gongping.documents.results.workbook_look import INTERNAL, Look, set_up_page, width_of
from gongping.text import Text

WIDTHS = (16, 46, 26, 34, 28)
HOW = (
    Text("每类单位有一张“考核结果”（按名次）、一张“合成”（按规范排序）和各组成部分的计算表。",
         "Each category has a standing (by rank), a sheet of totals (in protocol order) and one sheet per component."),
    Text("计算表里白底是原始票数、打分等数据；浅灰、浅红底是得分，都是公式，改动数据即重新计算；蓝字引自其他表。",
         "On the calculation sheets white cells are raw counts and marks; grey and red cells are scores, all formulas; "
         "blue figures come from another sheet."),
    Text("每个得分按方案写明的小数位四舍五入一次，上一级用舍入后的值，与计算器一致。",
         "Every score is rounded once, half away from zero, to the places the plan states; its parent uses the rounded value."),
    Text("没有得分的格子写明原因（待定、不适用、不计分、缺数据）；特殊处理见各行备注。",
         "A cell without a score says why; what was done for a unit stands in its notes."),
    Text("名次＝1＋严格优于本单位的单位数；经集体研究排定的名次为数值，并在备注中写明。等次为数值。",
         "Rank = 1 + the units strictly better; ranks set by a collective decision and grades are values, not formulas."),
)  # fmt: skip


@dataclass
class CoverWriter:
    assessment: Assessment
    look: Look
    sheet: Any
    footer: str
    line: int = 0

    def write(self) -> None:
        scheme, language = self.assessment.scheme, self.look.language
        for at, width in enumerate(WIDTHS):
            self.sheet.set_column(at, at, width)
        self._say(scheme.header.title.text.say(language), self.look.title(), 30)
        self._say(INTERNAL.say(language), self.look.subtitle())
        self._pairs(annex.identity(self.assessment))
        self._section(Text("怎样看这本表", "How to read this workbook"))
        for text in HOW:
            self._say(text.say(language), self.look.of(text_wrap=True))
        self._table(annex.ASSUMPTIONS, annex.ASSUMPTION_HEADS, annex.assumption_rows(self.assessment))
        self._table(annex.PROCEDURE, annex.PROCEDURE_HEADS, annex.procedure_rows(self.assessment))
        self._table(annex.FINDINGS, annex.FINDING_HEADS, annex.finding_rows(self.assessment))
        set_up_page(self.sheet, self.look, sum(WIDTHS), self.footer)
        self.sheet.set_first_sheet()

    def _say(self, text: str, look: Any, height: float | None = None) -> None:
        self.sheet.merge_range(self.line, 0, self.line, len(WIDTHS) - 1, "", look)
        self.sheet.write_string(self.line, 0, text, look)
        lines = -(-int(width_of(text)) // int(sum(WIDTHS) * 0.95))
        self.sheet.set_row(self.line, height or 17 * max(1, lines))
        self.line += 1

    def _section(self, title: Text) -> None:
        self.line += 1
        self._say(title.say(self.look.language), self.look.section(), 22)

    def _pairs(self, pairs: Sequence[tuple[Text, Text]]) -> None:
        self.line += 1
        for key, value in pairs:
            self.sheet.write_string(self.line, 0, key.say(self.look.language), self.look.of(font_color="#4F5862"))
            self.sheet.merge_range(self.line, 1, self.line, len(WIDTHS) - 1, "", self.look.of(text_wrap=True))
            self.sheet.write_string(self.line, 1, value.say(self.look.language), self.look.of(text_wrap=True))
            self.line += 1

    def _table(self, title: Text, heads: Sequence[Text], rows: Sequence[Sequence[Text]]) -> None:
        """A table over the sheet's columns; its last column takes up what is left."""
        self._section(title)
        if not rows:
            self._say({"zh": "无", "en": "none"}[self.look.language], self.look.of(font_color="#69727C"))
            return
        self._row([h.say(self.look.language) for h in heads], self.look.head(), None)
        for row in rows:
            self._row([cell.say(self.look.language) for cell in row], self.look.body(text_wrap=True, valign="top"), 16)

    def _row(self, cells: Sequence[str], look: Any, height: float | None) -> None:
        last, most = len(cells) - 1, 1
        for at, text in enumerate(cells):
            end = len(WIDTHS) - 1 if at == last else at
            if end > at:
                self.sheet.merge_range(self.line, at, self.line, end, "", look)
            self.sheet.write_string(self.line, at, text, look)
            most = max(most, -(-int(width_of(text)) // int(sum(WIDTHS[at : end + 1]) * 0.92)))
        self.sheet.set_row(self.line, (height or 20) * most)
        self.line += 1
