"""The blocks of docs/scheme-language.md: a comment before a fence says what is to be done with it.

``make docs`` fills in what the program says (``says``, ``explain``); tests/docs runs all the rest.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rich.console import Console

from gongping.analysis.explain import derive
from gongping.assessment import Assessment, assess_anyway
from gongping.cases.building import facts_of, tally_of
from gongping.cases.model import Case
from gongping.cli.explain import show
from gongping.cli.session import Session
from gongping.scheme.loader import build
from gongping.scheme.model import Scheme
from gongping.scheme.nodes import Vocabulary
from gongping.scheme.source import Source, parse
from gongping.scoring.operators import vocabulary
from gongping.text import Finding, blocking
from tools.documentation.words import ROOT

PAGE = ROOT / "docs" / "scheme-language.md"
_BLOCK = re.compile(
    r"^<!-- (?P<do>[a-z]+)(?:: (?P<with>[^>]*?))? -->\n```(?P<lang>\w+)\n(?P<text>.*?)^```$", re.M | re.S
)


@dataclass(frozen=True)
class Block:
    """``do`` is step, alone, says, case, explain or operator; ``how`` what follows its colon."""

    do: str
    how: str
    text: str
    line: int

    @property
    def id(self) -> str:
        return f"line {self.line}: {self.do}"


def blocks() -> list[Block]:
    page = PAGE.read_text(encoding="utf-8")
    return [
        Block(found["do"], found["with"] or "", found["text"], page[: found.start()].count("\n") + 1)
        for found in _BLOCK.finditer(page)
    ]


def fences() -> int:
    """How many fenced blocks the page has."""
    return len(re.findall(r"^```\w+$", PAGE.read_text(encoding="utf-8"), re.M))


@dataclass
class Plan:
    """The plan as far as it has grown, with what was found in its last state."""

    tree: dict[str, Any]
    vocabulary: Vocabulary
    scheme: Scheme | None = None
    findings: tuple[Finding, ...] = ()

    def grow(self, text: str) -> None:
        self.tree = grown(self.tree, text)
        self.scheme, self.findings = self._built(self.tree)

    def look(self, text: str) -> None:
        """Findings of the plan with a fragment that does not stay."""
        self.findings = self._built(grown(self.tree, text))[1]

    def read(self, readings: Mapping[str, str]) -> list[Finding]:
        """Findings of the plan with assumptions read otherwise."""
        return build(Source(self.tree, "scheme.yaml"), self.vocabulary, readings)[1]

    def _built(self, tree: dict[str, Any]) -> tuple[Scheme | None, tuple[Finding, ...]]:
        scheme, findings = build(Source(tree, "scheme.yaml"), self.vocabulary)
        return scheme, tuple(findings)

    def says(self) -> str:
        """What stops the plan in its present state, one finding a line."""
        lines = [f"{f.what('en')} → do: {f.do('en')}\n" for f in blocking(self.findings)]
        return "".join(dict.fromkeys(lines))

    def assessed(self, case: Block) -> Assessment:
        """The inputs of a case under the plan as it stands."""
        assert self.scheme is not None
        typed = Case.model_validate(parse(case.text)[0].tree)
        return assess_anyway(self.scheme, facts_of(typed, self.scheme), tally_of(typed, self.scheme))


def grown(tree: dict[str, Any], text: str) -> dict[str, Any]:
    """The tree with a fragment merged into it: mappings are joined, everything else is replaced."""
    fragment, findings = parse(text)
    assert findings == []
    merged = copy.deepcopy(tree)
    _merge(merged, fragment.tree)
    return merged


def _merge(target: dict[str, Any], patch: dict[str, Any]) -> None:
    for key, value in patch.items():
        if isinstance(value, dict) and isinstance(target.get(key), dict):
            _merge(target[key], value)
        else:
            target[key] = value


def walk(plan: Plan) -> Iterator[tuple[Block, Plan]]:
    """Each block with the plan as it stands at that place."""
    for block in blocks():
        if block.do == "step":
            plan.grow(block.text)
        elif block.do == "alone":
            plan.look(block.text)
        yield block, plan


def tutorial() -> str:
    """The page with what the program says filled in."""
    page, case = PAGE.read_text(encoding="utf-8"), None
    for block, plan in walk(Plan({}, vocabulary())):
        if block.do == "case":
            case = block
        elif block.do == "says":
            page = _filled(page, block, plan.says())
        elif block.do == "explain" and case is not None:
            page = _filled(page, block, _explained(plan.assessed(case), *block.how.split()))
    return page


def _filled(page: str, block: Block, text: str) -> str:
    """The page with the text of one block, found by its place among the blocks of its kind."""
    place = [b.line for b in blocks() if b.do == block.do].index(block.line)
    found = [match for match in _BLOCK.finditer(page) if match["do"] == block.do][place]
    return page[: found.start("text")] + text + page[found.end("text") :]


def _explained(assessment: Assessment, unit: str, path: str) -> str:
    """What ``gongping explain`` prints."""
    (result,) = (r for r in assessment.categories.values() if unit in r.context.facts.rows)
    out = io.StringIO()
    console = Console(file=out, width=200, no_color=True, highlight=False, markup=False, emoji=False)
    show(Session("en", console, console), derive(result, result.context.facts.rows[unit], path))
    return out.getvalue()
