"""The page that installs the root, in the browser: both sizes, both languages, one sheet of A4."""

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader
from tests.support.browser import violations

from yizhan.site import authority
from yizhan.web import moment

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SIZES = {"desk": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(autouse=True)
def _node(settings, tmp_path, monkeypatch):
    """A node that serves HTTPS at a port where nobody answers: what a PC without the root sees."""
    settings.YIZHAN_HOME = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    monkeypatch.setenv("YIZHAN_LAN", "https://127.0.0.1:9")
    authority.ready(tmp_path, title="Yizhan 522601100000 三江镇", names=["192.168.1.10"], now=NOW)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wrong_with_it(browser_page: Page, picture, size: str) -> None:
    browser_page.set_viewport_size(SIZES[size])
    browser_page.goto("/install/")
    browser_page.get_by_text("这台电脑还不信任本节点").wait_for()
    assert violations(browser_page) == []
    assert browser_page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    picture(browser_page, f"pictures/install-{size}.png")


@pytest.mark.parametrize("size", SIZES)
def test_a_root_that_ends_says_what_to_do(browser_page: Page, picture, size: str) -> None:
    with moment.told_by(moment.StandingClock(NOW + timedelta(days=3600))):
        browser_page.set_viewport_size(SIZES[size])
        browser_page.goto("/install/")
        assert "authority.key" in browser_page.locator(".notice-warn:visible").first.inner_text()
        browser_page.get_by_text("这台电脑还不信任本节点").wait_for()
        assert violations(browser_page) == []
        assert browser_page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        picture(browser_page, f"pictures/install-ending-{size}.png")


def test_a_pc_that_trusts_the_node_is_told_so(browser_page: Page, live_server, monkeypatch) -> None:
    monkeypatch.setenv("YIZHAN_LAN", live_server.url)
    browser_page.goto("/install/")
    browser_page.get_by_text("这台电脑已经信任本节点").wait_for()


def test_it_prints_on_one_sheet(browser_page: Page) -> None:
    browser_page.goto("/install/")
    sheet = PdfReader(io.BytesIO(browser_page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom"), "15mm"))))
    assert len(sheet.pages) == 1
    assert "SHA-256" in sheet.pages[0].extract_text()


@pytest.mark.parametrize("days", [0, 3600])
def test_it_is_english_for_whom_reads_english(client, days: int) -> None:
    with moment.told_by(moment.StandingClock(NOW + timedelta(days=days))):
        page = client.get("/install/", headers={"Accept-Language": "en"}).content.decode()
    assert ("ends soon" in page, "the node renews by itself" in page) == (days > 0, True)
    own = re.sub(r'<span lang="zh-Hans">.*?</span>|<button[^>]*>中文</button>', "", page)
    assert HAN.findall(own) == []
