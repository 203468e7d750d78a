"""The cells of one unit in a row: a slot for each form × group × question × option."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from gongping.scheme.forms import Form
from gongping.tally.batches import NAMES, numbers
from gongping.tally.sheet import Sheet, TallyError, sheet_of

SlotCodes = npt.NDArray[np.int32]
Names = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Block:
    """The slots of one form and group, questions × options, from ``start`` up to ``stop``."""

    form: str
    group: str
    sheet: Sheet
    start: int

    @property
    def stop(self) -> int:
        return self.start + self.sheet.values.size


class Slots:
    """All slots of some forms; ``size`` is how many a unit has."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self.blocks: list[Block] = []
        self.size = 0
        for name, form in forms.items():
            sheet = sheet_of(form)
            for group in form.raters:
                self.blocks.append(Block(name, group, sheet, self.size))
                self.size += sheet.values.size
        self._number = {key: slot for block in self.blocks for key, slot in _of_block(block)}
        self._tables: dict[Names, SlotCodes] = {}

    def of(self, batch: Any, constant: Mapping[str, str]) -> SlotCodes:
        """The slot of every answer of a record batch, (rows,) int32.

        ``constant`` are the columns the batch lacks, with their value. Raises TallyError for an answer
        no form has. The codes of the columns are first joined into one, so that each row is looked up
        once, in a table that stays in the nearest cache.
        """
        columns = [None if name in constant else batch.column(name) for name in NAMES]
        names = tuple(
            (constant[name],) if column is None else tuple(column.dictionary.to_pylist())
            for name, column in zip(NAMES, columns, strict=True)
        )
        table = self._tables.get(names)
        if table is None:
            table = self._tables[names] = self._table(names)
        joined = np.zeros(batch.num_rows, dtype=np.int32)
        for column, known in zip(columns, names, strict=True):
            if column is not None and len(known) > 1:
                joined *= np.int32(len(known))
                joined += numbers(column.indices)
        slots: SlotCodes = np.take(table, joined, mode="clip")
        if len(slots) and int(slots.min()) < 0:
            raise TallyError(self._strange(names, int(joined[int(np.argmin(slots))])))
        return slots

    def _table(self, names: Names) -> SlotCodes:
        """The slot of every combination of names, -1 where no form has it."""
        return np.array([self._number.get(key, -1) for key in product(*names)], dtype=np.int32)

    def _strange(self, names: Names, joined: int) -> str:
        sizes = tuple(len(known) for known in names)
        found = np.unravel_index(joined, sizes)
        return "no such answer: " + ", ".join(
            f"{title} {known[int(i)]}" for title, known, i in zip(NAMES, names, found, strict=True)
        )


def _of_block(block: Block) -> list[tuple[tuple[str, ...], int]]:
    sheet = block.sheet
    found: list[tuple[tuple[str, ...], int]] = []
    for row, question in enumerate(sheet.questions):
        for column, option in enumerate(sheet.options):
            if sheet.offered[row, column]:
                slot = block.start + row * len(sheet.options) + column
                found.append(((block.form, block.group, question, option), slot))
    return found
