"""Everything the tutorial shows is true: steps load or find what they say, cases hold. What the program says is made by
make docs and held by test_generated."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from gongping.cases import running
from gongping.scoring.operators import vocabulary
from gongping.text import blocking
from tools.documentation.tutorial import Block, Plan, blocks, fences, walk

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
