"""A node of the public zone: guides, progress and verification, and no door to anything else."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import get_resolver
from tests.support.worlds import world  # noqa: F401

pytestmark = pytest.mark.usefixtures("world")
OPEN = [
    "/",
    "/items/",
    "/items/dibao/",
    "/items/dibao/print/",
    "/progress/",
    "/notices/verify/",
    "/api/v1/items/dibao",
    "/healthz",
]
CLOSED = [
    "/login/",
    "/desk/",
    "/account/",
    "/accounts/",
    "/audit/",
    "/grants/",
    "/notices/WS1.pdf",
    "/api/v1/cases",
    "/api/v1/files",
]


@pytest.fixture(autouse=True)
def _only_portal(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `yizhan serve --only portal` starts its workers."""
    monkeypatch.setenv("YIZHAN_ONLY", "portal")


@pytest.mark.parametrize("address", OPEN)
def test_what_is_public_is_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", CLOSED)
def test_nothing_else_is(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_faults_have_their_pages() -> None:
    resolver = get_resolver("yizhan.site.public_urls")
    assert all(resolver.resolve_error_handler(status) for status in (400, 403, 404, 500))


def test_the_front_page_offers_no_log_in(client: Client) -> None:
    assert "/login/" not in client.get("/").content.decode()


def test_a_wrong_value_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIZHAN_ONLY", "desk")
    with pytest.raises(ImproperlyConfigured, match="YIZHAN_ONLY"):
        Client().get("/")
