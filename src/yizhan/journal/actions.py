"""The door to writing in the journal: open, append, record, draw numbers, number and sign, erase, release."""

from collections.abc import Mapping, Sequence
from typing import Any

from yizhan.journal import codec, projections, records, registry, store
from yizhan.journal.erasure import destroy_key
from yizhan.journal.events import NOTHING, Basis
from yizhan.journal.identity import make_node
from yizhan.journal.models import Recorded, Stream, StreamsReleased
from yizhan.journal.numbering import checkpoint, checkpoint_message, sequence
from yizhan.journal.queries import this_node
from yizhan.journal.store import numbered_together
from yizhan.journal.writing import Draft, Head, begin, draft_of, extend, head_of
from yizhan.kernel.acting import LAW, Act
from yizhan.kernel.refusals import NotFound, NotHolder, Refused

__all__ = [
    "Head",
    "append",
    "checkpoint",
    "checkpoint_message",
    "destroy_key",
    "draw_serial",
    "lock_head",
    "make_node",
    "numbered_together",
    "open_stream",
    "record",
    "release_streams",
    "sequence",
]


def lock_head(stream: str) -> Head:
    """The head of a stream, locked for this transaction. Raises NotFound."""
    stored = store.read_head(stream, lock=True)
    if stored is None:
        raise NotFound(stream=stream)
    return head_of(stream, stored)


def open_stream(
    stream: str, *, centre: str, holder: str, events: Sequence[object], act: Act, basis: Basis = NOTHING
) -> Head:
    """Make a folded stream with its first events. Raises Refused: stream-exists."""
    with store.joined():
        drafts = [draft_of(event) for event in events]
        head = begin(stream, centre=centre, holder=holder, drafts=drafts, act=act, basis=basis)
        if head is None:
            raise Refused("stream-exists", stream=stream)
        return head


def append(head: Head, events: Sequence[object], *, act: Act, basis: Basis = NOTHING) -> Head:
    """Append events to a folded stream, in the transaction of the rows that show them.

    Only the holder appends, at the node that has custody; the law itself (time) acts wherever the holder is.
    Raises NotHolder, Refused: stream-unreadable, read-only, head-moved.
    """
    if act.actor != LAW and act.actor.organ != head.holder:
        raise NotHolder(holder=head.holder)
    with store.joined():
        return extend(head, drafts=[draft_of(event) for event in events], act=act, basis=basis)


def record(row: Recorded, *, stream: str, centre: str, act: Act, sealed: Mapping[str, Any] | None = None) -> None:
    """Write a record: the entry and the row with the same fields; the stream is made when it is the first.

    `sealed` holds personal values that stand in the entry's sealed part alone. Any organ of this node may record.
    Raises NotHolder (the stream is at another node), Refused: stream-unreadable, read-only.
    """
    kind = registry.record_kind(type(row))
    body, hidden = records.parts_of(row)
    draft = Draft(kind=kind, version=1, body=body, sealed={**hidden, **(sealed or {})}, event=row, centre=centre)
    with store.joined():
        head = _extend_or_begin(stream, centre=centre, draft=draft, act=act)
        row.key = records.key_of(stream, head.no)
        row.stream, row.no, row.at = stream, head.no, codec.moment_of(head.at)
        row.account, row.centre = act.actor.account, centre
        projections.insert(row)


def draw_serial(scope: str, year: int) -> tuple[str, int]:
    """The node's series and the next serial of a scope in a year."""
    series = this_node().series
    return series, store.draw_serial(scope=scope, year=year, series=series)


def release_streams(*, first_person: str, second_person: str, act: Act) -> int:
    """Open the streams that `restore` closed: two persons sign that no peer knows a later version. How many.

    Raises Refused: two-persons-needed.
    """
    if not first_person or not second_person or first_person == second_person:
        raise Refused("two-persons-needed")
    with store.joined():
        count = Stream.objects.filter(writable=False).update(writable=True)
        row = StreamsReleased(first_person=first_person, second_person=second_person, count=count)
        record(row, stream=f"node:{this_node().code}", centre="", act=act)
    return count


def _extend_or_begin(stream: str, *, centre: str, draft: Draft, act: Act) -> Head:
    stored = store.read_head(stream, lock=True)
    if stored is None:
        head = begin(stream, centre=centre, holder=act.actor.organ, drafts=[draft], act=act)
        if head is not None:
            return head
        stored = store.read_head(stream, lock=True)  # another writer made it in between
        if stored is None:
            raise Refused("stream-exists", stream=stream)
    return extend(head_of(stream, stored), drafts=[draft], act=act)
