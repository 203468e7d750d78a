"""What the database itself refuses: changing, removing or emptying the journal, and an entry out of its turn.

On SQLite ``INSERT OR REPLACE`` removes a row without asking the trigger against DELETE; the one on INSERT catches it.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from gongping.web.journal.chain import BEGINNING

TABLE = "journal_entry"
SQLITE = {
    "journal_entry_no_update": f"BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "journal_entry_no_delete": f"BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "journal_entry_in_turn": f"""BEFORE INSERT ON {TABLE}
        WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM {TABLE})
          OR NEW.previous <> COALESCE((SELECT hash FROM {TABLE} ORDER BY number DESC LIMIT 1), '{BEGINNING}')
        BEGIN SELECT RAISE(ABORT, 'not the next entry of the journal'); END""",
}
POSTGRESQL_NAMES = ("journal_entry_no_change", "journal_entry_in_turn")
# The path is fixed, temporary tables last: nobody can put another journal_entry in front of the real one.
POSTGRESQL = """
CREATE FUNCTION {schema}.journal_entry_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $$
BEGIN RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'restrict_violation'; END $$;
CREATE FUNCTION {schema}.journal_entry_check() RETURNS trigger LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $$
DECLARE last record;
BEGIN
  SELECT number, hash INTO last FROM journal_entry ORDER BY number DESC LIMIT 1;
  IF NEW.number <> COALESCE(last.number, 0) + 1 OR NEW.previous <> COALESCE(last.hash, '{beginning}') THEN
    RAISE EXCEPTION 'not the next entry of the journal' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER journal_entry_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.journal_entry_refuse();
CREATE TRIGGER journal_entry_in_turn BEFORE INSERT ON {table}
  FOR EACH ROW EXECUTE FUNCTION {schema}.journal_entry_check();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER journal_entry_no_change;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER journal_entry_in_turn;
"""


def install(apps: Any, schema_editor: Any) -> None:
    """For the migration."""
    connection = schema_editor.connection
    if connection.vendor == "sqlite":
        for name, body in SQLITE.items():
            schema_editor.execute(f"CREATE TRIGGER {name} {body}")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        schema = connection.ops.quote_name(cursor.fetchone()[0])
        cursor.execute(POSTGRESQL.format(schema=schema, table=f"{schema}.{TABLE}", beginning=BEGINNING))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that should be in place and are not, or are switched off."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE])
            wanted = tuple(SQLITE)
        else:
            query = "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled = 'A'"
            cursor.execute(query, [TABLE])
            wanted = POSTGRESQL_NAMES
        there = {name for (name,) in cursor.fetchall()}
    return [name for name in wanted if name not in there]
