"""Where the SQL text finds its answers: the source expression of each engine.

Each renames the reserved words ``group`` and ``option``, the engine's own way of quoting being all
that differs between engines.
"""

from __future__ import annotations

_COLUMNS = "form, unit, {q}group{q} AS raters, {ballot}question, {q}option{q} AS answer"


def table(name: str, quotes: str = '"', ballots: bool = True) -> str:
    """A table or view with the facts folder's columns; ``quotes`` is a backtick for Spark SQL.

    Without ``ballots`` the table has no column ballot, as ``count_complete`` needs none.
    """
    columns = _COLUMNS.format(q=quotes, ballot="ballot, " if ballots else "")
    return f"(SELECT {columns} FROM {name}) AS answers_read"


def duckdb_csv(path: str, ballots: bool = True) -> str:
    """A CSV file for DuckDB, every code read as text, so that 007 stays 007."""
    return table(f"read_csv('{_escaped(path)}', header = true, all_varchar = true)", ballots=ballots)


def duckdb_parquet(path: str, ballots: bool = True) -> str:
    """A Parquet file for DuckDB."""
    return table(f"read_parquet('{_escaped(path)}')", ballots=ballots)


def _escaped(path: str) -> str:
    return path.replace("'", "''")
