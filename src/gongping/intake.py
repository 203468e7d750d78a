"""A facts folder → facts and a tally, with every finding: the one way in for an office's files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gongping.ballots.counting import count_answers
from gongping.ballots.reading import read_ballots
from gongping.facts.model import Facts, Turnout, Unit
from gongping.facts.reading import read_facts
from gongping.scheme.model import Scheme
from gongping.tables.columns import Columns
from gongping.tables.folder import scan
from gongping.tally.merge import add
from gongping.tally.model import Count, Tally
from gongping.tally.reading import read_tally
from gongping.tally.small import without_small_histograms
from gongping.text import Finding, blocking


def read_folder(scheme: Scheme, folder: Path) -> tuple[Facts, Tally, list[Finding]]:
    """All tables of the folder. Ballots are judged and counted here; nothing is counted while the
    tables have faults. Never raises for what the files contain."""
    facts, findings = read_facts(folder, scheme)
    units = _spelled(folder, facts) if blocking(findings) else facts.units
    answers, found = read_ballots(folder, scheme, units)
    findings += found
    written, found = read_tally(folder, scheme, units)
    findings += found
    if blocking(findings):
        return facts, Tally(), findings
    counted = [count_answers(one, scheme.forms[form]) for form, one in answers.items()]
    tally = without_small_histograms(add(*([written] if written else []), *counted))
    return replace(facts, turnout=(*facts.turnout, *_counted_turnout(facts, counted))), tally, findings


def _spelled(folder: Path, facts: Facts) -> tuple[Unit, ...]:
    """All units of the list, those of a faulty row too: their ballots are no second fault."""
    table, _ = scan(folder)[0].read("units")
    if table is None:
        return facts.units
    columns = Columns(table, [])
    known = {unit.code for unit in facts.units}
    codes, titles = columns.texts("unit"), columns.texts("name")
    faulty = {code: Unit(code, title, "") for code, title in zip(codes, titles, strict=True) if code not in known}
    faulty.pop("", None)
    return (*facts.units, *faulty.values())


def _counted_turnout(facts: Facts, counted: list[Tally]) -> list[Turnout]:
    """Where ballots were counted here and no turnout was reported: returned = valid + invalid."""
    reported = {(t.form, t.unit, t.group) for t in facts.turnout}
    return [
        turnout
        for tally in counted
        for count in tally.counts.values()
        for turnout in _turnout(count)
        if (turnout.form, turnout.unit, turnout.group) not in reported
    ]


def _turnout(count: Count) -> list[Turnout]:
    rows = []
    for i, unit in enumerate(count.units):
        valid, invalid = int(count.valid[i]), sum(int(n[i]) for n in count.invalid.values())
        rows.append(Turnout(count.form, unit, count.group, valid + invalid, valid=valid, invalid=invalid))
    return rows
