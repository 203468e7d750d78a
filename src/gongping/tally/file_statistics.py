"""What a Parquet file says of its columns without being read: the ends of each row group's values."""

from __future__ import annotations

from typing import Any


def ends(metadata: Any, name: str) -> list[tuple[Any, Any]] | None:
    """Smallest and largest value of a column in each row group.

    None where a row group does not tell, or has empty cells.
    """
    place = metadata.schema.names.index(name)
    found = []
    for number in range(metadata.num_row_groups):
        told = metadata.row_group(number).column(place).statistics
        if told is None or not told.has_min_max or not told.has_null_count or told.null_count:
            return None
        found.append((told.min, told.max))
    return found


def span(metadata: Any, name: str) -> tuple[int, int] | None:
    """Smallest and largest value of the file; None where it does not tell or has no rows."""
    found = ends(metadata, name)
    return (min(low for low, _ in found), max(high for _, high in found)) if found else None


def only_value(metadata: Any, name: str) -> str | None:
    """The one text that every row has, None where there may be several.

    Writers have disagreed on the order of text; but in any order, equal ends mean one value.
    """
    found = {value for pair in ends(metadata, name) or () for value in pair}
    value = found.pop() if len(found) == 1 else None
    return value if isinstance(value, str) else None
