"""What of the declared procedure can be seen here, and what cannot."""

from __future__ import annotations

from dataclasses import dataclass

from gongping.facts.model import Facts
from gongping.scheme.model import Scheme
from gongping.tally.model import Tally
from gongping.text import Finding, Text


@dataclass(frozen=True)
class ProcedureCheck:
    """One declared matter: its path in the scheme, whether it was checked here, and what was seen.

    ``passed`` is None where nothing was checked. ``finding`` is set where the result must not stand.
    """

    path: str
    clause: str
    checked: bool
    passed: bool | None
    says: Text
    finding: Finding | None = None


def check_procedure(scheme: Scheme, facts: Facts, tally: Tally) -> list[ProcedureCheck]:
    """Every declared matter of procedure, checked or not."""
    return []
