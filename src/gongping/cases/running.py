"""Running the cases of a scheme and comparing, to the last digit."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongping.assessment import Assessment, assess_anyway, load_scheme
from gongping.cases.building import facts_of, tally_of
from gongping.cases.model import Case
from gongping.points import PointsError
from gongping.scheme.model import Scheme
from gongping.scheme.source import read_source
from gongping.scheme.typed import typed
from gongping.text import Finding, Refused, Text, blocking


@dataclass(frozen=True)
class Difference:
    """One expectation that does not hold."""

    unit: str
    what: str
    expected: str
    found: str


@dataclass
class CaseResult:
    file: Path
    case: Case | None
    differences: list[Difference] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    error: Text | None = None

    @property
    def passed(self) -> bool:
        return self.case is not None and not self.differences and self.error is None


def case_files(folder: Path) -> list[Path]:
    """The case files beside a scheme, in alphabetical order."""
    home = folder if folder.is_dir() else folder.parent
    return sorted((home / "cases").glob("*.yaml"))


def read_case(file: Path) -> tuple[Case | None, list[Finding]]:
    source, findings = read_source(file)
    return (typed(Case, source.tree, (), source, findings) if not findings else None), findings


def run_cases(folder: Path) -> list[CaseResult]:
    """Every case of a scheme folder; raises Refused when the scheme itself has faults."""
    load_scheme(folder)
    return [run_case(folder, file) for file in case_files(folder)]


def run_case(folder: Path, file: Path) -> CaseResult:
    case, findings = read_case(file)
    result = CaseResult(file, case, findings=findings)
    if case is None:
        return result
    try:
        scheme = load_scheme(folder, case.readings)
        assessment = assess_anyway(scheme, facts_of(case, scheme), tally_of(case, scheme), readings=case.readings)
    except Refused as refused:
        result.error = Text("方案不成立", "the scheme is refused")
        result.findings += refused.findings
        return result
    except (KeyError, ValueError, PointsError, TypeError) as error:
        result.error = Text(f"算例写法有误：{error!r}", f"the case cannot be read: {error!r}")
        return result
    result.findings += assessment.findings
    result.differences = compare(case, scheme, assessment)
    return result


def compare(case: Case, scheme: Scheme, assessment: Assessment) -> list[Difference]:
    """All expectations that do not hold; an unexpected fault is a difference too."""
    differences = []
    for unit, expected in case.expect.items():
        if unit == "lists":
            differences += _lists(expected, case, assessment)
        elif unit == "findings":
            codes = {f.code for f in assessment.findings}
            differences += [Difference("", "finding", code, "") for code in expected if code not in codes]
        else:
            differences += _unit(unit, expected, case, scheme, assessment)
    wanted = case.expect.get("findings") or []
    faults = [f for f in blocking(assessment.findings) if f.code not in wanted]
    return differences + [Difference("", "finding", "", f.say("en")) for f in faults]


def _unit(unit: str, expected: dict[str, Any], case: Case, scheme: Scheme, assessment: Assessment) -> list[Difference]:
    category = case.units[unit].category or case.category or next(iter(scheme.categories))
    result = assessment.categories[category]
    row = result.context.facts.rows[unit]
    differences = []
    for what, text in expected.items():
        if what == "rank":
            found = str(result.context.ranks[row] or "")
        elif what == "grade":
            found = result.context.grades[row]
        elif what == "outcome":
            found = result.graded[row].outcome
        elif what.endswith(".state"):
            found = (
                result.state(what.removesuffix(".state"), row) if what.removesuffix(".state") in result.columns else "?"
            )
        else:
            found = result.columns[what].show(row) if what in result.columns else "?"
        if found != (text or ""):
            differences.append(Difference(unit, what, text or "", found))
    return differences


def _lists(expected: dict[str, Any], case: Case, assessment: Assessment) -> list[Difference]:
    differences = []
    for name, units in expected.items():
        found = [r.units[i].code for r in assessment.categories.values() for i in r.lists.get(name, [])]
        wanted = units if isinstance(units, list) else [units] if units else []
        if found != wanted:
            differences.append(Difference("", f"lists.{name}", ",".join(wanted), ",".join(found)))
    return differences
