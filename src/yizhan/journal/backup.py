"""`yizhan backup`: everything of a node, logical, neutral to the database, sealed to the recovery key, while it runs.

The content is lines of JSON, compressed: the node and its keys, then every table of `neutral`, then what higher rooms
carry. `restore` (in `restoring`) makes the rebuilt rows again.
"""

import base64
import gzip
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from yizhan.journal import codec, erasure_lists, keys, models, neutral, queries, recovery, store
from yizhan.journal.restoring import restore

__all__ = ["backup", "carry_also", "restore"]

Progress = Callable[[int], None]


def carry_also(
    name: str,
    *,
    pieces: Callable[[], Iterable[tuple[str, Iterable[bytes]]]],
    put_back: Callable[[str, Iterable[bytes]], None],
) -> None:
    """Register what a higher room carries; called once by `site`."""
    neutral.carried[name] = neutral.Carried(pieces=pieces, put_back=put_back)


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
    yield {
        "format": neutral.FORMAT,
        "at": codec.moment_text(now),
        "node": queries.this_node().code,
        "migrations": neutral.migrations(),
    }
    yield {"keys": {name: keys.read(name).hex() for name in keys.NAMES}, "recovery": recovery.recipient()}
    for model in neutral.tables():
        columns = list(model._meta.concrete_fields)
        yield {"table": model._meta.label, "columns": [column.attname for column in columns]}
        for row in model._base_manager.order_by("pk").iterator(chunk_size=neutral.ROWS):
            yield {"row": [neutral.plain(column, row) for column in columns]}
    for name, carried in neutral.carried.items():
        for piece, chunks in carried.pieces():
            yield {"piece": piece, "of": name}
            for chunk in chunks:
                yield {"data": base64.b64encode(chunk).decode()}
