"""The parts of a case's state: its legs, steps taken, stops, consultations, decision; the words of its states."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yizhan.cases import events as e
from yizhan.kernel.periods import Limit

OPEN_STATES = frozenset({"opened", "submitted", "correction-requested", "accepted", "under-review"})
HANDLING_STATES = frozenset({"accepted", "under-review"})
DONE_STATES = frozenset({"decided", "certified", "delivered"})
ENDED_STATES = frozenset({"not-required", "not-competent", "withdrawn", "terminated", "abandoned", "returned"})

GRANTED, REFUSED, VOID, DELETED, FORWARDED, NOT_SUPPLEMENTED, OTHER = "0", "1", "2", "3", "4", "5", "6"
"""Outcome codes of a handling (办结结果代码): 出证办结, 不予许可, 作废, 删除, 转报办结, 补正不来, 其他."""


@dataclass(frozen=True, kw_only=True)
class Leg:
    """One organ's handling (一个办件) of the case: its number, clock and outcome. `index` is the release's leg.

    `accepted` is the day from which its clock runs, `received` that of the latest hand-over, `away` the days (first,
    last) on which another organ had the case before it came back.
    """

    index: int
    organ: str
    number: str
    received: date | None = None
    opened: date | None = None
    accepted: date | None = None
    closed: date | None = None
    outcome: str = ""
    extension: Limit | None = None
    away: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A step that was taken in a leg."""

    step: str
    leg: int
    on: date
    agrees: bool
    proof: e.Proof | None = None


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A stop of the clock: from `on`, told to last `told`, resumed or still standing."""

    stop: int
    procedure: str
    basis: str
    on: date
    told: Limit
    leg: int
    resumed: date | None = None


@dataclass(frozen=True, kw_only=True)
class Consult:
    """A consultation and its one answer; `answered` without `agrees`: closed without an answer."""

    consult: int
    organ: str
    on: date
    leg: int
    reply: Limit | None
    silence_consents: bool
    answered: date | None = None
    agrees: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Touched:
    """Somebody whose major interests the licence touches: found in review, last told of his right, last heard."""

    who: e.Party
    interest: str
    found: date
    told: date | None = None
    heard: date | None = None


@dataclass(frozen=True, kw_only=True)
class Decision:
    """The decision that stands; `superseded` are the numbers of earlier ones, `first` is the day of the first."""

    on: date
    first: date
    granted: bool
    number: str
    organ: str
    leg: int
    valid_until: date | None = None
    urgent: bool = False
    deemed: str = ""
    superseded: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Case:
    """A case (办件) as its own stream tells it; facts and wishes of the satellites reach rules as arguments."""

    number: str
    state: str = "opened"
    item: str = ""
    release: int = 0
    division: str = ""
    centre: str = ""
    organ: str = ""
    holder: str = ""
    channel: str = ""
    applicant: e.Party = e.NOBODY
    agent: e.Party = e.NOBODY
    authorisation: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    form: Mapping[str, Any] = field(default_factory=dict)
    scenario: str = ""
    renewal_of: str = ""
    permit_expires: date | None = None
    query_hash: str = ""
    query_code: str = ""
    opened: date | None = None
    received: date | None = None
    materials: Mapping[str, e.Given] = field(default_factory=dict)
    correction: e.CorrectionRequested | None = None
    corrected: date | None = None
    accepted: date | None = None
    deemed_accepted: bool = False
    acceptance_confirmed: date | None = None
    statutory: Limit | None = None
    promised: Limit | None = None
    pledge: e.AcceptedWithPledge | None = None
    supplemented: date | None = None
    legs: tuple[Leg, ...] = ()
    taken: tuple[Taken, ...] = ()
    publicity: e.Publicised | None = None
    publicities: tuple[e.Publicised, ...] = ()
    publicity_ended: Mapping[int, date] = field(default_factory=dict)
    stops: tuple[Stop, ...] = ()
    touched: tuple[Touched, ...] = ()
    hearing_told: date | None = None
    hearing_told_to: tuple[str, ...] = ()
    hearing: e.HearingSet | None = None
    hearings_held: tuple[date, ...] = ()
    extension: e.Extended | None = None
    consults: tuple[Consult, ...] = ()
    decision: Decision | None = None
    papers_completed: date | None = None
    certificate: e.Certified | None = None
    announced: date | None = None
    delivered: date | None = None
    ended: date | None = None
    closed: date | None = None
    facts_taken: frozenset[str] = frozenset()
    wishes_answered: frozenset[str] = frozenset()
    wishes_declined: frozenset[str] = frozenset()
    numbers: Mapping[str, str] = field(default_factory=dict)
    known_as: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    erased: bool = False
    before: "Case | None" = None
    """The case before its newest act, where that act can be taken back."""

    @property
    def leg(self) -> Leg:
        """The leg in hand: the open one, else the one that closed last."""
        return max(reversed(self.legs), key=lambda leg: leg.closed or date.max)

    @property
    def is_open(self) -> bool:
        """Whether anything is still to be decided."""
        return self.state in OPEN_STATES

    @property
    def outstanding_pledge(self) -> bool:
        """Whether a pledged material is still lacking."""
        return self.pledge is not None and self.supplemented is None

    def steps_taken(self, leg: int) -> frozenset[str]:
        """The codes of the steps taken in a leg of the release."""
        return frozenset(step.step for step in self.taken if step.leg == leg)


UNDOABLE = (
    e.CorrectedOnTheSpot,
    e.Corrected,
    e.Advanced,
    e.PapersCompleted,
    e.Numbered,
    e.ContactChanged,
    e.InterestedFound,
)
"""Acts that nobody outside has heard of: no notice told them, nothing was posted up, sent or handed out."""
TOLD = (e.Accepted, e.AcceptedWithPledge, e.CorrectionRequested, e.Decided)
"""Acts that a notice tells, and nobody has heard of before it is printed: it is void when they are taken back."""


def can_be_undone(event: object) -> bool:
    """Whether an act may be taken back: of a kind that nobody has heard of, or of which its notice alone would tell;
    neither taken over from a recorded fact nor decided in another system."""
    if isinstance(event, TOLD):
        return getattr(event, "proof", None) is None
    return isinstance(event, UNDOABLE) and not getattr(event, "fact", "") and not getattr(event, "notice", "")
