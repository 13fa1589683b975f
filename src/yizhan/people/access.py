"""Authority over the staff of a centre."""

from datetime import date

from yizhan.accounts.access import demand
from yizhan.accounts.rules import division_of
from yizhan.kernel.acting import Actor


def demand_staff(actor: Actor, centre: str, *, today: date) -> None:
    """The actor manages the staff of the centre's division. Raises Forbidden."""
    demand(actor, "manage-staff", today=today, division=division_of(centre))
