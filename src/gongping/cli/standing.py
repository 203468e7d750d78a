"""The rankings in the terminal: rank, unit, score, grade and component bars; shared by score and demo."""

from __future__ import annotations

from fractions import Fraction

from rich.cells import cell_len, set_cell_size
from rich.text import Text as Words

from gongping.assessment import Assessment
from gongping.cli.bars import BLOCKS, STYLES, Components, Part, lengths
from gongping.cli.session import Session
from gongping.scheme.grades import Grades
from gongping.text import Text

RANK, UNIT, SCORE, GRADE = Text("名次", "rank"), Text("单位", "unit"), Text("得分", "score"), Text("等次", "grade")
LEAST_BAR, MOST_BAR = 12, 60
GRADE_STYLES = ("bold red", "", "dim")


def print_standings(session: Session, assessment: Assessment) -> None:
    """Every category: title, legend, one line per unit; unranked units below, with the reason."""
    for category, result in assessment.categories.items():
        if result.units:
            title = session.word(assessment.scheme.title_of(category).text)
            count = session.word(Text("{n}个", "{n}"), n=len(result.units))
            session.say()
            session.say(f"{title}（{count}）" if session.language == "zh" else f"{title} ({count})", "bold")
            _Standing(session, assessment, category).print()


class _Standing:
    """Lays out one category within the width of the terminal; the bar gets what is left."""

    def __init__(self, session: Session, assessment: Assessment, category: str) -> None:
        self.session, self.result = session, assessment.categories[category]
        self.grades = assessment.scheme.grades.get(category)
        components = Components(assessment, category)
        self.rows = self.result.order()
        self.parts = {row: components.of(row) for row in self.rows}
        self.scores = {row: self._score(row) for row in self.rows}
        self.words = {row: self._grade(row) for row in self.rows}
        narrow = session.out.width < 72
        self.names = {row: (u.short if narrow and u.short else u.name) for row, u in enumerate(self.result.units)}
        self._widths()

    def _widths(self) -> None:
        word = self.session.word
        wide = max(cell_len(name) for name in self.names.values())
        self.left = [
            max(cell_len(word(RANK)), 4),
            max(cell_len(word(UNIT)), min(wide, max(self.session.out.width - 30, 8), 36)),
            max(cell_len(word(SCORE)), *(len(s) for s in self.scores.values())),
            max(cell_len(word(GRADE)), *(cell_len(g) for g in self.words.values())),
        ]
        room = self.session.out.width - sum(self.left) - 2 * len(self.left) - 1
        self.bar = min(room, MOST_BAR) if room >= LEAST_BAR else 0

    def print(self) -> None:
        word = self.session.word
        self._legend()
        self._line([word(RANK), word(UNIT), word(SCORE), word(GRADE)], "dim")
        most = max((sum((max(p.points, Fraction(0)) for p in parts), Fraction(0)) for parts in self.parts.values()),
                   default=Fraction(0))  # fmt: skip
        before = ""
        for row in self.rows:
            rank, grade = self.result.context.ranks[row], self.result.context.grades[row]
            if before and grade != before and rank:
                self.session.say("  " + "┈" * min(sum(self.left) + 4, self.session.out.width - 3), "dim")
            before = grade if rank else ""
            cells = [str(rank or "—"), self.names[row], self.scores[row], self.words[row]]
            self._line(cells, self._style(grade), self._bar(self.parts[row], most))

    def _line(self, cells: list[str], style: str, bar: Words | None = None) -> None:
        text = Words()
        for n, (cell, width) in enumerate(zip(cells, self.left, strict=True)):
            fitted = set_cell_size(cell, width) if cell_len(cell) >= width else cell
            gap = " " * (width - cell_len(fitted))
            text.append((gap + fitted if n in (0, 2) else fitted + gap) + "  ", style)
        if bar is not None and self.bar:
            text.append_text(bar)
        text.rstrip()
        self.session.out.print(text, soft_wrap=True)

    def _bar(self, parts: list[Part], most: Fraction) -> Words:
        bar = Words()
        for n, length in enumerate(lengths(parts, most, self.bar)):
            bar.append(BLOCKS[n % len(BLOCKS)] * length, STYLES[n % len(STYLES)])
        return bar

    def _legend(self) -> None:
        longest = max(self.parts.values(), key=len, default=[])
        if not self.bar or not longest:
            return
        legend = Words()
        for n, part in enumerate(longest):
            legend.append(BLOCKS[n % len(BLOCKS)] * 2, STYLES[n % len(STYLES)])
            legend.append(f" {self.session.word(part.title)}   ")
        legend.rstrip()
        self.session.out.print(legend)

    def _score(self, row: int) -> str:
        column = self.result.columns.get(self.result.final)
        return column.show(row) if column is not None and column.has(row) else "—"

    def _grade(self, row: int) -> str:
        grade = self.result.context.grades[row]
        if grade:
            return self.session.word(_title(self.grades, grade))
        return "—"

    def _style(self, grade: str) -> str:
        titles = list(self.grades.titles) if self.grades else []
        if grade not in titles:
            return ""
        place = titles.index(grade)
        return GRADE_STYLES[0] if place == 0 else GRADE_STYLES[2] if place == len(titles) - 1 else GRADE_STYLES[1]


def _title(grades: Grades | None, grade: str) -> Text:
    known = grades.titles.get(grade) if grades else None
    return known.text if known else Text(grade, grade)


def grade_title(assessment: Assessment, category: str, grade: str) -> Text:
    """The words of a grade; its id where the scheme has none."""
    return _title(assessment.scheme.grades.get(category), grade)
