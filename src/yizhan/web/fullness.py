"""Whether a fault means that the disk is full: SQLite, PostgreSQL and the file store each say it in their own way."""

import errno
from collections.abc import Iterator

ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT})
SQLITE = "SQLITE_FULL"
POSTGRESQL = "53100"
"""`disk_full` (PostgreSQL, appendix A)."""


def is_full(exception: BaseException) -> bool:
    """Whether the fault, or what it came from, is a full disk."""
    return any(says_full(one) for one in chain(exception))


def says_full(exception: BaseException) -> bool:
    """Whether this very fault is."""
    if isinstance(exception, OSError) and exception.errno in ERRNOS:
        return True
    names = (getattr(exception, "sqlite_errorname", None), getattr(exception, "sqlstate", None))
    return SQLITE in names or POSTGRESQL in names or "No space left on device" in str(exception)


def chain(exception: BaseException | None) -> Iterator[BaseException]:
    """A fault and what it came from, each once."""
    seen: set[int] = set()
    while exception is not None and id(exception) not in seen:
        seen.add(id(exception))
        yield exception
        exception = exception.__cause__ or exception.__context__
