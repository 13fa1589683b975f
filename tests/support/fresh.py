"""A fresh database after every test that commits.

The journal's triggers refuse what Django's `flush` does, and rightly. So the migrated database is kept once as a
template and put back after each such test: on SQLite by the backup interface, which works page by page under the locks
of whoever still has the file open; on PostgreSQL by `CREATE DATABASE … TEMPLATE`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections
from django.test import TransactionTestCase


def keep_template() -> None:
    """Keep the database as the migrations left it."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(template_file())) as template:
            connection.connection.backup(template)
        return
    copy_database(source=database_name(), target=template_name())


def put_back() -> None:
    """Make the database again what the migrations left."""
    connections.close_all()
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(template_file())) as template:
            template.backup(connection.connection)
    else:
        copy_database(source=template_name(), target=database_name())
    connections.close_all()


def install() -> None:
    """Every test that commits gets its fresh database in place of the flush."""
    TransactionTestCase._fixture_teardown = lambda test: put_back()


def database_name() -> str:
    """The name of the test database, on SQLite its path."""
    return str(connection.settings_dict["NAME"])


def template_name() -> str:
    """The name of the kept copy on PostgreSQL."""
    return f"{database_name()}_template"


def template_file() -> Path:
    """The kept copy on SQLite."""
    return Path(f"{database_name()}.template")


def copy_database(*, source: str, target: str) -> None:
    """Throw the target away, whoever is connected, and copy the source, to which nobody may be connected."""
    connections.close_all()
    with maintenance() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}" STRATEGY file_copy')


@contextmanager
def maintenance() -> Iterator[object]:
    """A cursor of the server, on none of the test databases."""
    with connection._nodb_cursor() as cursor:
        yield cursor


def empty_database(name: str) -> None:
    """A new, empty database of that name on the PostgreSQL of this run."""
    copy_database(source="template0", target=name)
