"""The three administrators, two clerks, and a browser for each."""

import pytest
from django.test import Client

from tests.places.conftest import divisions, keeper, prefecture  # noqa: F401
from tests.support.nodes import NOW, node  # noqa: F401
from yizhan.accounts import actions
from yizhan.accounts.models import Account
from yizhan.accounts.queries import actor
from yizhan.kernel.acting import Act

TOWNSHIP = "522601100000"
PASSWORD = "correct horse 9"


@pytest.fixture
def security(prefecture):
    """An act of the security administrator."""
    return Act(actor=actor("security_admin", today=NOW.date()), now=NOW)


@pytest.fixture
def clerk(keeper, security):
    """An account that can log in."""
    return actions.enrol(
        act=keeper,
        username="clerk",
        name="杨某",
        organ=f"{TOWNSHIP}-government",
        centre=f"{TOWNSHIP}-centre",
        password=PASSWORD,
        must_change_password=False,
        roles=[("clerk", TOWNSHIP)],
        security=security.actor,
    )


@pytest.fixture
def browser_of(divisions):
    """`browser_of("clerk")`: a client that is logged in."""

    def logged_in(username: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
        return client

    Account.objects.update(must_change_password=False)
    return logged_in
