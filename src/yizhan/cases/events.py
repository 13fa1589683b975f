"""What happens to a case (办件), in the law's words: facts and limits, never a date that a calendar could move.

`on` is the legal day of the act; where the law counts another day, the entry carries an effective day beside it.
Fields marked `sealed()` are personal or typed: they stand in the entry's sealed part.
"""

from dataclasses import dataclass
from datetime import date

from yizhan.cases.handling_events import (
    Advanced,
    ClockResumed,
    ClockStopped,
    ConsultAnswered,
    ConsultClosed,
    Consulted,
    Extended,
    Forwarded,
    HearingHeld,
    HearingSet,
    HearingTold,
    InterestedFound,
    PassedOn,
    Proof,
    Publicised,
    Received,
    ReturnedDown,
    StatementHeard,
)
from yizhan.cases.intake_events import (
    NOBODY,
    AcceptanceConfirmed,
    Accepted,
    AcceptedWithPledge,
    Corrected,
    CorrectedOnTheSpot,
    CorrectionRequested,
    DeemedAccepted,
    Given,
    NotCompetent,
    NotRequired,
    Opened,
    Party,
    Submitted,
    Supplemented,
    Wanted,
)
from yizhan.journal.events import sealed
from yizhan.kernel.periods import Limit

__all__ = [
    "CONSULT_EVENTS",
    "EVENTS",
    "NOBODY",
    "NOT_TOLD",
    "AcceptanceConfirmed",
    "Accepted",
    "AcceptedWithPledge",
    "Advanced",
    "Amended",
    "Answered",
    "Asked",
    "Certified",
    "ClockResumed",
    "ClockStopped",
    "Closed",
    "ConsultAnswered",
    "ConsultClosed",
    "Consulted",
    "ContactChanged",
    "Corrected",
    "CorrectedOnTheSpot",
    "CorrectionRequested",
    "Decided",
    "DeemedAccepted",
    "DeemedDecided",
    "DeemedEnded",
    "Delivered",
    "Extended",
    "Forwarded",
    "Given",
    "HearingHeld",
    "HearingSet",
    "HearingTold",
    "InterestedFound",
    "NotCompetent",
    "NotRequired",
    "Numbered",
    "Opened",
    "PapersCompleted",
    "Party",
    "PassedOn",
    "Proof",
    "Publicised",
    "Received",
    "ReturnedDown",
    "Service",
    "ServiceAnnounced",
    "StatementHeard",
    "Submitted",
    "Supplemented",
    "Terminated",
    "Undone",
    "Wanted",
    "WishAnswered",
    "Withdrawn",
]


@dataclass(frozen=True, kw_only=True)
class Service:
    """How a paper was served (送达情况), as Civil Procedure Law (2023) arts. 88-95 want it told.

    Where, before which witnesses, why a proxy took it, how he consented to electronic service, and a remark: the
    number of the mail, why the paper was refused, why no other way was left.
    """

    place: str = ""
    witnesses: tuple[str, ...] = ()
    proxy_reason: str = ""
    consent: str = ""
    remark: str = ""


NOT_TOLD = Service()


@dataclass(frozen=True, kw_only=True)
class Decided:
    """The decision (决定): granted or refused with reasons and remedies (Licensing Law art. 38).

    `facts` are those found, `basis` the articles relied on where the item's own are not enough, `proof` that of the
    system in which it was decided where the step is done elsewhere.
    """

    on: date
    granted: bool
    number: str
    content: str = sealed()
    reason: str = sealed()
    valid_from: date | None = None
    valid_until: date | None = None
    acting_for: str = ""
    urgent: bool = False
    notice: str = ""
    facts: str = sealed()
    basis: str = sealed()
    proof: Proof | None = sealed(blank=None)


@dataclass(frozen=True, kw_only=True)
class PapersCompleted:
    """An urgent matter that was decided first is complete now (急难先行, 补齐手续)."""

    on: date
    materials: tuple[Given, ...] = sealed(blank=())
    fact: str = ""


@dataclass(frozen=True, kw_only=True)
class DeemedDecided:
    """Time decided: the law deems the matter granted or renewed (视为准予, 视为准予延续)."""

    on: date
    deems: str
    article: str


@dataclass(frozen=True, kw_only=True)
class Certified:
    """The certificate or result paper was made (制证)."""

    on: date
    name: str = sealed()
    number: str = sealed()
    valid_until: date | None = None
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """The result was served with a receipt (送达): mode by Civil Procedure Law arts. 87-95."""

    on: date
    mode: str
    collector: Party = sealed(blank=NOBODY)
    fact: str = ""
    notice: str = ""
    service: Service = sealed(blank=NOT_TOLD)


@dataclass(frozen=True, kw_only=True)
class ServiceAnnounced:
    """Served by public notice (公告送达, Civil Procedure Law art. 95): thirty days later it counts as served."""

    on: date
    place: str = sealed()
    reason: str = sealed()
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """The applicant withdrew (撤回申请); `wish` names the wish that is answered."""

    on: date
    wish: str = ""
    reason: str = sealed()
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class Terminated:
    """Handling ended without a decision (终止办理), with the outcome code of the reporting standard."""

    on: date
    outcome: str
    reason: str = sealed()
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class DeemedEnded:
    """Time ended it: a correction that never came, a pledge that was not kept (逾期未补正, 退办)."""

    on: date
    deems: str
    outcome: str
    article: str


@dataclass(frozen=True, kw_only=True)
class Amended:
    """A wrong decision was put right by its maker (纠正), of itself or as a higher authority ordered in `wish`.

    The old one stays readable.
    """

    on: date
    granted: bool
    number: str
    by_higher: bool
    ground: str = sealed()
    content: str = sealed()
    reason: str = sealed()
    valid_until: date | None = None
    notice: str = ""
    wish: str = ""


@dataclass(frozen=True, kw_only=True)
class Closed:
    """Nothing is left to do and nothing of the citizen's is left with us: the file is complete (结案归档)."""

    on: date


@dataclass(frozen=True, kw_only=True)
class WishAnswered:
    """A wish of somebody who does not hold the case was granted or declined."""

    on: date
    wish: str
    granted: bool
    reason: str = sealed()


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """Another system's number for the case: the provincial platform's, a line system's."""

    on: date
    system: str = sealed()
    number: str = sealed()


@dataclass(frozen=True, kw_only=True)
class ContactChanged:
    """How the applicant and his agent are reached from now on (变更联系方式); what is blank stays as it was."""

    on: date
    phone: str = sealed()
    address: str = sealed()
    agent_phone: str = sealed()
    agent_address: str = sealed()


@dataclass(frozen=True, kw_only=True)
class Undone:
    """Whoever did the newest act takes it back (撤销操作): which entry, of which kind. Nothing is erased.

    `voided` is the notice that told the act and is void with it.
    """

    on: date
    entry: int
    act: str
    voided: str = ""


EVENTS: tuple[type, ...] = (
    Opened,
    Submitted,
    CorrectedOnTheSpot,
    CorrectionRequested,
    Corrected,
    Accepted,
    AcceptedWithPledge,
    DeemedAccepted,
    AcceptanceConfirmed,
    Supplemented,
    NotRequired,
    NotCompetent,
    Advanced,
    Publicised,
    ClockStopped,
    ClockResumed,
    InterestedFound,
    StatementHeard,
    HearingTold,
    HearingSet,
    HearingHeld,
    Extended,
    Consulted,
    ConsultAnswered,
    ConsultClosed,
    Forwarded,
    PassedOn,
    Received,
    ReturnedDown,
    Decided,
    PapersCompleted,
    DeemedDecided,
    Certified,
    Delivered,
    ServiceAnnounced,
    Withdrawn,
    Terminated,
    DeemedEnded,
    Amended,
    Closed,
    WishAnswered,
    Numbered,
    ContactChanged,
    Undone,
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """First entry of a consult's own stream: the question arrived at the asked agency (接收)."""

    on: date
    case: str
    consult: int
    organ: str
    reply: Limit | None = None
    question: str = sealed()


@dataclass(frozen=True, kw_only=True)
class Answered:
    """The asked agency's one answer (回执函)."""

    on: date
    agrees: bool
    answer: str = sealed()


CONSULT_EVENTS: tuple[type, ...] = (Asked, Answered)
