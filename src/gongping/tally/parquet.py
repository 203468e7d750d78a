"""The big-data path: a Parquet file of answers → counts, on the cores and memory of one office machine.

Text columns are read as codes into each row group's dictionary, so no name is touched per answer: the
few names of forms, groups, questions and options become one small table of slots, the units' dictionaries
one growing dictionary, both in native code. Then every answer is one addition at unit × slots + slot.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gongping.scheme.forms import Form
from gongping.tally.assemble import complete
from gongping.tally.batches import AnswerFile, numbers
from gongping.tally.cells import CellTotals, Codes
from gongping.tally.model import Count, Tally
from gongping.tally.sheet import TallyError
from gongping.tally.slots import Block, SlotCodes, Slots
from gongping.tally.unit_codes import DenseUnits, NamedUnits, UnitCodes

DENSE_CELLS = 1 << 26
"""Whole-number unit codes are used as they are while the cells of their whole range stay within this
(256 MB); codes further apart go through a dictionary like text."""

UNITS_AT_ONCE = 1 << 12


def count_parquet(path: str | Path, forms: Mapping[str, Form], readers: int | None = None) -> Tally:
    """Count the answers of valid, complete ballots in a Parquet file.

    Columns: form, unit, group, question, option; every ballot states every question, a blank as
    ``_blank``. Equal to ``tally.sql.count_complete``; there is no histogram. Memory grows with units ×
    slots, not with answers. Raises TallyError for other columns, names the forms do not have, empty
    cells, and a unit whose questions do not add up to the same number of ballots.
    """
    file = AnswerFile(str(path))
    slots = Slots(forms)
    units = _unit_codes(file, slots.size)
    totals = CellTotals(slots.size, file.rows)

    def prepare(batch: Any) -> tuple[Any, SlotCodes]:
        _refuse_empty(file.path, batch)
        return batch.column("unit"), slots.of(batch, file.constant)

    cores = readers or min(os.cpu_count() or 1, 4)
    for codes, slot_codes in file.batches(cores, prepare):
        for unit, slot in units.translate(codes, slot_codes):
            totals.count(unit, slot)
    for unit, slot in units.rest():
        totals.count(unit, slot)
    pa.default_memory_pool().release_unused()  # what decoding held makes room for the counts
    with ThreadPoolExecutor(cores) as crew:
        counts = _counts(slots, units, totals, crew)
    return Tally({(count.form, count.group): count for count in counts if count.units})


def _unit_codes(file: AnswerFile, slots: int) -> UnitCodes:
    if file.span is not None:
        low, high = file.span
        if (high - low + 1) * slots <= DENSE_CELLS:
            return DenseUnits(low, high)
    return NamedUnits()


def _refuse_empty(path: str, batch: Any) -> None:
    for column, name in zip(batch.columns, batch.schema.names, strict=True):
        if column.null_count:
            raise TallyError(f"{path}: column {name} has an empty cell")


def _counts(slots: Slots, units: UnitCodes, totals: CellTotals, crew: ThreadPoolExecutor) -> list[Count]:
    names = units.names()
    table = totals.table(len(names))
    order = numbers(pc.array_sort_indices(names)).astype(np.int64)
    texts = np.array(names.to_pylist(), dtype=object)
    return list(crew.map(lambda b: _count(b, table[:, b.start : b.stop], order, texts), slots.blocks))


def _count(block: Block, table: npt.NDArray[Any], order: Codes, texts: npt.NDArray[Any]) -> Count:
    """The columns of one form and group, (units, questions × options), as a Count."""
    present: npt.NDArray[np.bool_] = np.asarray(table.any(axis=1))
    here = order[present[order]]
    sheet = block.sheet
    counts = np.empty((len(here), len(sheet.questions), len(sheet.options)), dtype=np.int64)
    for start in range(0, len(here), UNITS_AT_ONCE):  # so that no second table of this size is made
        part = here[start : start + UNITS_AT_ONCE]
        counts[start : start + UNITS_AT_ONCE] = table[part].reshape(-1, *counts.shape[1:])
    units = tuple(texts[here].tolist())
    valid = complete(block.form, units, counts)
    return Count(block.form, block.group, units, sheet.questions, sheet.options, counts, valid)
