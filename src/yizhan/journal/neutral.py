"""What a backup holds, in a form that both databases read: rows as JSON under the names of their columns.

Kept are the journal's own tables and the plain tables of all rooms, and what higher rooms carry (material files). Not
kept are rows that the entries make again, and what belongs to the running machine.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import BinaryField, Field, JSONField, Model

from yizhan.journal import models, registry

FORMAT = 1
ROWS = 500
OF_THIS_MACHINE = frozenset({"sessions", "contenttypes", "auth", "axes", "messages"})
"""Apps whose tables belong to the running machine: sessions, failed log-ins, Django's own registers."""


@dataclass(frozen=True, kw_only=True)
class Carried:
    """What a higher room puts into a backup beside its tables: pieces by name, and how they are put back."""

    pieces: Callable[[], Iterable[tuple[str, Iterable[bytes]]]]
    put_back: Callable[[str, Iterable[bytes]], None]


carried: dict[str, Carried] = {}


def tables() -> list[type[Model]]:
    """The tables of a backup: those whose rows cannot be made again and that belong to the node."""
    left_out = {*registry.rebuilt_models(), models.Pending, models.Backup, models.Seen}
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model not in left_out and model._meta.managed and model._meta.app_label not in OF_THIS_MACHINE
    ]


def migrations() -> list[str]:
    """The migrations that this database has seen: what a newer program has written is not read."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder.Migration.objects.values_list("app", "name"))


def plain(column: Field[Any, Any], row: Model) -> Any:
    """A column's value as JSON."""
    value = column.value_from_object(row)
    if value is None or isinstance(column, JSONField):
        return value
    if isinstance(column, BinaryField):
        return base64.b64encode(bytes(value)).decode()
    return value if isinstance(value, bool | int | str) else column.value_to_string(row)


def value_of(column: Field[Any, Any], value: Any) -> Any:
    """What `plain` wrote, as the column's Python value."""
    if value is None or isinstance(column, JSONField):
        return value
    if isinstance(column, BinaryField):
        return base64.b64decode(value)
    return column.to_python(value)


def insert(model: type[Model], rows: Sequence[Model]) -> None:
    """Insert rows just as they are: raw, so that no column is filled in anew (the day on which an account was made)."""
    fields = list(model._meta.concrete_fields)
    size = max(1, connection.ops.bulk_batch_size(fields, list(rows)))
    manager: Any = model._base_manager
    for start in range(0, len(rows), size):
        manager._insert(rows[start : start + size], fields=fields, using=manager.db, raw=True)
