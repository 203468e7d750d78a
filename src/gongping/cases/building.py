"""From a case to facts and a tally."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np

from gongping.ballots.counting import count_answers
from gongping.ballots.model import Answers
from gongping.cases.model import BallotRow, Case
from gongping.facts.model import (
    NOT_APPLICABLE,
    PENDING,
    Applies,
    Decision,
    Event,
    Facts,
    Item,
    Lookup,
    Mark,
    Number,
    Rating,
    Special,
    Turnout,
    Unit,
    UnitStatus,
)
from gongping.points import Points
from gongping.scheme.forms import Form
from gongping.scheme.model import Scheme
from gongping.tally.merge import add
from gongping.tally.model import RESERVED, Count, Tally

WORDS = {"pending": PENDING, "not_applicable": NOT_APPLICABLE}


def facts_of(case: Case, scheme: Scheme) -> Facts:
    """All tables of the case; raises ValueError or PointsError for what cannot be read."""
    return Facts(
        units=_units(case, scheme),
        turnout=tuple(_turnout(row, scheme) for row in case.turnout),
        items=tuple(Item(k, v.kind, v.title or k, v.bodies, v.categories) for k, v in case.items.items()),
        applies=tuple(Applies(**row) for row in case.applies),  # type: ignore[arg-type]
        marks=tuple(_marks(case)),
        lookups=tuple(
            Lookup(unit, name, _code(value), period)
            for unit, one in case.lookups.items()
            for (name, period), value in _named(one)
        ),
        numbers=tuple(
            Number(unit, name, _amount(value), period)
            for unit, one in case.numbers.items()
            for (name, period), value in _named(one)
        ),
        events=tuple(_event(row) for row in case.events),
        ratings=tuple(_ratings(case, scheme)),
        statuses=tuple(UnitStatus(unit, status) for unit, status in case.statuses.items()),  # type: ignore[arg-type]
        decisions=tuple(_decision(row) for row in case.decisions),
    )


def _units(case: Case, scheme: Scheme) -> tuple[Unit, ...]:
    only = case.category or next(iter(scheme.categories))
    return tuple(
        Unit(code, u.name or code, u.category or only, "", u.order or i + 1, u.group, u.parent, u.post)
        for i, (code, u) in enumerate(case.units.items())
    )


def _named(values: dict[str, str]) -> list[tuple[tuple[str, str], str]]:
    """``name`` or ``name@period`` → ((name, period), value)."""
    return [((key.partition("@")[0], key.partition("@")[2]), value) for key, value in values.items()]


def _code(value: str) -> str | Special:
    return WORDS.get(value, value)


def _amount(value: str) -> Points | Special:
    return WORDS.get(value) or Points.parse(value)


def _marks(case: Case) -> list[Mark]:
    return [
        Mark(item, unit, body, _amount(value))
        for item, bodies in case.marks.items()
        for body, units in bodies.items()
        for unit, value in units.items()
    ]


def _event(row: dict[str, str]) -> Event:
    values: dict[str, Any] = dict(row)
    if "points" in values:
        values["points"] = Points.parse(values["points"])
    if "persons" in values:
        values["persons"] = int(values["persons"])
    return Event(**{"matter": values.get("kind", ""), **values})


def _decision(row: dict[str, Any]) -> Decision:
    units = row.get("units", [])
    base = {"node": "", "value": "", "body": "", "date": "", "minutes": ""}
    return Decision(**{**base, **row, "units": tuple(units if isinstance(units, list) else [units])})


def _turnout(row: dict[str, str], scheme: Scheme) -> Turnout:
    texts = {k: v for k, v in row.items() if k in ("form", "unit", "group")}
    texts.setdefault("group", _only(scheme.forms[row["form"]]))
    return Turnout(**texts, **{k: int(v) for k, v in row.items() if k not in texts})  # type: ignore[arg-type]


def _only(form: Form) -> str:
    return next(iter(form.raters))


def _ratings(case: Case, scheme: Scheme) -> list[Rating]:
    rows = []
    for one in case.ratings:
        values = one.values if isinstance(one.values, dict) else {f"r{i + 1}": v for i, v in enumerate(one.values)}
        group = one.group or _only(scheme.forms[one.form])
        rows += [Rating(one.form, one.unit, group, rater, Points.parse(v)) for rater, v in values.items()]
    return rows


def tally_of(case: Case, scheme: Scheme) -> Tally:
    """The counts written in the case, and those of its ballots."""
    counted = [
        count_answers(answers_of(case, form, scheme), scheme.forms[form])
        for form in dict.fromkeys(b.form for b in case.ballots)
    ]
    return add(_written(case, scheme), *counted) if counted else _written(case, scheme)


def _written(case: Case, scheme: Scheme) -> Tally:
    rows: dict[tuple[str, str], dict[str, dict[str, dict[str, str]]]] = defaultdict(dict)
    for one in case.tally:
        form = scheme.forms[one.form]
        by_question = all(isinstance(v, dict) for v in one.votes.values())
        votes = one.votes if by_question else {next(iter(form.questions)): one.votes}
        rows[one.form, one.group or _only(form)][one.unit] = votes
    return Tally({key: _count(*key, units, scheme.forms[key[0]]) for key, units in rows.items()})


def _count(form_id: str, group: str, units: dict[str, dict[str, dict[str, str]]], form: Form) -> Count:
    questions, options = tuple(form.questions), (*form.option_ids, *RESERVED)
    counts = np.zeros((len(units), len(questions), len(options)), dtype=np.int64)
    for i, votes in enumerate(units.values()):
        for question, by_option in votes.items():
            for option, n in by_option.items():
                counts[i, questions.index(question), options.index(option)] = int(n)
    valid = counts.sum(axis=2).max(axis=1)
    counts[:, :, options.index("_blank")] += valid[:, None] - counts.sum(axis=2)
    return Count(form_id, group, tuple(units), questions, options, counts, valid)


def answers_of(case: Case, form_id: str, scheme: Scheme) -> Answers:
    """The case's ballots of one form as codes."""
    form = scheme.forms[form_id]
    rows = [b for b in case.ballots if b.form == form_id]
    units, groups = tuple(case.units), tuple(form.raters)
    questions, options = tuple(form.questions), (*form.option_ids, *RESERVED)
    papers = list(dict.fromkeys(b.ballot for b in rows))
    codes = [
        (
            units.index(b.unit),
            groups.index(b.group or groups[0]),
            papers.index(b.ballot),
            questions.index(q),
            options.index(o),
        )
        for b in rows
        for q, o in _answers(b, questions).items()
    ]
    unit, group, ballot, question, option = (np.array(c, dtype=np.int64) for c in zip(*codes, strict=True))
    small = np.int32
    return Answers(
        form_id, units, groups, questions, options,
        unit.astype(small), group.astype(small), ballot, question.astype(small), option.astype(small),
    )  # fmt: skip


def _answers(row: BallotRow, questions: tuple[str, ...]) -> dict[str, str]:
    return row.answers if isinstance(row.answers, dict) else {questions[0]: row.answers}
