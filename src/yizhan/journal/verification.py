"""`yizhan verify`: chains, signatures, rows against the journal. Finds what was altered, dropped or moved."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from yizhan.journal import actions, codec, keys, queries, records, registry, store
from yizhan.journal.models import Checkpoint, Entry, Pending, Stream, StreamKey, Witness
from yizhan.kernel import signing
from yizhan.kernel.refusals import Refused

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was written."""

    kind: str
    where: str
    detail: str


@dataclass(slots=True)
class Report:
    """What was read and every fault found."""

    entries: int = 0
    streams: int = 0
    files: int = 0
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class KnownHead:
    """A head of this node's chain that had left it: an envelope's, a day-closing slip's, a backup's."""

    position: int
    hash: bytes


_checks: dict[str, Callable[[Report], None]] = {}


def check_also(name: str, check: Callable[[Report], None]) -> None:
    """A higher room's part of `verify` (material files), registered by `site`."""
    _checks[name] = check


def verify(
    *, since: str = "", heads: Iterable[KnownHead] = (), progress: Callable[[int], None] = lambda _: None
) -> Report:
    """Check the whole node, or the streams touched since a moment (journal text form)."""
    report = Report()
    report.faults += [Fault("guard-missing", name, "") for name in store.missing_guards()]
    keys_of_streams = {row.stream: bytes(row.wrapped) for row in StreamKey.objects.all().iterator()}
    for stream, entries in _streams(since):
        report.streams += 1
        report.entries += len(entries)
        progress(len(entries))
        report.faults += _stream_faults(stream, entries, keys_of_streams.get(stream.key))
    report.faults += [
        Fault("stream-without-head", key, "")
        for key in Entry.objects.exclude(stream__in=Stream.objects.values("key"))
        .values_list("stream", flat=True)
        .distinct()
    ]
    report.faults += _chain_faults(heads)
    report.faults += _row_faults(since, progress)
    for check in _checks.values():
        check(report)
    return report


def _streams(since: str) -> Iterator[tuple[Stream, list[Entry]]]:
    streams = Stream.objects.filter(at__gte=since).order_by("key") if since else Stream.objects.order_by("key")
    batch: list[Stream] = []
    for stream in streams.iterator(chunk_size=500):
        batch.append(stream)
        if len(batch) == 500:
            yield from _with_entries(batch)
            batch = []
    yield from _with_entries(batch)


def _with_entries(streams: list[Stream]) -> Iterator[tuple[Stream, list[Entry]]]:
    by_stream: dict[str, list[Entry]] = {stream.key: [] for stream in streams}
    for entry in Entry.objects.filter(stream__in=list(by_stream)).order_by("stream", "no").iterator():
        by_stream[entry.stream].append(entry)
    for stream in streams:
        yield stream, by_stream[stream.key]


def _stream_faults(stream: Stream, entries: list[Entry], wrapped: bytes | None) -> Iterator[Fault]:
    previous, term, holder, node, at = codec.GENESIS, 1, None, None, ""
    key = None
    if wrapped is not None:
        try:
            key = keys.unwrap(wrapped, owner=stream.key)
        except Refused:
            yield Fault("key-broken", stream.key, "")
    for place, entry in enumerate(entries, start=1):
        where = f"{stream.key}#{entry.no}"
        if entry.no != place:
            yield Fault("entry-missing", f"{stream.key}#{place}", "")
            return
        data, digest = bytes(entry.head), bytes(entry.hash)
        if codec.entry_hash(data) != digest:
            yield Fault("entry-altered", where, "hash")
            return
        try:
            head = codec.head_of(data)
        except (ValueError, KeyError, TypeError):
            yield Fault("entry-altered", where, "head")
            return
        yield from _entry_faults(entry, head, where, previous=previous, term=term, at=at, key=key)
        previous, at = digest, head.at
        if head.kind == "HandedOver":
            term, holder, node = term + 1, head.body.get("organ"), head.body.get("node")
    if (stream.no, bytes(stream.hash), stream.term, stream.at) != (len(entries), previous, term, at):
        yield Fault("head-altered", stream.key, f"{stream.no} is not {len(entries)}")
    if holder is not None and (stream.holder, stream.node) != (holder, node):
        yield Fault("custody-altered", stream.key, stream.holder)


def _entry_faults(
    entry: Entry, head: codec.EntryHead, where: str, *, previous: bytes, term: int, at: str, key: bytes | None
) -> Iterator[Fault]:
    columns = (entry.stream, entry.no, entry.kind, entry.at, entry.account, entry.key, entry.digest)
    if columns != (head.stream, head.no, head.kind, head.at, head.account, head.key, head.digest):
        yield Fault("columns-altered", where, "")
    if head.previous != previous.hex() or head.term != term or head.at < at:
        yield Fault("chain-broken", where, "")
    sealed = None if entry.sealed is None else bytes(entry.sealed)
    if (codec.entry_hash(sealed).hex() if sealed is not None else "") != head.sealed_digest:
        yield Fault("sealed-altered", where, "")
    elif sealed is not None and key is not None:
        try:
            queries.open_part(entry.stream, entry.no, sealed, key)
        except Refused:
            yield Fault("sealed-unreadable", where, "")


def _chain_faults(heads: Iterable[KnownHead]) -> Iterator[Fault]:
    wanted: dict[int, set[bytes]] = {}
    for known in heads:
        wanted.setdefault(known.position, set()).add(known.hash)
    wanted_signed = {row.pk: (row.position, bytes(row.hash)) for row in Checkpoint.objects.all()}
    for position, digest in wanted_signed.values():
        wanted.setdefault(position, set()).add(digest)
    yield from _signature_faults()
    for witness in Witness.objects.filter(node=queries.this_node().code):
        wanted.setdefault(witness.position, set()).add(bytes(witness.hash))
    digest, last = codec.GENESIS, 0
    for other in wanted.pop(0, set()) - {codec.GENESIS}:
        yield Fault("head-not-in-chain", "0", other.hex())
    while rows := store.read_chain(last, BATCH):
        for position, stored, _, found in rows:
            if position != last + 1:
                yield Fault("position-missing", str(last + 1), "")
            if found is None:
                yield Fault("entry-missing", f"position {position}", "")
            digest = stored if found is None else codec.chain_hash(digest, position, found)
            if digest != stored:
                yield Fault("chain-altered", f"position {position}", "")
                digest = stored
            for other in wanted.pop(position, set()) - {stored}:
                yield Fault("head-not-in-chain", str(position), other.hex())
            last = position
    for position in wanted:
        yield Fault("head-not-in-chain", str(position), "the chain is shorter")
    yield from (Fault("entry-unplaced", f"entry {entry}", "") for entry in store.unplaced_entries())
    if store.on_sqlite() and Pending.objects.exists():
        yield Fault("entry-unplaced", "pending", "")


def _signature_faults() -> Iterator[Fault]:
    node = queries.this_node()
    for row in Checkpoint.objects.all():
        message = actions.checkpoint_message(row.position, bytes(row.hash))
        if not signature_holds(bytes(node.public_key), message, row.signature):
            yield Fault("checkpoint-forged", str(row.position), "")
    for witness in Witness.objects.filter(node=node.code):
        message = actions.checkpoint_message(witness.position, bytes(witness.hash))
        if not signature_holds(bytes(witness.public_key), message, witness.signature):
            yield Fault("witness-forged", str(witness.position), witness.witness)


def signature_holds(public_key: bytes, message: bytes, signature: str) -> bool:
    """Whether a signature in its text form is this key's over the message."""
    try:
        return signing.verify(public_key, message, signing.Signature.parse(signature))
    except (Refused, ValueError):
        return False


def _row_faults(since: str, progress: Callable[[int], None]) -> Iterator[Fault]:
    for kind in registry.all_folded():
        streams = Stream.objects.filter(kind=kind.kind, readable=True)
        if since:
            streams = streams.filter(at__gte=since)
        seen: dict[type[Model], set[Any]] = {model: set() for model in kind.models}
        names = list(streams.order_by("key").values_list("key", flat=True).iterator())
        for start in range(0, len(names), 500):
            yield from _folded_faults(kind, names[start : start + 500], seen)
            progress(0)
        if not since:
            for model in kind.models:
                yield from _strays(model, seen[model])
    for name, model in registry.all_recorded().items():
        yield from _record_faults(name, model, since)


def _folded_faults(kind: registry.Folded, streams: list[str], seen: Mapping[type[Model], set[Any]]) -> Iterator[Fault]:
    expected: dict[type[Model], dict[Any, Model]] = {model: {} for model in kind.models}
    for stream in streams:
        try:
            state = queries.state_of(stream)
        except Exception as fault:
            yield Fault("stream-unreadable", stream, str(fault))
            continue
        for row in kind.rows(stream, state):
            expected[type(row)][row.pk] = row
    for model, rows in expected.items():
        seen[model].update(rows)
        yield from compare(model, rows, local=kind.local.get(model, frozenset()))


def compare(model: type[Model], expected: Mapping[Any, Model], *, local: frozenset[str]) -> Iterator[Fault]:
    """The stored rows against those that the journal gives: every column except local ones."""
    fields = [item for item in model._meta.concrete_fields if item.name not in local]
    stored = model._base_manager.in_bulk(list(expected))
    for key, row in expected.items():
        found = stored.get(key)
        if found is None:
            yield Fault("row-missing", f"{model._meta.label}:{key}", "")
            continue
        wrong = [
            item.name
            for item in fields
            if item.to_python(item.value_from_object(found)) != item.to_python(item.value_from_object(row))
        ]
        if wrong:
            yield Fault("row-altered", f"{model._meta.label}:{key}", ", ".join(wrong))


def _strays(model: type[Model], known: set[Any]) -> Iterator[Fault]:
    for key in model._base_manager.values_list("pk", flat=True).iterator():
        if key not in known:
            yield Fault("row-without-entry", f"{model._meta.label}:{key}", "")


def _record_faults(name: str, model: type[Model], since: str) -> Iterator[Fault]:
    known: set[str] = set()
    entries = Entry.objects.filter(kind=name).order_by("id")
    if since:
        entries = entries.filter(at__gte=since)
    batch: dict[Any, Model] = {}
    for entry in entries.iterator(chunk_size=BATCH):
        row = record_row(entry)
        if row is not None:
            batch[row.pk] = row
        if len(batch) == BATCH:
            known.update(batch)
            yield from compare(model, batch, local=frozenset(getattr(model, "local", ())))
            batch = {}
    known.update(batch)
    yield from compare(model, batch, local=frozenset(getattr(model, "local", ())))
    if not since:
        yield from _strays(model, known)


def record_row(entry: Entry) -> Any:
    """The row that a record's entry stands for, None where the kind is unknown here or the entry is no record."""
    model: Any = registry.record_model(entry.kind)
    if model is None:
        return None
    head = codec.head_of(bytes(entry.head))
    key = queries.stream_key(entry.stream) if entry.sealed is not None else None
    hidden = queries.open_part(entry.stream, entry.no, bytes(entry.sealed), key) if key and entry.sealed else None
    return records.row_of(
        model,
        stream=entry.stream,
        no=entry.no,
        at=codec.moment_of(head.at),
        account=head.account,
        centre=head.centre,
        body=head.body,
        sealed=hidden,
    )
