"""A small world for tests: one county, two townships, their staff, grants, calendar and catalogue, made by the actions."""

from datetime import UTC, datetime

import pytest

from yizhan.accounts.queries import actor
from yizhan.catalogue import queries as catalogue
from yizhan.journal.queries import forget_node
from yizhan.kernel.acting import Act, legal_day
from yizhan.simulate.establishing import establish

MONDAY = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
TOWNSHIP, OTHER = "522601100000", "522601101000"


@pytest.fixture
def world(db, settings, tmp_path):
    """The sample prefecture in small: 凯里市, 三棵树镇 and 舟溪镇."""
    settings.YIZHAN_HOME = tmp_path / "node"
    forget_node()
    catalogue.forget()
    yield establish(now=MONDAY, detailed=(TOWNSHIP, OTHER), outline=False)
    forget_node()
    catalogue.forget()


def by(username, now=MONDAY, **changes):
    """An act of somebody of the world."""
    return Act(actor=actor(username, today=legal_day(now)), now=now, **changes)
