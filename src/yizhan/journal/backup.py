"""`yizhan backup` and `restore`: everything of a node, logical, neutral to the database, sealed to the recovery key.

The content is lines of JSON, compressed: the node and its keys, then every table that is neither rebuilt nor a matter
of this machine alone, then what higher rooms carry (material files). `restore` makes the rebuilt rows again.
"""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import BinaryField, Field, JSONField, Model

from yizhan.journal import (
    codec,
    erasure,
    erasure_lists,
    identity,
    keys,
    models,
    numbering,
    queries,
    recovery,
    registry,
    replay,
    store,
    store_bulk,
    store_chain,
)
from yizhan.journal.actions import record
from yizhan.kernel.acting import LAW, Act
from yizhan.kernel.refusals import Refused

FORMAT = 1
ROWS = 500
OF_THIS_MACHINE = frozenset({"sessions", "contenttypes", "auth", "axes", "messages"})
"""Apps whose tables belong to the running machine: sessions, failed log-ins, Django's own registers."""


@dataclass(frozen=True, kw_only=True)
class Carried:
    """What a higher room puts into a backup beside its tables: pieces by name, and how they are put back."""

    pieces: Callable[[], Iterable[tuple[str, Iterable[bytes]]]]
    put_back: Callable[[str, Iterable[bytes]], None]


_carried: dict[str, Carried] = {}
Progress = Callable[[int], None]


def carry_also(
    name: str,
    *,
    pieces: Callable[[], Iterable[tuple[str, Iterable[bytes]]]],
    put_back: Callable[[str, Iterable[bytes]], None],
) -> None:
    """Register what a higher room carries; called once by `site`."""
    _carried[name] = Carried(pieces=pieces, put_back=put_back)


def tables() -> list[type[Model]]:
    """The tables of a backup: those whose rows cannot be made again and that belong to the node."""
    rebuilt = registry.rebuilt_models()
    local = {models.Pending, models.Backup}
    return [
        model
        for model in apps.get_models()
        if model not in rebuilt and model not in local and model._meta.app_label not in OF_THIS_MACHINE
    ]


def backup(path: Path, *, now: datetime, progress: Progress = lambda _: None) -> None:
    """Write everything of the node as it stands at one moment, while it runs; no writer waits.

    Raises Refused: no-node, no-recovery-key, backup-unreadable (the disk is full or gone).
    """
    path = path.absolute()
    with recovery.sealed_to(path) as stream, gzip.open(stream, "wb", compresslevel=3) as packed:
        with store.snapshot():
            for line in _lines(now):
                packed.write(codec.canonical(line) + b"\n")
                progress(1)
        packed.write(codec.canonical({"end": True}) + b"\n")
    models.Backup.objects.update_or_create(path=str(path), defaults={"at": codec.moment_text(now)})
    erasure_lists.write(path)


def _lines(now: datetime) -> Iterator[dict[str, Any]]:
    yield {"format": FORMAT, "at": codec.moment_text(now), "node": queries.this_node().code}
    yield {"keys": {name: keys.read(name).hex() for name in keys.NAMES}, "recovery": recovery.recipient()}
    for model in tables():
        columns = list(model._meta.concrete_fields)
        yield {"table": model._meta.label, "columns": [column.attname for column in columns]}
        for row in model._base_manager.order_by("pk").iterator(chunk_size=ROWS):
            yield {"row": [_plain(column, row) for column in columns]}
    for name, carried in _carried.items():
        for piece, chunks in carried.pieces():
            yield {"piece": piece, "of": name}
            for chunk in chunks:
                yield {"data": base64.b64encode(chunk).decode()}


def _plain(column: Field[Any, Any], row: Model) -> Any:
    value = column.value_from_object(row)
    if value is None or isinstance(column, JSONField):
        return value
    if isinstance(column, BinaryField):
        return base64.b64encode(bytes(value)).decode()
    return value if isinstance(value, bool | int | str) else column.value_to_string(row)


def restore(path: Path, *, identity: str, now: datetime, progress: Progress = lambda _: None) -> None:
    """Make this empty node anew from a backup: the whole of it or nothing; draw another series; erase again.

    Raises Refused: node-exists, wrong-recovery-key, backup-unreadable, erasures-altered.
    """
    if models.Node.objects.exists() or any(keys.path_of(name).exists() for name in keys.NAMES):
        raise Refused("node-exists")
    try:
        with transaction.atomic():
            made = _read(path, identity, progress)
            _finish(path, made, now)
    except BaseException:
        _forget_keys()
        raise
    while numbering.sequence():
        pass
    erasure.finish()
    numbering.checkpoint(now=now)


def _read(path: Path, secret: str, progress: Progress) -> dict[str, Any]:
    try:
        with recovery.opened_from(path, secret) as stream, gzip.open(stream, "rb") as packed:
            return _Reader(packed, progress).read()
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, LookupError, DatabaseError) as fault:
        raise Refused("backup-unreadable") from fault


def _finish(path: Path, made: dict[str, Any], now: datetime) -> None:
    queries.forget_node()
    for entry in store_chain.unplaced_entries(limit=1 << 62):
        models.Pending.objects.create(entry=entry)
    store_bulk.reset_ids(tables())
    former = queries.this_node()
    erased = erasure_lists.erased_beside(path, node=former.code, public_key=bytes(former.public_key))
    living = models.StreamKey.objects.filter(stream__in=erased).values_list("stream", flat=True)
    again = list(living)
    renewed = identity.renew_series()
    replay.rebuild()
    erasure.forget(again)
    row = models.NodeRestored(
        backup_at=made["at"],
        former_series=former.series,
        series=renewed.series,
        erasures=len(again),
        closed=models.Stream.objects.filter(writable=False).count(),
    )
    record(row, stream=f"node:{renewed.code}", centre="", act=Act(actor=LAW, now=now))


def _forget_keys() -> None:
    for name in (*keys.NAMES,):
        keys.path_of(name).unlink(missing_ok=True)
    (keys.folder() / recovery.RECIPIENT).unlink(missing_ok=True)
    queries.forget_node()


class _Reader:
    """Reads the lines of a backup and writes what they say, inside the restore's transaction."""

    def __init__(self, packed: Iterable[bytes], progress: Progress) -> None:
        self.lines = (json.loads(line) for line in packed)
        self.progress = progress
        self.model: type[Model] | None = None
        self.columns: list[Field[Any, Any]] = []
        self.rows: list[Model] = []

    def read(self) -> dict[str, Any]:
        """Everything up to the closing line; what the first line said. Raises ValueError without such a line."""
        first: dict[str, Any] = next(self.lines, {})
        if first.get("format") != FORMAT:
            raise ValueError("not a backup that this program reads")
        line = next(self.lines, None)
        while line is not None and "end" not in line:
            line = self._take(line)
            self.progress(1)
        self._write()
        if line is None:
            raise ValueError("the backup has no end")
        for _ in self.lines:  # to its very end, where the seal is proven whole
            raise ValueError("the backup goes on after its end")
        return first

    def _take(self, line: dict[str, Any]) -> dict[str, Any] | None:
        if "row" in line:
            self._row(line["row"])
        elif "table" in line:
            self._write()
            self._table(line)
        elif "keys" in line:
            for name in keys.NAMES:
                keys.write(name, bytes.fromhex(line["keys"][name]))
            (keys.folder() / recovery.RECIPIENT).write_text(line["recovery"], encoding="ascii")
        elif "piece" in line:
            self._write()
            return self._piece(line)
        return next(self.lines, None)

    def _table(self, line: dict[str, Any]) -> None:
        self.model = apps.get_model(line["table"])
        known = {column.attname: column for column in self.model._meta.concrete_fields}
        self.columns = [known[name] for name in line["columns"]]

    def _row(self, values: list[Any]) -> None:
        if self.model is None:
            raise ValueError("a row without a table")
        row = self.model()
        for column, value in zip(self.columns, values, strict=True):
            setattr(row, column.attname, _value(column, value))
        self.rows.append(row)
        if len(self.rows) == ROWS:
            self._write()

    def _write(self) -> None:
        if self.model is not None and self.rows:
            self.model._base_manager.bulk_create(self.rows)
        self.rows = []

    def _piece(self, line: dict[str, Any]) -> dict[str, Any] | None:
        following: list[dict[str, Any] | None] = []

        def chunks() -> Iterator[bytes]:
            for each in self.lines:
                if "data" not in each:
                    following.append(each)
                    return
                yield base64.b64decode(each["data"])

        _carried[line["of"]].put_back(line["piece"], chunks())
        return following[0] if following else next(self.lines, None)


def _value(column: Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(column, JSONField):
        return value
    if isinstance(column, BinaryField):
        return base64.b64decode(value)
    return column.to_python(value)
