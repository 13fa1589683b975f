"""The pages that explain the API, in a browser: drawn from this node alone, within the content policy."""

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_the_document_is_shown_without_leaving_the_node(browser_page: Page, live_server: object) -> None:
    asked: list[str] = []
    told: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url))
    browser_page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    browser_page.goto("/api/v1/docs")
    browser_page.get_by_text("/public/progress", exact=False).first.wait_for()
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
    assert told == []
