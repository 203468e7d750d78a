"""A known result, e.g. last year's, against the computed one: every cell that differs, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongping.assessment import Assessment
from gongping.cases.running import Difference
from gongping.cli.session import Session
from gongping.mapping.guessing import guess_header
from gongping.mapping.model import is_skipped
from gongping.mapping.sheets import Sheet, as_seen
from gongping.points import Points, PointsError, round_fraction, show
from gongping.tables.reading import read_grids
from gongping.tables.words import fold
from gongping.text import Finding, Message, Place, Refused, Text

NO_COLUMNS = Message(
    "cli.known-without-columns",
    Text(
        "看不出哪一列是单位、哪一列是名次、得分或等次",
        "no columns for the unit and for rank, score or grade were found",
    ),
    Text(
        "表头写：单位、名次、总分、等次，或得分项的名称", "write headers unit, rank, final, grade, or titles of nodes"
    ),
)
UNKNOWN_UNIT = Message(
    "cli.known-unknown-unit",
    Text("已知结果里的单位“{word}”不在名册中", "unit '{word}' of the known result is not among the units"),
    Text("改正名称，或删去这一行", "correct the name, or remove the row"),
)

UNIT_WORDS = ("unit", "name", "单位", "单位编码", "单位名称", "名称", "镇街", "考核对象")
FIXED = {
    "rank": ("rank", "名次", "排名", "位次"),
    "grade": ("grade", "等次", "档次", "考核等次", "考核结果"),
}
FINAL_WORDS = ("final", "score", "总分", "得分", "最终得分", "考核总分", "最后得分")


@dataclass(frozen=True)
class Known:
    """What was known, by unit code: ``rank``, ``grade`` or the path of a node → text, with its place."""

    cells: Mapping[str, Mapping[str, tuple[str, Place]]]

    @property
    def count(self) -> int:
        return sum(len(row) for row in self.cells.values())

    def differences(self, assessment: Assessment) -> list[Difference]:
        """Every known cell that the assessment does not reproduce; scores to the places that are written."""
        found = []
        for result in assessment.categories.values():
            for row, unit in enumerate(result.units):
                for what, (text, _) in self.cells.get(unit.code, {}).items():
                    computed = _computed(assessment, result.category, row, what, text)
                    if computed != text:
                        found.append(Difference(unit.name, what, text, computed))
        return found


def _computed(assessment: Assessment, category: str, row: int, what: str, text: str) -> str:
    result = assessment.categories[category]
    if what == "rank":
        return str(result.context.ranks[row] or "")
    if what == "grade":
        grade = result.context.grades[row]
        grades = assessment.scheme.grades.get(category)
        title = grades.titles.get(grade) if grades else None
        return (
            text
            if title and fold(text) in (fold(grade), fold(title.zh), fold(title.en))
            else (title.zh if title else grade)
        )
    column = result.columns.get(result.final if what == "final" else what)
    if column is None or not column.has(row):
        return ""
    return _to_places(column.show(row), text)


def _to_places(shown: str, text: str) -> str:
    """The computed value with as many places as the known one is written with, never more than it has."""
    try:
        known, value = Points.parse(text), Points.parse(shown)
    except PointsError:
        return shown
    if known.places >= value.places:
        return text if known.fraction == value.fraction else shown
    return show(round_fraction(value.fraction, known.places), known.places)


def read_known(file: Path, assessment: Assessment) -> Known:
    """A known result from a table with any of the usual headers. Raises Refused."""
    grids, findings = read_grids(file)
    cells: dict[str, dict[str, tuple[str, Place]]] = {}
    codes = _codes(assessment)
    faults = [f for f in findings if f.severity == "fault"]
    for grid in grids:
        sheet = as_seen(grid)
        lines, columns = _header(sheet, assessment)
        for n in sheet.below(lines) if columns else ():
            faults += _row(sheet, n, columns, codes, cells)
    if not cells and not faults:
        faults.append(Finding(NO_COLUMNS, Place(file.name)))
    if faults:
        raise Refused(faults)
    return Known(cells)


def _codes(assessment: Assessment) -> dict[str, str]:
    known: dict[str, str] = {}
    for unit in assessment.facts.units:
        for name in (unit.short, unit.name, unit.code):
            known[fold(name)] = unit.code
    return known


def _header(sheet: Sheet, assessment: Assessment) -> tuple[tuple[int, ...], dict[int, str]]:
    """Lines of the header and what each of its columns holds; no columns where it says nothing."""
    spellings, lines = _spellings(assessment), guess_header(sheet)
    words = {i: fold(header) for i, header in enumerate(sheet.headers(lines))} if lines else {}
    columns = {i: spellings[word] for i, word in words.items() if word in spellings}
    known = set(columns.values())
    return lines, columns if "unit" in known and len(known) > 1 else {}


def _spellings(assessment: Assessment) -> dict[str, str]:
    spellings: dict[str, str] = {}
    for category, nodes in assessment.scheme.nodes.items():
        final = assessment.categories[category].final if category in assessment.categories else ""
        for path, node in nodes.items():
            meant = "final" if path == final else path
            for word in (path, node.title.zh, node.title.en):
                spellings.setdefault(fold(word), meant)
    spellings |= {fold(w): "final" for w in FINAL_WORDS}
    spellings |= {fold(w): what for what, words in FIXED.items() for w in words}
    return spellings | {fold(w): "unit" for w in UNIT_WORDS}


def _row(
    sheet: Sheet, n: int, columns: Mapping[int, str], codes: Mapping[str, str],
    cells: dict[str, dict[str, tuple[str, Place]]],
) -> list[Finding]:  # fmt: skip
    said = {i: sheet.text(n, i) for i in columns}
    names = [word for i, what in columns.items() if what == "unit" and (word := said[i])]
    values = {
        what: (said[i], sheet.grid.place(n, i))
        for i, what in columns.items()
        if what != "unit" and said[i] and (what in FIXED or _is_number(said[i]))
    }
    if not names or not values or is_skipped(names[0]):
        return []
    code = next((codes[fold(name)] for name in names if fold(name) in codes), None)
    if code is None:
        at = next(i for i, what in columns.items() if what == "unit")
        return [Finding(UNKNOWN_UNIT, sheet.grid.place(n, at), values={"word": names[0]})]
    cells.setdefault(code, {}).update(values)
    return []


def _is_number(text: str) -> bool:
    try:
        Points.parse(text)
    except PointsError:
        return False
    return True


def print_differences(session: Session, known: Known, differences: list[Difference]) -> None:
    """Say that the known result is reproduced, or which cells differ."""
    session.say()
    if not differences:
        session.say(
            Text(f"与已知结果一致：核对{known.count}格", f"the known result is reproduced: {known.count} cells"),
            "bold green",
        )
        return
    session.say(Text(f"与已知结果不同：{known.count}格中{len(differences)}格",
                     f"the known result differs in {len(differences)} of {known.count} cells"), "bold red")  # fmt: skip
    words = Text(
        "  {unit} {what}：已知“{expected}”，算得“{found}”", "  {unit} {what}: known '{expected}', computed '{found}'"
    )
    for one in differences:
        session.say(session.word(words, unit=one.unit, what=one.what, expected=one.expected, found=one.found))
