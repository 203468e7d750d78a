"""The published JSON Schema takes every shipped scheme as an editor reads it, and refuses what the loader refuses."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from gongping.assessment import check_scheme
from gongping.text import blocking

SCHEMES = Path(__file__).parents[2] / "schemes"
FILES = sorted(SCHEMES.glob("*/scheme.yaml"))
FOUNDING = SCHEMES / "jiceng-dangjian" / "scheme.yaml"


@cache
def validator() -> Draft202012Validator:
    schema = json.loads((SCHEMES / "scheme.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def as_an_editor_reads_it(file: Path) -> Any:
    return _plain(YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8")))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def faults(tree: Any) -> list[str]:
    return [error.json_path for error in validator().iter_errors(tree)]


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.parent.name)
def test_a_shipped_scheme_is_valid(file: Path) -> None:
    assert faults(as_an_editor_reads_it(file)) == []


Change = Callable[[dict[str, Any]], Any]
WRONG: dict[str, Change] = {
    "unknown section": lambda s: s.update(scores={}),
    "no score": lambda s: s.pop("score"),
    "unknown key of the header": lambda s: s["scheme"].update(author="x"),
    "unknown key of a form": lambda s: s["forms"]["debrief"].update(option={}),
    "unknown key of a word": lambda s: s["categories"]["town"]["title"].update(fr="x"),
    "unknown key of a node": lambda s: s["score"]["town"]["debrief"].update(wieghts=1),
    "unknown operator": lambda s: s["score"]["town"].update(extra={"average": ["debrief"]}),
    "two operators": lambda s: s["score"]["town"]["debrief"].update(sum=["annual"]),
    "no operator": lambda s: s["score"]["town"].update(extra={"places": 2}),
    "a policy that does not exist": lambda s: s["score"]["all"]["annual"].update(missing=["zero"]),
    "places that are no number": lambda s: s["score"]["town"]["final"].update(places="two"),
    "an inner node with an unknown key": lambda s: s["score"]["department"]["democratic"]["parts"]["staff"].update(x=1),
    "an unknown cut": lambda s: s["grades"]["town"]["steps"][0].update(at_cut="middle"),
    "an unknown key of an assumption": lambda s: s["rank"]["town"]["assumed"].update(why="x"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_the_schema_refuses(wrong: str) -> None:
    tree = copy.deepcopy(as_an_editor_reads_it(FOUNDING))
    WRONG[wrong](tree)
    assert faults(tree) != []


@pytest.mark.parametrize("wrong", WRONG)
def test_the_loader_refuses_the_same(wrong: str, tmp_path: Path) -> None:
    tree = copy.deepcopy(as_an_editor_reads_it(FOUNDING))
    WRONG[wrong](tree)
    file = tmp_path / "scheme.yaml"
    file.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    _, findings = check_scheme(file)
    assert blocking(findings) != []


def test_short_forms_are_valid() -> None:
    tree = as_an_editor_reads_it(FOUNDING)
    tree["categories"]["town"]["title"] = "镇街"
    tree["forms"]["debrief"]["options"] = {"good": 100, "poor": 40}
    tree["score"]["town"]["final"]["sum"] = "composite"
    tree["scheme"]["version"] = 2018.1
    assert faults(tree) == []
