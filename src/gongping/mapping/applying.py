"""A mapping applied to workbooks: rows of the facts tables, and every finding with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from gongping.mapping import messages as m
from gongping.mapping.model import Mapping as Plan
from gongping.mapping.model import Role, RoleError, Source, Taken, is_skipped, parse_role
from gongping.mapping.sheets import Sheet, as_seen
from gongping.tables.cells import read_cell
from gongping.tables.reading import read_grids
from gongping.tables.spec import TABLES
from gongping.tables.words import did_you_mean, fold
from gongping.text import Finding, Message, Place, Severity, Text

Row = dict[str, str]


@dataclass
class Mapped:
    """Rows by table, in the order they were met."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, table: str, row: Row) -> None:
        rows = self.tables.setdefault(table, [])
        if row not in rows[-1:]:
            rows.append(row)


def apply_mapping(plan: Plan, files: Iterable[Path], origin: str = "mapping.yaml") -> Mapped:
    """Read every source. Never raises for what mapping and workbooks hold; faults are findings."""
    mapped = Mapped()
    grids = {file: read_grids(file) for file in files}
    for source in plan.sources:
        _Reader(source, mapped, origin).read({f: [as_seen(g) for g in found] for f, (found, _) in grids.items()})
    mapped.findings += [f for _, found in grids.values() for f in found if f.severity != "note"]
    for table, rows in plan.tables.items():
        for row in rows:
            mapped.add(table, {k: _listed(v) for k, v in row.items() if v is not None})
    return mapped


def _listed(value: object) -> str:
    return ";".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


class _Reader:
    """Reads the sheets of one source."""

    def __init__(self, source: Source, mapped: Mapped, origin: str) -> None:
        self.source, self.mapped, self.origin = source, mapped, origin
        self.words = {name: {fold(k): v for k, v in words.items()} for name, words in source.words.items()}
        self.roles: dict[str, Role] = {}

    def read(self, files: Mapping[Path, Sequence[Sheet]]) -> None:
        if not self._parse():
            return
        named = [f for f in files if fnmatchcase(f.name, self.source.file)]
        if not named:
            self._fault(m.NO_FILE, Place(self.origin), file=self.source.file)
        for file in named:
            sheets = [s for s in files[file] if fnmatchcase(s.name.strip(), self.source.sheet) or not s.name]
            if not sheets:
                there = [s.name for s in files[file]]
                self._fault(m.NO_SHEET, Place(self.origin), file=file.name, sheet=self.source.sheet, sheets=there)
            for sheet in sheets:
                self._sheet(sheet, file)

    def _parse(self) -> bool:
        good = True
        for column, text in self.source.columns.items():
            try:
                self.roles[column] = parse_role(text)
            except RoleError as error:
                good = False
                reason = Text(error.zh, error.en)
                self._fault(m.BAD_ROLE, Place(self.origin), column=column, role=text, reason=reason)
        return good

    def _sheet(self, sheet: Sheet, file: Path) -> None:
        headers = sheet.headers(self.source.header)
        place = Place(file.name, sheet.name, max(self.source.header))
        for name in self.roles:
            if name not in headers and self.roles[name].used:
                values = {"column": name, "hint": did_you_mean(name, filter(None, headers))}
                self._fault(m.NO_COLUMN, place, **values, headers=[h for h in headers if h])
        for name in headers:
            if name and name not in self.roles:
                self._note(m.UNUSED_COLUMN, place, "warning", column=name)
        columns = {c: self.roles[h] for c, h in enumerate(headers) if h in self.roles and self.roles[h].used}
        shared = self._everywhere(sheet, file)
        if shared is None:
            return
        before = sum(map(len, self.mapped.tables.values()))
        number = 0
        for n in sheet.below(self.source.header):
            if self._is_data(sheet, n, columns):
                number += 1
                self._row(sheet, n, columns, {**shared, **self._numbered(number)})
        if sum(map(len, self.mapped.tables.values())) == before:
            self._note(m.NO_VALUE_FIELD, place, "warning", file=file.name, sheet=sheet.name)

    def _is_data(self, sheet: Sheet, n: int, columns: Mapping[int, Role]) -> bool:
        texts = [t for c in range(len(sheet.rows[n])) if (t := sheet.text(n, c))]
        return any(sheet.text(n, c) for c in columns) and not is_skipped(texts[0], self.source.skip)

    def _everywhere(self, sheet: Sheet, file: Path) -> Row | None:
        """What holds for the whole sheet; None where it cannot be taken."""
        shared: Row = {}
        for name, taken in self.source.everywhere.items():
            if isinstance(taken, str):
                shared[name] = taken
            elif not taken.row:
                value = self._taken(name, taken, sheet, file)
                if value is None:
                    return None
                shared[name] = self._word(name, value)
        return shared

    def _taken(self, name: str, taken: Taken, sheet: Sheet, file: Path) -> str | None:
        cell = sheet.at(taken.cell) if taken.cell else ""
        where, text = (taken.cell, cell) if taken.cell else ("file", file.stem) if taken.file else ("sheet", sheet.name)
        pattern = taken.pattern or taken.sheet or taken.file or "(.+)"
        try:
            found = re.search(pattern, text)
        except re.error as error:
            self._fault(m.BAD_PATTERN, Place(self.origin), pattern=pattern, reason=str(error))
            return None
        if not found:
            self._fault(m.NOT_TAKEN, Place(file.name, sheet.name), where=where, field=name, text=text)
            return None
        return (found[1] if found.groups() else found[0]).strip()

    def _numbered(self, number: int) -> Row:
        forms = {k: t.row for k, t in self.source.everywhere.items() if isinstance(t, Taken) and t.row}
        return {name: re.sub(r"\{:0?(\d*)\}", lambda f: str(number).zfill(int(f[1] or 0)), form)
                for name, form in forms.items()}  # fmt: skip

    def _row(self, sheet: Sheet, n: int, columns: Mapping[int, Role], shared: Row) -> None:
        row = dict(shared)
        for c, role in columns.items():
            if not role.table and (text := self._cell(sheet, n, c, role.field)):
                row[role.field] = text
        made: dict[tuple[str, tuple[tuple[str, str], ...]], Row] = {}
        for c, role in columns.items():
            if role.table and (text := self._cell(sheet, n, c, role.field, role.table)):
                made.setdefault((role.table, role.fixed), {})[role.field] = text
        for (table, fixed), values in made.items():
            known = {column.id for column in TABLES[table].columns}
            base = {k: v for k, v in row.items() if k in known}
            for parted in self._parted(values):
                self.mapped.add(table, {**base, **dict(fixed), **parted})

    def _parted(self, values: Row) -> Iterator[Row]:
        """One row for each of several values in one cell."""
        name = next((name for name in self.source.split if name in values), None)
        if name is None:
            yield values
            return
        signs = re.escape(self.source.split[name])
        for part in re.split(f"[{signs}\n]+", values[name]):
            if part.strip():
                yield {**values, name: part.strip()}

    def _cell(self, sheet: Sheet, n: int, c: int, name: str, table: str = "") -> str:
        specs = [TABLES[table]] if table else list(TABLES.values())
        kind = next(col.kind for spec in specs for col in spec.columns if col.id == name)
        raw = sheet.rows[n][c]
        place = sheet.grid.place(n, c)
        kinds, detail = sheet.flaws.get((n, c), (frozenset(), ""))
        if kinds & {"error", "hollow"}:
            self._fault(m.BAD_CELL, place, text=detail)
            return ""
        if "formula" in kinds:
            self._note(m.FORMULA, place, "warning", text=sheet.text(n, c))
        text, flawed = read_cell(raw, kind)
        replaced = self._word(name, text or "")
        if flawed is not None and replaced == (text or ""):
            self._note(flawed.message, place, flawed.severity, **flawed.values)
        return replaced

    def _word(self, name: str, text: str) -> str:
        return self.words.get(name, {}).get(fold(text), text)

    def _fault(self, message: Message, place: Place, **values: object) -> None:
        self.mapped.findings.append(Finding(message, place, "fault", values))

    def _note(self, message: Message, place: Place, severity: Severity, **values: object) -> None:
        self.mapped.findings.append(Finding(message, place, severity, values))
