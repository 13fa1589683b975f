"""`yizhan restore`: a backup into an empty node, into either database, the whole of it or nothing.

What rises is the old node with another series, so that no number is drawn twice. Should the old machine go on working,
numbers still cannot meet; entries at one place can, and whoever receives both refuses them as a fork.
"""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import Field, Model

from yizhan.journal import (
    codec,
    erasure,
    erasure_lists,
    identity,
    keys,
    models,
    neutral,
    numbering,
    queries,
    recovery,
    replay,
    store_bulk,
    store_chain,
    upgrading,
)
from yizhan.journal.actions import record
from yizhan.kernel.acting import LAW, Act
from yizhan.kernel.refusals import Refused

Progress = Callable[[int], None]


def restore(path: Path, *, identity: str, now: datetime, progress: Progress = lambda _: None) -> None:
    """Make this empty node anew from a backup: the whole of it or nothing; draw another series; erase again.

    Streams of which a peer may know a later version become read-only (`actions.release_streams` opens them).
    Keys may lie here already if they are the backup's: the same machine with another database, or a restore cut short.
    Raises Refused: node-exists, wrong-recovery-key, backup-unreadable, backup-newer, erasures-altered.
    """
    path = path.absolute()
    if models.Node.objects.exists() or models.Entry.objects.exists():
        raise Refused("node-exists")
    secrets = _inspected(path, identity)
    found = {name for name in keys.NAMES if keys.path_of(name).exists()}
    if any(keys.path_of(name).read_text(encoding="ascii") != secrets["keys"][name] for name in found):
        raise Refused("node-exists")
    try:
        with transaction.atomic():
            _keep_keys(secrets, found)
            made = _read(path, identity, progress)
            _finish(path, made, now)
    except BaseException:
        _drop_keys(found)
        raise
    while numbering.sequence():
        pass
    transaction.on_commit(erasure.finish)
    numbering.checkpoint(now=now)


@contextmanager
def _unsealed(path: Path, secret: str) -> Iterator[Iterator[bytes]]:
    """The lines of a backup; whatever goes wrong with them is one refusal."""
    try:
        with recovery.opened_from(path, secret) as stream, gzip.open(stream, "rb") as packed:
            yield iter(packed)
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, LookupError, DatabaseError) as fault:
        raise Refused("backup-unreadable") from fault


def _inspected(path: Path, secret: str) -> dict[str, Any]:
    """The second line of a backup, its keys, after reading it to its end: only there the seal proves it whole."""
    with _unsealed(path, secret) as lines:
        first, secrets = json.loads(next(lines, b"")), json.loads(next(lines, b""))
        if first["format"] != neutral.FORMAT or not set(first["migrations"]) <= set(neutral.migrations()):
            raise Refused("backup-newer")
        last = b""
        for line in lines:
            last = line
        if "end" not in json.loads(last):
            raise ValueError("the backup has no end")
    return dict(secrets)


def _read(path: Path, secret: str, progress: Progress) -> dict[str, Any]:
    for model in neutral.tables():  # what migrations have written comes again with the backup
        replay.empty(model)
    with _unsealed(path, secret) as lines:
        return _Reader(lines, progress).read()


def _keep_keys(secrets: dict[str, Any], found: Collection[str]) -> None:
    for name in keys.NAMES:
        if name not in found:
            keys.write(name, bytes.fromhex(secrets["keys"][name]))
    recovery.keep_recipient(secrets["recovery"])
    queries.forget_node()


def _drop_keys(found: Collection[str]) -> None:
    """Leave the folder of keys as it was found."""
    for name in keys.NAMES:
        if name not in found:
            keys.path_of(name).unlink(missing_ok=True)
    if not found:
        (keys.folder() / recovery.RECIPIENT).unlink(missing_ok=True)
    queries.forget_node()


def _finish(path: Path, made: dict[str, Any], now: datetime) -> None:
    """What a loaded node still needs: places for what had none yet, its rows, another series, the later erasures."""
    queries.forget_node()
    for entry in store_chain.unplaced_entries(limit=1 << 62):
        models.Pending.objects.create(entry=entry)
    store_bulk.reset_ids(neutral.tables())
    while numbering.sequence():
        pass
    former = queries.this_node()
    erased = erasure_lists.erased_beside(path, node=former.code, public_key=bytes(former.public_key))
    again = list(models.StreamKey.objects.filter(stream__in=erased).values_list("stream", flat=True))
    renewed = identity.renew_series()
    replay.rebuild()
    upgrading.keep_all()
    erasure.forget(again)
    models.Backup.objects.create(path=str(path), at=made["at"])
    row = models.NodeRestored(
        backup_at=made["at"],
        former_series=former.series,
        series=renewed.series,
        erasures=len(again),
        closed=close_travelled(renewed.code),
    )
    record(row, stream=f"node:{renewed.code}", centre="", act=Act(actor=LAW, now=now))


def close_travelled(node: str) -> int:
    """Make streams read-only of which a peer may know a later version; how many.

    Those that have ever been at another node, with the satellites and consults of the same case. On a node that never
    exchanged there are none.
    """
    travelled = set(models.Stream.objects.exclude(node=node).values_list("key", flat=True))
    for stream, head in models.Entry.objects.filter(kind="HandedOver").values_list("stream", "head").iterator():
        if codec.head_of(bytes(head)).body["node"] != node:
            travelled.add(stream)
    subjects = {stream.split(":")[1] for stream in travelled if ":" in stream}
    closed = 0
    for stream in models.Stream.objects.order_by("key").values_list("key", flat=True):
        beside = stream.split(":")[1:2] if stream.count(":") > 1 else []
        if stream in travelled or subjects.intersection(beside):
            closed += models.Stream.objects.filter(key=stream).update(writable=False)
    return closed


class _Reader:
    """Reads the lines of a backup and writes what they say, inside the restore's transaction."""

    def __init__(self, packed: Iterable[bytes], progress: Progress) -> None:
        self.lines: Iterator[dict[str, Any]] = (json.loads(line) for line in packed)
        self.progress = progress
        self.model: type[Model] | None = None
        self.columns: list[Field[Any, Any]] = []
        self.rows: list[Model] = []

    def read(self) -> dict[str, Any]:
        """Everything up to the closing line; what the first line said. Raises ValueError without such a line."""
        first: dict[str, Any] = next(self.lines, {})
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
            setattr(row, column.attname, neutral.value_of(column, value))
        self.rows.append(row)
        if len(self.rows) == neutral.ROWS:
            self._write()

    def _write(self) -> None:
        if self.model is not None and self.rows:
            neutral.insert(self.model, self.rows)
        self.rows = []

    def _piece(self, line: dict[str, Any]) -> dict[str, Any] | None:
        following: list[dict[str, Any] | None] = []

        def chunks() -> Iterator[bytes]:
            for each in self.lines:
                if "data" not in each:
                    following.append(each)
                    return
                yield base64.b64decode(each["data"])

        neutral.carried[line["of"]].put_back(line["piece"], chunks())
        return following[0] if following else next(self.lines, None)
