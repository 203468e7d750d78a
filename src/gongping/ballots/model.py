"""Answers as codes: the dense form in which ballots are counted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Answers:
    """All answers to one form, one row per answer, as codes into the name tuples.

    Shapes: ``unit``, ``group``, ``ballot``, ``question``, ``option`` all (n,). ``ballot`` numbers the
    papers 0…; the same paper may carry answers on several units. ``options`` are the form's own and
    then ``_blank`` and ``_unknown``. A question a paper leaves out for a unit counts as ``_blank``.
    """

    form: str
    units: tuple[str, ...]
    groups: tuple[str, ...]
    questions: tuple[str, ...]
    options: tuple[str, ...]
    unit: npt.NDArray[np.int32]
    group: npt.NDArray[np.int32]
    ballot: npt.NDArray[np.int64]
    question: npt.NDArray[np.int32]
    option: npt.NDArray[np.int32]
