"""What happened to a paper original (原件) that was taken in from somebody: who had it from when to when."""

from dataclasses import dataclass
from datetime import date

from yizhan.journal.events import sealed


@dataclass(frozen=True, kw_only=True)
class Hand:
    """Who has a paper: a person of staff (经手人), the organ that he acts for, the centre where he works."""

    account: str
    organ: str
    centre: str


@dataclass(frozen=True, kw_only=True)
class OriginalTakenIn:
    """A paper was taken in for a case (收存). `kind` is a word of `original_rules.KINDS`, `pages` its sheets or pages.

    `owner` is from whom it came and to whom it goes back.
    """

    case: str
    kind: str
    pages: int
    hand: Hand
    on: date
    description: str = sealed()
    owner: str = sealed()


@dataclass(frozen=True, kw_only=True)
class OriginalGiven:
    """The holder gave it to a named person, on a slip (交接单); it is under way until he confirms or declines."""

    to: Hand
    slip: str
    on: date


@dataclass(frozen=True, kw_only=True)
class OriginalReceived:
    """The named receiver confirmed (签收): he is the holder."""

    on: date


@dataclass(frozen=True, kw_only=True)
class OriginalDeclined:
    """The named receiver did not take it (拒收): it is with the giver as before."""

    on: date
    reason: str = sealed()


@dataclass(frozen=True, kw_only=True)
class OriginalPlaced:
    """The holder put it in a place (存放): a cabinet's number; a finished result on a numbered shelf (成果架)."""

    place: str
    on: date
    shelf: int | None = None


@dataclass(frozen=True, kw_only=True)
class OriginalHandedBack:
    """It went back to its owner (退还), to his proxy, or by post; a result went out to the applicant."""

    mode: str
    on: date
    receiver: str = sealed()
    proxy_reason: str = sealed()


@dataclass(frozen=True, kw_only=True)
class OriginalRetained:
    """It does not go back (不退还): surrendered and cancelled, kept in the file by law, or replaced after a loss."""

    ground: str
    on: date
    reason: str = sealed()


@dataclass(frozen=True, kw_only=True)
class OriginalMissing:
    """It was looked for and not found (短少), at the evening's count or at any time."""

    on: date
    reason: str = sealed()


@dataclass(frozen=True, kw_only=True)
class OriginalFound:
    """A missing one turned up (找回); who found it has it."""

    hand: Hand
    on: date
    reason: str = sealed()


@dataclass(frozen=True, kw_only=True)
class OriginalTakenOver:
    """Who leads the holder's centre took it over (接管), since the holder is away or has left."""

    hand: Hand
    on: date
    reason: str = sealed()


EVENTS = (
    OriginalTakenIn,
    OriginalGiven,
    OriginalReceived,
    OriginalDeclined,
    OriginalPlaced,
    OriginalHandedBack,
    OriginalRetained,
    OriginalMissing,
    OriginalFound,
    OriginalTakenOver,
)
