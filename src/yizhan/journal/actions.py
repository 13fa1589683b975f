"""The only writers of the journal: open, append, record, hand over, draw numbers, check in."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from yizhan.journal import codec, keys, records, registry, store
from yizhan.journal.events import NOTHING, Basis, Effective, Erased, HandedOver
from yizhan.journal.models import Checkpoint, Node, Recorded, StreamKey
from yizhan.journal.queries import forget_node, this_node
from yizhan.journal.store import NewEntry, StoredHead
from yizhan.kernel import signing
from yizhan.kernel.acting import LAW, Act
from yizhan.kernel.refusals import NotFound, NotHolder, Refused

SEQUENCER = 0x5955  # the advisory lock of the one process that numbers
SERIES_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


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


def lock_head(stream: str) -> Head:
    """The head of a stream, locked for this transaction. Raises NotFound."""
    stored = store.read_head(stream, lock=True)
    if stored is None:
        raise NotFound(stream=stream)
    return _head(stream, stored)


def open_stream(
    stream: str, *, centre: str, holder: str, events: Sequence[object], act: Act, basis: Basis = NOTHING
) -> Head:
    """Make a folded stream with its first events. Raises Refused: stream-exists."""
    return _begin(
        stream, centre=centre, holder=holder, drafts=[_draft(event) for event in events], act=act, basis=basis
    )


def append(head: Head, events: Sequence[object], *, act: Act, basis: Basis = NOTHING) -> Head:
    """Append events to a folded stream, in the transaction of the rows that show them.

    Only the holder appends, at the node that has custody; the law itself (time) acts wherever the holder is.
    Raises NotHolder, Refused: unreadable, read-only.
    """
    if head.node != this_node().code or (act.actor is not LAW and act.actor.organ != head.holder):
        raise NotHolder(holder=head.holder)
    return _extend(head, drafts=[_draft(event) for event in events], act=act, basis=basis)


def record(row: Recorded, *, stream: str, centre: str, act: Act, sealed: Mapping[str, Any] | None = None) -> None:
    """Write a record: the entry and the row with the same fields.

    `sealed` holds personal values that stand in the entry's sealed part alone.
    """
    kind = registry.record_kind(type(row))
    body, hidden = records.parts_of(row)
    draft = _Draft(kind=kind, version=1, body=body, sealed={**hidden, **(sealed or {})}, event=row)
    head = _extend_or_begin(stream, centre=centre, draft=draft, act=act)
    row.key = records.key_of(stream, head.no)
    row.stream, row.no, row.at = stream, head.no, codec.moment_of(head.at)
    row.account, row.centre = act.actor.account, centre
    row.save(force_insert=True)


def draw_serial(scope: str, year: int) -> tuple[str, int]:
    """The node's series and the next serial of a scope in a year."""
    series = this_node().series
    return series, store.draw_serial(scope=scope, year=year, series=series)


def make_node(*, code: str, name: str, division: str, level: str, now: datetime) -> Node:
    """Make this node's identity and keys (`init`). Raises Refused: node-exists, key-exists."""
    if Node.objects.exists():
        raise Refused("node-exists")
    keys.make()
    node = Node.objects.create(
        code=code,
        name=name,
        division=division,
        level=level,
        suite="ed25519",
        public_key=signing.public_key(keys.read("signing"), suite="ed25519"),
        series=new_series(),
        made_at=codec.moment_text(now),
    )
    forget_node()
    return node


def new_series() -> str:
    """Two letters that no living series of this node is likely to have."""
    return "".join(secrets.choice(SERIES_LETTERS) for _ in range(2))


def sequence(*, limit: int = 1000) -> int:
    """Number committed entries and extend the node's chain over them; how many were numbered.

    One process at a time: the others return 0. On SQLite each writer numbers its own entries.
    """
    with transaction.atomic():
        if not store.try_lead(SEQUENCER):
            return 0
        waiting = store.take_pending(limit)
        if waiting:
            _place(waiting)
            store.drop_pending([entry for entry, _ in waiting])
        return len(waiting)


def checkpoint(*, now: datetime) -> Checkpoint:
    """Sign the newest head of the node's chain."""
    position, digest = store.last_position()
    digest = digest or codec.GENESIS
    signature = signing.sign(keys.read("signing"), checkpoint_message(position, digest), suite=this_node().suite)
    return Checkpoint.objects.create(
        position=position, hash=digest, at=codec.moment_text(now), signature=str(signature)
    )


def checkpoint_message(position: int, digest: bytes) -> bytes:
    """What a checkpoint and its witnesses sign."""
    return codec.canonical({"node": this_node().code, "position": position, "hash": digest.hex()})


def destroy_key(stream: str, *, ground: str, first_person: str, second_person: str, act: Act) -> None:
    """Record the erasure of a stream and destroy its key: what was sealed under it can never be read again.

    Raises Refused: two-persons-needed. The law of erasure (retention, lock) is the caller's.
    """
    if first_person == second_person:
        raise Refused("two-persons-needed")
    head = lock_head(stream)
    event = Erased(ground=ground, first_person=first_person, second_person=second_person)
    _extend(head, drafts=[_draft(event)], act=act, basis=NOTHING)
    StreamKey.objects.filter(stream=stream).delete()


@dataclass(frozen=True, slots=True)
class _Draft:
    kind: str
    version: int
    body: dict[str, Any]
    sealed: dict[str, Any]
    event: object
    effective: str = ""
    reason: str = ""


def _draft(event: object) -> _Draft:
    if isinstance(event, Effective):
        return replace(_draft(event.event), effective=event.on.isoformat(), reason=event.reason)
    body, sealed = codec.encode(event)
    cls = type(event)
    return _Draft(kind=cls.__name__, version=getattr(cls, "VERSION", 1), body=body, sealed=sealed, event=event)


def _head(stream: str, stored: StoredHead) -> Head:
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


def _begin(stream: str, *, centre: str, holder: str, drafts: Sequence[_Draft], act: Act, basis: Basis) -> Head:
    key = keys.new_stream_key()
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
        key=key,
    )
    head, entries = _chain(empty, drafts, act=act, basis=basis)
    made = store.insert_stream(
        key=stream,
        kind=registry.kind_of(stream),
        head=StoredHead(
            no=head.no,
            hash=head.hash,
            at=head.at,
            term=head.term,
            node=head.node,
            holder=head.holder,
            centre=centre,
            readable=True,
            writable=True,
            wrapped=keys.wrap(key, owner=stream),
        ),
    )
    if not made:
        raise Refused("stream-exists", stream=stream)
    _insert(entries)
    return head


def _extend_or_begin(stream: str, *, centre: str, draft: _Draft, act: Act) -> Head:
    stored = store.read_head(stream, lock=True)
    if stored is None:
        try:
            return _begin(stream, centre=centre, holder=act.actor.organ, drafts=[draft], act=act, basis=NOTHING)
        except Refused:  # another writer made the stream in between; its row is there now
            stored = store.read_head(stream, lock=True)
            if stored is None:
                raise
    return _extend(_head(stream, stored), drafts=[draft], act=act, basis=NOTHING)


def _extend(head: Head, *, drafts: Sequence[_Draft], act: Act, basis: Basis) -> Head:
    if not drafts:
        return head
    if not head.readable:
        raise Refused("stream-unreadable", stream=head.stream)
    if not head.writable:
        raise Refused("read-only", stream=head.stream)
    following, entries = _chain(head, drafts, act=act, basis=basis)
    _insert(entries)
    moved = store.update_stream(
        key=head.stream,
        expected=head.no,
        no=following.no,
        digest=following.hash,
        at=following.at,
        holder=following.holder,
        node=following.node,
        term=following.term,
    )
    if not moved:  # the head was not locked by this transaction
        raise Refused("head-moved", stream=head.stream)
    return following


def _chain(head: Head, drafts: Sequence[_Draft], *, act: Act, basis: Basis) -> tuple[Head, list[NewEntry]]:
    """The entries of one act and the head after them. The request's key stands on the first one alone."""
    entries = []
    key, digest = act.key, act.digest
    for draft in drafts:
        entry = _entry(head, draft, act=act, basis=basis, key=key, digest=digest)
        key = digest = ""
        entries.append(entry)
        head = replace(head, no=entry.no, hash=entry.hash, at=entry.at)
        if isinstance(draft.event, HandedOver):
            head = replace(head, holder=draft.event.organ, node=draft.event.node, term=head.term + 1)
    return head, entries


def _entry(head: Head, draft: _Draft, *, act: Act, basis: Basis, key: str, digest: str) -> NewEntry:
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
            centre=act.actor.centre,
            body=draft.body,
            sealed_digest=codec.entry_hash(sealed).hex() if sealed else "",
            previous=head.hash.hex(),
            effective=draft.effective,
            reason=draft.reason,
            basis=basis,
            key=key,
            digest=digest,
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


def _seal(head: Head, no: int, draft: _Draft) -> bytes:
    if head.key is None:
        raise Refused("key-gone", stream=head.stream)
    return keys.seal(head.key, codec.canonical(draft.sealed), aad=codec.sealed_context(head.stream, no))


def _insert(entries: Sequence[NewEntry]) -> None:
    ids = store.insert_entries(entries)
    if store.on_sqlite():
        _place(list(zip(ids, [entry.hash for entry in entries], strict=True)))
    else:
        store.leave_pending(ids)


def _place(waiting: Sequence[tuple[int, bytes]]) -> None:
    position, digest = store.last_position()
    digest = digest or codec.GENESIS
    rows = []
    for entry, entry_hash in waiting:
        position += 1
        digest = codec.chain_hash(digest, position, entry_hash)
        rows.append((position, entry, digest))
    store.insert_positions(rows)
