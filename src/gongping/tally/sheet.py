"""What counting needs to know of a form: its questions, its options, and what an answer is worth."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from gongping.points import Points, PointsError, fits
from gongping.scheme.forms import Form
from gongping.tally.model import RESERVED


class TallyError(ValueError):
    """Answers or tallies that cannot be counted or added: names a form does not have, a question
    answered twice on one ballot, a paper of two groups, tallies of different forms.

    Readers report such faults with their place; this stops a program that skipped the reader.
    """


@dataclass(frozen=True)
class Sheet:
    """A form as arrays.

    Shapes: ``offered`` (questions, options) bool, ``values`` (questions, options) int64, the option's
    value × the question's weight scaled by 10**places, 0 where an answer has no value. ``options`` ends
    with RESERVED, which every question offers. ``fingerprint`` identifies values and weights.
    """

    questions: tuple[str, ...]
    options: tuple[str, ...]
    offered: npt.NDArray[np.bool_]
    values: npt.NDArray[np.int64]
    places: int
    fingerprint: str

    @property
    def own(self) -> int:
        """How many options are the form's own; the codes from here on are reserved."""
        return len(self.options) - len(RESERVED)

    @property
    def blank(self) -> int:
        return self.own

    @property
    def unknown(self) -> int:
        return self.own + 1


def sheet_of(form: Form) -> Sheet:
    """The form as arrays. Raises PointsError where a ballot's score could leave int64."""
    questions, options = tuple(form.questions), (*form.option_ids, *RESERVED)
    worth = _worth(form)
    places = max((w.places for w in worth.values()), default=0)
    scaled = {cell: w.at(places) for cell, w in worth.items()}
    values = np.zeros((len(questions), len(options)), dtype=np.int64)
    offered = np.zeros(values.shape, dtype=np.bool_)
    offered[:, len(options) - len(RESERVED) :] = True
    if not fits(sum(max(abs(v) for (r, _), v in scaled.items() if r == q) for q in {q for q, _ in scaled})):
        raise PointsError("a ballot's score is beyond int64")
    for row, question in enumerate(questions):
        for option in form.options_of(question):
            column = options.index(option)
            offered[row, column] = True
            values[row, column] = scaled.get((question, option), 0)
    return Sheet(questions, options, offered, values, places, fingerprint_of_values(form))


def _worth(form: Form) -> dict[tuple[str, str], Points]:
    """Value × weight of every answer that has a value, by (question, option)."""
    worth = {}
    for name, question in form.questions.items():
        weight = (question.weight or Points(1, 0)).plain
        for option, meaning in form.options_of(name).items():
            if meaning.value is not None:
                value = meaning.value.plain
                worth[name, option] = Points(value.units * weight.units, value.places + weight.places).plain
    return worth


def fingerprint_of_values(form: Form) -> str:
    """SHA-256 of the form's values and weights in one canonical text.

    The order of questions and options, trailing zeros and titles do not change it.
    """
    plain = {
        name: {
            "weight": str((question.weight or Points(1, 0)).plain),
            "values": {o: str(m.value.plain) for o, m in form.options_of(name).items() if m.value is not None},
        }
        for name, question in form.questions.items()
    }
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def ascending(names: tuple[str, ...]) -> bool:
    """Whether names stand in strictly ascending code point order, as the units of a Count do."""
    return all(a < b for a, b in pairwise(names))
