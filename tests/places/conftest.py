"""A node with the three administrators and the sample's divisions."""

import pytest

from tests.support.nodes import NOW, node  # noqa: F401
from yizhan.accounts import actions as accounts
from yizhan.accounts.queries import actor
from yizhan.kernel.acting import LAW, Act
from yizhan.places import actions

PASSWORDS = {role: "a long first password" for role in ("system_admin", "security_admin", "audit_admin")}


@pytest.fixture
def prefecture(node, settings):
    """The node of a whole prefecture."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    node.division = "522600000000"
    node.save()
    from yizhan.journal.queries import forget_node

    forget_node()
    accounts.establish_administrators(act=Act(actor=LAW, now=NOW), division="522600000000", passwords=PASSWORDS)
    return node


@pytest.fixture
def keeper(prefecture):
    """An act of the system administrator."""
    return Act(actor=actor("system_admin", today=NOW.date()), now=NOW)


@pytest.fixture
def auditor(prefecture):
    """An act of somebody who keeps no register."""
    return Act(actor=actor("audit_admin", today=NOW.date()), now=NOW)


@pytest.fixture
def divisions(keeper):
    """The sample's divisions."""
    actions.import_divisions(act=keeper, content=actions.sample_divisions())


@pytest.fixture
def calendars(keeper):
    """The calendars as `init` loads them."""
    actions.seed(act=keeper)
