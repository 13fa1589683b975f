"""The catalogue over HTTP: the reads that the contract names."""

from datetime import date

import pytest
from ninja.testing import TestClient

from tests.catalogue.samples import RELEASES
from yizhan.catalogue import actions, api
from yizhan.kernel.acting import Act
from yizhan.kernel.refusals import Invalid, NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def client() -> TestClient:
    """A client of the router alone."""
    return TestClient(api.router)


@pytest.fixture(autouse=True)
def sample(node: object, act: Act) -> None:
    """The sample catalogue, in force since January 2020: the API reads today's."""
    actions.install_sample(act=act, effective_from=date(2020, 1, 1))


def test_items_are_listed_page_by_page(client: TestClient) -> None:
    codes, cursor = [], ""
    while True:
        page = client.get("/items", query_params={"limit": 10, "cursor": cursor}).json()
        codes += [line["code"] for line in page["items"]]
        cursor = page["cursor"]
        if not cursor:
            break
    assert codes == sorted(RELEASES)


def test_a_line_names_type_and_limits(client: TestClient) -> None:
    (line,) = client.get("/items", query_params={"q": "低保", "limit": 1}).json()["items"]
    assert (line["code"], line["item_type_code"], line["statutory"], line["version"]) == ("dibao", "05", "30wd", 1)


def test_an_item_is_told_whole(client: TestClient) -> None:
    told = client.get("/items/lincai").json()
    assert (told["version"], told["limits"]["statutory"]["value"]) == (1, 20)
    assert {"steps", "materials", "form", "lapses"} <= told.keys()


def test_an_unknown_item_is_not_found(client: TestClient) -> None:
    with pytest.raises(NotFound):
        client.get("/items/nothing")


@pytest.mark.parametrize("cursor", ["x", "!!!!", "W10", "WzFd"])
def test_a_forged_cursor_is_refused(client: TestClient, cursor: str) -> None:
    with pytest.raises(Invalid, match="bad-cursor"):
        client.get("/items", query_params={"cursor": cursor})


@pytest.mark.parametrize("limit", [0, 101, "many"])
def test_a_page_is_bounded(client: TestClient, limit: object) -> None:
    assert client.get("/items", query_params={"limit": limit}).status_code == 422
