"""The hand-written SQL of the node's own chain: places, what waits for one, the lock of the sequencer."""

# ruff: noqa: S608  (only placeholders and names of columns are put together here, never a value)

from collections.abc import Sequence

from yizhan.journal.store import ROWS, bytes_of, many, on_sqlite, run


def last_position() -> tuple[int, bytes | None]:
    """The newest place in the node's chain and its hash."""
    rows = run("SELECT position, hash FROM journal_position ORDER BY position DESC LIMIT 1")
    return (rows[0][0], bytes(rows[0][1])) if rows else (0, None)


def take_pending(limit: int) -> list[tuple[int, bytes]]:
    """The oldest committed entries without a place: (entry, hash)."""
    rows = run(
        "SELECT p.entry, e.hash FROM journal_pending p JOIN journal_entry e ON e.id = p.entry"
        " ORDER BY p.entry LIMIT %s",
        [limit],
    )
    return [(entry, bytes(digest)) for entry, digest in rows]


def drop_pending(entries: Sequence[int]) -> None:
    """These entries have their places now."""
    run(f"DELETE FROM journal_pending WHERE entry IN ({many('%s', len(entries))})", entries)


def try_lead(name: int) -> bool:
    """Whether this transaction is the only sequencer; an advisory lock on PostgreSQL, the write lock on SQLite."""
    return on_sqlite() or bool(run("SELECT pg_try_advisory_xact_lock(%s)", [name])[0][0])


def read_chain(after: int, limit: int) -> list[tuple[int, bytes, int, bytes | None]]:
    """Places after one in order: (position, chain hash, entry, the entry's hash or None where it is gone)."""
    rows = run(
        "SELECT p.position, p.hash, p.entry, e.hash FROM journal_position p"
        " LEFT JOIN journal_entry e ON e.id = p.entry WHERE p.position > %s ORDER BY p.position LIMIT %s",
        [after, limit],
    )
    return [(position, bytes(digest), entry, bytes_of(found)) for position, digest, entry, found in rows]


def read_numbered(after: int, limit: int) -> list[tuple[int, str, int, str]]:
    """Entries after a place, for reactions: (position, stream, no, kind)."""
    return [
        (position, stream, no, kind)
        for position, stream, no, kind in run(
            "SELECT p.position, e.stream, e.no, e.kind FROM journal_position p"
            " JOIN journal_entry e ON e.id = p.entry WHERE p.position > %s ORDER BY p.position LIMIT %s",
            [after, limit],
        )
    ]


def unplaced_entries(limit: int = ROWS) -> list[int]:
    """Entries that have neither a place nor wait for one: nobody's writer left them like that."""
    rows = run(
        "SELECT e.id FROM journal_entry e LEFT JOIN journal_position p ON p.entry = e.id"
        " LEFT JOIN journal_pending w ON w.entry = e.id WHERE p.entry IS NULL AND w.entry IS NULL LIMIT %s",
        [limit],
    )
    return [entry for (entry,) in rows]
