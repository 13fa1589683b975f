"""Streams that came from elsewhere (接收): checked before anything is written, written and shown many at a time.

The exchange and the bulk loader use the same door. A stream that is here already is extended where ours is its
beginning, and left alone where it is ours; two different entries at one place stop everything.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace

from django.db import IntegrityError, transaction

from yizhan.journal import codec, erasure, keys, numbering, queries, reading, registry, replay, store, store_bulk
from yizhan.journal.store import NewEntry, StoredHead
from yizhan.kernel.refusals import NotFound, Refused

STREAMS = 40  # of one transaction, and so many entries: no writer waits long
ENTRIES = 400
LONGEST, LONGEST_KIND, LONGEST_STREAM = 80, 60, 120  # names, as their columns take them


@dataclass(frozen=True, slots=True)
class ReceivedStream:
    """A stream as it travels: its entries as bytes, from the first one, and its key where the receiver may read it."""

    stream: str
    entries: tuple[tuple[bytes, bytes | None], ...]
    key: bytes | None = None


@dataclass(frozen=True, slots=True)
class _Checked:
    stream: str
    head: StoredHead
    entries: tuple[NewEntry, ...]


def export_stream(stream: str, *, with_key: bool) -> ReceivedStream:
    """A stream of this node as it travels; without its key the chain verifies and the person stays hidden.

    Raises NotFound.
    """
    entries = tuple((head, sealed) for _, _, head, sealed in store.read_entries(stream))
    if not entries:
        raise NotFound(stream=stream)
    return ReceivedStream(stream, entries, queries.stream_key(stream) if with_key else None)


def receive(streams: Iterable[ReceivedStream], *, progress: Callable[[int], None] = lambda _: None) -> int:
    """Take streams over; how many brought something new. Twice, or a part of what is here: nothing changes.

    Each batch is one short transaction, so what was taken over before a refusal stays. An erasure that comes with a
    stream is carried out here too, and no key comes back after it.
    Raises Refused: stream-broken (chain, hash, number, key), stream-forked (another entry stands at that place here),
    stream-held-here (somebody else wrote on in a stream that only this node may extend).
    """
    taken = 0
    for batch in _batches(streams):
        checked = [_check(received) for received in batch]
        with transaction.atomic():
            taken += _take([each for each in checked if each.entries])
        progress(len(batch))
    while numbering.sequence():
        pass
    return taken


def _batches(streams: Iterable[ReceivedStream]) -> Iterator[list[ReceivedStream]]:
    """Some streams or many entries at a time, no stream twice in a batch: the second one meets the first one's rows."""
    batch: dict[str, ReceivedStream] = {}
    size = 0
    for received in streams:
        if batch and (received.stream in batch or len(batch) == STREAMS or size + len(received.entries) > ENTRIES):
            yield list(batch.values())
            batch, size = {}, 0
        batch[received.stream] = received
        size += len(received.entries)
    if batch:
        yield list(batch.values())


def _check(received: ReceivedStream) -> _Checked:
    """The whole chain, before anything is written."""
    previous, at, term = codec.GENESIS, "", 1
    custody = codec.Custody("", "", "")
    entries = []
    for no, (data, sealed) in enumerate(received.entries, start=1):
        head = _head(received.stream, data)
        sealed_digest = codec.entry_hash(sealed).hex() if sealed is not None else ""
        linked = (head.stream, head.no, head.term, head.previous) == (received.stream, no, term, previous.hex())
        if not linked or head.at < at or head.sealed_digest != sealed_digest or (head.custody is None) == (no == 1):
            raise Refused("stream-broken", stream=received.stream, no=no)
        custody = head.custody or custody
        if head.kind == "HandedOver":
            term += 1
            custody = codec.Custody(head.body["organ"], head.body["node"], custody.centre)
        previous, at = codec.entry_hash(data), head.at
        entries.append(_entry(head, data, sealed, previous))
    stored = StoredHead(
        no=len(entries),
        hash=previous,
        at=at,
        term=term,
        node=custody.node,
        holder=custody.holder,
        centre=custody.centre,
        readable=True,
        writable=True,
        wrapped=_wrapped(received, entries),
    )
    return _Checked(received.stream, stored, tuple(entries))


def _wrapped(received: ReceivedStream, entries: Sequence[NewEntry]) -> bytes | None:
    """The key as it is kept here, once it has opened something; none after an erasure."""
    if received.key is None or any(entry.kind == "Erased" for entry in entries):
        return None
    for entry in entries:
        if entry.sealed is not None:
            try:
                reading.open_part(received.stream, entry.no, entry.sealed, received.key)
            except Refused:
                raise Refused("stream-broken", stream=received.stream, no=entry.no) from None
            break
    return keys.wrap(received.key, owner=received.stream)


def _head(stream: str, data: bytes) -> codec.EntryHead:
    """A head that this program can store: of our form, with names that fit their columns."""
    try:
        head = codec.head_of(data)
        codec.moment_of(head.at)
        handed = codec.Custody(head.body["organ"], head.body["node"], "") if head.kind == "HandedOver" else head.custody
        texts = (head.kind, head.account, head.key, head.digest, *(astuple(handed) if handed else ()))
        fits = all(isinstance(text, str) and len(text) <= LONGEST and "\x00" not in text for text in texts)
    except (ValueError, KeyError, TypeError) as fault:
        raise Refused("stream-broken", stream=stream) from fault
    if not fits or len(head.kind) > LONGEST_KIND or len(stream) > LONGEST_STREAM:
        raise Refused("stream-broken", stream=stream)
    return head


def _entry(head: codec.EntryHead, data: bytes, sealed: bytes | None, digest: bytes) -> NewEntry:
    return NewEntry(
        stream=head.stream,
        no=head.no,
        kind=head.kind,
        at=head.at,
        account=head.account,
        key=head.key,
        digest=head.digest,
        head=data,
        sealed=sealed,
        hash=digest,
    )


def _take(checked: Sequence[_Checked]) -> int:
    here = store.read_heads([each.stream for each in checked], lock=True) if checked else {}
    new = [each for each in checked if each.stream not in here]
    known = [each for each in checked if each.stream in here]
    longer = list(_longer(known, here))
    if new:
        made = [(each.stream, registry.kind_of(each.stream), each.head) for each in new]
        if store_bulk.insert_streams(made) != len(new):
            raise Refused("head-moved", stream=new[0].stream)
    if longer:
        store_bulk.move_heads([(each.stream, each.head) for each in longer])
    unlocked = _unlock(known, here)
    changed = [each.stream for each in (*new, *longer)]
    entries = [entry for each in (*new, *longer) for entry in each.entries]
    if entries:
        try:
            store_bulk.hold(store.insert_entries(entries), entries)
        except IntegrityError as fault:  # another stream's request under the same account and key
            raise Refused("stream-broken", stream=changed[0]) from fault
    if changed or unlocked:
        replay.show_again([*changed, *(stream for stream in unlocked if stream not in changed)])
    erased = sorted({entry.stream for entry in entries if entry.kind == "Erased"})
    if erased:
        erasure.forget(erased)
        transaction.on_commit(erasure.finish)
    return len({*changed, *unlocked})


def _unlock(known: Sequence[_Checked], here: dict[str, StoredHead]) -> list[str]:
    """Keep the keys of streams that came without one before; a stream that was erased stays closed."""
    locked = [each for each in known if each.head.wrapped is not None and here[each.stream].wrapped is None]
    erased = store_bulk.erased_of([each.stream for each in locked])
    given = [(each.stream, each.head.wrapped) for each in locked if each.stream not in erased and each.head.wrapped]
    store_bulk.insert_keys(given)
    return [stream for stream, _ in given]


def _longer(checked: Sequence[_Checked], here: dict[str, StoredHead]) -> Iterator[_Checked]:
    """What the received streams have beyond ours."""
    for each in checked:
        ours = here[each.stream]
        if each.head.no < ours.no:
            _same(each, store.read_entries(each.stream)[each.head.no - 1][2])
        elif each.entries[ours.no - 1].hash != ours.hash:
            raise Refused("stream-forked", stream=each.stream, no=ours.no)
        elif each.head.no > ours.no:
            if ours.node == queries.this_node().code and ours.writable:
                raise Refused("stream-held-here", stream=each.stream, no=ours.no + 1)
            yield replace(each, entries=each.entries[ours.no :])


def _same(each: _Checked, data: bytes) -> None:
    if codec.entry_hash(data) != each.head.hash:
        raise Refused("stream-forked", stream=each.stream, no=each.head.no)
