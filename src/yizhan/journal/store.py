"""The hand-written SQL of the program: append, head and key in one read, serials, sequencing. Nowhere else.

Every statement runs on SQLite and PostgreSQL alike; the two differ only in how a row is locked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection


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


@dataclass(frozen=True, slots=True)
class NewEntry:
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


def read_head(stream: str, *, lock: bool) -> StoredHead | None:
    """The head of a stream and its key; with `lock` until the transaction ends."""
    suffix = " FOR UPDATE OF s" if lock and not on_sqlite() else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.no, s.hash, s.at, s.term, s.node, s.holder, s.centre, s.readable, s.writable, k.wrapped"
            " FROM journal_stream s LEFT JOIN journal_streamkey k ON k.stream = s.key WHERE s.key = %s" + suffix,
            [stream],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    return StoredHead(
        no=row[0],
        hash=bytes(row[1]),
        at=row[2],
        term=row[3],
        node=row[4],
        holder=row[5],
        centre=row[6],
        readable=bool(row[7]),
        writable=bool(row[8]),
        wrapped=None if row[9] is None else bytes(row[9]),
    )


def read_entries(stream: str) -> list[tuple[int, str, bytes, bytes | None]]:
    """Number, kind, head and sealed part of every entry of a stream, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT no, kind, head, sealed FROM journal_entry WHERE stream = %s ORDER BY no",
            [stream],
        )
        return [
            (no, kind, bytes(head), None if sealed is None else bytes(sealed))
            for no, kind, head, sealed in cursor.fetchall()
        ]


def insert_stream(*, key: str, kind: str, head: StoredHead) -> bool:
    """Make a stream with the head that its first entries give it; False when it exists already."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_stream (key, kind, centre, node, holder, term, no, hash, at, readable, writable)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (key) DO NOTHING",
            [
                key,
                kind,
                head.centre,
                head.node,
                head.holder,
                head.term,
                head.no,
                head.hash,
                head.at,
                head.readable,
                head.writable,
            ],
        )
        made = cursor.rowcount == 1
        if made and head.wrapped is not None:
            cursor.execute("INSERT INTO journal_streamkey (stream, wrapped) VALUES (%s, %s)", [key, head.wrapped])
    return made


def insert_entries(entries: Sequence[NewEntry]) -> list[int]:
    """Append entries; their ids. A duplicate place or request raises IntegrityError."""
    row = "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
    values: list[object] = []
    for entry in entries:
        values += [
            entry.stream,
            entry.no,
            entry.kind,
            entry.at,
            entry.account,
            entry.key,
            entry.digest,
            entry.head,
            entry.sealed,
            entry.hash,
        ]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (stream, no, kind, at, account, key, digest, head, sealed, hash) VALUES "
            + ", ".join([row] * len(entries))
            + " RETURNING id",
            values,
        )
        return sorted(found[0] for found in cursor.fetchall())


def update_stream(
    *, key: str, expected: int, no: int, digest: bytes, at: str, holder: str, node: str, term: int
) -> bool:
    """Move a stream's head from the expected number; False when another writer was first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE journal_stream SET no = %s, hash = %s, at = %s, holder = %s, node = %s, term = %s"
            " WHERE key = %s AND no = %s",
            [no, digest, at, holder, node, term, key, expected],
        )
        return cursor.rowcount == 1


def leave_pending(entries: Iterable[int]) -> None:
    """Leave committed entries for the sequencer."""
    ids = list(entries)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_pending (entry) VALUES " + ", ".join(["(%s)"] * len(ids)),
            ids,
        )


def last_position() -> tuple[int, bytes | None]:
    """The newest place in the node's chain and its hash."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT position, hash FROM journal_position ORDER BY position DESC LIMIT 1")
        row = cursor.fetchone()
    return (row[0], bytes(row[1])) if row else (0, None)


def insert_positions(rows: Sequence[tuple[int, int, bytes]]) -> None:
    """Give entries their places: (position, entry, chain hash)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_position (position, entry, hash) VALUES " + ", ".join(["(%s, %s, %s)"] * len(rows)),
            [value for row in rows for value in row],
        )


def take_pending(limit: int) -> list[tuple[int, bytes]]:
    """The oldest committed entries without a place: (entry, hash)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.entry, e.hash FROM journal_pending p JOIN journal_entry e ON e.id = p.entry"
            " ORDER BY p.entry LIMIT %s",
            [limit],
        )
        return [(entry, bytes(digest)) for entry, digest in cursor.fetchall()]


def drop_pending(entries: Sequence[int]) -> None:
    """These entries have their places now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM journal_pending WHERE entry IN (" + ", ".join(["%s"] * len(entries)) + ")", list(entries)
        )


def try_lead(name: int) -> bool:
    """Whether this transaction is the only sequencer; an advisory lock on PostgreSQL, the write lock on SQLite."""
    if on_sqlite():
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [name])
        return bool(cursor.fetchone()[0])


def draw_serial(*, scope: str, year: int, series: str) -> int:
    """The next serial of a scope and year: never drawn twice, gaps are allowed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_serial (scope, year, series, last) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (scope, year, series) DO UPDATE SET last = journal_serial.last + 1 RETURNING last",
            [scope, year, series],
        )
        return int(cursor.fetchone()[0])


def find_request(*, account: str, key: str) -> tuple[str, str] | None:
    """The stream and digest of an earlier request with this idempotency key."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT stream, digest FROM journal_entry WHERE account = %s AND key = %s AND key <> ''", [account, key]
        )
        row = cursor.fetchone()
    return (row[0], row[1]) if row else None


GUARDED = ("journal_entry", "journal_position")

SQLITE_GUARDS = {
    "{table}_no_update": "BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    "{table}_no_delete": "BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    # INSERT OR REPLACE passes the two above: it is caught before it replaces
    "{table}_no_replace": "BEFORE INSERT ON {table} WHEN {exists} BEGIN SELECT RAISE(ABORT, 'append-only'); END",
}
REPLACES = {
    "journal_entry": (
        "EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.id)"
        " OR EXISTS (SELECT 1 FROM journal_entry WHERE stream = NEW.stream AND no = NEW.no)"
        " OR (NEW.key <> '' AND EXISTS"
        " (SELECT 1 FROM journal_entry WHERE account = NEW.account AND key = NEW.key AND key <> ''))"
    ),
    "journal_position": (
        "EXISTS (SELECT 1 FROM journal_position WHERE position = NEW.position)"
        " OR EXISTS (SELECT 1 FROM journal_position WHERE entry = NEW.entry)"
    ),
}
POSTGRESQL_GUARD = (
    "CREATE OR REPLACE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def arm() -> None:
    """Make the triggers that refuse UPDATE, DELETE, TRUNCATE and INSERT OR REPLACE of entries and positions.

    Run after every migration: Django's remake of a table on SQLite drops them silently.
    """
    with connection.cursor() as cursor:
        if on_sqlite():
            for table in GUARDED:
                for name, body in SQLITE_GUARDS.items():
                    statement = body.format(table=table, exists=REPLACES[table])
                    cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name.format(table=table)} {statement}")
            return
        cursor.execute(POSTGRESQL_GUARD)
        for table in GUARDED:
            cursor.execute(
                f"CREATE OR REPLACE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION journal_append_only()"
            )
            cursor.execute(
                f"CREATE OR REPLACE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only()"
            )


def missing_guards() -> list[str]:
    """The triggers that should be there and are not: every start asks."""
    with connection.cursor() as cursor:
        if on_sqlite():
            wanted = {name.format(table=table) for table in GUARDED for name in SQLITE_GUARDS}
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            wanted = {f"{table}_{kind}" for table in GUARDED for kind in ("rows", "truncate")}
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        return sorted(wanted - {name for (name,) in cursor.fetchall()})


def read_chain(after: int, limit: int) -> list[tuple[int, bytes, int | None, bytes | None]]:
    """Places after one in order: (position, chain hash, entry, the entry's hash or None where it is gone)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.position, p.hash, p.entry, e.hash FROM journal_position p"
            " LEFT JOIN journal_entry e ON e.id = p.entry WHERE p.position > %s ORDER BY p.position LIMIT %s",
            [after, limit],
        )
        return [
            (position, bytes(digest), entry, None if found is None else bytes(found))
            for position, digest, entry, found in cursor.fetchall()
        ]


def read_numbered(after: int, limit: int) -> list[tuple[int, str, int, str]]:
    """Entries after a place, for reactions: (position, stream, no, kind)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.position, e.stream, e.no, e.kind FROM journal_position p"
            " JOIN journal_entry e ON e.id = p.entry WHERE p.position > %s ORDER BY p.position LIMIT %s",
            [after, limit],
        )
        return list(cursor.fetchall())


def unplaced_entries() -> list[int]:
    """Entries that have neither a place nor wait for one: nobody's writer left them like that."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.id FROM journal_entry e LEFT JOIN journal_position p ON p.entry = e.id"
            " LEFT JOIN journal_pending w ON w.entry = e.id WHERE p.entry IS NULL AND w.entry IS NULL"
        )
        return [entry for (entry,) in cursor.fetchall()]
