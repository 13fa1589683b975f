"""Who acts, when, and on what he saw: plain values that every action takes."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

LEGAL_ZONE = ZoneInfo("Asia/Shanghai")


def legal_day(moment: datetime) -> date:
    """The legal day (法定日) of a moment: the date in Asia/Shanghai."""
    return moment.astimezone(LEGAL_ZONE).date()


@dataclass(frozen=True, kw_only=True)
class RoleAt:
    """A role and the division (12 digits) below which it holds."""

    role: str
    scope: str


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A person who acts for an organ (机关) at a centre (中心); `office` is the class of approver he is."""

    account: str
    name: str
    organ: str
    centre: str
    office: str = ""
    roles: tuple[RoleAt, ...] = ()

    def has(self, role: str) -> bool:
        """Whether he has the role anywhere."""
        return any(held.role == role for held in self.roles)


LAW = Actor(account="law", name="", organ="", centre="")
"""The actor of what time does alone: the law itself."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act: the actor, the moment, the version he saw, the idempotency key with the request's digest."""

    actor: Actor
    now: datetime
    seen: int | None = None
    key: str = ""
    digest: str = ""

    @property
    def today(self) -> date:
        """The legal day of the act."""
        return legal_day(self.now)
