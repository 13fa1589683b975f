"""Rows of folded streams: written by an act, made again by `rebuild`, compared by `verify`."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from yizhan.journal import registry


def show(stream: str, state: Any) -> None:
    """Write the rows that show a stream's state, derived columns too: one statement a table, by key."""
    kind = registry.folded_kind(stream)
    if kind is None:
        raise LookupError(f"{stream} is no folded stream")
    by_model: dict[type[Model], list[Model]] = defaultdict(list)
    for row in kind.rows(stream, state):
        by_model[type(row)].append(row)
    for model, rows in by_model.items():
        upsert(model, rows)


def upsert(model: type[Model], rows: Iterable[Model], *, keep: frozenset[str] = frozenset()) -> None:
    """Insert rows or update those with the same key; `keep` names columns of existing rows that stay."""
    primary = model._meta.pk
    changed = [item.name for item in model._meta.concrete_fields if item is not primary and item.name not in keep]
    model._base_manager.bulk_create(
        list(rows), update_conflicts=True, unique_fields=[primary.name], update_fields=changed
    )
