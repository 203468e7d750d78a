"""The calculation sheets: raw inputs as numbers, every score as a live formula over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from gongping.documents.results.titles import title_of
from gongping.documents.results.workbook_cells import FLAGS, INPUT, Mention
from gongping.documents.results.workbook_layout import FIRST_COLUMN, FIRST_ROW, TOTALS, Layout, SheetPlan
from gongping.documents.results.workbook_look import Look, set_up_page, width_of
from gongping.documents.results.workbook_notes import WORDS, notes_of
from gongping.documents.results.workbook_ranks import rank_cells, ranked_in
from gongping.points import Points
from gongping.scoring.column import State
from gongping.text import Text

LONGEST = 8000
"""Excel takes 8,192 characters in a formula; a longer one is written as its value, with a note."""
LARGEST = 10**15
"""A spreadsheet keeps 15 digits; a longer number is written as text."""


@dataclass
class SheetWriter:
    """Writes one calculation sheet. ``notes`` collects, per row, what a reader of the row must know."""

    layout: Layout
    plan: SheetPlan
    look: Look
    sheet: Any
    footer: str
    subtitle: str
    notes: dict[int, list[Text]] = field(default_factory=dict)

    def write(self) -> None:
        width = self._units()
        for at, mention in enumerate(self.plan.columns, FIRST_COLUMN):
            width += self._column(at, mention)
        last = FIRST_COLUMN + len(self.plan.columns)
        if self.plan.top == TOTALS:
            last = self._ranks(last)
            width += 8 * (last > FIRST_COLUMN + len(self.plan.columns))
        self._groups()
        width += self._notes(last)
        self.sheet.write_string(0, 0, self.plan.title.say(self.look.language), self.look.title())
        self.sheet.write_string(1, 0, self.subtitle, self.look.subtitle())
        self.sheet.set_row(0, 27)
        self.sheet.set_row(2, 30)
        self.sheet.set_row(3, 30)
        self.sheet.set_row(4, 20)
        self.sheet.freeze_panes(FIRST_ROW, FIRST_COLUMN)
        rows = len(self.layout.result.units)
        set_up_page(self.sheet, self.look, width, self.footer, (2, FIRST_ROW - 1), FIRST_COLUMN, rows)

    def _head(self, at: int, above: str, title: str, small: str) -> None:
        """Three rows of headers over one column; ``above`` is shared with its neighbours."""
        if above:
            self.sheet.write_string(2, at, above, self.look.head())
            self.sheet.write_string(3, at, title, self.look.head())
        else:
            self.sheet.merge_range(2, at, 3, at, title, self.look.head())
        self.sheet.write_string(4, at, small, self.look.small())

    def _units(self) -> float:
        words = {"zh": ("序号", "单位编码", "单位"), "en": ("No.", "Unit", "Name")}[self.look.language]
        for at, word in enumerate(words):
            self.sheet.merge_range(2, at, 4, at, word, self.look.head())
        units = self.layout.result.units
        names = max([width_of(u.name) for u in units] + [8])
        widths = (5.0, max([width_of(u.code) for u in units] + [8]) + 2, min(names + 2, 34))
        for at, width in enumerate(widths):
            self.sheet.set_column(at, at, width)
        for row, unit in enumerate(units):
            self.sheet.write_number(FIRST_ROW + row, 0, row + 1, self.look.body(align="center"))
            self.sheet.write_string(FIRST_ROW + row, 1, unit.code, self.look.body())
            self.sheet.write_string(FIRST_ROW + row, 2, unit.name, self.look.body(shrink=True))
        return sum(widths)

    def _column(self, at: int, mention: Mention) -> float:
        kind, key = mention
        home = self.layout.home[mention]
        if home != self.plan.top:
            width = self._link(at, mention, home)
        elif kind == INPUT:
            width = self._input(at, key)
        elif kind == FLAGS:
            width = self._flags(at)
        else:
            width = self._node(at, key)
        self.sheet.set_column(at, at, width)
        return width

    def _input(self, at: int, key: str) -> float:
        one = self.layout.formulas.inputs[key]
        above, _, title = one.title.say(self.look.language).rpartition("·")
        self._head(at, above.strip(), title.strip(), "")
        self._values(at, one.values)
        return _width(title.strip(), max((len(str(v)) for v in one.values if v is not None), default=3), 30)

    def _values(self, at: int, values: Sequence[Points | int | None]) -> None:
        places = max((v.plain.places for v in values if isinstance(v, Points)), default=0)
        look, blank = self.look.number(places), self.look.body()
        for row, value in enumerate(values):
            if value is None:
                self.sheet.write_blank(FIRST_ROW + row, at, None, blank)
            elif abs(value.units if isinstance(value, Points) else value) >= LARGEST:
                self.sheet.write_string(FIRST_ROW + row, at, str(value), blank)
            else:
                self.sheet.write_number(FIRST_ROW + row, at, Decimal(str(value)), look)

    def _flags(self, at: int) -> float:
        context = self.layout.result.context
        counted = set(context.counted_rows)
        self._head(
            at,
            "",
            Text("计入平均、最高和名次（1＝是）", "counts in means and ranks (1 = yes)").say(self.look.language),
            "",
        )
        self._values(at, [int(row in counted) for row in range(context.count)])
        return 12

    def _link(self, at: int, mention: Mention, home: str) -> float:
        """A column that stands on another sheet, repeated here so that a formula can be read in one place."""
        kind, key = mention
        result, source = self.layout.result, self.layout.sheets[home].name
        one = self.layout.formulas.inputs[key].title if kind == INPUT else title_of(result, key)
        title = one.say(self.look.language)
        self._head(at, "", title, f"→ {source}")
        if kind == INPUT:
            self._linked(at, mention, self.layout.formulas.inputs[key].values)
            return _width(title, 8, 24)
        column = result.columns[key]
        values = [column.points(row) if column.has(row) else None for row in range(len(result.units))]
        self._linked(at, mention, values, column.places)
        for row, value in enumerate(values):
            if value is None:
                self._word(at, row, key)
        return _width(title, max((len(str(v)) for v in values if v is not None), default=4), 14)

    def _linked(
        self, at: int, mention: Mention, values: Sequence[Points | int | None], places: int | None = None
    ) -> None:
        if places is None:
            places = max((v.plain.places for v in values if isinstance(v, Points)), default=0)
        look = self.look.number(places, font_color="#1F5A94")
        for row, value in enumerate(values):
            if value is not None:
                formula = "=" + self.layout.cell(mention, row)
                self.sheet.write_formula(FIRST_ROW + row, at, formula, look, Decimal(str(value)))

    def _word(self, at: int, row: int, path: str) -> None:
        """Why there is no value; nothing where whole columns are read, so that no text gets into a formula."""
        look = self.look.body(align="center", font_color="#69727C", font_size=9, shrink=True)
        if path in self.layout.formulas.ranged:
            self.sheet.write_blank(FIRST_ROW + row, at, None, look)
            return
        state = State(int(self.layout.result.columns[path].state[row]))
        self.sheet.write_string(FIRST_ROW + row, at, WORDS[state].say(self.look.language), look)

    def _node(self, at: int, path: str) -> float:
        result = self.layout.result
        column, title = result.columns[path], title_of(result, path).say(self.look.language)
        self._head(at, "", title, " ".join(filter(None, (path, result.clause_of(path)))))
        top = "/" not in path
        look = self.look.number(
            column.places, **({"bold": True, "bg_color": "#FBEEEC"} if top else {"bg_color": "#F5F6F8"})
        )
        for row in range(len(result.units)):
            for note in notes_of(result, path, row):
                self._note(row, note)
            if column.has(row):
                self._score(at, path, row, look)
            else:
                self._word(at, row, path)
        widest = max((len(column.show(row)) for row in range(len(result.units))), default=4)
        return _width(title, widest, 16)

    def _score(self, at: int, path: str, row: int, look: Any) -> None:
        """One score: its formula with the exact value cached; the value itself where there is no formula."""
        column = self.layout.result.columns[path]
        value, place = Decimal(column.show(row)), FIRST_ROW + row
        expression = self.layout.formulas.expressions.get(path, {}).get(row)
        if abs(int(column.values[row])) >= LARGEST:
            self.sheet.write_string(place, at, column.show(row), look)
        elif expression is None:
            self.sheet.write_number(place, at, value, look)
        else:
            formula = f"=ROUND({self.layout.formula(expression, self.plan.top)},{column.places})"
            if len(formula) > LONGEST:
                self._note(row, Text(f"{path}：公式过长，写为数值", f"{path}: formula too long, written as a value"))
                self.sheet.write_number(place, at, value, look)
            else:
                self.sheet.write_formula(place, at, formula, look, value)

    def _ranks(self, at: int) -> int:
        """The rank as a formula over the ranking's keys; two columns: whether ranked, and the rank."""
        cells = rank_cells(self.layout, at)
        if cells is None:
            return at
        words = {"zh": ("参加排名（0＝否）", "名次"), "en": ("ranked (0 = no)", "Rank")}[self.look.language]
        for i, word in enumerate(words):
            self._head(at + i, "", word, "")
            self.sheet.set_column(at + i, at + i, 8)
        look = self.look.body(align="center", bold=True, num_format="0")
        for row, (cell, group) in enumerate(zip(cells, ranked_in(self.layout.result), strict=True)):
            self.sheet.write_number(FIRST_ROW + row, at, group, self.look.body(align="center"))
            if cell.note is not None:
                self._note(row, cell.note)
            if cell.rank == 0:
                self.sheet.write_blank(FIRST_ROW + row, at + 1, None, look)
            elif cell.formula:
                self.sheet.write_formula(FIRST_ROW + row, at + 1, "=" + cell.formula, look, cell.rank)
            else:
                self.sheet.write_number(FIRST_ROW + row, at + 1, cell.rank, look)
        return at + 2

    def _groups(self) -> None:
        """Join header cells: the same word over neighbours, or nothing above a title."""
        columns = [self.layout.formulas.inputs[k].title.say(self.look.language).rpartition("·")
                   if kind == INPUT and self.layout.home[kind, k] == self.plan.top else ("", "", "")
                   for kind, k in self.plan.columns]  # fmt: skip
        at = 0
        while at < len(columns):
            end = at
            while columns[at][0] and end + 1 < len(columns) and columns[end + 1][0] == columns[at][0]:
                end += 1
            if end > at:
                first, last = FIRST_COLUMN + at, FIRST_COLUMN + end
                self.sheet.merge_range(2, first, 2, last, columns[at][0].strip(), self.look.head())
            at = end + 1

    def _note(self, row: int, note: Text) -> None:
        if note not in self.notes.setdefault(row, []):
            self.notes[row].append(note)

    def _notes(self, at: int) -> float:
        if not any(self.notes.values()):
            return 0
        self.sheet.merge_range(2, at, 4, at, {"zh": "备注", "en": "Notes"}[self.look.language], self.look.head())
        for row in range(len(self.layout.result.units)):
            text = "；".join(n.say(self.look.language) for n in self.notes.get(row, ()))
            self.sheet.write_string(FIRST_ROW + row, at, text, self.look.body(font_size=9, text_wrap=True))
        self.sheet.set_column(at, at, 36)
        return 36


def _width(title: str, figures: int, most: float) -> float:
    """Wide enough for the figures, and for the title in two or three lines."""
    return max(figures + 1.5, min(width_of(title) / 2 + 2, most), 5)
