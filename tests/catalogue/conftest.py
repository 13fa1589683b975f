"""A keeper of the catalogue, and the journal that knows items."""

from datetime import UTC, datetime

import pytest

from tests.support.nodes import node  # noqa: F401
from yizhan.catalogue import projections, queries, state
from yizhan.catalogue.events import ReleasePublished
from yizhan.catalogue.models import Item, PublishedRelease
from yizhan.journal import registry
from yizhan.kernel.acting import Act, Actor, RoleAt

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def items_in_the_journal():
    """The journal knows items, as `site` tells it."""
    if registry.folded_kind("item:x") is None:
        registry.folded(
            kind="item",
            events=(ReleasePublished,),
            initial=state.initial,
            evolve=state.evolve,
            rows=projections.rows,
            models=(Item, PublishedRelease),
        )
    queries.forget()
    yield
    queries.forget()


@pytest.fixture
def act() -> Act:
    """The keeper of the node's catalogue acts."""
    return Act(
        actor=Actor(
            account="keeper",
            name="",
            organ="522601100000-government",
            centre="522601100000-centre",
            roles=(RoleAt(role="catalogue_keeper", scope="522601100000"),),
        ),
        now=NOW,
    )
