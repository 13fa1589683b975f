"""Reading the journal: this node, a stream's entries and state, earlier requests, the newest moment."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef

from yizhan.journal import codec, keys, store
from yizhan.journal.models import Entry, Node, Stream
from yizhan.journal.reading import Written, initial, open_entry, step, unwrapped, written_of
from yizhan.journal.store_compiled import Compiled
from yizhan.kernel.acting import Act
from yizhan.kernel.hashing import hmac_sm3
from yizhan.kernel.refusals import NotFound, Refused

__all__ = [
    "Compiled",
    "Written",
    "begun_by",
    "closed_streams",
    "fold",
    "forget_node",
    "hidden_parts",
    "last_moment",
    "lookup_hash",
    "repeated",
    "state_of",
    "stream_key",
    "this_node",
    "versions",
    "written",
    "written_since",
]


@cache
def this_node() -> Node:
    """This node. Raises Refused: no-node."""
    node = Node.objects.first()
    if node is None:
        raise Refused("no-node")
    return node


def forget_node() -> None:
    """The identity changed: `init`, `restore`, another database."""
    this_node.cache_clear()
    keys.read.cache_clear()


def stream_key(stream: str) -> bytes | None:
    """The key of a stream, None where it was destroyed or never came."""
    return unwrapped(stream, store.read_key(stream))


def written(stream: str, *, key: bytes | None = None) -> list[Written]:
    """Every entry of a folded stream, sealed parts opened where the key is here (`key` spares its read)."""
    known = stream_key(stream) if key is None else key
    return [written_of(open_entry(data, sealed, known)) for _, _, data, sealed in store.read_entries(stream)]


def hidden_parts(stream: str) -> dict[int, dict[str, Any]]:
    """The sealed part of each entry of a stream by its number, as far as the key is here: for records, whose rows keep
    no typed text."""
    key = stream_key(stream)
    opened = ((no, open_entry(head, sealed, key).hidden) for no, _, head, sealed in store.read_entries(stream))
    return {no: hidden for no, hidden in opened if hidden is not None}


def state_of(stream: str, *, key: bytes | None = None) -> Any:
    """A folded stream's present state. Raises NotFound, Refused: stream-unreadable."""
    entries = written(stream, key=key)
    if not entries:
        raise NotFound(stream=stream)
    return fold(stream, entries)


def fold(stream: str, entries: list[Written]) -> Any:
    """The state that the entries give. Raises Refused: stream-unreadable (unknown kind or version)."""
    state = initial(stream)
    for entry in entries:
        state = step(stream, state, entry.kind, entry.event)
    return state


def versions(streams: Sequence[str]) -> dict[str, int]:
    """The versions of those of these streams that exist, in one read: what a cache asks before it answers."""
    return store.read_numbers(streams)


def repeated(act: Act) -> str | None:
    """The stream that an earlier request with the same key wrote to, None for a new request.

    Raises Refused: key-reused, when that was another request.
    """
    if not act.key:
        return None
    found = store.find_request(account=act.actor.account, key=act.key)
    if found is None:
        return None
    stream, digest = found
    if digest != act.digest:
        raise Refused("key-reused")
    return stream


def closed_streams() -> int:
    """How many streams a restore left read-only, and nobody has opened again."""
    return Stream.objects.filter(writable=False).count()


def begun_by(account: str, kind: str, *, limit: int) -> list[str]:
    """The streams that an account began with an entry of this kind (its class), the newest first."""
    return store.begun_streams(account, kind, limit=limit)


def written_since(account: str, since: datetime, *, limit: int) -> list[tuple[str, str]]:
    """The stream and kind of every entry that an account wrote since a moment, in order."""
    return store.written_by(account, codec.moment_text(since), limit=limit)


def lookup_hash(value: str) -> str:
    """The keyed look-up hash (HMAC-SM3) of an identity or telephone number under this node's key; empty for empty."""
    return hmac_sm3(keys.read("lookup"), value).hex() if value else ""


def parts_of(event: object) -> tuple[dict[str, Any], dict[str, Any]]:
    """The open and the sealed part of an event as JSON values, as its entry holds them."""
    return codec.encode(event)


def last_moment() -> datetime | None:
    """The newest moment in the journal: a start before it is asked about."""
    at = Entry.objects.order_by("-at").values_list("at", flat=True).first()
    return codec.moment_of(at) if at else None


def unwritten_since(column: str, since: datetime) -> Exists:
    """For rows that name a stream in a column, a condition: nothing was written to it since a moment. The database asks
    stream by stream, by its key.
    """
    return Exists(Stream.objects.filter(key=OuterRef(column), at__lt=codec.moment_text(since)))


def last_moments(streams: Collection[str]) -> dict[str, datetime]:
    """When something was written last to each of these streams, in one read."""
    found = Stream.objects.filter(key__in=streams).values_list("key", "at")
    return {key: codec.moment_of(at) for key, at in found}
