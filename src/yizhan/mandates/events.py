"""What happened to a grant (委托、授权) and to a seal (印章)."""

from dataclasses import dataclass
from datetime import date

from yizhan.journal.events import sealed


@dataclass(frozen=True, kw_only=True)
class Granted:
    """A delegation (委托) from organ to organ, or a mandate (授权) from an organ to its own person.

    `items`: codes, or "*" for every item. `powers`: of accept, review, decide, seal. `ends` is the last day, None
    without end. `hear_within_days`: so many days after it was last confirmed it no longer carries a conclusion.
    """

    kind: str
    grantor: str
    grantee: str
    items: tuple[str, ...]
    powers: tuple[str, ...]
    starts: date
    ends: date | None
    document: str
    hear_within_days: int | None


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """The grantor said again that the grant stands (重新确认)."""

    on: date


@dataclass(frozen=True, kw_only=True)
class Revoked:
    """The grantor took the grant back (撤销): it does not carry from that day on."""

    on: date
    reason: str = sealed()


@dataclass(frozen=True, kw_only=True)
class SealIssued:
    """A seal was issued to an organ (印章启用): its name, kind, and the paper that approved it."""

    name: str
    organ: str
    kind: str
    document: str


@dataclass(frozen=True, kw_only=True)
class SealHandedTo:
    """The seal was handed to a named keeper (保管人), temporarily with a last day."""

    keeper: str
    on: date
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class SealStopped:
    """The seal is no longer used (停用): renamed, damaged, lost; with the public notice (公告)."""

    on: date
    notice: str
    reason: str = sealed()
