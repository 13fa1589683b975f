"""Whose places and calendars somebody keeps."""

from datetime import date

from yizhan.accounts import rules as authority
from yizhan.accounts.rules import division_of
from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import NotFound
from yizhan.places.models import Centre


def may_keep(actor: Actor, division: str, *, today: date) -> bool:
    """Whether the actor keeps the register of a division's agencies, centre, windows and stations."""
    return authority.may(actor=actor, act="manage-places", today=today, division=division).allowed


def may_keep_calendar(actor: Actor, division: str, *, today: date) -> bool:
    """Whether the actor enters the days off of a division."""
    return authority.may(actor=actor, act="manage-calendar", today=today, division=division).allowed


def centre_for(actor: Actor, code: str, *, today: date) -> Centre:
    """A centre that the actor sees: his own, or one whose register he keeps. Raises NotFound to everybody else."""
    if code != actor.centre and not may_keep(actor, division_of(code), today=today):
        raise NotFound
    row = Centre.objects.filter(code=code).first()
    if row is None:
        raise NotFound
    return row
