"""Events from the opening of a case to its acceptance (立件、收件、受理), and the people and papers in them."""

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

    In the form, or in the answers to the guiding questions: then all of them as they stand now, and the scenario that
    they lead to. Or he brought what was missing before he was asked; `fact` names the hand-in taken over by time.
    """

    on: date
    what: str = sealed()
    form: dict[str, Any] = sealed(blank={})
    answers: dict[str, Any] = sealed(blank={})
    scenario: str = ""
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
class AcceptanceConfirmed:
    """Of a case that the law deems accepted the applicant got his notice all the same (补发受理通知书)."""

    on: date
    notice: str = ""


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
