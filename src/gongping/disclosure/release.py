"""The only maker of a Release: what one audience may see of an assessment.

Documents and bundles take a Release and nothing else, so a result reaches no page without having
passed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gongping.assessment import Assessment

Audience = Literal["office"]
_KEY = object()


@dataclass(frozen=True)
class Release:
    """An assessment as one audience may see it. The lead office sees everything."""

    audience: Audience
    assessment: Assessment
    key: object

    def __post_init__(self) -> None:
        if self.key is not _KEY:
            raise TypeError("only gongping.disclosure makes a Release")


def office_release(assessment: Assessment) -> Release:
    """For the lead office: every score, count, mark and note."""
    return Release("office", assessment, _KEY)
