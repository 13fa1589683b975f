"""What an event may carry, and the kinds that the journal owns itself."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


def sealed(*, blank: Any = "") -> Any:
    """Mark a field of an event as personal or typed: it stands in the entry's sealed part.

    `blank` is what the field shows where the stream's key is gone or never came, and where it was left out.
    """
    metadata = {"sealed": True, "blank": blank}
    if isinstance(blank, dict):
        return field(default_factory=dict, metadata=metadata)
    return field(default=blank, metadata=metadata)


@dataclass(frozen=True, kw_only=True)
class HandedOver:
    """Custody of the stream passes to another organ (移交): a new term begins, the sender can only wish."""

    organ: str
    node: str
    centre: str


@dataclass(frozen=True, kw_only=True)
class Erased:
    """The keys of the stream were destroyed (销毁): ground and the two persons who signed for it."""

    ground: str
    first_person: str
    second_person: str


@dataclass(frozen=True)
class Effective:
    """An event that the law counts from another day than the one on which it was recorded."""

    event: object
    on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Basis:
    """The versions an act relied on: grants, release and calendar."""

    grants: tuple[str, ...] = ()
    release: str = ""
    calendar: str = ""


NOTHING = Basis()
