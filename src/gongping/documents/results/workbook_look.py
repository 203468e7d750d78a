"""How the workbook looks: fonts, lines and number formats, and what every printed sheet has."""

from __future__ import annotations

from typing import Any

from gongping.text import Language, Text

ACCENT, INK, SOFT, LINE, GROUND = "#A8231C", "#1C2127", "#69727C", "#BFC5CC", "#F5F6F8"
FONTS = {"zh": ("宋体", "黑体"), "en": ("Calibri", "Calibri")}
INTERNAL = Text("初步结果·内部资料", "Preliminary result · internal")
WIDE = 150
"""Characters across an A4 page on its side that are still easy to read."""
ONE_PAGE = 44
"""Rows that still fit on one page."""


class Look:
    """The workbook's formats, each made once."""

    def __init__(self, book: Any, language: Language) -> None:
        self._book, self._made = book, dict[tuple[tuple[str, Any], ...], Any]()
        self.language = language
        self._text, self._head = FONTS[language]

    def of(self, **keys: Any) -> Any:
        """A format with these properties over the base font."""
        known = tuple(sorted(keys.items()))
        if known not in self._made:
            base = {"font_name": self._text, "font_size": 10.5, "font_color": INK, "valign": "vcenter"}
            self._made[known] = self._book.add_format({**base, **keys})
        return self._made[known]

    def title(self) -> Any:
        return self.of(font_name=self._head, font_size=16, font_color=ACCENT)

    def subtitle(self) -> Any:
        return self.of(font_size=9, font_color=SOFT)

    def section(self) -> Any:
        return self.of(font_name=self._head, font_size=12, bottom=1, bottom_color=ACCENT)

    def head(self, **keys: Any) -> Any:
        lines = {"border": 1, "border_color": LINE, "bg_color": GROUND}
        return self.of(font_name=self._head, font_size=10, align="center", text_wrap=True, **lines, **keys)

    def small(self) -> Any:
        """The third row of headers: path and clause."""
        lines = {"border": 1, "border_color": LINE}
        return self.of(font_size=7, font_color=SOFT, align="center", text_wrap=True, **lines)

    def body(self, **keys: Any) -> Any:
        return self.of(border=1, border_color=LINE, **keys)

    def number(self, places: int, **keys: Any) -> Any:
        return self.body(align="right", num_format=number_format(places), **keys)


def number_format(places: int) -> str:
    return "0." + "0" * places if places else "0"


def set_up_page(
    sheet: Any, look: Look, width: float, footer: str, repeat: tuple[int, int] | None = None, columns: int = 0,
    rows: int = ONE_PAGE + 1,
) -> None:  # fmt: skip
    """A4 on its side, headers on every page, page numbers; wide sheets go over several pages."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    across = max(1, round(width / WIDE + 0.35))
    sheet.fit_to_pages(across, int(rows <= ONE_PAGE))
    if across == 1:
        sheet.center_horizontally()
    sheet.hide_gridlines(2)
    if repeat is not None:
        sheet.repeat_rows(*repeat)
    if columns:
        sheet.repeat_columns(0, columns - 1)
    pages = {"zh": "第 &P 页 共 &N 页", "en": "Page &P of &N"}[look.language]
    mark = INTERNAL.say(look.language).replace("&", "&&")
    sheet.set_footer(f"&L&8{mark}&C&8{pages}&R&8{footer.replace('&', '&&')}")


def width_of(text: str) -> float:
    """Columns a text takes in characters of the base font: Chinese characters are two wide."""
    return sum(2.0 if ord(c) > 0x2E7F else 1.0 for c in text)
