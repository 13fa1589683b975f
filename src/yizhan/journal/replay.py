"""`yizhan rebuild`: rows made again from the journal, stream by stream, on a node that may go on working.

Reactions keep their positions and do not run; columns declared local stay as they are.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby

from django.db import IntegrityError, transaction
from django.db.models import Model

from yizhan.journal import projections, reading, registry, store, store_bulk
from yizhan.journal.models import Stream
from yizhan.journal.reading import StreamReader
from yizhan.journal.store_bulk import Walked

STREAMS = 50  # of one transaction: no writer waits long
ROWS = 500


class RowKeys:
    """The keys of expected rows, as eight bytes each: a whole journal's fit into memory."""

    def __init__(self) -> None:
        self._hashes: dict[type[Model], array[int]] = defaultdict(lambda: array("q"))

    def add(self, rows: Iterable[Model]) -> None:
        """Remember rows."""
        for row in rows:
            self._hashes[type(row)].append(hash(row.pk))

    def has(self, model: type[Model], key: object) -> bool:
        """Whether a row was remembered."""
        return hash(key) in self._hashes[model]

    def strays(self, model: type[Model]) -> Iterator[object]:
        """The keys of stored rows that were never remembered."""
        known = self._hashes[model]
        if len(known) == model._base_manager.count():
            return
        expected = set(known)
        for key in model._base_manager.values_list("pk", flat=True).iterator():
            if hash(key) not in expected:
                yield key


def rebuild(*, kinds: Collection[str] = (), progress: Callable[[int], None] = lambda _: None) -> int:
    """Make every rebuilt row again, or those of some folded kinds; delete those that no entry stands for.

    How many streams were replayed.
    """
    try:
        return _rebuild(kinds, progress)
    except IntegrityError:  # a row that somebody altered holds what another row alone may hold
        with transaction.atomic():
            for model in models_shown(kinds):
                empty(model)
        return _rebuild(kinds, progress)


def models_shown(kinds: Collection[str]) -> set[type[Model]]:
    """The tables that show some folded kinds; every rebuilt one where none is named."""
    folded = [kind for kind in registry.all_folded() if kind.kind in kinds]
    return {model for kind in folded for model in kind.models} if kinds else registry.rebuilt_models()


def _rebuild(kinds: Collection[str], progress: Callable[[int], None]) -> int:
    seen = RowKeys()
    with transaction.atomic():
        store_bulk.block_writers()
        mark = store_bulk.last_entry()
    done = 0
    for streams in in_order(kinds):
        with transaction.atomic():
            store.read_heads(streams, lock=True)
            replay(streams, seen)
        done += len(streams)
        progress(len(streams))
    with transaction.atomic():
        store_bulk.block_writers()  # what was written meanwhile has rows too, which are no strays
        since = store_bulk.streams_since(mark)
        replay([stream for stream in since if not kinds or registry.kind_of(stream) in kinds], seen)
        for model in models_shown(kinds):
            drop(model, list(seen.strays(model)))
    return done


def in_order(only: Collection[str] = ()) -> Iterator[list[str]]:
    """Every stream in batches, kind by kind as they were registered: the rows of a case ask its item and calendar.

    `only` names the folded kinds that are wanted, without the streams of records.
    """
    kinds = [kind.kind for kind in registry.all_folded()]
    wanted_kinds = [kind for kind in kinds if not only or kind in only]
    for wanted, others in [*(([kind], False) for kind in wanted_kinds), *([] if only else [(kinds, True)])]:
        last = ""
        while streams := store_bulk.next_streams(last, STREAMS, kinds=wanted, others=others):
            yield streams
            last = streams[-1]


def show_again(streams: Sequence[str]) -> None:
    """Write the rows of streams again, in the caller's transaction: their keys came or went, and rows with them."""
    seen = RowKeys()
    replay(streams, seen)
    for model in {model for stream in streams for model in models_of(stream)}:
        shown = model._base_manager.filter(stream__in=streams).values_list("pk", flat=True)
        drop(model, [key for key in shown if not seen.has(model, key)])


def models_of(stream: str) -> tuple[type[Model], ...]:
    """The tables that show a folded stream's state; none for a stream of records, each of which has its entry."""
    kind = registry.folded_kind(stream)
    return kind.models if kind else ()


def replay(streams: Sequence[str], seen: RowKeys) -> None:
    """Write the rows of streams from their entries, and whether this program can read them."""
    waiting: list[Model] = []
    for stream, entries in groupby(store_bulk.walk(streams=streams), key=lambda row: row.stream):
        reader = StreamReader(stream)
        for row in rows_of(reader, entries):
            waiting.append(row)
            if len(waiting) == ROWS:
                write(waiting, seen)
                waiting = []
        Stream.objects.filter(key=stream).exclude(readable=reader.readable).update(readable=reader.readable)
    write(waiting, seen)


def rows_of(reader: StreamReader, entries: Iterable[Walked]) -> Iterator[Model]:
    """The rows of one stream: of each record, then of the state."""
    key: bytes | None = None
    for entry in entries:
        if entry.id is None:
            return
        if entry.no == 1:
            key = reading.unwrapped(entry.stream, entry.wrapped)
        row = reader.take(reading.open_entry(bytes(entry.head), store.bytes_of(entry.sealed), key))
        if row is not None:
            yield row
    yield from reader.rows()


def write(rows: Iterable[Model], seen: RowKeys) -> None:
    """Insert or update rows by key, one statement a table; what is local to a record stays as it stands."""
    by_model: dict[type[Model], dict[object, Model]] = defaultdict(dict)
    for row in rows:
        by_model[type(row)][row.pk] = row
    for model, those in by_model.items():
        seen.add(those.values())
        projections.upsert(model, those.values(), keep=frozenset(getattr(model, "local", ())))


def empty(model: type[Model]) -> None:
    """Delete every row, without asking what refers to it: the same keys come again."""
    model._base_manager.all()._raw_delete(model._base_manager.db)


def drop(model: type[Model], keys: Sequence[object]) -> None:
    """Delete rows by key."""
    for start in range(0, len(keys), ROWS):
        model._base_manager.filter(pk__in=keys[start : start + ROWS])._raw_delete(model._base_manager.db)
