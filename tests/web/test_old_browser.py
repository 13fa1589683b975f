"""A browser in IE mode is shown a page that it can show; every other browser never notices."""

import re
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.support.browser import violations
from yizhan.web import middleware

PROGRAM = Path(middleware.__file__).parents[1]
DEVELOPERS = {"swagger.html"}
PAGES = [page for page in sorted(PROGRAM.glob("*/templates/**/*.html")) if page.name not in DEVELOPERS]
WHOLE = [page for page in PAGES if "<!doctype" in page.read_text(encoding="utf-8")]
HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture
def _plain_static(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.mark.parametrize("page", WHOLE, ids=lambda path: path.name)
def test_every_whole_page_sends_an_old_browser_on_and_asks_dual_core_ones_for_their_new_engine(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert '<meta name="renderer" content="webkit">' in text
    assert ("nomodule" in text) == (page.name != "old_browser.html")


def test_what_it_gets_is_older_than_itself() -> None:
    script = (PROGRAM / "web" / "static" / "web" / "old.js").read_text(encoding="utf-8")
    style = (PROGRAM / "web" / "static" / "web" / "old.css").read_text(encoding="utf-8")
    assert not re.search(r"=>|\b(?:let|const|class|async)\b|`", re.sub(r"/\*.*?\*/", "", script, flags=re.DOTALL))
    assert not re.search(r"var\(|flex|grid|\drem|calc\(", style)


@pytest.mark.django_db
def test_the_page_needs_no_script_and_names_its_own_address(client: Client) -> None:
    page = client.get("/old-browser/", HTTP_HOST="localhost").content.decode()
    assert "<script" not in page
    assert "http://localhost/" in page
    assert not HAN.search(client.get("/old-browser/", headers={"Accept-Language": "en"}).content.decode())


@pytest.mark.browser
@pytest.mark.django_db
@pytest.mark.usefixtures("_plain_static")
def test_the_script_leads_there_and_a_new_browser_does_not_even_fetch_it(browser_page: Page, picture) -> None:
    fetched: list[str] = []
    browser_page.on("request", lambda request: fetched.append(request.url))
    browser_page.goto("/login/")
    assert [url for url in fetched if url.endswith("old.js")] == []
    with browser_page.expect_navigation(url="**/old-browser/"):
        browser_page.add_script_tag(url="/static/web/old.js")
    browser_page.get_by_role("heading", level=1).wait_for()
    assert violations(browser_page) == []
    picture(browser_page, "pictures/old-browser.png")
