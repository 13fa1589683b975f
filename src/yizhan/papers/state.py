"""A paper original as its stream gives it: with one person, under way between two, missing, or no longer with us."""

from dataclasses import dataclass, replace
from datetime import date

from yizhan.journal.events import Erased, HandedOver
from yizhan.papers import events as e

HELD, UNDER_WAY, MISSING, RETURNED, RETAINED = "held", "under-way", "missing", "returned", "retained"
OUT = frozenset({HELD, UNDER_WAY, MISSING})
"""We answer for it: the owner has not got it back."""


@dataclass(frozen=True, kw_only=True)
class Original:
    """`hand` has it, or had it last; `to` is the named receiver while it is under way; `since` of the present hand."""

    number: str
    taken: e.OriginalTakenIn | None = None
    status: str = ""
    hand: e.Hand | None = None
    to: e.Hand | None = None
    slip: str = ""
    place: str = ""
    shelf: int | None = None
    since: date | None = None
    ended: date | None = None
    erased: bool = False

    @property
    def is_out(self) -> bool:
        """Whether the owner has not got it back and no reason stands for that."""
        return self.status in OUT


def initial(stream: str) -> Original:
    """Before the first entry; the number is the stream's key."""
    return Original(number=stream.partition(":")[2])


def evolve(original: Original, event: object) -> Original:  # noqa: PLR0911 - one arm a kind of event
    """The original after one more event."""
    match event:
        case e.OriginalTakenIn():
            return replace(original, taken=event, status=HELD, hand=event.hand, since=event.on)
        case e.OriginalGiven():
            return replace(
                original, status=UNDER_WAY, to=event.to, slip=event.slip, place="", shelf=None, since=event.on
            )
        case e.OriginalReceived():
            return replace(original, status=HELD, hand=original.to, to=None, since=event.on)
        case e.OriginalDeclined():
            return replace(original, status=HELD, to=None, since=event.on)
        case e.OriginalPlaced():
            return replace(original, place=event.place, shelf=event.shelf)
        case e.OriginalHandedBack():
            return replace(_ended(original, event.on), status=RETURNED)
        case e.OriginalRetained():
            return replace(_ended(original, event.on), status=RETAINED)
        case e.OriginalMissing():
            return replace(original, status=MISSING, since=event.on)
        case e.OriginalFound():
            return replace(original, status=HELD, hand=event.hand, to=None, place="", shelf=None, since=event.on)
        case e.OriginalTakenOver():
            return replace(original, hand=event.hand, since=event.on)
        case HandedOver():  # custody of the stream goes with the named receiver
            return original
        case Erased():
            return replace(original, erased=True)
    raise TypeError(f"a paper original does not know {type(event).__name__}")


def _ended(original: Original, on: date) -> Original:
    return replace(original, to=None, place="", shelf=None, since=on, ended=on)
