"""Reading the facts folder: every table but ballots and tally, all faults at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from gongping.facts.decisions import read_decisions
from gongping.facts.items import read_applies, read_items, read_marks
from gongping.facts.model import Facts
from gongping.facts.names import Names
from gongping.facts.results import read_events, read_lookups, read_numbers
from gongping.facts.turnout import read_ratings, read_turnout
from gongping.facts.units import read_statuses, read_units
from gongping.scheme.model import Scheme
from gongping.tables.columns import Columns
from gongping.tables.folder import Folder, missing, scan
from gongping.text import Finding


@dataclass
class _Source:
    """Opens the tables of a folder and gathers their findings."""

    folder: Folder
    findings: list[Finding] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    def open(self, name: str) -> Columns | None:
        table, found = self.folder.read(name)
        self.findings += found
        if name in self.folder.files:
            self.files[name] = self.folder.files[name].name
        return Columns(table, self.findings) if table else None


def read_facts(folder: Path, scheme: Scheme) -> tuple[Facts, list[Finding]]:
    """The facts of a folder, in the names of the scheme, and everything found wrong.

    Rows with a fault are left out of the facts, so use them only when no finding blocks. Never raises
    for what the folder holds.
    """
    found, findings = scan(folder)
    source, names = _Source(found, findings), Names(scheme)
    units = read_units(columns, names) if (columns := source.open("units")) else ()
    if "units" not in found.files and found.opened:
        findings.append(missing(found, "units"))
    statuses = read_statuses(columns, names) if (columns := source.open("unit_status")) else ()
    items = read_items(columns, names) if (columns := source.open("items")) else ()
    applies = read_applies(columns, names) if (columns := source.open("applies")) else ()
    marks = read_marks(columns, names, applies) if (columns := source.open("marks")) else ()
    if "items" not in found.files and ("marks" in found.files or "applies" in found.files):
        findings.append(missing(found, "items"))
    facts = Facts(
        units=units,
        turnout=read_turnout(columns, names) if (columns := source.open("turnout")) else (),
        items=items,
        applies=applies,
        marks=marks,
        lookups=read_lookups(columns, names) if (columns := source.open("lookups")) else (),
        numbers=read_numbers(columns, names) if (columns := source.open("numbers")) else (),
        events=read_events(columns, names) if (columns := source.open("events")) else (),
        ratings=read_ratings(columns, names) if (columns := source.open("ratings")) else (),
        statuses=statuses,
        decisions=read_decisions(columns, names) if (columns := source.open("decisions")) else (),
        sources=source.files,
    )
    return facts, findings
