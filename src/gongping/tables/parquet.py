"""A .parquet file as a block: columns keep the codes of its own dictionaries."""

from __future__ import annotations

import datetime as dt
import decimal
from pathlib import Path
from typing import Any

import numpy as np

from gongping.tables import messages as m
from gongping.tables.model import Block, RawColumn
from gongping.text import Finding, Place, Text


def read_parquet(path: Path, wanted: frozenset[str]) -> tuple[Block | None, list[Finding]]:
    """The columns of a Parquet file; those not ``wanted`` come as headers with no words.

    ``wanted`` holds headers in any spelling the caller accepts.
    """
    import pyarrow as pa  # noqa: PLC0415  a tenth of a second that only Parquet users need to pay
    import pyarrow.parquet as pq  # noqa: PLC0415

    place = Place(path.name)
    try:
        with pq.ParquetFile(path) as file:
            names = list(file.schema_arrow.names)
            table = file.read(columns=[n for n in dict.fromkeys(names) if n in wanted])
    except (pa.ArrowException, OSError, ValueError) as error:
        return None, [Finding(m.CORRUPT, place, values={"reason": _reason(error)})]
    findings: list[Finding] = []
    columns = []
    for name in names:
        column = _column(table.column(name)) if names.count(name) == 1 and name in wanted else None
        if column is None and name in wanted:
            kind = "duplicate" if names.count(name) > 1 else str(table.schema.field(name).type)
            findings.append(Finding(m.COLUMN_TYPE, place, values={"column": name, "type": kind}))
        columns.append(column or RawColumn((None,), np.zeros(table.num_rows, np.int32)))
    lines = range(1, table.num_rows + 1)
    return Block(path.name, "", tuple(names), ("",) * len(names), tuple(columns), lines, 0), findings


def _reason(error: Exception) -> Text:
    detail = str(error)[:200]
    return Text(f"不是完整的 .parquet 文件（{detail}）", f"it is no whole .parquet file ({detail})")


def _column(values: Any) -> RawColumn | None:
    """A pyarrow column as words and codes; None for a type that no office table has."""
    import pyarrow as pa  # noqa: PLC0415

    try:
        coded = values.dictionary_encode() if not pa.types.is_dictionary(values.type) else values.unify_dictionaries()
        coded = coded.combine_chunks()
    except (pa.ArrowException, NotImplementedError):
        return None
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.chunk(0) if coded.num_chunks else pa.array([], values.type).dictionary_encode()
    words = coded.dictionary.to_pylist()
    if any(not isinstance(w, _PLAIN) for w in words):
        return None
    codes = coded.indices.cast(pa.int32()).fill_null(len(words)).to_numpy(zero_copy_only=False)
    return RawColumn((*(_plain(w) for w in words), None), codes.astype(np.int32, copy=False))


_PLAIN = (str, int, float, decimal.Decimal, dt.date, dt.time, dt.timedelta, type(None))


def _plain(word: Any) -> Any:
    """A decimal as its text (exact), a truth value as a word; anything else as it is."""
    if isinstance(word, decimal.Decimal):
        return format(word, "f")
    return ("TRUE" if word else "FALSE") if isinstance(word, bool) else word
