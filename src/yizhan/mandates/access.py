"""A grant or a seal for somebody: the organs and the person it concerns, and those who oversee them."""

import re
from datetime import date

from yizhan.accounts import rules as authority
from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import NotFound
from yizhan.mandates.models import Grant, Seal

IDENTIFIER = re.compile(r"[0-9]{12}-[0-9]{2}[A-Z]{2}[0-9]{5,}")


def grant_for(actor: Actor, grant_id: str, *, today: date) -> Grant:
    """A grant that concerns the actor or that he oversees. Raises NotFound to everybody else."""
    row = Grant.objects.filter(id=grant_id).first() if IDENTIFIER.fullmatch(grant_id) else None
    if row is None or not (concerns(actor, row.grantor, row.grantee) or may_manage(actor, row.grantor, today)):
        raise NotFound
    return row


def seal_for(actor: Actor, seal_id: str, *, today: date) -> Seal:
    """A seal of the actor's organ, or of one that he oversees. Raises NotFound to everybody else."""
    row = Seal.objects.filter(id=seal_id).first() if IDENTIFIER.fullmatch(seal_id) else None
    if row is None or not (concerns(actor, row.organ, row.keeper) or may_manage(actor, row.organ, today)):
        raise NotFound
    return row


def concerns(actor: Actor, organ: str, grantee: str) -> bool:
    """Whether the actor stands on either side."""
    return bool({actor.organ, actor.account} & {organ, grantee})


def may_manage(actor: Actor, organ: str, today: date) -> bool:
    """Whether the actor may manage the grants of an organ's division."""
    return authority.may(actor=actor, act="manage-grants", today=today, division=authority.division_of(organ)).allowed


def demand_manage(actor: Actor, organ: str, today: date) -> None:
    """The same as a demand. Raises Forbidden."""
    authority.insist(
        authority.may(actor=actor, act="manage-grants", today=today, division=authority.division_of(organ))
    )
