"""Checks of chains: each stream's own, and the node's over all of them with its signed and witnessed heads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from yizhan.journal import codec, queries, reading, registry, store, store_chain
from yizhan.journal.codec import EntryHead
from yizhan.journal.models import Checkpoint, Pending, Witness
from yizhan.journal.numbering import checkpoint_message
from yizhan.journal.reading import Opened, StreamReader
from yizhan.journal.store_bulk import Walked
from yizhan.kernel import signing
from yizhan.kernel.refusals import Refused

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was written."""

    kind: str
    where: str
    detail: str


@dataclass(frozen=True, slots=True)
class KnownHead:
    """A head of this node's chain that had left it: an envelope's, a day-closing slip's, a backup's."""

    position: int
    hash: bytes


class StreamCheck:
    """One stream's entries, taken in order: numbers, hashes, chain, columns, sealed parts, custody, the head's row."""

    def __init__(self, row: Walked) -> None:
        self.stream = row.stream
        self.reader = StreamReader(row.stream)
        self._row = row
        self._no, self._previous, self._at = 0, codec.GENESIS, ""
        self._custody = codec.Custody(row.holder, row.node, row.centre)
        self._term = 1
        self._key: bytes | None = None
        self._sealed = self._erased = self._broken = False
        self._early: list[Fault] = []
        if row.kind_of_stream != registry.kind_of(row.stream):
            self._early.append(Fault("head-altered", row.stream, "kind"))
        try:
            self._key = reading.unwrapped(row.stream, row.wrapped)
        except Refused:
            self._early.append(Fault("key-broken", row.stream, ""))

    def take(self, entry: Walked) -> tuple[list[Fault], Model | None]:
        """The faults of the next entry, and the row that it stands for as a record.

        After a break in the numbers or hashes nothing more can be said about the stream.
        """
        self._no += 1
        if self._broken:
            return [], None
        if entry.no != self._no:
            return self._break("entry-missing", f"{self.stream}#{self._no}")
        data, digest = bytes(entry.head), bytes(entry.hash)
        if codec.entry_hash(data) != digest:
            return self._break("entry-altered", f"{self.stream}#{entry.no}", "hash")
        try:
            head = codec.head_of(data)
        except (ValueError, KeyError, TypeError):
            return self._break("entry-altered", f"{self.stream}#{entry.no}", "head")
        hidden, faults = self._opened(entry, head)
        faults += self._linked(entry, head)
        self._previous, self._at = digest, head.at
        self._follow(head)
        return faults, self.reader.take(Opened(head=head, hidden=hidden))

    def rest(self) -> Iterator[Fault]:
        """What is wrong with the stream's row, once all its entries were taken."""
        yield from self._early
        row, custody = self._row, self._custody
        if self._broken:
            return
        if (row.last, bytes(row.head_hash), row.term, row.last_at) != (self._no, self._previous, self._term, self._at):
            yield Fault("head-altered", self.stream, f"{row.last} is not {self._no}")
        if (row.holder, row.node, row.centre) != (custody.holder, custody.node, custody.centre):
            yield Fault("custody-altered", self.stream, row.holder)
        if not self.reader.readable:
            yield Fault("stream-unreadable", self.stream, "")
        elif not row.readable:  # hidden from its rows, or written by a newer program than the rows: `rebuild` mends it
            yield Fault("head-altered", self.stream, "readable")
        here = row.node == queries.this_node().code
        if here and self._sealed and row.wrapped is None and not (self._erased or row.erased):
            yield Fault("key-missing", self.stream, "")
        if row.wrapped is not None and (self._erased or row.erased):
            yield Fault("key-not-destroyed", self.stream, "")

    def _break(self, kind: str, where: str, detail: str = "") -> tuple[list[Fault], None]:
        self._broken = True
        return [Fault(kind, where, detail)], None

    def _linked(self, entry: Walked, head: EntryHead) -> list[Fault]:
        where = f"{self.stream}#{entry.no}"
        faults = []
        columns = (entry.stream, entry.no, entry.kind, entry.at, entry.account, entry.key, entry.digest)
        if columns != (head.stream, head.no, head.kind, head.at, head.account, head.key, head.digest):
            faults.append(Fault("columns-altered", where, ""))
        if head.previous != self._previous.hex() or head.term != self._term or head.at < self._at:
            faults.append(Fault("chain-broken", where, ""))
        return faults

    def _opened(self, entry: Walked, head: EntryHead) -> tuple[dict[str, Any] | None, list[Fault]]:
        where, sealed = f"{self.stream}#{entry.no}", store.bytes_of(entry.sealed)
        if (codec.entry_hash(sealed).hex() if sealed is not None else "") != head.sealed_digest:
            return None, [Fault("sealed-altered", where, "")]
        if sealed is None:
            return None, []
        self._sealed = True
        if self._key is None:
            return None, []
        try:
            return reading.open_part(entry.stream, entry.no, sealed, self._key), []
        except Refused:
            return None, [Fault("sealed-unreadable", where, "")]

    def _follow(self, head: EntryHead) -> None:
        if head.custody is not None:
            self._custody = head.custody
        if head.kind == "HandedOver":
            self._term += 1
            self._custody = codec.Custody(head.body["organ"], head.body["node"], self._custody.centre)
        if head.kind == "Erased":
            self._erased = True


@dataclass
class _Wanted:
    """Heads that must be found in the node's chain, by position."""

    heads: dict[int, set[bytes]] = field(default_factory=dict)

    def add(self, position: int, digest: bytes) -> None:
        self.heads.setdefault(position, set()).add(digest)

    def missed(self, position: int, digest: bytes) -> Iterator[Fault]:
        for other in self.heads.pop(position, set()) - {digest}:
            yield Fault("head-not-in-chain", str(position), other.hex())


def chain_faults(heads: Iterable[KnownHead]) -> Iterator[Fault]:
    """The node's own chain: whole, in order, over every entry, and through every head that was signed or had left."""
    wanted = _Wanted()
    for known in heads:
        wanted.add(known.position, known.hash)
    yield from _signed_faults(wanted)
    digest, last = codec.GENESIS, 0
    yield from wanted.missed(0, codec.GENESIS)
    while rows := store_chain.read_chain(last, BATCH):
        for position, stored, _, found in rows:
            if position != last + 1:
                yield Fault("position-missing", str(last + 1), "")
            if found is None:
                yield Fault("entry-missing", f"position {position}", "")
            elif codec.chain_hash(digest, position, found) != stored:
                yield Fault("chain-altered", f"position {position}", "")
            yield from wanted.missed(position, stored)
            digest, last = stored, position
    for position in wanted.heads:
        yield Fault("head-not-in-chain", str(position), "the chain is shorter")
    yield from (Fault("entry-unplaced", f"entry {entry}", "") for entry in store_chain.unplaced_entries())
    if store.on_sqlite() and Pending.objects.exists():
        yield Fault("entry-unplaced", "pending", "")


def _signed_faults(wanted: _Wanted) -> Iterator[Fault]:
    node = queries.this_node()
    for point in Checkpoint.objects.all().iterator():
        wanted.add(point.position, bytes(point.hash))
        if not _holds(bytes(node.public_key), point.position, bytes(point.hash), point.signature):
            yield Fault("checkpoint-forged", str(point.position), "")
    for witness in Witness.objects.filter(node=node.code).iterator():
        wanted.add(witness.position, bytes(witness.hash))
        if not _holds(bytes(witness.public_key), witness.position, bytes(witness.hash), witness.signature):
            yield Fault("witness-forged", str(witness.position), witness.witness)


def _holds(public_key: bytes, position: int, digest: bytes, signature: str) -> bool:
    try:
        return signing.verify(public_key, checkpoint_message(position, digest), signing.Signature.parse(signature))
    except (Refused, ValueError):
        return False
