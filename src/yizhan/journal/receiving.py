"""Streams that came from elsewhere (接收): checked before anything is written, written and shown many at a time.

The exchange and the bulk loader use the same door. A stream that is here already is extended where ours is its
beginning, and left alone where it is ours; two different entries at one place stop everything.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.db import transaction

from yizhan.journal import codec, keys, queries, registry, replay, store, store_bulk
from yizhan.journal.store import NewEntry, StoredHead
from yizhan.kernel.refusals import NotFound, Refused

STREAMS = 40


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

    Each batch is one short transaction, so what was taken over before a refusal stays.
    Raises Refused: stream-broken (chain, hash or number), stream-forked (another entry stands at that place here).
    """
    taken, waiting = 0, iter(streams)
    while batch := list(islice(waiting, STREAMS)):
        checked = [_check(received) for received in batch]
        with transaction.atomic():
            taken += _take([each for each in checked if each.entries])
        progress(len(batch))
    return taken


def _check(received: ReceivedStream) -> _Checked:
    """The whole chain, before anything is written."""
    previous, at, term = codec.GENESIS, "", 1
    custody = codec.Custody("", "", "")
    entries = []
    for no, (data, sealed) in enumerate(received.entries, start=1):
        head = _head(received.stream, data)
        sealed_digest = codec.entry_hash(sealed).hex() if sealed is not None else ""
        linked = (head.stream, head.no, head.term, head.previous) == (received.stream, no, term, previous.hex())
        if not linked or head.at < at or head.sealed_digest != sealed_digest:
            raise Refused("stream-broken", stream=received.stream, no=no)
        custody = head.custody or custody
        if head.kind == "HandedOver":
            term += 1
            custody = codec.Custody(head.body["organ"], head.body["node"], custody.centre)
        previous, at = codec.entry_hash(data), head.at
        entries.append(_entry(head, data, sealed, previous))
    wrapped = keys.wrap(received.key, owner=received.stream) if received.key is not None else None
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
        wrapped=wrapped,
    )
    return _Checked(received.stream, stored, tuple(entries))


def _head(stream: str, data: bytes) -> codec.EntryHead:
    try:
        return codec.head_of(data)
    except (ValueError, KeyError, TypeError) as fault:
        raise Refused("stream-broken", stream=stream) from fault


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
    longer = list(_longer([each for each in checked if each.stream in here], here))
    if new:
        made = [(each.stream, registry.kind_of(each.stream), each.head) for each in new]
        if store_bulk.insert_streams(made) != len(new):
            raise Refused("head-moved", stream=new[0].stream)
    if longer:
        store_bulk.move_heads([(each.stream, each.head) for each in longer])
        store_bulk.insert_keys([(each.stream, each.head.wrapped) for each in longer if each.head.wrapped])
    entries = [entry for each in (*new, *longer) for entry in each.entries]
    if entries:
        store_bulk.hold(store.insert_entries(entries), entries)
        replay.show_again([each.stream for each in (*new, *longer)])
    return len(new) + len(longer)


def _longer(checked: Sequence[_Checked], here: dict[str, StoredHead]) -> Iterator[_Checked]:
    """What the received streams have beyond ours."""
    for each in checked:
        ours = here[each.stream]
        common = min(ours.no, each.head.no)
        if common == each.head.no and common < ours.no:
            _same(each, store.read_entries(each.stream)[common - 1][2])
        elif each.entries[ours.no - 1].hash != ours.hash:
            raise Refused("stream-forked", stream=each.stream, no=ours.no)
        if each.head.no > ours.no:
            yield replace(each, entries=each.entries[ours.no :])


def _same(each: _Checked, data: bytes) -> None:
    if codec.entry_hash(data) != each.head.hash:
        raise Refused("stream-forked", stream=each.stream, no=each.head.no)
