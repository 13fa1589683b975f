"""The hand-written SQL of the program: append, head and key in one read, serials, sequencing. Nowhere else.

What PostgreSQL does in one statement with writing CTEs, SQLite does in a few under its write lock.
"""

# ruff: noqa: S608  (only placeholders and names of columns are put together here, never a value)

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection, transaction

from yizhan.journal import codec

ROWS = 500  # rows of one statement: SQLite takes 32,766 parameters


@dataclass(frozen=True, slots=True)
class StoredHead:
    """A stream's row with its wrapped key."""

    no: int
    hash: bytes
    at: str
    term: int
    node: str
    holder: str
    centre: str
    readable: bool
    writable: bool
    wrapped: bytes | None


class NewEntry(NamedTuple):
    """The columns of an entry to be inserted."""

    stream: str
    no: int
    kind: str
    at: str
    account: str
    key: str
    digest: str
    head: bytes
    sealed: bytes | None
    hash: bytes


def on_sqlite() -> bool:
    """Whether the node runs on the embedded database."""
    return connection.vendor == "sqlite"


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is of one moment, and no writer waits. Inside a transaction: that transaction."""
    if connection.in_atomic_block:
        yield
    elif on_sqlite():
        sqlite: Any = connection
        sqlite.ensure_connection()  # which reads the mode from the settings
        usual, sqlite.transaction_mode = sqlite.transaction_mode, "DEFERRED"
        try:
            with transaction.atomic():
                yield
        finally:
            sqlite.transaction_mode = usual
    else:
        with transaction.atomic():
            run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


@contextmanager
def joined() -> Iterator[None]:
    """The caller's transaction, or one of its own where there is none: never a savepoint."""
    if connection.in_atomic_block:
        yield
    else:
        with transaction.atomic():
            yield


def run(statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Execute a statement; the rows that it returns."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def many(row: str, count: int) -> str:
    """`row` so many times, separated by commas."""
    return ", ".join([row] * count)


def flat(entries: Iterable[NewEntry]) -> list[Any]:
    """The columns of entries, one after the other."""
    return [value for entry in entries for value in entry]


def bytes_of(value: Any) -> bytes | None:
    """A binary column as bytes, whatever the driver gives."""
    return None if value is None else bytes(value)


STREAM = "key, kind, centre, node, holder, term, no, hash, at, readable, writable, erased"
ENTRY = "stream, no, kind, at, account, key, digest, head, sealed, hash"
TYPED = "%s::text, %s::int, %s::text, %s::text, %s::text, %s::text, %s::text, %s::bytea, %s::bytea, %s::bytea"
TOP = (
    "(SELECT position FROM journal_position ORDER BY position DESC LIMIT 1),"
    " (SELECT hash FROM journal_position ORDER BY position DESC LIMIT 1)"
)


def read_head(stream: str, *, lock: bool) -> StoredHead | None:
    """The head of a stream and its key; with `lock` until the transaction ends."""
    return read_heads([stream], lock=lock).get(stream)


def read_heads(streams: Sequence[str], *, lock: bool) -> dict[str, StoredHead]:
    """The heads of several streams, locked in the order of their keys."""
    # After a wait PostgreSQL reads the locked row anew, but the key beside it as of before the wait: the row itself
    # says whether the key was destroyed meanwhile.
    rows = run(
        "SELECT s.key, s.no, s.hash, s.at, s.term, s.node, s.holder, s.centre, s.readable, s.writable,"
        " CASE WHEN s.erased THEN NULL ELSE k.wrapped END"
        " FROM journal_stream s LEFT JOIN journal_streamkey k ON k.stream = s.key"
        f" WHERE s.key IN ({many('%s', len(streams))}) ORDER BY s.key"
        + (" FOR UPDATE OF s" if lock and not on_sqlite() else ""),
        streams,
    )
    return {
        key: StoredHead(
            no, bytes(digest), at, term, node, holder, centre, bool(readable), bool(writable), bytes_of(wrapped)
        )
        for key, no, digest, at, term, node, holder, centre, readable, writable, wrapped in rows
    }


def read_entries(stream: str) -> list[tuple[int, str, bytes, bytes | None]]:
    """Number, kind, head and sealed part of every entry of a stream, in order."""
    rows = run("SELECT no, kind, head, sealed FROM journal_entry WHERE stream = %s ORDER BY no", [stream])
    return [(no, kind, bytes(head), bytes_of(sealed)) for no, kind, head, sealed in rows]


def read_key(stream: str) -> bytes | None:
    """The wrapped key of a stream."""
    rows = run("SELECT wrapped FROM journal_streamkey WHERE stream = %s", [stream])
    return bytes_of(rows[0][0]) if rows else None


def read_numbers(streams: Sequence[str]) -> dict[str, int]:
    """The number of the newest entry of each of these streams that exist."""
    return dict(run(f"SELECT key, no FROM journal_stream WHERE key IN ({many('%s', len(streams))})", streams))


def begin(stream: str, kind: str, head: StoredHead, entries: Sequence[NewEntry]) -> bool:
    """Make a stream with its first entries; False, and nothing done, when it exists already."""
    row = [stream, kind, head.centre, head.node, head.holder, head.term, head.no, head.hash, head.at]
    values: list[Any] = [*row, head.readable, head.writable, False]
    make = f"INSERT INTO journal_stream ({STREAM}) VALUES ({many('%s', 12)}) ON CONFLICT (key) DO NOTHING"
    lock = "INSERT INTO journal_streamkey (stream, wrapped)"
    if not on_sqlite():
        sealed = f", sealed AS ({lock} SELECT key, %s::bytea FROM grown)" if head.wrapped else ""
        return _grow(make + " RETURNING key", values, entries, sealed, [head.wrapped] if head.wrapped else [])
    top = run(f"{make} RETURNING {TOP}", values)
    if not top:
        return False
    if head.wrapped:
        run(f"{lock} VALUES (%s, %s)", [stream, head.wrapped])
    place(insert_entries(entries), entries, top[0])
    return True


def extend(stream: str, *, expected: int, head: StoredHead, entries: Sequence[NewEntry]) -> bool:
    """Move a stream's head from the expected number and append; False, and nothing done, when it stood elsewhere."""
    move = (
        "UPDATE journal_stream SET no = %s, hash = %s, at = %s, holder = %s, node = %s, term = %s"
        " WHERE key = %s AND no = %s RETURNING "
    )
    values = [head.no, head.hash, head.at, head.holder, head.node, head.term, stream, expected]
    if not on_sqlite():
        return _grow(move + "key", values, entries)
    top = run(move + TOP, values)
    if top:
        place(insert_entries(entries), entries, top[0])
    return bool(top)


def _grow(head: str, values: list[Any], entries: Sequence[NewEntry], more: str = "", also: Sequence[Any] = ()) -> bool:
    """One statement on PostgreSQL: the head, and only if it moved the entries, each left for the sequencer."""
    rows = " UNION ALL ".join([f"SELECT {TYPED} FROM grown"] * len(entries))
    left = run(
        f"WITH grown AS ({head}){more}, written AS (INSERT INTO journal_entry ({ENTRY}) {rows} RETURNING id)"
        " INSERT INTO journal_pending (entry) SELECT id FROM written RETURNING entry",
        [*values, *also, *flat(entries)],
    )
    return bool(left)


def insert_entries(entries: Sequence[NewEntry]) -> list[int]:
    """Append entries, in few statements; their ids. A duplicate place or request raises IntegrityError."""
    ids: list[int] = []
    for start in range(0, len(entries), ROWS):
        part = entries[start : start + ROWS]
        values = many(f"({many('%s', 10)})", len(part))
        ids += sorted(
            row[0] for row in run(f"INSERT INTO journal_entry ({ENTRY}) VALUES {values} RETURNING id", flat(part))
        )
    return ids


@dataclass(frozen=True, slots=True)
class Shape:
    """How rows of a table are written: its columns; with a `key`, existing rows take over the `changed` columns."""

    table: str
    columns: tuple[str, ...]
    key: str = ""
    changed: tuple[str, ...] = ()

    def statement(self, count: int) -> str:
        """The statement for so many rows."""
        columns = ", ".join(f'"{column}"' for column in self.columns)
        rows = many(f"({many('%s', len(self.columns))})", count)
        insert = f'INSERT INTO "{self.table}" ({columns}) VALUES {rows}'
        if not self.key:
            return insert
        if not self.changed:
            return f'{insert} ON CONFLICT ("{self.key}") DO NOTHING'
        changes = ", ".join(f'"{column}" = EXCLUDED."{column}"' for column in self.changed)
        return f'{insert} ON CONFLICT ("{self.key}") DO UPDATE SET {changes}'


def write_rows(shape: Shape, rows: Sequence[Sequence[Any]]) -> None:
    """Write rows in few statements. Raises IntegrityError."""
    for start in range(0, len(rows), ROWS):
        part = rows[start : start + ROWS]
        run(shape.statement(len(part)), [value for row in part for value in row])


def draw_serial(*, scope: str, year: int, series: str) -> int:
    """The next serial of a scope and year: never drawn twice, gaps are allowed."""
    rows = run(
        "INSERT INTO journal_serial (scope, year, series, last) VALUES (%s, %s, %s, 1)"
        " ON CONFLICT (scope, year, series) DO UPDATE SET last = journal_serial.last + 1 RETURNING last",
        [scope, year, series],
    )
    return int(rows[0][0])


def find_request(*, account: str, key: str) -> tuple[str, str] | None:
    """The stream and digest of an earlier request with this idempotency key."""
    rows = run("SELECT stream, digest FROM journal_entry WHERE account = %s AND key = %s AND key <> ''", [account, key])
    return (rows[0][0], rows[0][1]) if rows else None


def begun_streams(account: str, kind: str, *, limit: int) -> list[str]:
    """The streams that an account began with an entry of this kind, the newest first."""
    # `no = 1` is written out: SQLite takes a partial index only for what it can read in the statement.
    rows = run(
        "SELECT stream FROM journal_entry WHERE account = %s AND no = 1 AND kind = %s"
        " ORDER BY at DESC, id DESC LIMIT %s",
        [account, kind, limit],
    )
    return [row[0] for row in rows]


def written_by(account: str, since: str, *, limit: int) -> list[tuple[str, str]]:
    """The stream and kind of what an account wrote since a moment, in order."""
    rows = run(
        "SELECT stream, kind FROM journal_entry WHERE at >= %s AND account = %s ORDER BY at, id LIMIT %s",
        [since, account, limit],
    )
    return [(row[0], row[1]) for row in rows]


Top = tuple[int, bytes | None]  # the newest place and its chain hash
_unplaced: ContextVar[list[tuple[int, bytes, Top]] | None] = ContextVar("unplaced", default=None)


@contextmanager
def numbered_together() -> Iterator[None]:
    """Within a transaction: the entries written inside get their places at its end, by one statement (SQLite).

    Inside another one they wait for the end of that; what an exception undoes is not numbered.
    """
    outer = _unplaced.get()
    own: list[tuple[int, bytes, Top]] = []
    token = _unplaced.set(own)
    try:
        yield
    finally:
        _unplaced.reset(token)
    if outer is not None:
        outer.extend(own)
    elif own:
        insert_positions([(entry, digest) for entry, digest, _ in own], own[0][2])


def place(ids: Sequence[int], entries: Sequence[NewEntry], top: tuple[int | None, Any]) -> None:
    """Give entries the places after `top`, the newest place and its chain hash, now or together with those to come."""
    after: Top = (top[0] or 0, bytes_of(top[1]))
    waiting = _unplaced.get()
    if waiting is None:
        insert_positions(list(zip(ids, [entry.hash for entry in entries], strict=True)), after)
    else:
        waiting += [(id_, entry.hash, after) for id_, entry in zip(ids, entries, strict=True)]


def insert_positions(waiting: Sequence[tuple[int, bytes]], top: Top) -> None:
    """Extend the chain over (entry, hash) in this order."""
    position, digest = top[0], top[1] or codec.GENESIS
    rows: list[Any] = []
    for entry, entry_hash in waiting:
        position += 1
        digest = codec.chain_hash(digest, position, entry_hash)
        rows += (position, entry, digest)
    for start in range(0, len(rows), 3 * ROWS):
        part = rows[start : start + 3 * ROWS]
        run(f"INSERT INTO journal_position (position, entry, hash) VALUES {many('(%s, %s, %s)', len(part) // 3)}", part)
