"""The results as a workbook that recomputes itself: every score a live formula over raw counts and marks."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from gongping.disclosure.release import Release
from gongping.documents.results.workbook_cells import formulas_of
from gongping.documents.results.workbook_cover import CoverWriter
from gongping.documents.results.workbook_layout import FIRST_COLUMN, TOTALS, Layout, Names, lay_out
from gongping.documents.results.workbook_look import INTERNAL, Look
from gongping.documents.results.workbook_map import write_map
from gongping.documents.results.workbook_sheets import SheetWriter
from gongping.documents.results.workbook_standing import StandingWriter
from gongping.text import Language, Text

LIVE_UNITS = 2000
"""A category with more units is written as values: its ranks alone would be millions of comparisons."""
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed date, so that the same result gives the same bytes


class _Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes formulas as they are: ours have no functions newer than Excel 2010, and
    looking for them takes longer than all the rest."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def write_workbook(release: Release, path: Path, language: Language = "zh") -> None:
    """Write results.xlsx. Same input, same bytes."""
    path.write_bytes(workbook_bytes(release, language))


def workbook_bytes(release: Release, language: Language = "zh") -> bytes:
    """The workbook in memory."""
    memory = BytesIO()
    book = Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    scheme = release.assessment.scheme
    title = scheme.header.title.text.say(language)
    book.set_properties({"title": title, "created": CREATED})
    book.set_calc_mode("auto")
    _sheets(book, release, language)
    book.close()
    return memory.getvalue()


def _sheets(book: Any, release: Release, language: Language) -> None:
    book.worksheet_class = _Sheet
    look, names = Look(book, language), Names()
    scheme = release.assessment.scheme
    footer = f"{scheme.header.id} {scheme.header.version} · {scheme.fingerprint[:12]}"
    cover = book.add_worksheet(names.take({"zh": "说明", "en": "About"}[language]))
    CoverWriter(release.assessment, look, cover, footer).write()
    written = []
    for category, result in release.assessment.categories.items():
        title = scheme.title_of(category).text
        standing = names.take(Text(f"{title.zh}·考核结果", f"{title.en} · standing").say(language))
        layout = lay_out(formulas_of(result, len(result.units) <= LIVE_UNITS), names, language)
        _category(book, layout, standing, look, footer, _subtitle(release, language))
        written.append(layout)
    write_map(book, names.take("_cells"), written)
    cover.activate()


def _subtitle(release: Release, language: Language) -> str:
    scheme = release.assessment.scheme
    plan = f"{scheme.header.title.text.say(language)} {scheme.header.version}"
    state = "" if release.assessment.complete else {"zh": " · 未完成", "en": " · incomplete"}[language]
    return f"{plan} · {INTERNAL.say(language)}{state}"


def _category(book: Any, layout: Layout, standing: str, look: Look, footer: str, subtitle: str) -> None:
    sheet = book.add_worksheet(standing)
    ranked = layout.result.category in layout.result.context.scheme.ranks
    rank_at = FIRST_COLUMN + len(layout.sheets[TOTALS].columns) + 1 if ranked else None
    sheet.set_tab_color("#A8231C")
    StandingWriter(layout, look, sheet, footer, subtitle, rank_at).write()
    for top in (TOTALS, *(t for t in layout.sheets if t != TOTALS)):
        plan = layout.sheets[top]
        SheetWriter(layout, plan, look, book.add_worksheet(plan.name), footer, subtitle).write()
