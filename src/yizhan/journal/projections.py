"""Rows of folded streams: written by an act, made again by `rebuild`, compared by `verify`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model

from yizhan.journal import registry, store


def show(stream: str, state: Any, *, unchanged: Collection[type[Model]] = ()) -> None:
    """Write the rows that show a stream's state, derived columns too: one statement a table, by key.

    `unchanged` names tables whose rows the caller knows to stand as they are.
    """
    kind = registry.folded_kind(stream)
    if kind is None:
        raise LookupError(f"{stream} is no folded stream")
    by_model: dict[type[Model], list[Model]] = defaultdict(list)
    for row in kind.rows(stream, state):
        if type(row) not in unchanged:
            by_model[type(row)].append(row)
    for model, rows in by_model.items():
        upsert(model, rows)


def upsert(model: type[Model], rows: Iterable[Model], *, keep: frozenset[str] = frozenset()) -> None:
    """Insert rows or update those with the same key; `keep` names columns of existing rows that stay."""
    store.write_rows(upserting(model, keep), [values_of(row) for row in rows])


def insert(row: Model) -> None:
    """Insert one row; its key is new. Raises IntegrityError."""
    store.write_rows(inserting(type(row)), [values_of(row)])
    row._state.adding, row._state.db = False, connection.alias


def values_of(row: Model) -> list[Any]:
    """The columns of a row as the database takes them."""
    return [item.get_db_prep_save(getattr(row, item.attname), connection) for item in row._meta.concrete_fields]


@cache
def inserting(model: type[Model]) -> store.Shape:
    """How rows of a table are inserted."""
    return store.Shape(table=model._meta.db_table, columns=columns_of(model._meta.concrete_fields))


@cache
def upserting(model: type[Model], keep: frozenset[str]) -> store.Shape:
    """How rows of a table are inserted or updated by their key."""
    fields, primary = model._meta.concrete_fields, model._meta.pk
    return store.Shape(
        table=model._meta.db_table,
        columns=columns_of(fields),
        key=columns_of([primary])[0],
        changed=columns_of([item for item in fields if item is not primary and item.name not in keep]),
    )


def columns_of(fields: Iterable[Field[Any, Any]]) -> tuple[str, ...]:
    """The names of columns."""
    return tuple(str(item.column) for item in fields)
