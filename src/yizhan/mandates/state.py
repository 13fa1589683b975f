"""Grants and seals as their streams give them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from yizhan.accounts.rules import GrantFacts
from yizhan.mandates.events import Confirmed, Granted, Revoked, SealHandedTo, SealIssued, SealStopped


@dataclass(frozen=True, kw_only=True)
class Grant:
    """A grant: what was granted, last confirmed when, taken back when."""

    id: str
    granted: Granted | None = None
    confirmed: date | None = None
    revoked: date | None = None

    @property
    def facts(self) -> GrantFacts:
        """As plain values for `may`. A grant taken back ends the day before."""
        given = self.granted
        if given is None:
            raise ValueError(f"{self.id} was never granted")
        ends = given.ends
        if self.revoked is not None:
            last = self.revoked - timedelta(days=1)
            ends = last if ends is None else min(ends, last)
        return GrantFacts(
            id=self.id,
            kind=given.kind,
            grantor=given.grantor,
            grantee=given.grantee,
            items=given.items,
            powers=given.powers,
            starts=given.starts,
            ends=ends,
            hear_by=hear_by(self.confirmed or given.starts, given.hear_within_days),
        )


def hear_by(heard: date, within_days: int | None) -> date | None:
    """The last day on which a grant heard on a day still concludes; the first day is not counted."""
    return None if within_days is None else heard + timedelta(days=within_days)


def evolve_grant(grant: Grant, event: object) -> Grant:
    """The grant after one more event."""
    match event:
        case Granted():
            return replace(grant, granted=event)
        case Confirmed():
            return replace(grant, confirmed=event.on)
        case Revoked():
            return replace(grant, revoked=event.on)
    return grant


@dataclass(frozen=True, kw_only=True)
class Seal:
    """A seal: what it is, who keeps it, until when if only for a time, and since when it is out of use."""

    id: str
    issued: SealIssued | None = None
    keeper: SealHandedTo | None = None
    regular: SealHandedTo | None = None
    stopped: SealStopped | None = None

    def kept_by(self, on: date) -> str:
        """The keeper's account on a day: the temporary one within his time, else the regular one; empty for none."""
        if self.stopped is not None and on >= self.stopped.on:
            return ""
        if self.keeper is not None and (self.keeper.until is None or on <= self.keeper.until):
            return self.keeper.keeper
        return self.regular.keeper if self.regular is not None else ""


def evolve_seal(seal: Seal, event: object) -> Seal:
    """The seal after one more event."""
    match event:
        case SealIssued():
            return replace(seal, issued=event)
        case SealHandedTo(until=None):
            return replace(seal, keeper=event, regular=event)
        case SealHandedTo():
            return replace(seal, keeper=event)
        case SealStopped():
            return replace(seal, stopped=event)
    return seal
