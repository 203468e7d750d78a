"""A list page: search, filter, sort, pages. The same words and the same addresses everywhere.

``?q=`` searches, ``?sort=name`` or ``?sort=-name`` sorts, ``?page=`` turns, ``?all=1`` shows all rows for print; every
other key is a filter of the page's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest

from gongping.text import Text

PAGE = 100
MOST = 5000
"""Rows on a page made for printing."""


@dataclass(frozen=True)
class Column:
    """A column's title, and the fields it sorts by; none: not sortable."""

    key: str
    title: Text
    sort: tuple[str, ...] = ()
    numeric: bool = False


@dataclass(frozen=True)
class Filter:
    """A choice above the list: its key in the address, its words, its options, and what it does to the rows."""

    key: str
    title: Text
    options: Sequence[tuple[str, Text | str]]
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]]
    default: str = ""


@dataclass(frozen=True)
class Head:
    """A column's head: where a click leads and how it is sorted now (``ascending``, ``descending`` or empty)."""

    column: Column
    address: str
    sorted: str


@dataclass
class Listing:
    """What a list template shows. ``rows`` is the page of rows; ``everything`` all that match, for an export."""

    request: HttpRequest
    rows: QuerySet[Any]
    columns: Sequence[Column]
    search: Sequence[str] = ()
    filters: Sequence[Filter] = ()
    chosen: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        asked = self.request.GET
        self.q = asked.get("q", "").strip()[:100].replace("\x00", "")
        known = {f.key: {key for key, _ in f.options} for f in self.filters}
        self.chosen = {
            f.key: value if (value := asked.get(f.key, f.default)) in known[f.key] else "" for f in self.filters
        }
        self.sort = asked.get("sort", "")

    @property
    def everything(self) -> QuerySet[Any]:
        """All rows that match, in order."""
        rows = self.rows
        for found in self.filters:
            if self.chosen[found.key]:
                rows = found.apply(rows, self.chosen[found.key])
        for word in self.q.split():
            rows = rows.filter(_any(f"{name}__icontains" for name in self.search)(word))
        column = next((c for c in self.columns if c.sort and c.key == self.sort.lstrip("-")), None)
        if column is None:
            return rows if rows.ordered else rows.order_by("pk")
        down = self.sort.startswith("-")
        # without a value comes last, either way and on every database
        keys = (F(n).desc(nulls_last=True) if down else F(n).asc(nulls_last=True) for n in column.sort)
        return rows.order_by(*keys, "pk")

    @property
    def page(self) -> Page[Any]:
        """The page asked for; the last one when there are fewer."""
        if not hasattr(self, "_page"):
            size = MOST if self.request.GET.get("all") == "1" else PAGE
            self._page = Paginator(self.everything, size).get_page(self.request.GET.get("page"))
        return self._page

    @property
    def heads(self) -> list[Head]:
        return [self._head(column) for column in self.columns]

    def _head(self, column: Column) -> Head:
        here = self.sort.lstrip("-") == column.key and bool(column.sort)
        down = here and self.sort.startswith("-")
        turned = f"-{column.key}" if here and not down else column.key
        state = ("descending" if down else "ascending") if here else ""
        return Head(column, self.address(sort=turned, page=None), state)

    def address(self, **changes: str | None) -> str:
        """This list with some keys changed or, by None, dropped."""
        query = self.request.GET.copy()
        for key, value in changes.items():
            query.pop(key, None)
            if value is not None:
                query[key] = value
        return f"?{query.urlencode()}"

    @property
    def print_address(self) -> str:
        return self.address(all="1", page=None)

    @property
    def export_query(self) -> str:
        return self.address(all=None, page=None)

    @property
    def next_address(self) -> str:
        return self.address(page=str(self.page.next_page_number()))

    @property
    def previous_address(self) -> str:
        return self.address(page=str(self.page.previous_page_number()))

    @property
    def narrowed(self) -> bool:
        """Whether search or filters leave something out."""
        return bool(self.q) or any(self.chosen.values())

    @property
    def shown_filters(self) -> list[tuple[Filter, str]]:
        return [(f, self.chosen[f.key]) for f in self.filters]


def _any(lookups: Any) -> Callable[[str], Q]:
    names = list(lookups)

    def condition(word: str) -> Q:
        found = Q()
        for name in names:
            found |= Q(**{name: word})
        return found

    return condition
