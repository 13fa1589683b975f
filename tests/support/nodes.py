"""A node for tests: keys in a home of the test's own, identity in its database."""

from datetime import UTC, datetime

import pytest

from yizhan.journal import actions
from yizhan.journal.queries import forget_node

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@pytest.fixture
def node(db, settings, tmp_path):
    """A township's node, made as `init` makes it."""
    settings.YIZHAN_HOME = tmp_path / "node"
    forget_node()
    yield actions.make_node(
        code="522601100000-n", name="三棵树镇便民服务中心", division="522601100000", level="township", now=NOW
    )
    forget_node()
