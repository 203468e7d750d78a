"""Sanctions: the heaviest effect on the assessed year, and conditions that name it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongping.facts.model import Event, Facts, Number, Unit
from gongping.points import Points
from tests.properties.levels import explained, faults, findings_of, formula_of, scheme_of, scored

TEXT = """
categories: {unit: {clause: 一, title: 单位}}
facts: {numbers: {n: n}, events: {s: {levels: {light: 轻, heavy: 重}}}}
score:
  unit:
    final: {number: n, places: 0}
    effect:
      sanction: s
      year: 2025
      order: [mild, none_given, worst]
      effects: {light: [mild], heavy: [worst, none_given, none_given]}
      open_case: none_given
      places: 0
rank: {unit: {clause: 一, by: final, break_by: []}}
grades:
  unit:
    clause: 一
    titles: {good: 好, low: 低}
    steps:
      - {grade: low, when: {node: effect, is: worst}}
      - {outcome: ungraded, when: {node: effect, is: [none_given]}}
      - {not_above: low, when: {node: effect, is: mild}}
      - {grade: good, rest: yes}
"""
EFFECTS = {"light": {2025: 1}, "heavy": {2025: 3, 2026: 0, 2024: 2, 2023: 2}}
events = st.lists(
    st.tuples(
        st.sampled_from(["light", "heavy"]), st.integers(2021, 2027), st.sampled_from(["verified", "open", "refused"])
    ),
    max_size=4,
)


@given(given_=events)
def test_the_heaviest_counts(given_: list[tuple[str, int, str]]) -> None:
    happened = tuple(
        Event("u", "s", f"m{i}", level, date=f"{year}-06-30", status=status)  # type: ignore[arg-type]
        for i, (level, year, status) in enumerate(given_)
    )
    facts = Facts((Unit("u", "u", "unit"),), numbers=(Number("u", "n", Points(90, 0)),), events=happened)
    result = scored(scheme_of(TEXT), facts)["unit"]
    weights = [
        2 if status == "open" else EFFECTS[level].get(year, 0) for level, year, status in given_ if status != "refused"
    ]
    heaviest = max(weights, default=0)
    assert result.columns["effect"].show(0) == str(heaviest)
    assert formula_of(result, "effect", 0) == str(heaviest)
    assert explained(result, "effect", 0)
    assert result.context.grades[0] == ("good", "low", "", "low")[heaviest]
    assert result.graded[0].outcome == ("ungraded" if heaviest == 2 else "")


def test_a_sanction_without_a_date_is_a_fault() -> None:
    facts = Facts(
        (Unit("u", "u", "unit"),), numbers=(Number("u", "n", Points(90, 0)),), events=(Event("u", "s", "m", "light"),)
    )
    assert {"facts.event-date"} <= findings_of(scheme_of(TEXT), facts)


def test_what_must_be_said() -> None:
    assert faults(TEXT.replace("      open_case: none_given\n", "")) == {"scheme.undeclared"}
    assert faults(TEXT.replace("light: [mild]", "light: [milder]")) == {"scheme.unknown-name"}
    assert faults(TEXT.replace("{light: [mild], heavy", "{heavy")) == {"scheme.missing-key"}
    assert faults(TEXT.replace("is: worst", "is: wurst")) == {"scheme.unknown-name"}
    assert faults(TEXT.replace("{node: effect, is: worst}", "{node: effect}")) == {"scheme.wrong-value"}
