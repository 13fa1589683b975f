"""The hand-written SQL of bulk work: streams that came from elsewhere, walks over the journal, maintenance."""

# ruff: noqa: S608  (only placeholders and names of columns are put together here, never a value)

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

from yizhan.journal.store import ROWS, STREAM, TOP, NewEntry, StoredHead, many, on_sqlite, place, run


class Walked(NamedTuple):
    """One stored entry beside its stream's row; `id` is None for a stream without entries."""

    stream: str
    kind_of_stream: str
    centre: str
    node: str
    holder: str
    term: int
    last: int
    head_hash: bytes
    last_at: str
    readable: bool
    erased: bool
    wrapped: bytes | None
    id: int | None
    no: int
    kind: str
    at: str
    account: str
    key: str
    digest: str
    head: bytes
    sealed: bytes | None
    hash: bytes


def insert_streams(rows: Sequence[tuple[str, str, StoredHead]]) -> int:
    """Make many streams with their keys; how many did not exist yet."""
    values = [
        (key, kind, h.centre, h.node, h.holder, h.term, h.no, h.hash, h.at, h.readable, h.writable, False)
        for key, kind, h in rows
    ]
    row = f"({many('%s', 12)})"
    made = run(
        f"INSERT INTO journal_stream ({STREAM}) VALUES {many(row, len(values))}"
        " ON CONFLICT (key) DO NOTHING RETURNING key",
        [value for row in values for value in row],
    )
    insert_keys([(key, head.wrapped) for key, _, head in rows if head.wrapped])
    return len(made)


def insert_keys(rows: Sequence[tuple[str, bytes]]) -> None:
    """Keep the keys of streams that had none."""
    if rows:
        run(
            f"INSERT INTO journal_streamkey (stream, wrapped) VALUES {many('(%s, %s)', len(rows))}"
            " ON CONFLICT (stream) DO NOTHING",
            [value for row in rows for value in row],
        )


def erased_of(streams: Sequence[str]) -> set[str]:
    """Those of these streams whose keys were destroyed."""
    if not streams:
        return set()
    rows = run(f"SELECT key FROM journal_stream WHERE erased AND key IN ({many('%s', len(streams))})", streams)
    return {key for (key,) in rows}


def move_heads(rows: Sequence[tuple[str, StoredHead]]) -> None:
    """Move the heads of streams that this transaction has locked."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE journal_stream SET no = %s, hash = %s, at = %s, holder = %s, node = %s, term = %s, readable = %s"
            " WHERE key = %s",
            [(h.no, h.hash, h.at, h.holder, h.node, h.term, h.readable, key) for key, h in rows],
        )


def hold(ids: Sequence[int], entries: Sequence[NewEntry]) -> None:
    """Number entries at once on SQLite, leave them for the sequencer on PostgreSQL."""
    if on_sqlite():
        place(ids, entries, run(f"SELECT {TOP}")[0])
        return
    for start in range(0, len(ids), ROWS):
        part = ids[start : start + ROWS]
        run(f"INSERT INTO journal_pending (entry) VALUES {many('(%s)', len(part))}", part)


def walk(*, since: str = "", streams: Sequence[str] | None = None) -> Iterator[Walked]:
    """Every stream with its entries, stream by stream and number by number, at constant memory.

    `since` (journal text form) leaves out streams that nobody touched after it; `streams` names the ones wanted.
    """
    condition, values = "s.at >= %s", [since]
    if streams is not None:
        condition, values = f"s.key IN ({many('%s', len(streams)) or 'NULL'})", list(streams)
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            "SELECT s.key, s.kind, s.centre, s.node, s.holder, s.term, s.no, s.hash, s.at, s.readable, s.erased,"
            " k.wrapped, e.id, e.no, e.kind, e.at, e.account, e.key, e.digest, e.head, e.sealed, e.hash"
            " FROM journal_stream s LEFT JOIN journal_streamkey k ON k.stream = s.key"
            f" LEFT JOIN journal_entry e ON e.stream = s.key WHERE {condition} ORDER BY s.key, e.no",
            values,
        )
        while rows := cursor.fetchmany(ROWS):
            yield from map(Walked._make, rows)


def next_streams(after: str, limit: int, *, kinds: Sequence[str], others: bool = False) -> list[str]:
    """The keys of the streams of these kinds (or of all others) after one, in the database's own order."""
    condition = f"kind {'NOT ' if others else ''}IN ({many('%s', len(kinds)) or 'NULL'})"
    return [
        key
        for (key,) in run(
            f"SELECT key FROM journal_stream WHERE {condition} AND key > %s ORDER BY key LIMIT %s",
            [*kinds, after, limit],
        )
    ]


def last_entry() -> int:
    """The newest entry's id, 0 in an empty journal."""
    return int(run("SELECT COALESCE(MAX(id), 0) FROM journal_entry")[0][0])


def streams_since(entry: int) -> list[str]:
    """The streams that have entries newer than one."""
    return [key for (key,) in run("SELECT DISTINCT stream FROM journal_entry WHERE id > %s", [entry])]


def block_writers() -> None:
    """Nobody appends until this transaction ends. Take no head's lock after it: a writer may hold one and wait."""
    if not on_sqlite():
        run("LOCK TABLE journal_entry IN SHARE MODE")


def reset_ids(models: Sequence[type[Model]]) -> None:
    """After rows came with their ids: the next id is above them all."""
    for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
        run(statement)


def gather_statistics() -> None:
    """Tell the database how full its tables are, after many rows came at once."""
    run("ANALYZE")


def scrub() -> bool:
    """Leave nothing of deleted rows in the database's files; False when a reader stood in the way (try again).

    SQLite overwrites what it deletes (`secure_delete`), but the write-ahead log keeps older pages until it is
    truncated. PostgreSQL keeps dead rows in the table's file until the table is rewritten: `VACUUM FULL` of the small
    table of keys; the log and replicas lose them as their own retention runs out. Runs outside transactions.
    """
    if on_sqlite():
        return not run("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
    run("VACUUM FULL journal_streamkey")
    run("VACUUM")
    return True
