"""The standing of one category: by rank, every number a link to the sheet where it is computed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from gongping.documents.results.composition import composition
from gongping.documents.results.grades import grade_word
from gongping.documents.results.titles import title_of
from gongping.documents.results.workbook_cells import NODE
from gongping.documents.results.workbook_layout import FIRST_ROW, TOTALS, Layout, quoted
from gongping.documents.results.workbook_look import ACCENT, Look, set_up_page, width_of
from gongping.documents.results.workbook_notes import WORDS
from gongping.documents.results.workbook_sheets import LARGEST
from gongping.scoring.column import State
from gongping.scoring.scorecard import CategoryScores, notes

HEAD, FIRST = 2, 3
"""Row of the headers and row of the first unit, from 0."""
COLUMNS = {
    "zh": ("名次", "单位", "组别", "等次", "备注"),
    "en": ("Rank", "Unit", "Group", "Grade", "Notes"),
}


@dataclass
class StandingWriter:
    """Writes the standing sheet. ``rank_at`` is the column of the ranks on the sheet of the totals, if any."""

    layout: Layout
    look: Look
    sheet: Any
    footer: str
    subtitle: str
    rank_at: int | None

    def write(self) -> None:
        result, look = self.layout.result, self.look
        title = result.context.scheme.title_of(result.category).text.say(look.language)
        word = {"zh": "考核结果", "en": " · standing"}[look.language]
        self.sheet.write_string(0, 0, f"{title}{word}", look.title())
        self.sheet.write_string(1, 0, self.subtitle, look.subtitle())
        self.sheet.set_row(0, 27)
        self.sheet.set_row(HEAD, 33)
        paths = composition(result).columns
        width = self._heads(paths)
        order = result.order()
        for place, row in enumerate(order):
            cut = place + 1 < len(order) and _differs(result, row, order[place + 1])
            self._unit(FIRST + place, row, paths, {"bottom": 2, "bottom_color": ACCENT} if cut else {})
        self._bars(paths, len(order))
        self.sheet.freeze_panes(FIRST, 2)
        set_up_page(self.sheet, look, width, self.footer, (HEAD, HEAD), 0, len(order))

    @property
    def grouped(self) -> bool:
        return len(self.layout.result.rankings) > 1

    def _heads(self, paths: tuple[str, ...]) -> float:
        result, language = self.layout.result, self.look.language
        rank, unit, group, grade, note = COLUMNS[language]
        titles = [title_of(result, path).say(language) for path in paths]
        heads = [rank, unit, *([group] if self.grouped else []), *titles, grade, note]
        names = max([width_of(u.name) for u in result.units] + [10])
        widths = [6.0, min(names + 2, 36), *([10.0] if self.grouped else [])]
        widths += [max(11.0, min(width_of(t) / 2 + 3, 16)) for t in titles] + [9.0, 40.0]
        widths[-3] = max(widths[-3], 16.0)
        for at, (head, width) in enumerate(zip(heads, widths, strict=True)):
            self.sheet.write_string(HEAD, at, head, self.look.head())
            self.sheet.set_column(at, at, width)
        return sum(widths)

    def _unit(self, place: int, row: int, paths: tuple[str, ...], cut: dict[str, Any]) -> None:
        result, look = self.layout.result, self.look
        unit, ranks = result.units[row], result.context.ranks
        middle = look.body(align="center", **cut)
        if ranks[row] and self.rank_at is not None:
            cell = f"{quoted(self.layout.sheets[TOTALS].name)}!{xl_col_to_name(self.rank_at)}{FIRST_ROW + row + 1}"
            self.sheet.write_formula(place, 0, f"={cell}", look.body(align="center", bold=True, **cut), ranks[row])
        else:
            self.sheet.write_blank(place, 0, None, middle)
        self.sheet.write_string(place, 1, unit.name, look.body(shrink=True, **cut))
        at = 2
        if self.grouped:
            self.sheet.write_string(place, at, unit.group, middle)
            at += 1
        for path in paths:
            self._score(place, at, path, row, cut)
            at += 1
        self.sheet.write_string(place, at, grade_word(result, row).say(look.language), middle)
        said = "；".join(n.say(look.language) for n in notes(result, row))
        self.sheet.write_string(place, at + 1, said, look.body(font_size=9, text_wrap=True, **cut))

    def _score(self, place: int, at: int, path: str, row: int, cut: dict[str, Any]) -> None:
        result, look = self.layout.result, self.look
        column = result.columns[path]
        if not column.has(row):
            word = WORDS[State(int(column.state[row]))].say(look.language)
            self.sheet.write_string(place, at, word, look.body(align="center", font_color="#69727C", **cut))
            return
        final = {"bold": True} if path == result.final else {}
        if abs(int(column.values[row])) >= LARGEST:
            self.sheet.write_string(place, at, column.show(row), look.body(align="right", **cut))
            return
        formula = "=" + self.layout.cell((NODE, path), row)
        self.sheet.write_formula(
            place, at, formula, look.number(column.places, **final, **cut), Decimal(column.show(row))
        )

    def _bars(self, paths: tuple[str, ...], count: int) -> None:
        """Bars behind the ranked score, all from zero."""
        if not count or self.layout.result.final not in paths:
            return
        at = 2 + self.grouped + paths.index(self.layout.result.final)
        bars = {"type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_color": "#F3D9D6",
                "min_type": "num", "min_value": 0, "bar_border_color": "#F3D9D6"}  # fmt: skip
        self.sheet.conditional_format(FIRST, at, FIRST + count - 1, at, bars)


def _differs(result: CategoryScores, row: int, following: int) -> bool:
    """Whether a grade ends here: a line is drawn."""
    grades = result.context.grades
    same_group = len(result.rankings) < 2 or result.units[row].group == result.units[following].group
    ranks = result.context.ranks
    return bool(ranks[row] and ranks[following]) and (grades[row] != grades[following] or not same_group)
