"""Numbering the units of a file, whatever their codes look like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gongping.tally.batches import numbers
from gongping.tally.sheet import TallyError

Numbers = npt.NDArray[Any]
Slots = npt.NDArray[np.int32]

WINDOW = 8 << 20
"""Rows whose dictionaries are united at once: fewer windows hash the known codes less often."""


class UnitCodes(Protocol):
    """Turns a column of codes into unit numbers 0…, now or a little later."""

    def translate(self, codes: Any, slots: Slots) -> Iterator[tuple[Numbers, Slots]]:
        """Take in the codes of a batch and its slots; yield (unit numbers, slots) that are ready."""
        ...

    def rest(self) -> Iterator[tuple[Numbers, Slots]]:
        """What is not yet yielded."""
        ...

    def names(self) -> Any:
        """The units' codes as a text array, by number."""
        ...


class DenseUnits:
    """Whole numbers close together: the number is the code less the smallest."""

    def __init__(self, low: int, high: int) -> None:
        self._low, self._high = low, high

    def translate(self, codes: Any, slots: Slots) -> Iterator[tuple[Numbers, Slots]]:
        found = numbers(codes)
        # The range comes from the file's statistics; a file that lies there must not count elsewhere.
        if len(found) and (int(found.min()) < self._low or int(found.max()) > self._high):
            raise TallyError("unit codes outside the range the file states")
        yield (found - self._low if self._low else found), slots

    def rest(self) -> Iterator[tuple[Numbers, Slots]]:
        return iter(())

    def names(self) -> Any:
        return pa.array(np.arange(self._low, self._high + 1, dtype=np.int64)).cast(pa.string())


class NamedUnits:
    """Text, or whole numbers far apart: one dictionary grows as new codes are met."""

    def __init__(self) -> None:
        self._known: Any = None
        self._waiting: list[tuple[Any, Numbers, Slots]] = []
        self._rows = 0

    def translate(self, codes: Any, slots: Slots) -> Iterator[tuple[Numbers, Slots]]:
        if not pa.types.is_dictionary(codes.type):
            codes = codes.dictionary_encode()
        self._waiting.append((codes.dictionary, numbers(codes.indices), slots))
        self._rows += len(codes)
        return self.rest() if self._rows >= WINDOW else iter(())

    def rest(self) -> Iterator[tuple[Numbers, Slots]]:
        united = self._unite([dictionary for dictionary, _, _ in self._waiting])
        for (_, codes, slots), unit_of in zip(self._waiting, united, strict=True):
            yield np.take(unit_of, codes, mode="clip"), slots
        self._waiting, self._rows = [], 0

    def _unite(self, dictionaries: list[Any]) -> list[Numbers]:
        """Add new codes to the known ones; for each dictionary the unit numbers of its entries."""
        if not dictionaries:
            return []
        together = dictionaries if self._known is None else [self._known, *dictionaries]
        united = pa.chunked_array([_itself(d) for d in together]).unify_dictionaries()
        self._known = united.chunk(0).dictionary
        return [numbers(chunk.indices) for chunk in united.chunks[-len(dictionaries) :]]

    def names(self) -> Any:
        return pa.array([], pa.string()) if self._known is None else self._known.cast(pa.string())


def _itself(dictionary: Any) -> Any:
    """Each entry of a dictionary once, in order: united, its codes are the entries' new numbers."""
    codes = pa.array(np.arange(len(dictionary), dtype=np.int32))
    return pa.DictionaryArray.from_arrays(codes, dictionary, safe=False)
