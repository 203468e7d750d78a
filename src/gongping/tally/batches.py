"""Reading a Parquet file of answers in batches, decoded by both cores while the caller counts."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from gongping.tally.file_statistics import only_value, span
from gongping.tally.sheet import TallyError

NAMES = ("form", "group", "question", "option")
"""Columns that hold few different names."""
COLUMNS = ("unit", *NAMES)
ROWS = 1 << 20
"""Rows of a batch: large enough to be quick, small enough to be of no weight in memory."""
_WAITING = 3

Prepared = TypeVar("Prepared")


class AnswerFile:
    """A Parquet file with the columns COLUMNS; names are text, unit codes text or whole numbers.

    Raises TallyError when a column is absent or of another type.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        with pq.ParquetFile(path) as file:
            schema = file.schema_arrow
            self.rows: int = file.metadata.num_rows
            self.groups: int = file.metadata.num_row_groups
            absent = [name for name in COLUMNS if name not in schema.names]
            if absent:
                raise TallyError(f"{path}: no column {absent[0]}")
            self.text_codes = _is_text(schema.field("unit").type)
            if not self.text_codes and not pa.types.is_integer(schema.field("unit").type):
                raise TallyError(f"{path}: column unit is neither text nor whole numbers")
            for name in NAMES:
                if not _is_text(schema.field(name).type):
                    raise TallyError(f"{path}: column {name} is not text")
            self.span = None if self.text_codes else span(file.metadata, "unit")
            told = {name: only_value(file.metadata, name) for name in NAMES}
            self.constant: dict[str, str] = {name: value for name, value in told.items() if value is not None}
            """Columns with one value throughout: not read, as a file of one form need not be."""

    @property
    def read(self) -> list[str]:
        """The columns that batches have."""
        return [name for name in COLUMNS if name not in self.constant]

    def batches(self, readers: int, prepare: Callable[[Any], Prepared]) -> Iterator[Prepared]:
        """Record batches with the columns ``read``, each after ``prepare``, which runs in the readers.

        Row groups are shared among the reader threads, so the order of batches is not fixed. An error
        in a reader is raised here.
        """
        ready: queue.Queue[Any] = queue.Queue(maxsize=_WAITING)
        stop, todo = threading.Event(), iter(range(self.groups))
        work = (todo, prepare, ready, stop)
        crew = [threading.Thread(target=self._read, args=work, daemon=True) for _ in range(readers)]
        for reader in crew:
            reader.start()
        try:
            working = readers
            while working:
                item = ready.get()
                if isinstance(item, BaseException):
                    raise item
                if item is None:
                    working -= 1
                else:
                    yield item
        finally:
            stop.set()
            _drain(ready, crew)

    def _read(
        self,
        todo: Iterator[int],
        prepare: Callable[[Any], Prepared],
        ready: queue.Queue[Any],
        stop: threading.Event,
    ) -> None:
        """Put prepared batches, then None, or the error met, into the queue."""
        try:
            with pq.ParquetFile(self.path, read_dictionary=list(COLUMNS if self.text_codes else NAMES)) as file:
                for number in todo:  # next() on a range iterator is atomic: each group goes to one reader
                    groups = file.iter_batches(ROWS, row_groups=[number], columns=self.read, use_threads=False)
                    for batch in groups:
                        if stop.is_set():
                            return
                        ready.put(prepare(batch))
            ready.put(None)
        except Exception as error:
            ready.put(error)


def _drain(ready: queue.Queue[Any], crew: list[threading.Thread]) -> None:
    """Let readers that wait for room come to their end."""
    while any(reader.is_alive() for reader in crew):
        try:
            ready.get(timeout=0.01)
        except queue.Empty:
            continue


def numbers(column: Any) -> npt.NDArray[Any]:
    """A pyarrow array of whole numbers without nulls, as numpy sees it, nothing copied.

    Not ``to_numpy()``: that loads pandas wherever it is installed.
    """
    return np.from_dlpack(column)


def _is_text(kind: Any) -> bool:
    value = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(value) or pa.types.is_large_string(value))
