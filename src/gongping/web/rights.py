"""What the site's own role may do on PostgreSQL: read and write rows, but change no table, and never an append-only one."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.db import connection


def append_only_tables() -> tuple[str, ...]:
    """The tables that apps declare append-only."""
    return tuple(name for config in apps.get_app_configs() for name in getattr(config, "append_only", ()))


def grant(site_address: str) -> None:
    """Give the role of the site's address what it needs, and no more. Run as the owner of the tables."""
    role = unquote(urlsplit(site_address).username or "")
    if connection.vendor != "postgresql" or not role:
        return
    quote = connection.ops.quote_name
    name = quote(role)
    statements = [
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
        f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {name}",
    ]
    statements += [f"REVOKE UPDATE, DELETE, TRUNCATE ON {quote(table)} FROM {name}" for table in append_only_tables()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone()[0] == role:
            return  # the owner cannot take rights from itself: the site runs as the owner by its own choice
        for statement in statements:
            cursor.execute(statement)
