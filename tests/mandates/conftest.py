"""A county's forestry and a township with people who act for them."""

import pytest

from tests.places.conftest import calendars, divisions, keeper, prefecture  # noqa: F401
from tests.support.nodes import NOW, node  # noqa: F401
from yizhan.accounts import actions as accounts
from yizhan.accounts.queries import actor
from yizhan.catalogue import actions as catalogue
from yizhan.catalogue.shipped import authored
from yizhan.kernel.acting import Act
from yizhan.places import actions as places

FORESTRY = "522601000000-forestry"
TOWN = "522601100000-government"
SIBLING = "522601101000-government"


@pytest.fixture
def people(keeper, divisions):
    """`people["forester"]` is an act of that person."""
    for division in ("522601000000", "522601100000"):
        places.establish(act=keeper, division=division)
    catalogue.publish_releases(act=keeper, releases=authored())
    security = actor("security_admin", today=keeper.today)
    for name, organ, office, role in [
        ("forester", FORESTRY, "organ-head", "approver"),
        ("mayor", TOWN, "government-head", "approver"),
        ("clerk", TOWN, "", "clerk"),
        ("stranger", SIBLING, "organ-head", "approver"),
    ]:
        accounts.enrol(
            act=keeper,
            username=name,
            name=f"{name}某",
            organ=organ,
            centre=f"{organ[:12]}-centre",
            office=office,
            roles=[(role, organ[:12])],
            security=security,
        )
    names = ("forester", "mayor", "clerk", "stranger")
    return {name: Act(actor=actor(name, today=keeper.today), now=keeper.now) for name in names}
