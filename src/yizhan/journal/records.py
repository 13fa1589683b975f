"""Rows that are entries: the same fields in both, read back by one generic replay."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Field, JSONField

from yizhan.journal.models import Recorded

BASE = frozenset({"key", "stream", "no", "at", "account", "centre"})


def key_of(stream: str, no: int) -> str:
    """The key of a record's row: its stream and number."""
    return f"{stream}#{no}"


def recorded_fields(model: type[Recorded]) -> list[Field[Any, Any]]:
    """The columns that stand in the entry too."""
    return [item for item in model._meta.concrete_fields if item.attname not in BASE and item.name not in model.local]


def parts_of(row: Recorded) -> tuple[dict[str, Any], dict[str, Any]]:
    """The open and the sealed part of a row as JSON values."""
    values = {item.attname: plain(item, row) for item in recorded_fields(type(row))}
    return values, {name: values.pop(name) for name in type(row).sealed_fields}


def plain(item: Field[Any, Any], row: Recorded) -> Any:
    """A column's value as JSON."""
    value = item.value_from_object(row)
    if value is None or isinstance(item, JSONField) or isinstance(value, (bool, int, str)):
        return value
    return item.value_to_string(row)


def row_of(
    model: type[Recorded],
    *,
    stream: str,
    no: int,
    at: datetime,
    account: str,
    centre: str,
    body: Mapping[str, Any],
    sealed: Mapping[str, Any] | None,
) -> Recorded:
    """The row that an entry stands for; its sealed columns are blank when `sealed` is None."""
    row = model(key=key_of(stream, no), stream=stream, no=no, at=at, account=account, centre=centre)
    values = {**body, **(sealed or {})}
    for item in recorded_fields(model):
        if item.attname in values:
            setattr(row, item.attname, read(item, values[item.attname]))
        elif item.name in model.sealed_fields:
            setattr(row, item.attname, item.get_default() if item.has_default() else blank(item))
    return row


def read(item: Field[Any, Any], value: Any) -> Any:
    """A JSON value as the column's Python value."""
    return value if isinstance(item, JSONField) else item.to_python(value)


def blank(item: Field[Any, Any]) -> Any:
    """What a sealed column shows without its key."""
    if item.null:
        return None
    return {} if isinstance(item, JSONField) else ""
