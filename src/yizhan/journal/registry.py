"""Which kind of stream or record belongs to which room: told once by `site`, at the start."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from yizhan.journal.events import Erased, HandedOver

OWN_EVENTS: Mapping[str, type] = {"HandedOver": HandedOver, "Erased": Erased}


@dataclass(frozen=True, kw_only=True)
class Folded:
    """A kind of stream with rules: its events, how they fold, and the rows that show its state.

    `rows(stream, state)` gives unsaved model instances of `models`, each with its key and `stream` set. `version` is
    raised when rows come out otherwise than before in the same columns: then those of a node are made again.
    """

    kind: str
    events: Mapping[str, type]
    initial: Callable[[str], Any]
    evolve: Callable[[Any, Any], Any]
    rows: Callable[[str, Any], Iterable[Model]]
    models: tuple[type[Model], ...]
    local: Mapping[type[Model], frozenset[str]] = field(default_factory=dict)
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class Reaction:
    """What a room does after commit with the entries of lower rooms; safe to run twice.

    One that works `apart` makes transactions of its own, and may do the same entry again after a crash.
    """

    name: str
    kinds: frozenset[str]
    handle: Callable[[Any], None]
    apart: bool = False


_folded: dict[str, Folded] = {}
_recorded: dict[str, type[Model]] = {}
_kinds: dict[type[Model], str] = {}
_reactions: dict[str, Reaction] = {}


def folded(
    *,
    kind: str,
    events: Iterable[type],
    initial: Callable[[str], Any],
    evolve: Callable[[Any, Any], Any],
    rows: Callable[[str, Any], Iterable[Model]],
    models: tuple[type[Model], ...],
    local: Mapping[type[Model], frozenset[str]] | None = None,
    version: int = 1,
) -> None:
    """Register a folded kind: the part of a stream's key before its first colon."""
    known = {event.__name__: event for event in events} | dict(OWN_EVENTS)
    _folded[kind] = Folded(
        kind=kind,
        events=known,
        initial=initial,
        evolve=evolve,
        rows=rows,
        models=models,
        local=local or {},
        version=version,
    )


def recorded(model: type[Model], *, kind: str) -> None:
    """Register a record: the kind of its entries, `<room>.<name>`."""
    if not is_record(kind):
        raise ValueError(f"a record's kind is <room>.<name>, not {kind}")
    _recorded[kind] = model
    _kinds[model] = kind


def reaction(*, name: str, kinds: Iterable[str], handle: Callable[[Any], None], apart: bool = False) -> None:
    """Register a reaction to entries of these kinds; `apart` where its work is too long for one transaction."""
    _reactions[name] = Reaction(name=name, kinds=frozenset(kinds), handle=handle, apart=apart)


def kind_of(stream: str) -> str:
    """The kind of a stream: its key's first word."""
    return stream.partition(":")[0]


def folded_kind(stream: str) -> Folded | None:
    """The registration of a folded stream, None for a stream of records."""
    return _folded.get(kind_of(stream))


def event_class(stream: str, kind: str, version: int) -> type | None:
    """The class of an event in a stream, None for a record and for a kind or version that is unknown here."""
    folded_here = folded_kind(stream)
    cls = (folded_here.events if folded_here else OWN_EVENTS).get(kind)
    return cls if cls is not None and version <= getattr(cls, "VERSION", 1) else None


def is_record(kind: str) -> bool:
    """Whether an entry's kind is that of a record: `<room>.<name>`; events have the names of classes."""
    return "." in kind


def record_kind(model: type[Model]) -> str:
    """The kind under which a model was registered. Raises LookupError."""
    kind = _kinds.get(model)
    if kind is not None:
        return kind
    raise LookupError(f"{model.__name__} is not registered with the journal")


def record_model(kind: str) -> type[Model] | None:
    """The model of a record's kind, None for a kind that this program does not know."""
    return _recorded.get(kind)


def all_folded() -> tuple[Folded, ...]:
    """Every folded kind, in the order of registration."""
    return tuple(_folded.values())


def all_recorded() -> Mapping[str, type[Model]]:
    """Every record's kind with its model."""
    return _recorded


def all_reactions() -> tuple[Reaction, ...]:
    """Every reaction, in the order of registration."""
    return tuple(_reactions.values())


def rebuilt_models() -> set[type[Model]]:
    """Every model whose rows are made from entries, and could be made again."""
    return {*_kinds, *(model for kind in _folded.values() for model in kind.models)}


def local_columns(model: type[Model]) -> frozenset[str]:
    """The columns of a rebuilt model that are not compared with the journal."""
    folded_columns = [kind.local[model] for kind in _folded.values() if model in kind.local]
    return frozenset(getattr(model, "local", ())).union(*folded_columns)


def forget(kind: str) -> None:
    """Take a folded kind out again, when a room is taken out of the program."""
    _folded.pop(kind, None)


def forget_record(kind: str) -> None:
    """Take a record out again."""
    _kinds.pop(_recorded.pop(kind))
