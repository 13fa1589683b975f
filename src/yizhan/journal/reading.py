"""Entries as a reader sees them: heads parsed, sealed parts opened where the key is here, events decoded and folded."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from yizhan.journal import codec, keys, records, registry
from yizhan.journal.codec import EntryHead
from yizhan.journal.events import Basis
from yizhan.kernel import sealing
from yizhan.kernel.refusals import Refused


@dataclass(frozen=True, slots=True)
class Written:
    """One entry as a reader sees it; `event` is None where the kind is unknown here, and for records."""

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


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry with its head parsed; `hidden` is its sealed part, None where the key is not here."""

    head: EntryHead
    hidden: dict[str, Any] | None

    @property
    def event(self) -> Any:
        """The event, None for a record and for what this program does not know."""
        cls = registry.event_class(self.head.stream, self.head.kind, self.head.version)
        return codec.decode(cls, self.head.body, self.hidden) if cls else None


def open_entry(data: bytes, sealed: bytes | None, key: bytes | None) -> Opened:
    """An entry with its sealed part opened. Raises Refused: seal-broken; ValueError or KeyError for a broken head."""
    head = codec.head_of(data)
    if sealed is None or key is None:
        return Opened(head=head, hidden=None)
    return Opened(head=head, hidden=open_part(head.stream, head.no, sealed, key))


def open_part(stream: str, no: int, sealed: bytes, key: bytes) -> dict[str, Any]:
    """The sealed part of an entry. Raises Refused: seal-broken."""
    content: dict[str, Any] = json.loads(sealing.open_sealed(key, sealed, aad=codec.sealed_context(stream, no)))
    return content


def unwrapped(stream: str, wrapped: bytes | memoryview | None) -> bytes | None:
    """The key of a stream, None where it was destroyed or never came. Raises Refused: seal-broken."""
    return None if wrapped is None else keys.unwrap(bytes(wrapped), owner=stream)


def written_of(entry: Opened) -> Written:
    """An entry for a reader."""
    head = entry.head
    return Written(
        no=head.no,
        kind=head.kind,
        version=head.version,
        at=codec.moment_of(head.at),
        account=head.account,
        organ=head.organ,
        centre=head.centre,
        effective=codec.effective_day(head.effective),
        reason=head.reason,
        basis=head.basis,
        event=entry.event,
        opened=not head.sealed_digest or entry.hidden is not None,
    )


def step(stream: str, state: Any, kind: str, event: Any) -> Any:
    """The state of a folded stream after one more entry; a record in it changes nothing.

    Raises Refused: not-folded, stream-unreadable (unknown kind or version).
    """
    folded = registry.folded_kind(stream)
    if folded is None:
        raise Refused("not-folded", stream=stream)
    if event is not None:
        return folded.evolve(state, event)
    if registry.is_record(kind):
        return state
    raise Refused("stream-unreadable", stream=stream, kind=kind)


def initial(stream: str) -> Any:
    """The state of a folded stream before its first entry. Raises Refused: not-folded."""
    folded = registry.folded_kind(stream)
    if folded is None:
        raise Refused("not-folded", stream=stream)
    return folded.initial(stream)


class StreamReader:
    """Takes a stream's entries in order and gives its rows; after an entry that is unknown here it folds no further.

    So an unreadable stream is shown as far as this program can read it.
    """

    def __init__(self, stream: str) -> None:
        self.stream = stream
        self.readable = True
        self._folded = registry.folded_kind(stream)
        self._state = self._folded.initial(stream) if self._folded else None
        self._shown = False

    def take(self, entry: Opened) -> Model | None:
        """The row of a record; an event is folded, and shown at the end."""
        head = entry.head
        if registry.is_record(head.kind):
            return record_row(entry)
        try:
            event = entry.event
        except ValueError:  # the body does not fit the class of its kind
            event = None
        if event is None:
            self.readable = False
        elif self.readable and self._folded:
            self._state, self._shown = self._folded.evolve(self._state, event), True
        return None

    def rows(self) -> Iterable[Model]:
        """The rows that show the state."""
        return self._folded.rows(self.stream, self._state) if self._folded and self._shown else ()


def record_row(entry: Opened) -> Model | None:
    """The row that a record's entry stands for; None where the kind or version is unknown, and for events."""
    head = entry.head
    model: Any = registry.record_model(head.kind)
    if model is None or head.version > 1:
        return None
    return records.row_of(
        model,
        stream=head.stream,
        no=head.no,
        at=codec.moment_of(head.at),
        account=head.account,
        centre=head.centre,
        body=head.body,
        sealed=entry.hidden,
    )
