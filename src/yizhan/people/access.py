"""Authority over the staff of a centre, and whose staff somebody sees."""

from collections.abc import Callable
from datetime import date

from yizhan.accounts import rules as authority
from yizhan.accounts.access import demand
from yizhan.accounts.rules import division_of
from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import NotFound
from yizhan.people.models import Staff
from yizhan.places import queries as places

_counted: list[Callable[[str], int]] = []


def ask_before_leaving(count: Callable[[str], int]) -> None:
    """Name who knows what somebody has in hand; called once by the composition root, since that lies floors above."""
    _counted.append(count)


def work_in_hand(account: str) -> int:
    """How many pieces of work a person has in hand."""
    return sum(count(account) for count in _counted)


def demand_staff(actor: Actor, centre: str, *, today: date) -> None:
    """The actor manages the staff of the centre's division. Raises Forbidden."""
    demand(actor, "manage-staff", today=today, division=division_of(centre))


def may_manage(actor: Actor, centre: str, *, today: date) -> bool:
    """Whether the actor manages the staff of the centre's division."""
    return authority.may(actor=actor, act="manage-staff", today=today, division=division_of(centre)).allowed


def name_of_centre(actor: Actor, code: str, *, today: date) -> str:
    """A centre whose staff the actor sees: his own, or one that he manages. Raises NotFound to everybody else."""
    if code != actor.centre and not may_manage(actor, code, today=today):
        raise NotFound
    return places.centre(code).name


def centres_for(actor: Actor, *, today: date) -> dict[str, str]:
    """The centres, by code with their names, whose staff the actor sees: his own first, then those that he manages."""
    scopes = [held.scope for held in actor.roles if may_manage(actor, f"{held.scope}-centre", today=today)]
    below = [centre for scope in scopes for centre in places.centres_below(scope)]
    own = [places.centre(actor.centre)] if actor.centre else []
    return {centre.code: centre.name for centre in own + below}


def person_for(actor: Actor, account: str, *, today: date) -> Staff:
    """A person whose register the actor keeps. Raises NotFound to everybody else."""
    row = Staff.objects.filter(account=account).first() if authority.USERNAME.fullmatch(account) else None
    if row is None or not may_manage(actor, row.centre, today=today):
        raise NotFound
    return row
