"""The shapes of ``--json``, as docs/command-line.md describes them: stable for programs that read them."""

from __future__ import annotations

from collections.abc import Mapping

from gongping.analysis.explain import Derivation
from gongping.assessment import Assessment
from gongping.cli.envelope import Shape
from gongping.disclosure.release import Release
from gongping.disclosure.results import STANDING, standing_rows
from gongping.text import Text


def text_shape(text: Text) -> Shape:
    return {"zh": text.zh, "en": text.en}


def scheme_shape(assessment: Assessment) -> Shape:
    scheme = assessment.scheme
    return {"id": scheme.header.id, "version": scheme.header.version, "fingerprint": scheme.fingerprint}


def standing_shape(release: Release) -> list[Mapping[str, str]]:
    """The rows of standing.csv, by column."""
    return [dict(zip(STANDING, row, strict=True)) for row in standing_rows(release)]


def assumptions_shape(assessment: Assessment) -> list[Shape]:
    return [
        {
            "id": one.id,
            "clause": one.clause,
            "reading": assessment.readings.get(one.id, one.assumption.reading),
            "alternatives": [a for a in (one.assumption.reading, *one.assumption.alternatives)
                             if a != assessment.readings.get(one.id, one.assumption.reading)],
            "reason": text_shape(one.assumption.reason.text),
        }
        for one in assessment.scheme.assumptions
    ]  # fmt: skip


def procedure_shape(assessment: Assessment) -> list[Shape]:
    return [
        {"path": c.path, "clause": c.clause, "checked": c.checked, "result": c.result, "says": text_shape(c.says)}
        for c in assessment.procedure
    ]


def derivation_shape(derivation: Derivation) -> Shape:
    """One node and, inside it, the parts it was made of."""
    return {
        "node": derivation.path,
        "title": text_shape(derivation.title),
        "clause": derivation.clause,
        "value": derivation.value,
        "state": derivation.state,
        "lines": [text_shape(line) for line in derivation.lines],
        "parts": [derivation_shape(part) for part in derivation.parts],
    }
