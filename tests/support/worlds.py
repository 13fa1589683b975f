"""A small world for tests: one county, two townships, their staff, grants, calendar and catalogue, made by the actions.

It is made once a process; every later test gets the same rows and keys put back, which takes a tenth of the time.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, transaction

from yizhan.accounts.queries import actor
from yizhan.catalogue import queries as catalogue
from yizhan.journal.queries import forget_node
from yizhan.kernel.acting import Act, legal_day
from yizhan.simulate.establishing import establish

MONDAY = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
CLERK_FILE = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
TOWNSHIP, OTHER = "522601100000", "522601101000"
LEFT_ALONE = frozenset({"django_migrations", "django_content_type", "auth_permission"})


class Kept:
    """The world as its first test made it: rows of every table, and the node's keys."""

    def __init__(self, sample, home):
        self.sample = sample
        self.keys = {path.name: path.read_bytes() for path in (home / "keys").iterdir() if path.is_file()}
        self.tables = {}
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                if table in LEFT_ALONE:
                    continue
                cursor.execute(f'SELECT * FROM "{table}"')
                columns = [column[0] for column in cursor.description]
                self.tables[table] = (columns, cursor.fetchall())

    def put_back(self, home):
        """The same rows and keys in an empty database and home."""
        (home / "keys").mkdir(parents=True)
        for name, content in self.keys.items():
            (home / "keys" / name).write_bytes(content)
        with transaction.atomic(), connection.cursor() as cursor, connection.constraint_checks_disabled():
            for table, (columns, rows) in self.tables.items():
                if rows:
                    names = ", ".join(f'"{column}"' for column in columns)
                    places = ", ".join(["%s"] * len(columns))
                    cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)
            for statement in connection.ops.sequence_reset_sql(no_style(), models()):
                cursor.execute(statement)


def models():
    """Every model, for the sequences of their tables."""
    from django.apps import apps

    return list(apps.get_models(include_auto_created=True))


_kept: list[Kept] = []


@pytest.fixture
def world(db, settings, tmp_path):
    """The sample prefecture in small: 凯里市, 三棵树镇 and 舟溪镇."""
    home = Path(tmp_path) / "node"
    settings.YIZHAN_HOME = home
    forget_node()
    catalogue.forget()
    cache.clear()
    if not _kept:
        _kept.append(Kept(establish(now=MONDAY, detailed=(TOWNSHIP, OTHER), outline=False), home))
    else:
        _kept[0].put_back(home)
    yield _kept[0].sample
    forget_node()
    catalogue.forget()
    shutil.rmtree(home, ignore_errors=True)


def by(username, now=MONDAY, **changes):
    """An act of somebody of the world."""
    return Act(actor=actor(username, today=legal_day(now)), now=now, **changes)
