"""Adding up answers in a table of units × slots."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int64]

ROWS = 1 << 15
"""Rows added at once. ``np.add.at`` does not let other threads run: in large bites it stops the readers."""


class CellTotals:
    """A table that grows with the units met, half as wide as int64 where so many rows cannot overflow."""

    def __init__(self, slots: int, rows: int) -> None:
        self._slots = slots
        self._type: type[np.int32] | type[np.int64] = np.int32 if rows < 2**31 else np.int64
        self._cells: npt.NDArray[Any] = np.zeros(0, dtype=self._type)

    def count(self, unit: npt.NDArray[Any], slot: npt.NDArray[np.int32]) -> None:
        """Add one at every (unit, slot); shapes (rows,), units numbered 0…"""
        if not len(unit):
            return
        self._make_room(int(unit.max()) + 1)
        for start in range(0, len(unit), ROWS):
            cell = unit[start : start + ROWS].astype(np.int64)
            cell *= self._slots
            cell += slot[start : start + ROWS]
            np.add.at(self._cells, cell, self._type(1))

    def _make_room(self, units: int) -> None:
        if units * self._slots > len(self._cells):
            grown = np.zeros(max(units + units // 4, 1024) * self._slots, dtype=self._type)
            grown[: len(self._cells)] = self._cells
            self._cells = grown

    def table(self, units: int) -> npt.NDArray[Any]:
        """(units, slots); every unit counted must be below ``units``."""
        self._make_room(units)
        return self._cells[: units * self._slots].reshape(units, self._slots)
