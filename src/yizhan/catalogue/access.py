"""Who keeps the node's catalogue, and who may look into it."""

from yizhan.accounts import access, rules
from yizhan.journal.queries import this_node
from yizhan.kernel.acting import Act, Actor
from yizhan.web import moment

READERS = ("catalogue_keeper", "system_admin", "centre_manager", "county_officer", "prefecture_officer", "supervisor")
"""Those whose bar shows the catalogue; its releases are public, so no member of staff is turned away."""


def may_keep(actor: Actor) -> bool:
    """Whether the actor keeps the catalogue of this node."""
    node = this_node()
    return rules.may(actor=actor, act="manage-catalogue", today=moment.today(), division=node.division).allowed


def demand_keeper(act: Act) -> None:
    """The actor keeps the catalogue of this node. Raises Forbidden."""
    access.demand(act.actor, "manage-catalogue", today=act.today, division=this_node().division)


def reads(actor: Actor) -> bool:
    """Whether the bar offers the catalogue to the actor."""
    return any(actor.has(role) for role in READERS)
