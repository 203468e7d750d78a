"""A first mapping, guessed from the sheets and the scheme; a person confirms it column by column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gongping.mapping.model import Mapping as Plan
from gongping.mapping.model import Role, Source, Taken, is_skipped
from gongping.mapping.sheets import BETWEEN, Sheet
from gongping.mapping.words import BODY_IN_TITLE, UNIT_IN_TITLE, Guesser, Surroundings
from gongping.scheme.model import Scheme
from gongping.tables.model import letter

SEARCHED = 12
DIGITS = re.compile(r"[+-]?\d+(\.\d+)?\Z")


@dataclass
class Draft:
    """One source while it is guessed. ``sheets`` all have the same headers."""

    file: Path
    sheets: list[Sheet]
    header: tuple[int, ...]
    headers: list[str]
    roles: dict[str, Role] = field(default_factory=dict)
    everywhere: dict[str, str | Taken] = field(default_factory=dict)
    split: dict[str, str] = field(default_factory=dict)
    pattern: str = "*"

    @property
    def first(self) -> Sheet:
        return self.sheets[0]

    def uses(self, *tables: str) -> bool:
        return any(role.table in tables for role in self.roles.values())

    def source(self) -> Source:
        return Source(
            file=self.file.name, sheet=self.pattern, header=self.header, everywhere=self.everywhere,
            columns={h: str(self.roles.get(h, Role())) for h in self.headers if h}, split=self.split,
        )  # fmt: skip


def guess_header(sheet: Sheet) -> tuple[int, ...]:
    """The 1-based header lines: the first row of several plain words, and the next where cells span."""
    for n in range(min(len(sheet.rows), SEARCHED)):
        texts = _texts(sheet, n)
        words = set(texts.values())
        if len(words) < 2 or any(DIGITS.match(t) for t in words) or sum("：" in t or ":" in t for t in words) > 0:
            continue
        below = _texts(sheet, n + 1)
        spans = len(words) < len(texts)
        if spans and below and not any(DIGITS.match(t) for t in below.values()):
            return sheet.line(n), sheet.line(n + 1)
        return (sheet.line(n),)
    return ()


def _texts(sheet: Sheet, n: int) -> dict[int, str]:
    if n >= len(sheet.rows):
        return {}
    return {c: text for c in range(len(sheet.rows[n])) if (text := sheet.text(n, c))}


def draft_sources(files: Mapping[Path, Sequence[Sheet]]) -> list[Draft]:
    """Sheets with the same headers in one file are one source."""
    drafts: list[Draft] = []
    for file, sheets in files.items():
        groups: dict[tuple[tuple[int, ...], tuple[str, ...]], list[Sheet]] = {}
        for sheet in sheets:
            if header := guess_header(sheet):
                groups.setdefault((header, tuple(sheet.headers(header))), []).append(sheet)
        for (header, headers), alike in groups.items():
            for same, pattern in _patterns(alike, len(groups) == 1):
                drafts.append(Draft(file, same, header, list(headers), pattern=pattern))
    return drafts


def _patterns(sheets: list[Sheet], alone: bool) -> list[tuple[list[Sheet], str]]:
    if alone:
        return [(sheets, "*")]
    return [([sheet], sheet.name) for sheet in sheets]


def guess_mapping(files: Mapping[Path, Sequence[Sheet]], scheme: Scheme) -> tuple[Plan | None, list[Draft]]:
    """A mapping of all files as far as it can be guessed, and the drafts it was made of."""
    guesser = Guesser(scheme)
    drafts = draft_sources(files)
    for draft in drafts:
        guess_columns(draft, guesser)
    _guess_units(drafts, guesser)
    return finish(drafts, guesser), drafts


def finish(drafts: Sequence[Draft], guesser: Guesser) -> Plan | None:
    """The mapping of confirmed drafts, with the tables that follow from them: items, and units by name."""
    if not drafts:
        return None
    tables: dict[str, tuple[dict[str, str], ...]] = {}
    if not any(d.uses("units") for d in drafts):
        tables["units"] = _units(drafts, guesser)
    if any(d.uses("marks") for d in drafts):
        tables["items"] = _items(drafts, guesser)
    return Plan(sources=tuple(d.source() for d in drafts), tables={k: v for k, v in tables.items() if v})


def around(draft: Draft) -> Surroundings:
    """Names of file and sheet, and the title rows above the header."""
    sheet = draft.first
    titles = [t for n in range(SEARCHED) if n < len(sheet.rows) and sheet.line(n) < min(draft.header)
              for t in _texts(sheet, n).values()]  # fmt: skip
    return Surroundings((*titles, sheet.name, draft.file.stem))


def guess_columns(draft: Draft, guesser: Guesser) -> None:
    surroundings = around(draft)
    for c, header in enumerate(draft.headers):
        if not header:
            continue
        role = guesser.role(header, surroundings)
        if role is None and _numeric(draft.first, draft, c):
            role = Role("marks", "mark", (("item", _item(header)),))
        draft.roles[header] = role or Role()
        if role and role.table == "events":
            draft.split["matter"] = "；;、"
    _guess_titles(draft)


def _item(header: str) -> str:
    """A short name for the item of a column: its own words without points and blanks."""
    own = header.rpartition(BETWEEN)[2]
    return re.sub(r"[（(].*?[)）]|^\d+[.、．]|\s", "", own) or own


def _numeric(sheet: Sheet, draft: Draft, column: int) -> bool:
    texts = [t for n in sheet.below(draft.header) if (t := sheet.text(n, column))]
    return bool(texts) and sum(bool(DIGITS.match(t)) for t in texts) * 2 > len(texts)


def _guess_titles(draft: Draft) -> None:
    """Unit or body from a title cell, else from the sheet's name."""
    sheet = draft.first
    names = {role.field for role in draft.roles.values() if role.table in ("", "units")}
    for n in range(min(SEARCHED, len(sheet.rows))):
        if sheet.line(n) >= min(draft.header):
            break
        for c, text in _texts(sheet, n).items():
            for name, pattern in (("unit", UNIT_IN_TITLE), ("body", BODY_IN_TITLE)):
                if name not in draft.everywhere and (found := pattern.search(text)):
                    cell = f"{letter(c)}{sheet.line(n)}"
                    draft.everywhere[name] = Taken(cell=cell, pattern=re.escape(found[1].strip()) + r"\s*(\S+)")
    if "unit" in names or "name" in names:
        draft.everywhere.pop("unit", None)
    elif "unit" not in draft.everywhere:
        draft.everywhere["unit"] = Taken(sheet="(.+)")
    if not draft.uses("marks"):
        draft.everywhere.pop("body", None)
    elif "body" not in draft.everywhere:
        draft.everywhere["body"] = Taken(sheet="(.+)")


def _guess_units(drafts: list[Draft], guesser: Guesser) -> None:
    """Of the sheets that list units, the fullest of each category names them; the others refer to them."""
    best: dict[str, Draft] = {}
    for draft in drafts:
        category = guesser.category(around(draft))
        if draft.uses("units") and len(_names(draft)) > len(_names(best[category]) if category in best else ()):
            best[category] = draft
    known = {name for category, draft in best.items() if category for name in _names(draft)}
    if "" in best and _names(best[""]) <= known:
        del best[""]
    for draft in drafts:
        category = guesser.category(around(draft))
        if best.get(category) is not draft:
            refer = {
                h: Role("", "unit") if r.field == "name" else Role()
                for h, r in draft.roles.items()
                if r.table == "units"
            }
            draft.roles |= refer
            continue
        draft.everywhere["category"] = category
        if Role("", "unit") not in draft.roles.values():
            draft.everywhere["unit"] = Taken(row=f"{(category or 'u')[0].upper()}{{:03}}")


def _names(draft: Draft) -> set[str]:
    """The units' names in the column that holds them."""
    column = next((c for c, h in enumerate(draft.headers) if draft.roles.get(h) == Role("units", "name")), -1)
    texts = {draft.first.text(n, column) for n in draft.first.below(draft.header)}
    return {text for text in texts if text and not is_skipped(text)}


def _taken(draft: Draft, sheet: Sheet, name: str) -> str:
    taken = draft.everywhere.get(name)
    if not isinstance(taken, Taken):
        return taken or ""
    text = sheet.at(taken.cell) if taken.cell else sheet.name
    found = re.search(taken.pattern or taken.sheet or "(.+)", text)
    return found[1] if found else ""


def _units(drafts: Sequence[Draft], guesser: Guesser) -> tuple[dict[str, str], ...]:
    """Units that only sheets or titles name, one sheet each."""
    rows: dict[str, dict[str, str]] = {}
    for draft in drafts:
        category = guesser.category(around(draft))
        for sheet in draft.sheets:
            name = _taken(draft, sheet, "unit")
            if name and name not in rows:
                code = f"{(category or 'u')[0].upper()}{len(rows) + 1:03}"
                rows[name] = {"unit": code, "name": name, "category": category, "order": str(len(rows) + 1)}
    return tuple(rows.values())


def _items(drafts: Sequence[Draft], guesser: Guesser) -> tuple[dict[str, str], ...]:
    """Every item that some column marks, with the bodies whose sheets have it."""
    found: dict[str, dict[str, str]] = {}
    for draft in drafts:
        for header, role in draft.roles.items():
            item = dict(role.fixed).get("item")
            if role.table != "marks" or not item:
                continue
            row = found.setdefault(item, {"item": item, "kind": guesser.kind(header), "title": item, "body": ""})
            bodies = row["body"].split(";") if row["body"] else []
            own = dict(role.fixed).get("body")
            bodies += [own] if own else [_taken(draft, sheet, "body") for sheet in draft.sheets]
            row["body"] = ";".join(dict.fromkeys(b for b in bodies if b))
    return tuple(found.values())
