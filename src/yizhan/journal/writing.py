"""How entries are made: drafts of events and rows, chained to a stream's head, sealed, and stored with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from yizhan.journal import codec, keys, registry, store
from yizhan.journal.codec import Custody
from yizhan.journal.events import NOTHING, Basis, Effective, HandedOver
from yizhan.journal.queries import this_node
from yizhan.journal.store import NewEntry, StoredHead
from yizhan.kernel.acting import Act
from yizhan.kernel.refusals import Invalid, NotHolder, Refused

LONGEST_REQUEST_KEY = 80


@dataclass(frozen=True, slots=True)
class Head:
    """A stream's head as an action holds it: locked until its transaction ends."""

    stream: str
    no: int
    hash: bytes
    at: str
    term: int
    node: str
    holder: str
    centre: str
    readable: bool
    writable: bool
    key: bytes | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What an entry will say, before it has a place; `centre` where it is not the actor's."""

    kind: str
    version: int
    body: dict[str, Any]
    sealed: dict[str, Any]
    event: object
    effective: str = ""
    reason: str = ""
    centre: str | None = None


def draft_of(event: object) -> Draft:
    """The draft of an event."""
    if isinstance(event, Effective):
        return replace(draft_of(event.event), effective=event.on.isoformat(), reason=event.reason)
    body, sealed = codec.encode(event)
    cls = type(event)
    return Draft(kind=cls.__name__, version=getattr(cls, "VERSION", 1), body=body, sealed=sealed, event=event)


def head_of(stream: str, stored: StoredHead) -> Head:
    """A stored head with its key unwrapped."""
    return Head(
        stream=stream,
        no=stored.no,
        hash=stored.hash,
        at=stored.at,
        term=stored.term,
        node=stored.node,
        holder=stored.holder,
        centre=stored.centre,
        readable=stored.readable,
        writable=stored.writable,
        key=None if stored.wrapped is None else keys.unwrap(stored.wrapped, owner=stream),
    )


def stored_of(head: Head, wrapped: bytes | None = None) -> StoredHead:
    """A head as it is stored."""
    return StoredHead(
        no=head.no,
        hash=head.hash,
        at=head.at,
        term=head.term,
        node=head.node,
        holder=head.holder,
        centre=head.centre,
        readable=head.readable,
        writable=head.writable,
        wrapped=wrapped,
    )


def begin(
    stream: str, *, centre: str, holder: str, drafts: Sequence[Draft], act: Act, basis: Basis = NOTHING
) -> Head | None:
    """Make a stream with its first entries; None when it exists already."""
    if not drafts:
        raise ValueError("a stream begins with an entry")
    empty = Head(
        stream=stream,
        no=0,
        hash=codec.GENESIS,
        at="",
        term=1,
        node=this_node().code,
        holder=holder,
        centre=centre,
        readable=True,
        writable=True,
        key=keys.new_stream_key(),
    )
    head, entries = chain(empty, drafts, act=act, basis=basis)
    wrapped = keys.wrap(empty.key or b"", owner=stream)
    made = store.begin(stream, registry.kind_of(stream), stored_of(head, wrapped), entries)
    return head if made else None


def extend(head: Head, *, drafts: Sequence[Draft], act: Act, basis: Basis = NOTHING) -> Head:
    """Append to a stream. Raises NotHolder, Refused: stream-unreadable, read-only, head-moved."""
    if not drafts:
        return head
    if head.node != this_node().code:
        raise NotHolder(holder=head.holder)
    if not head.readable:
        raise Refused("stream-unreadable", stream=head.stream)
    if not head.writable:
        raise Refused("read-only", stream=head.stream)
    following, entries = chain(head, drafts, act=act, basis=basis)
    if not store.extend(head.stream, expected=head.no, head=stored_of(following), entries=entries):
        raise Refused("head-moved", stream=head.stream)  # the caller had not locked it
    return following


def chain(head: Head, drafts: Sequence[Draft], *, act: Act, basis: Basis) -> tuple[Head, list[NewEntry]]:
    """The entries of one act and the head after them. The request's key stands on the first one alone."""
    if len(act.key) > LONGEST_REQUEST_KEY or "\x00" in act.key:
        raise Invalid("bad-request-key")
    entries = []
    key, digest, term = act.key, act.digest, head.term
    for draft in drafts:
        if head.term != term:  # custody has passed: what follows is no longer ours to write
            raise NotHolder(holder=head.holder)
        entry = _entry(head, draft, act=act, basis=basis, key=key, digest=digest)
        key = digest = ""
        entries.append(entry)
        head = replace(head, no=entry.no, hash=entry.hash, at=entry.at)
        if isinstance(draft.event, HandedOver):
            head = replace(head, holder=draft.event.organ, node=draft.event.node, term=head.term + 1)
    return head, entries


def _entry(head: Head, draft: Draft, *, act: Act, basis: Basis, key: str, digest: str) -> NewEntry:
    no = head.no + 1
    at = max(codec.moment_text(act.now), head.at)
    sealed = _seal(head, no, draft) if draft.sealed else None
    content = codec.head_bytes(
        codec.EntryHead(
            stream=head.stream,
            no=no,
            term=head.term,
            kind=draft.kind,
            version=draft.version,
            at=at,
            account=act.actor.account,
            organ=act.actor.organ,
            centre=act.actor.centre if draft.centre is None else draft.centre,
            body=draft.body,
            sealed_digest=codec.entry_hash(sealed).hex() if sealed else "",
            previous=head.hash.hex(),
            effective=draft.effective,
            reason=draft.reason,
            basis=basis,
            key=key,
            digest=digest,
            custody=Custody(head.holder, head.node, head.centre) if no == 1 else None,
        )
    )
    return NewEntry(
        stream=head.stream,
        no=no,
        kind=draft.kind,
        at=at,
        account=act.actor.account,
        key=key,
        digest=digest,
        head=content,
        sealed=sealed,
        hash=codec.entry_hash(content),
    )


def _seal(head: Head, no: int, draft: Draft) -> bytes:
    if head.key is None:
        raise Refused("key-gone", stream=head.stream)
    return keys.seal(head.key, codec.canonical(draft.sealed), aad=codec.sealed_context(head.stream, no))
