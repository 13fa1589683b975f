"""The public pages: search, guides, blank forms, progress. Nobody logs in, nothing personal is shown."""

import re

import pytest
from django.test import Client

from tests.support.worlds import world  # noqa: F401

pytestmark = pytest.mark.usefixtures("world")
PAGES = [
    "/",
    "/items/",
    "/items/?q=db",
    "/items/dibao/",
    "/items/lincai/",
    "/items/geti/",
    "/items/dibao/print/",
    "/items/dibao/form/",
    "/progress/",
]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens(client: Client, address: str, language: str) -> None:
    answer = client.get(address, headers={"Accept-Language": language})
    assert answer.status_code == 200
    body = answer.content.decode()
    assert body.count("<h1") == 1
    ids = re.findall(r'\sid="([^"]+)"', body)
    assert sorted(ids) == sorted(set(ids))
