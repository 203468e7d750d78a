"""The engines that can run the SQL text, each with a table of answers like that of a facts folder."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq

from gongping.tally import sources
from gongping.tally.sql import Run
from tests.ballots.made_up import FORM, Row

TABLE = "answers_given"
COLUMNS = ("form", "unit", "group", "ballot", "question", "option")
CREATE = 'form text, unit text, "group" text, ballot {number}, question text, "option" text'

Load = Callable[[Sequence[Row]], tuple[Run, str]]
"""Puts rows into the engine's table; gives how to run SQL, and the source expression."""


def table_rows(rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    """The rows as the table has them; another form's answers stand among them."""
    stranger = ("another", "007", "leaders", 0, "work", "good")
    return [stranger, *((FORM, r.unit, r.group, r.ballot, r.question, r.option) for r in rows)]


def sqlite() -> Load:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE TABLE {TABLE} ({CREATE.format(number='integer')})")

    def load(rows: Sequence[Row]) -> tuple[Run, str]:
        connection.execute(f"DELETE FROM {TABLE}")
        connection.executemany(f"INSERT INTO {TABLE} VALUES (?, ?, ?, ?, ?, ?)", table_rows(rows))
        return (lambda sql: connection.execute(sql).fetchall()), sources.table(TABLE)

    return load


def duckdb_table() -> Load:
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE {TABLE} ({CREATE.format(number='bigint')})")

    def load(rows: Sequence[Row]) -> tuple[Run, str]:
        connection.execute(f"DELETE FROM {TABLE}")
        connection.executemany(f"INSERT INTO {TABLE} VALUES (?, ?, ?, ?, ?, ?)", table_rows(rows))
        return (lambda sql: connection.execute(sql).fetchall()), sources.table(TABLE)

    return load


def duckdb_csv(folder: Path) -> Load:
    connection, file = duckdb.connect(), folder / "it's ballots.csv"

    def load(rows: Sequence[Row]) -> tuple[Run, str]:
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([COLUMNS, *table_rows(rows)])
        return (lambda sql: connection.execute(sql).fetchall()), sources.duckdb_csv(str(file))

    return load


def duckdb_parquet(folder: Path) -> Load:
    connection, file = duckdb.connect(), folder / "it's ballots.parquet"

    def load(rows: Sequence[Row]) -> tuple[Run, str]:
        write_parquet(file, rows)
        return (lambda sql: connection.execute(sql).fetchall()), sources.duckdb_parquet(str(file))

    return load


def write_parquet(file: Path, rows: Sequence[Row], *, stranger: bool = True, **options: Any) -> None:
    """The rows as a Parquet file, codes as text; ``options`` go to the writer."""
    columns = list(zip(*table_rows(rows), strict=True))
    table = pa.table({name: list(column) for name, column in zip(COLUMNS, columns, strict=True)})
    pq.write_table(table if stranger else table.slice(1), file, **options)


def postgres(dsn: str) -> tuple[Load, psycopg.Connection[Any]]:
    """The connection must be closed; the table goes away with it."""
    connection = psycopg.connect(dsn, autocommit=True)
    connection.execute(f"CREATE TEMP TABLE {TABLE} ({CREATE.format(number='bigint')})")

    def load(rows: Sequence[Row]) -> tuple[Run, str]:
        connection.execute(f"TRUNCATE {TABLE}")
        with connection.cursor() as cursor, cursor.copy(f"COPY {TABLE} FROM STDIN") as copy:
            for row in table_rows(rows):
                copy.write_row(row)
        return (lambda sql: connection.execute(sql).fetchall()), sources.table(TABLE)

    return load, connection


def spark_view(session: Any) -> Load:
    schema = "form string, unit string, `group` string, ballot bigint, question string, `option` string"

    def load(rows: Sequence[Row]) -> tuple[Run, str]:
        session.createDataFrame(table_rows(rows), schema).createOrReplaceTempView(TABLE)
        return (lambda sql: [tuple(row) for row in session.sql(sql).collect()]), sources.table(TABLE, "`")

    return load
