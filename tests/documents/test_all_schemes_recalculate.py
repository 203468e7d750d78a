"""Every case of every scheme as a workbook: LibreOffice computes each score to the same last digit."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from gongping.assessment import Assessment, assess_anyway, load_scheme
from gongping.cases.building import facts_of, tally_of
from gongping.cases.running import case_files, read_case
from gongping.disclosure.release import office_release
from gongping.documents.results.workbook import write_workbook
from gongping.documents.results.workbook_values import read_cached_values
from tests.documents.city import SCHEMES, city
from tests.documents.recalculation import NEVER, WRONG, disagreements, engine_values, recalculate, spoil


def assessments() -> dict[str, Assessment]:
    """Synthetic cities, and of every scheme the cases that show a node in a way no earlier one does.

    A way is the operator with its keys and the state of the value; ``HYPOTHESIS_PROFILE=full`` takes every case.
    """
    found = {"city": city(8, 40), "city-pending": city(5, 35, pending=True)}
    seen: set[tuple[str, str, str]] = set()
    for folder in sorted(f for f in SCHEMES.iterdir() if (f / "scheme.yaml").is_file()):
        for file in case_files(folder):
            assessment = assessed(folder, file)
            ways = set(_ways(assessment))
            if ways - seen or os.environ.get("HYPOTHESIS_PROFILE") == "full":
                found[f"{folder.name}--{file.stem}"] = assessment
            seen |= ways
    return found


def assessed(folder: Path, file: Path) -> Assessment:
    case, _ = read_case(file)
    assert case is not None, file
    scheme = load_scheme(folder, case.readings)
    return assess_anyway(scheme, facts_of(case, scheme), tally_of(case, scheme), readings=case.readings)


def _ways(assessment: Assessment) -> Iterator[tuple[str, str, str]]:
    for result in assessment.categories.values():
        for path, column in result.columns.items():
            node = result.node(path)
            keys = f"{node.operator!r} {node.keys.at_least} {node.keys.at_most}" if node else ""
            yield from ((assessment.scheme.header.id, f"{path} {keys}", str(s)) for s in set(column.state.tolist()))
        ranks = assessment.scheme.ranks.get(result.category)
        yield assessment.scheme.header.id, repr(ranks), str(len(result.context.facts.decisions("tie")))


def test_every_score_is_recalculated_to_the_last_digit(tmp_path: Path, require_program: Callable[[str], str]) -> None:
    soffice, given, spoiled = require_program("soffice"), assessments(), {}
    for name, assessment in given.items():
        write_workbook(office_release(assessment), tmp_path / f"{name}.xlsx")
        (tmp_path / "spoiled").mkdir(exist_ok=True)
        spoiled[name] = tmp_path / "spoiled" / f"{name}.xlsx"
        assert spoil(tmp_path / f"{name}.xlsx", spoiled[name], bare="city" not in name) > 0, name
    saved = recalculate(soffice, list(spoiled.values()), tmp_path)
    wrong = {
        name: disagreements(engine_values(assessment), read_cached_values(saved[spoiled[name]]))
        for name, assessment in given.items()
    }
    assert {name: lines for name, lines in wrong.items() if lines} == {}


def test_without_recalculation_the_wrong_values_come_back(
    tmp_path: Path, require_program: Callable[[str], str]
) -> None:
    """The canary: it is the formulas that the test above reads, not what was cached."""
    soffice = require_program("soffice")
    write_workbook(office_release(city(3, 3)), tmp_path / "city.xlsx")
    spoil(tmp_path / "city.xlsx", tmp_path / "spoiled.xlsx")
    saved = recalculate(soffice, [tmp_path / "spoiled.xlsx"], tmp_path, NEVER)
    found = read_cached_values(saved[tmp_path / "spoiled.xlsx"])
    assert float(found.scores["T02", "final"]) == float(WRONG)
    assert float(found.ranks["town", "T02"]) == float(WRONG)
