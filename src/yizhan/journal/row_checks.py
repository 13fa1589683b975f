"""Checks of rebuilt rows: those that are stored against those that the journal gives."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Model

from yizhan.journal import registry
from yizhan.journal.chain_checks import Fault
from yizhan.journal.replay import RowKeys

BATCH = 500


class RowChecks:
    """Gathers expected rows and compares them with the stored ones, some hundreds at a time."""

    def __init__(self) -> None:
        self._expected: dict[type[Model], dict[Any, Model]] = defaultdict(dict)
        self._seen = RowKeys()

    def expect(self, rows: Iterable[Model]) -> Iterator[Fault]:
        """Rows that must stand in the database so."""
        for row in rows:
            waiting = self._expected[type(row)]
            waiting[row.pk] = row
            if len(waiting) >= BATCH:
                yield from self._compare(type(row))

    def rest(self) -> Iterator[Fault]:
        """Compare what still waits."""
        for model in list(self._expected):
            yield from self._compare(model)

    def strays(self) -> Iterator[Fault]:
        """Rows that no entry stands for."""
        for model in registry.rebuilt_models():
            for key in self._seen.strays(model):
                yield Fault("row-without-entry", f"{model._meta.label}:{key}", "")

    def _compare(self, model: type[Model]) -> Iterator[Fault]:
        rows = self._expected.pop(model)
        self._seen.add(rows.values())
        yield from compare(model, rows)


def compare(model: type[Model], expected: Mapping[Any, Model]) -> Iterator[Fault]:
    """The stored rows against those that the journal gives: every column except local ones."""
    local = registry.local_columns(model)
    fields = [item for item in model._meta.concrete_fields if item.name not in local]
    stored = model._base_manager.in_bulk(list(expected))
    for key, row in expected.items():
        found = stored.get(key)
        if found is None:
            yield Fault("row-missing", f"{model._meta.label}:{key}", "")
            continue
        wrong = [
            item.name
            for item in fields
            if item.to_python(item.value_from_object(found)) != item.to_python(item.value_from_object(row))
        ]
        if wrong:
            yield Fault("row-altered", f"{model._meta.label}:{key}", ", ".join(wrong))
