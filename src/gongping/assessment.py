"""The one door to the engine: scheme + facts + tally → assessment.

The command line and the site both come in here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gongping.facts.model import Facts
from gongping.scheme.loader import Changes
from gongping.scheme.loader import check_scheme as _check
from gongping.scheme.loader import load_scheme as _load
from gongping.scheme.model import Scheme
from gongping.scoring.operators import vocabulary
from gongping.scoring.procedure import ProcedureCheck, check_procedure
from gongping.scoring.scorecard import CategoryScores, Scorecard, score
from gongping.scoring.settling import settle_ratings
from gongping.tally.model import Tally
from gongping.text import Finding, distinct, stop_on


@dataclass(frozen=True)
class Assessment:
    """One run: what went in, what came out, and everything found on the way.

    ``readings`` are the assumptions read otherwise than the scheme states; empty for the real run.
    """

    scheme: Scheme
    facts: Facts
    tally: Tally
    scorecard: Scorecard
    procedure: tuple[ProcedureCheck, ...]
    findings: tuple[Finding, ...]
    readings: Mapping[str, str]

    @property
    def categories(self) -> Mapping[str, CategoryScores]:
        return self.scorecard.categories

    @property
    def result_findings(self) -> tuple[Finding, ...]:
        """The findings of the result itself, without those of reading the office's files."""
        own = [*self.scorecard.findings, *(f for c in self.procedure for f in c.findings)]
        return distinct(own)

    @property
    def complete(self) -> bool:
        """False while a pending fact keeps some category from ranks and grades."""
        return all(c.complete for c in self.categories.values())


def load_scheme(path: Path, readings: Mapping[str, str] | None = None, changes: Changes | None = None) -> Scheme:
    """A scheme file or folder with the operators of this version; raises Refused with all findings."""
    return _load(path, vocabulary(), readings, changes)


def check_scheme(
    path: Path, readings: Mapping[str, str] | None = None, changes: Changes | None = None
) -> tuple[Scheme | None, list[Finding]]:
    """The scheme as far as it can be read, with all its findings."""
    return _check(path, vocabulary(), readings, changes)


def assess(
    scheme: Scheme,
    facts: Facts,
    tally: Tally,
    found: list[Finding] | None = None,
    readings: Mapping[str, str] | None = None,
) -> Assessment:
    """Score; raises Refused when the input has faults or the data's content forbids a result.

    ``found`` are findings from reading the input; they are reported together with those of scoring.
    """
    assessment = assess_anyway(scheme, facts, tally, found, readings)
    stop_on(assessment.findings)
    return assessment


def assess_anyway(
    scheme: Scheme,
    facts: Facts,
    tally: Tally,
    found: list[Finding] | None = None,
    readings: Mapping[str, str] | None = None,
) -> Assessment:
    """Score without refusing: for lint and previews, which show every finding.

    Numeric ratings are judged and, where a form says so, turned into ranks first; the facts kept in the
    assessment are as they were handed in.
    """
    settled = settle_ratings(facts.ratings, scheme.forms)
    scorecard = score(scheme, replace(facts, ratings=settled.ratings), tally)
    checks = check_procedure(scheme, facts, tally)
    findings = distinct(
        [*(found or []), *settled.findings, *scorecard.findings, *(f for c in checks for f in c.findings)]
    )
    return Assessment(scheme, facts, tally, scorecard, tuple(checks), findings, readings or {})
