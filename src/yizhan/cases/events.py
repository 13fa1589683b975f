"""What happens to a case (办件), in the law's words: facts and limits, never a date that a calendar could move.

`on` is the legal day of the act; where the law counts another day, the entry carries an effective day beside it.
Fields marked `sealed()` are personal or typed: they stand in the entry's sealed part.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from yizhan.journal.events import sealed
from yizhan.kernel.periods import Limit


@dataclass(frozen=True, kw_only=True)
class Party:
    """A person or organisation: applicant (申请人), agent (代理人) or collector (领取人).

    `id_type` is a code of GA/T 2000.156 (111: ID card) or `uscc`.
    """

    name: str = ""
    kind: str = "person"
    id_type: str = "111"
    id_number: str = ""
    phone: str = ""
    address: str = ""


NOBODY = Party()


@dataclass(frozen=True, kw_only=True)
class Given:
    """A material as it was given: originals and copies counted, a file by its digest, or reused."""

    code: str
    name: str = ""
    originals: int = 0
    copies: int = 0
    file: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A material to be supplied, with the reason on its line."""

    code: str
    name: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A case is opened (立件): its number is drawn, nothing is received yet."""

    on: date
    number: str
    item: str
    release: int
    division: str
    centre: str
    organ: str
    leg: int
    channel: str
    applicant: Party = sealed(blank=NOBODY)
    agent: Party = sealed(blank=NOBODY)
    authorisation: str = sealed()
    answers: dict[str, Any] = sealed(blank={})
    form: dict[str, Any] = sealed(blank={})
    scenario: str = ""
    renewal_of: str = sealed()
    permit_expires: date | None = None
    query_hash: str = ""
    query_code: str = sealed()


@dataclass(frozen=True, kw_only=True)
class Submitted:
    """The papers were received (收件). The release in force on this day is the one the case lives under."""

    on: date
    release: int
    materials: tuple[Given, ...] = sealed(blank=())
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class CorrectedOnTheSpot:
    """Licensing Law art. 32(3): the applicant corrected an error at the window (当场更正).

    Or brought what was missing before he was asked; `fact` names the hand-in taken over by time.
    """

    on: date
    what: str = sealed()
    form: dict[str, Any] = sealed(blank={})
    materials: tuple[Given, ...] = sealed(blank=())
    fact: str = ""


@dataclass(frozen=True, kw_only=True)
class CorrectionRequested:
    """Licensing Law art. 32(4): everything that is missing, told once (一次性告知补正)."""

    on: date
    wanted: tuple[Wanted, ...] = sealed(blank=())
    reply: Limit | None = None
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """The applicant handed in what the notice asked for (补正); `fact` names the hand-in taken over by time."""

    on: date
    materials: tuple[Given, ...] = sealed(blank=())
    fact: str = ""
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """Licensing Law art. 32(5): accepted (受理). `promised` and `statutory` are the limits told."""

    on: date
    statutory: Limit | None = None
    promised: Limit | None = None
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class AcceptedWithPledge:
    """Accepted with minor gaps (容缺受理): the applicant pledged to supply them within a limit."""

    on: date
    lacking: tuple[Wanted, ...] = sealed(blank=())
    supply: Limit
    statutory: Limit | None = None
    promised: Limit | None = None
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class DeemedAccepted:
    """A late correction notice: the case counts as accepted from the day the papers were received (视为受理)."""

    on: date
    article: str
    statutory: Limit | None = None
    promised: Limit | None = None


@dataclass(frozen=True, kw_only=True)
class Supplemented:
    """What was lacking was supplied (容缺补交)."""

    on: date
    materials: tuple[Given, ...] = sealed(blank=())
    fact: str = ""
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class NotRequired:
    """Licensing Law art. 32(1): the matter needs no licence (不受理)."""

    on: date
    reason: str = sealed()
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class NotCompetent:
    """Licensing Law art. 32(2): not within this organ's power (不予受理); the competent organ is named."""

    on: date
    competent: str = sealed()
    reason: str = sealed()
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class Proof:
    """A step done in a named line system: that system's number and date."""

    system: str
    number: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Advanced:
    """A step was taken (环节办理): with an opinion, by these officers; elsewhere with that system's proof."""

    on: date
    step: str
    agrees: bool = True
    opinion: str = sealed()
    officers: tuple[str, ...] = sealed(blank=())
    proof: Proof | None = sealed(blank=None)


@dataclass(frozen=True, kw_only=True)
class Publicised:
    """Publicity began (公示): its minimum is the release's, the place was told."""

    on: date
    step: str
    minimum: Limit
    stops_clock: bool
    basis: str = ""
    place: str = sealed()


@dataclass(frozen=True, kw_only=True)
class ClockStopped:
    """Licensing Law art. 45: a special procedure began (特别程序); the applicant was told in writing how long."""

    on: date
    stop: int
    procedure: str
    basis: str
    told: Limit
    reason: str = sealed()
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class ClockResumed:
    """The special procedure ended (特别程序结束)."""

    on: date
    stop: int
    result: str = sealed()


@dataclass(frozen=True, kw_only=True)
class Extended:
    """Licensing Law art. 42: extended once (延长办理期限)."""

    on: date
    limit: Limit
    approved_by: str = sealed()
    office: str
    reason: str = sealed()
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class Consulted:
    """Another agency was asked (征求意见): a stream of its own begins with its receipt."""

    on: date
    consult: int
    organ: str
    reply: Limit | None = None
    silence_consents: bool = False
    question: str = sealed()
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class ConsultAnswered:
    """The holder took the answer over; `deemed` where silence was consent by the item's internal rule."""

    on: date
    consult: int
    agrees: bool
    deemed: bool = False
    answer: str = sealed()


@dataclass(frozen=True, kw_only=True)
class Forwarded:
    """Reviewed and reported up with all papers (转报, Licensing Law art. 43): this leg closes, the next opens."""

    on: date
    organ: str
    level: str
    leg: int
    number: str
    outcome: str
    cause: str = ""
    opinion: str = sealed()
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class PassedOn:
    """Passed to a station or a leader of the same level (流转): the leg stays open, the cause is counted."""

    on: date
    organ: str
    cause: str
    reason: str = sealed()


@dataclass(frozen=True, kw_only=True)
class Received:
    """An officer of the holder opened what was handed over (签收)."""

    on: date


@dataclass(frozen=True, kw_only=True)
class ReturnedDown:
    """Sent back to the organ that forwarded it (退回), with the reason."""

    on: date
    organ: str
    reason: str = sealed()
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class Decided:
    """The decision (决定): granted or refused with reasons and remedies (Licensing Law art. 38)."""

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
    """A wrong decision was put right by its maker or a higher authority (纠正); the old one stays readable."""

    on: date
    granted: bool
    number: str
    by_higher: bool
    ground: str = sealed()
    content: str = sealed()
    reason: str = sealed()
    valid_until: date | None = None
    notice: str = ""


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


EVENTS: tuple[type, ...] = (
    Opened,
    Submitted,
    CorrectedOnTheSpot,
    CorrectionRequested,
    Corrected,
    Accepted,
    AcceptedWithPledge,
    DeemedAccepted,
    Supplemented,
    NotRequired,
    NotCompetent,
    Advanced,
    Publicised,
    ClockStopped,
    ClockResumed,
    Extended,
    Consulted,
    ConsultAnswered,
    Forwarded,
    PassedOn,
    Received,
    ReturnedDown,
    Decided,
    PapersCompleted,
    DeemedDecided,
    Certified,
    Delivered,
    Withdrawn,
    Terminated,
    DeemedEnded,
    Amended,
    WishAnswered,
    Numbered,
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
