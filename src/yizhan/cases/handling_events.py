"""Events of handling (办理): steps, publicity, stops of the clock, the extension, consultation, passing on."""

from dataclasses import dataclass
from datetime import date

from yizhan.cases.intake_events import Party
from yizhan.journal.events import sealed
from yizhan.kernel.periods import Limit


@dataclass(frozen=True, kw_only=True)
class Proof:
    """A step done in a named line system: that system's number and date, and the words that came back from it."""

    system: str
    number: str
    on: date
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class Advanced:
    """A step was taken (环节办理): with an opinion, by these officers; elsewhere with that system's proof.

    `leg` is that of a step which is made up after the leg in hand has closed over it (急难先行, 补办手续).
    """

    on: date
    step: str
    leg: int | None = None
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
class InterestedFound:
    """Licensing Law art. 36: review found whose major interests the licence touches (利害关系人), and which."""

    on: date
    people: tuple[Party, ...] = sealed(blank=())
    interest: str = sealed()


@dataclass(frozen=True, kw_only=True)
class StatementHeard:
    """Licensing Law art. 36: the applicant or somebody interested stated his view (陈述、申辩)."""

    on: date
    by: str = sealed()
    statement: str = sealed()


@dataclass(frozen=True, kw_only=True)
class HearingTold:
    """Licensing Law art. 47: the right to a hearing was told before deciding (告知听证权利); `to`: besides him."""

    on: date
    matter: str = sealed()
    to: tuple[str, ...] = sealed(blank=())
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class HearingSet:
    """Licensing Law art. 48(1): when and where the hearing is held was told (举行听证通知): day, hour, who presides."""

    on: date
    day: date
    time: str
    place: str = sealed()
    host: str = sealed()
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class HearingHeld:
    """Licensing Law art. 48: the hearing of that day was held; the decision rests on its record (听证笔录)."""

    on: date
    day: date
    record: str = sealed()


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
class ConsultClosed:
    """The holder goes on without the answer that did not come in time (逾期未复, 不再等待), with the reason."""

    on: date
    consult: int
    reason: str = sealed()


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
