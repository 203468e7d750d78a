"""The SQL text that judges and counts the ballots of one form; the rules are those of ``rules``.

It is written a second time here, not shared with the numpy path, so that each checks the other. It
stays within what DuckDB, SQLite, PostgreSQL and Spark SQL read alike: no quoted names, no integer
division (they disagree on what it gives), no string with a backslash.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongping.scheme.forms import Form
from gongping.tally.model import BLANK, UNKNOWN
from gongping.tally.rules import Limit, Quota, quotas_of
from gongping.tally.sheet import Sheet, TallyError, sheet_of


def ballots_sql(name: str, form: Form, source: str) -> str:
    """Rows (part, raters, unit, question, answer, score, ballots); ``part`` says what is counted.

    ``count``: valid ballots with this answer to this question; ``score``: with this ballot score, scaled
    as the form's Sheet says; ``invalid``: invalid ballots, the reason as answer; ``fault``: answers that
    are no ballots of the form.
    """
    sheet = sheet_of(form)
    steps = {
        "form_answers": _answers(name, source),
        "form_slips": _slips(form, sheet),
        "form_group_units": _GROUP_UNITS,
        "form_papers": _papers(form, sheet),
        "form_judged": _judged(form, sheet),
    }
    heads = ",\n".join(f"{step} AS (\n{text}\n)" for step, text in steps.items())
    return f"WITH {heads}\n" + "\nUNION ALL\n".join(_parts(sheet))


def quote(text: str) -> str:
    """A string literal. Raises TallyError for a backslash, which Spark would read as an escape."""
    if "\\" in text:
        raise TallyError(f"a name in SQL may not contain a backslash: {text!r}")
    return "'" + text.replace("'", "''") + "'"


def _among(column: str, names: Iterable[str]) -> str:
    found = ", ".join(quote(n) for n in sorted(names))
    return f"{column} IN ({found})" if found else "1 = 0"


def _one(condition: str) -> str:
    return f"CASE WHEN {condition} THEN 1 ELSE 0 END"


def _answers(name: str, source: str) -> str:
    return (
        f"SELECT unit, raters, ballot, question, COALESCE(NULLIF(answer, ''), {quote(BLANK)}) AS answer\n"
        f"FROM {source}\nWHERE form = {quote(name)}"
    )


def _slips(form: Form, sheet: Sheet) -> str:
    """One row per paper and unit, its answers side by side as q0, q1, …"""
    own = f"answer NOT IN ({quote(BLANK)}, {quote(UNKNOWN)})"
    offered = " OR ".join(
        f"(question = {quote(q)} AND {_among('answer', _offered(sheet, row))})" for row, q in enumerate(sheet.questions)
    )
    columns = [
        "ballot",
        "unit",
        "MIN(raters) AS raters",
        f"SUM({_one(own)}) AS answered",
        f"SUM({_one('answer = ' + quote(UNKNOWN))}) AS dont_know",
        f"MIN(CASE WHEN {own} THEN answer END) AS lowest",
        f"MAX(CASE WHEN {own} THEN answer END) AS highest",
        f"CAST(SUM({_value(sheet)}) AS BIGINT) AS score",
        f"COUNT(*) - COUNT(DISTINCT question) + SUM({_one(f'NOT ({offered})')})"
        f" + {_one('MIN(raters) <> MAX(raters)')} AS faults",
    ]
    for row, question in enumerate(sheet.questions):
        answer = f"MAX(CASE WHEN question = {quote(question)} THEN answer END)"
        columns.append(f"COALESCE({answer}, {quote(BLANK)}) AS q{row}")
    return "SELECT " + ",\n  ".join(columns) + "\nFROM form_answers\nGROUP BY ballot, unit"


def _offered(sheet: Sheet, row: int) -> list[str]:
    return [option for column, option in enumerate(sheet.options) if sheet.offered[row, column]]


def _value(sheet: Sheet) -> str:
    """What one answer adds to its ballot's score."""
    worth = [
        f"WHEN question = {quote(question)} AND answer = {quote(option)}"
        f" THEN CAST({int(sheet.values[row, column])} AS BIGINT)"
        for row, question in enumerate(sheet.questions)
        for column, option in enumerate(sheet.options)
        if sheet.values[row, column]
    ]
    zero = "CAST(0 AS BIGINT)"
    return f"CASE {' '.join(worth)} ELSE {zero} END" if worth else zero


_GROUP_UNITS = """\
SELECT raters AS of_raters, COUNT(DISTINCT unit) AS of_units
FROM form_slips
WHERE answered + dont_know > 0
GROUP BY raters"""


def _papers(form: Form, sheet: Sheet) -> str:
    """The slips, each with what the rules need to know of its whole paper."""
    whole = "OVER (PARTITION BY ballot)"
    columns = [
        f"SUM({_one('answered + dont_know > 0')}) {whole} AS rated",
        f"SUM(answered) {whole} AS paper_answered",
        f"MIN(lowest) {whole} AS paper_lowest",
        f"MAX(highest) {whole} AS paper_highest",
        f"{_one(f'MIN(raters) {whole} <> MAX(raters) {whole}')} AS mixed",
    ]
    for number, quota in enumerate(quotas_of(form)):
        for question in quota.questions:
            column = f"q{sheet.questions.index(question)}"
            hit = _one(_among(column, quota.options[question]))
            columns.append(f"SUM({hit}) {whole} AS hits{number}_{column}")
    return "SELECT form_slips.*,\n  " + ",\n  ".join(columns) + "\nFROM form_slips"


def _judged(form: Form, sheet: Sheet) -> str:
    whens = [f"WHEN {condition} THEN {quote(reason)}" for reason, condition in _conditions(form, sheet)]
    verdict = f"CASE {' '.join(whens)} ELSE 'valid' END" if whens else "'valid'"
    answers = ", ".join(f"q{row}" for row in range(len(sheet.questions)))
    return (
        f"SELECT raters, unit, score, faults + mixed AS faults, {answers},\n  {verdict} AS verdict\n"
        "FROM form_papers LEFT JOIN form_group_units ON raters = of_raters"
    )


def _conditions(form: Form, sheet: Sheet) -> list[tuple[str, str]]:
    """(reason, condition) in the order in which the rules are tried."""
    rules, size = form.validity, len(sheet.questions)
    found = []
    if rules.all_blank == "invalid":
        found.append(("all_blank", "answered + dont_know = 0"))
    if rules.blanks_at_most is not None:
        found.append(("blanks", f"{size} - answered - dont_know > {rules.blanks_at_most}"))
    if rules.unknown_at_most is not None:
        found.append(("unknown", f"dont_know > {rules.unknown_at_most}"))
    if rules.all_equal == "invalid":
        paper = "paper_" if size == 1 else ""
        named = _among(f"{paper}lowest", rules.all_equal_options) if rules.all_equal_options else "1 = 1"
        found.append(("all_equal", f"{paper}answered > 1 AND {paper}lowest = {paper}highest AND {named}"))
    if rules.quotas:
        found.append(("quota", " OR ".join(_broken(form, sheet)) or "1 = 0"))
    if rules.all_units:
        found.append(("all_units", "rated < COALESCE(of_units, 0)"))
    return found


def _broken(form: Form, sheet: Sheet) -> list[str]:
    found = []
    for number, quota in enumerate(quotas_of(form)):
        for question in quota.questions:
            found += _beyond(f"hits{number}_q{sheet.questions.index(question)}", quota)
    return found


def _beyond(hits: str, quota: Quota) -> list[str]:
    most = [_above(hits, quota.at_most)] if quota.at_most else []
    return most + ([_below(hits, quota.at_least)] if quota.at_least else [])


def _sides(limit: Limit) -> tuple[str, int]:
    """The limit as numerator (an expression) and denominator (a number)."""
    return (f"{limit.number} * rated" if limit.share else f"{limit.number}"), limit.of


def _above(hits: str, limit: Limit) -> str:
    """hits > the limit, rounded as it says, without dividing."""
    over, under = _sides(limit)
    if limit.rounding == "ceil":
        return f"({hits} - 1) * {under} >= {over}"
    if limit.rounding == "half_up":
        return f"{hits} * {2 * under} > 2 * {over} + {under}"
    return f"{hits} * {under} > {over}"


def _below(hits: str, limit: Limit) -> str:
    """hits < the limit, rounded as it says, without dividing."""
    over, under = _sides(limit)
    if limit.rounding == "floor":
        return f"({hits} + 1) * {under} <= {over}"
    if limit.rounding == "half_up":
        return f"({hits} + 1) * {2 * under} <= 2 * {over} + {under}"
    return f"{hits} * {under} < {over}"


_FAULTS = """\
SELECT 'fault' AS part, raters, unit, '' AS question, '' AS answer, 0 AS score, SUM(faults) AS ballots
FROM form_judged
WHERE faults > 0
GROUP BY raters, unit"""


def _parts(sheet: Sheet) -> list[str]:
    """One grouped query per question, one for scores, one for invalid ballots, one for faults."""
    parts = [
        _part("count", "'valid'", question=quote(question), answer=f"q{row}")
        for row, question in enumerate(sheet.questions)
    ]
    parts.append(_part("score", "'valid'", score="score"))
    parts.append(_part("invalid", "", answer="verdict"))
    return [*parts, _FAULTS]


def _part(part: str, verdict: str, question: str = "''", answer: str = "''", score: str = "0") -> str:
    where = f"verdict = {verdict}" if verdict else "verdict <> 'valid'"
    by = [column for column in (answer, score) if column not in ("''", "0")]
    return (
        f"SELECT '{part}' AS part, raters, unit, {question} AS question, {answer} AS answer,"
        f" {score} AS score, COUNT(*) AS ballots\n"
        f"FROM form_judged\nWHERE {where}\nGROUP BY raters, unit, {', '.join(by)}"
    )
