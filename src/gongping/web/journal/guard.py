"""What guards the journal in the database, as the site finds it: said where the journal is checked.

On PostgreSQL migrations run under MIGRATE_DATABASE_URL and own the tables; the site's role of DATABASE_URL may add to
the journal and read it, nothing else (``append_only`` in apps.py). With one role for both only the triggers stand, which
an owner can drop.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from gongping.text import Text
from gongping.web.journal import triggers
from gongping.web.journal.triggers import TABLE


@dataclass(frozen=True)
class Guard:
    """One thing that keeps the journal as it is, and whether it is in place."""

    good: bool
    says: Text


def state(connection: BaseDatabaseWrapper) -> list[Guard]:
    """What guards the journal in this database, as this connection sees it."""
    absent = triggers.missing(connection)
    there = Text(
        "数据库拒绝修改、删除和清空记录（触发器在位）",
        "The database refuses to change, remove or empty entries (triggers in place)",
    )
    gone = Text(
        f"数据库的保护不全，缺：{'、'.join(absent)}", f"The database's guard is not whole; missing: {', '.join(absent)}"
    )
    guards = [Guard(not absent, gone if absent else there)]
    if connection.vendor == "postgresql":
        guards.append(_role(connection))
    return guards


def _role(connection: BaseDatabaseWrapper) -> Guard:
    query = """SELECT has_table_privilege(current_user, c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
                   OR pg_has_role(current_user, c.relowner, 'MEMBER') FROM pg_class c WHERE c.oid = to_regclass(%s)"""
    with connection.cursor() as cursor:
        cursor.execute(query, [TABLE])
        (free,) = cursor.fetchone()
    good = Text(
        "网站的数据库账号没有修改、删除记录的权限", "The site's database role has no right to change or remove entries"
    )
    bad = Text(
        "网站的数据库账号是记录表的所有者，能拆除保护：请设置MIGRATE_DATABASE_URL，让网站改用另一个账号",
        "The site's database role owns the journal and could drop its guard: set MIGRATE_DATABASE_URL so that the site uses another role",
    )
    return Guard(not free, bad if free else good)
