"""Who oversees, who handles."""

from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import Forbidden

OVERSEERS = frozenset({"centre_manager", "county_officer", "prefecture_officer", "supervisor"})
OFFICERS = OVERSEERS - {"centre_manager"}
"""Who watches over several centres, from above."""
HANDLERS = frozenset({"clerk", "reviewer", "approver"})


def oversees(actor: Actor) -> bool:
    """Whether he watches over others' work."""
    return any(actor.has(role) for role in OVERSEERS)


def handles(actor: Actor) -> bool:
    """Whether he works on cases."""
    return any(actor.has(role) for role in HANDLERS)


def oversees_centres(actor: Actor) -> bool:
    """Whether he watches over several centres, from above."""
    return any(actor.has(role) for role in OFFICERS)


def leads(actor: Actor, centre: str) -> bool:
    """Whether he leads that centre."""
    return actor.has("centre_manager") and actor.centre == centre


def demand_staff(actor: Actor) -> None:
    """Only those who handle or oversee cases. Raises Forbidden."""
    if not handles(actor) and not oversees(actor):
        raise Forbidden("no-authority", act="view")


def demand_helper(actor: Actor) -> None:
    """Only village helpers (村级代办员). Raises Forbidden."""
    if not actor.has("helper"):
        raise Forbidden("no-authority", act="open")


def demand_handler(actor: Actor) -> None:
    """Only those who handle cases. Raises Forbidden."""
    if not handles(actor):
        raise Forbidden("no-authority", act="answer")
