"""Where everything of a category stands in the workbook: sheets, columns, references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_col_to_name

from gongping.documents.results.composition import composition
from gongping.documents.results.workbook_cells import FLAGS, INPUT, NODE, RANGE, Formulas, Mention
from gongping.scoring.scorecard import CategoryScores
from gongping.text import Language, Text

FIRST_ROW = 5
"""The first unit's row, counted from 0; above it title, subtitle and three rows of headers."""
FIRST_COLUMN = 3
"""Columns before it: number, unit code, unit."""
MOST_SHEETS = 12
"""With more components than this in one category, small ones share the sheet of the totals."""
TOTALS = ""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "·"))


@dataclass
class SheetPlan:
    """One calculation sheet. ``top`` is the top-level node it is for, ``""`` for the totals.

    ``columns`` in order; a column that is at home on another sheet is a link to it.
    """

    category: str
    top: str
    title: Text
    name: str
    columns: list[Mention] = field(default_factory=list)

    def at(self, mention: Mention) -> int:
        return FIRST_COLUMN + self.columns.index(mention)


@dataclass
class Layout:
    """All calculation sheets of one category and the way from a node or input to its cells."""

    result: CategoryScores
    formulas: Formulas
    sheets: dict[str, SheetPlan]
    home: dict[Mention, str]
    flags: Mention = (FLAGS, "")

    def __post_init__(self) -> None:
        self._column = {(t, m): s.at(m) for t, s in self.sheets.items() for m in s.columns}

    def column(self, top: str, mention: Mention) -> int | None:
        return self._column.get((top, mention))

    def cell(self, mention: Mention, row: int, seen_from: str | None = None) -> str:
        """The cell of a column's row; from its own sheet (or a link there) without the sheet's name."""
        if seen_from is not None and (at := self._column.get((seen_from, mention))) is not None:
            return f"{xl_col_to_name(at)}{FIRST_ROW + row + 1}"
        top = self.home[mention]
        at = self._column[top, mention]
        return f"{quoted(self.sheets[top].name)}!{xl_col_to_name(at)}{FIRST_ROW + row + 1}"

    def range(self, mention: Mention, seen_from: str | None = None) -> str:
        """The absolute range of a column over all units, where it is at home."""
        top = self.home[mention]
        letter, last = xl_col_to_name(self._column[top, mention]), FIRST_ROW + len(self.result.units)
        prefix = "" if top == seen_from else f"{quoted(self.sheets[top].name)}!"
        return f"{prefix}${letter}${FIRST_ROW + 1}:${letter}${last}"

    def formula(self, expression: str, top: str) -> str:
        """An expression with its cells, as it reads on one sheet."""

        def refer(kind: str, key: str, row: int) -> str:
            if kind == RANGE:
                return self.range((NODE, key), top)
            return self.range(self.flags, top) if kind == FLAGS else self.cell((kind, key), row, top)

        return self.formulas.place(expression, refer)


def quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


class Names:
    """Sheet names as Excel takes them: at most 31 characters, none forbidden, all different."""

    def __init__(self) -> None:
        self._taken: set[str] = {"history"}

    def take(self, wanted: str) -> str:
        base = wanted.translate(_FORBIDDEN).strip() or "sheet"
        name, number = _cut(base, 31), 1
        while name.casefold() in self._taken:
            number += 1
            tail = f" ({number})"
            name = _cut(base, 31 - len(tail)) + tail
        self._taken.add(name.casefold())
        return name


def _cut(text: str, most: int) -> str:
    """The beginning of a text, counted as Excel does: in UTF-16 units."""
    kept = "".join(c if c.isprintable() else " " for c in text)
    while len(kept.encode("utf-16-le")) // 2 > most:
        kept = kept[:-1]
    return kept.strip()


def lay_out(formulas: Formulas, names: Names, language: Language) -> Layout:
    """Decide on sheets and columns of a category."""
    result = formulas.result
    own = _own_sheets(formulas)
    category = result.context.scheme.title_of(result.category).text
    sheets = {top: _sheet(result, top, category, names, language) for top in [*own, TOTALS]}
    home: dict[Mention, str] = {}
    for path in result.columns:
        top = path.partition("/")[0]
        home[NODE, path] = top if top in own else TOTALS
    for key, one in formulas.inputs.items():
        home[INPUT, key] = home[NODE, one.owner]
    if formulas.uses_flags:
        home[FLAGS, ""] = TOTALS
        sheets[TOTALS].columns.append((FLAGS, ""))
    for path in result.columns:
        if path not in formulas.inner_of:
            _fill(sheets[home[NODE, path]], path, formulas, home)
    for mention in rank_keys(result):
        if mention not in sheets[TOTALS].columns:
            sheets[TOTALS].columns.append(mention)
    return Layout(result, formulas, sheets, home)


def _sheet(result: CategoryScores, top: str, category: Text, names: Names, language: Language) -> SheetPlan:
    node = result.node(top)
    part = node.title.text if node else Text("合成", "Totals")
    title = Text(f"{category.zh}·{part.zh}", f"{category.en} · {part.en}")
    return SheetPlan(result.category, top, title, names.take(title.say(language)))


def _own_sheets(formulas: Formulas) -> list[str]:
    """Top-level nodes with raw inputs or inner nodes, the parts of the ranked score first."""
    sizes: dict[str, int] = {}
    for path in formulas.result.columns:
        top = path.partition("/")[0]
        sizes[top] = sizes.get(top, 0) + (path != top)
    for one in formulas.inputs.values():
        sizes[one.owner.partition("/")[0]] += 1
    parts = composition(formulas.result).columns
    own = sorted(
        (top for top, size in sizes.items() if size), key=lambda t: parts.index(t) if t in parts else len(parts)
    )
    return own if len(own) <= MOST_SHEETS else [top for top in own if sizes[top] >= 3]


def _fill(sheet: SheetPlan, path: str, formulas: Formulas, home: dict[Mention, str]) -> None:
    """The columns of one node: what it reads, then itself."""
    for mention in (*formulas.mentions.get(path, ()), (NODE, path)):
        if mention not in sheet.columns and (mention in home):
            sheet.columns.append(mention)


def rank_keys(result: CategoryScores) -> Iterator[Mention]:
    """The columns of the ranking, in the order of the chain."""
    rank = result.context.scheme.ranks.get(result.category)
    for key in (rank.by, *(rank.break_by or ())) if rank else ():
        yield NODE, key.node
