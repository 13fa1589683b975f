"""Reading the journal: this node, a stream's entries and state, earlier requests, the newest moment."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from yizhan.journal import codec, keys, registry, store
from yizhan.journal.events import Basis
from yizhan.journal.models import Entry, Node, StreamKey
from yizhan.kernel import sealing
from yizhan.kernel.acting import Act
from yizhan.kernel.hashing import hmac_sm3
from yizhan.kernel.refusals import NotFound, Refused


@dataclass(frozen=True, slots=True)
class Written:
    """One entry as a reader sees it; `event` is None where the kind is unknown here."""

    no: int
    kind: str
    version: int
    at: datetime
    account: str
    organ: str
    centre: str
    effective: date | None
    reason: str
    basis: Basis
    event: Any
    opened: bool


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
    wrapped = StreamKey.objects.filter(stream=stream).values_list("wrapped", flat=True).first()
    return None if wrapped is None else keys.unwrap(bytes(wrapped), owner=stream)


def written(stream: str, *, key: bytes | None = None) -> list[Written]:
    """Every entry of a folded stream, sealed parts opened where the key is here (`key` spares its read)."""
    return list(_written(stream, stream_key(stream) if key is None else key))


def state_of(stream: str, *, key: bytes | None = None) -> Any:
    """A folded stream's present state. Raises NotFound, Refused: unreadable."""
    entries = written(stream, key=key)
    if not entries:
        raise NotFound(stream=stream)
    return fold(stream, entries)


def fold(stream: str, entries: list[Written]) -> Any:
    """The state that the entries give. Raises Refused: unreadable (unknown kind or version)."""
    kind = registry.folded_kind(stream)
    if kind is None:
        raise Refused("not-folded", stream=stream)
    state = kind.initial(stream)
    for entry in entries:
        if entry.event is None:
            raise Refused("stream-unreadable", stream=stream, kind=entry.kind)
        state = kind.evolve(state, entry.event)
    return state


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


def lookup_hash(value: str) -> str:
    """The keyed look-up hash (HMAC-SM3) of an identity or telephone number under this node's key; empty for empty."""
    return hmac_sm3(keys.read("lookup"), value).hex() if value else ""


def last_moment() -> datetime | None:
    """The newest moment in the journal: a start before it is asked about."""
    at = Entry.objects.order_by("-at").values_list("at", flat=True).first()
    return codec.moment_of(at) if at else None


def _written(stream: str, key: bytes | None) -> Iterator[Written]:
    kind = registry.folded_kind(stream)
    for no, name, data, sealed in store.read_entries(stream):
        head = codec.head_of(data)
        cls = kind.events.get(name) if kind else None
        hidden = None if sealed is None or key is None else open_part(stream, no, sealed, key)
        known = cls is not None and head.version <= getattr(cls, "VERSION", 1)
        yield Written(
            no=no,
            kind=name,
            version=head.version,
            at=codec.moment_of(head.at),
            account=head.account,
            organ=head.organ,
            centre=head.centre,
            effective=codec.effective_day(head.effective),
            reason=head.reason,
            basis=head.basis,
            event=codec.decode(cls, head.body, hidden) if known and cls else None,
            opened=sealed is None or hidden is not None,
        )


def open_part(stream: str, no: int, sealed: bytes, key: bytes) -> dict[str, Any]:
    """The sealed part of an entry. Raises Refused: seal-broken."""
    content: dict[str, Any] = json.loads(sealing.open_sealed(key, sealed, aad=codec.sealed_context(stream, no)))
    return content
