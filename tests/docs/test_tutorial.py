"""Everything the tutorial shows is true: steps load, findings are worded so, cases hold, explanations add up."""

from __future__ import annotations

import importlib.util
import io
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from gongping.analysis.explain import derive
from gongping.assessment import Assessment, assess_anyway
from gongping.cases import running
from gongping.cases.building import facts_of, tally_of
from gongping.cases.model import Case
from gongping.cli.explain import show
from gongping.cli.session import Session
from gongping.scheme.source import parse
from gongping.scoring.operators import vocabulary
from gongping.text import blocking
from tests.docs.tutorial import Block, Plan, blocks, fences, walk

KNOWN = vocabulary()
"""Read before the tutorial's own operator is defined, so that no other test sees it."""


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Any]]:
    """All operators, the tutorial's own included."""
    (block,) = of("operator")
    file = tmp_path_factory.mktemp("operators") / f"{block.how}.py"
    file.write_text(block.text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(f"tutorial_{block.how}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield {**KNOWN, block.how: getattr(module, block.how.title())}
    del sys.modules[spec.name]


def plan_at(block: Block, words: Mapping[str, Any]) -> Plan:
    return next(plan for one, plan in walk(Plan({}, words)) if one == block)


def of(*kinds: str) -> list[Block]:
    return [block for block in blocks() if block.do in kinds]


def test_every_block_of_the_page_is_used() -> None:
    assert len(blocks()) == fences()


@pytest.mark.parametrize("block", of("step", "alone"), ids=lambda b: b.id)
def test_a_step_finds_what_it_says(block: Block, words: Mapping[str, Any]) -> None:
    expected = block.how.removeprefix("finds ").split() if block.how else []
    found = {f.code for f in blocking(plan_at(block, words).findings)}
    assert found == set(expected)


@pytest.mark.parametrize("block", of("step"), ids=lambda b: b.id)
def test_every_other_reading_loads(block: Block, words: Mapping[str, Any]) -> None:
    plan = plan_at(block, words)
    if block.how or plan.scheme is None:
        return
    for one in plan.scheme.assumptions:
        for reading in one.assumption.alternatives:
            assert blocking(plan.read({one.id: reading})) == [], (one.id, reading)


@pytest.mark.parametrize("block", of("says"), ids=lambda b: b.id)
def test_a_finding_is_worded_so(block: Block, words: Mapping[str, Any]) -> None:
    said = plan_at(block, words).says()
    assert [line for line in block.text.splitlines() if line not in said] == [], sorted(said)


def run(block: Block, words: Mapping[str, Any], folder: Path) -> running.CaseResult:
    (folder / "cases").mkdir()
    tree = plan_at(block, words).tree
    (folder / "scheme.yaml").write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    file = folder / "cases" / "one.yaml"
    file.write_text(block.text, encoding="utf-8")
    return running.run_case(folder, file)


@pytest.mark.parametrize("block", of("case"), ids=lambda b: b.id)
def test_a_case_holds(block: Block, words: Mapping[str, Any], tmp_path: Path) -> None:
    result = run(block, words, tmp_path)
    assert (result.error, [f.say("en") for f in result.findings if result.case is None]) == (None, [])
    assert result.differences == []


@pytest.mark.parametrize("block", of("explain"), ids=lambda b: b.id)
def test_an_explanation_is_printed_so(block: Block, words: Mapping[str, Any]) -> None:
    everything = blocks()
    before = [b for b in everything[: everything.index(block)] if b.do == "case"][-1]
    plan = plan_at(block, words)
    assert plan.scheme is not None
    assessment = assessed(plan, before)
    unit, path = block.how.split()
    result = assessment.categories["village"]
    out = io.StringIO()
    console = Console(file=out, width=200, no_color=True, highlight=False, markup=False, emoji=False)
    show(Session("en", console, console), derive(result, result.context.facts.rows[unit], path))
    assert block.text == out.getvalue()


def assessed(plan: Plan, block: Block) -> Assessment:
    assert plan.scheme is not None
    case = Case.model_validate(parse(block.text)[0].tree)
    return assess_anyway(plan.scheme, facts_of(case, plan.scheme), tally_of(case, plan.scheme))
