"""The public pages in a browser: readable for everybody, on a telephone too, and drawn from this node alone."""

import pytest
from playwright.sync_api import Page

from tests.support.browser import violations
from tests.support.matters import Matter
from tests.support.worlds import MONDAY, world  # noqa: F401
from yizhan.web.moment import StandingClock, told_by

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("world")]
SIZES = {"desk": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
PAGES = [
    "/",
    "/items/",
    "/items/dibao/?q_disabled_member=yes",
    "/items/dibao/print/",
    "/items/lincai/form/",
    "/items/zhaijidi/",
    "/progress/",
]


def faults(page: Page) -> list[object]:
    """What hinders somebody on the page as it stands."""
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*violations(page), *(["wider than the screen"] if wide else [])]


@pytest.mark.parametrize("size", SIZES)
def test_nothing_hinders_anybody(live_server: object, browser_page: Page, size: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url))
    browser_page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    browser_page.set_viewport_size(SIZES[size])
    found = {}
    for address in PAGES:
        browser_page.goto(address)
        found[address] = faults(browser_page)
    assert found == {address: [] for address in PAGES}
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
    assert said == []


def test_a_citizen_finds_the_guide_and_follows_the_case(live_server: object, browser_page: Page) -> None:
    with told_by(StandingClock(MONDAY)):
        matter = Matter().received(lacking=1).asked()
        browser_page.set_viewport_size(SIZES["phone"])
        browser_page.goto("/")
        browser_page.get_by_role("searchbox").fill("db")
        browser_page.keyboard.press("Enter")
        browser_page.get_by_role("link", name="最低生活保障").first.click()
        paper = browser_page.locator("#materials").get_by_text("第二代残疾人证")
        assert paper.count() == 1
        browser_page.get_by_role("group", name="家庭成员中有没有残疾人").get_by_label("否").check()
        browser_page.get_by_role("button", name="列出我要带的材料").click()
        assert paper.count() == 0
        browser_page.goto("/progress/")
        browser_page.get_by_label("办件编号").fill(matter.number)
        browser_page.get_by_label("查询码").fill(matter.code)
        browser_page.get_by_role("button", name="查询").click()
        browser_page.get_by_text("请补正下列材料").wait_for()
        assert faults(browser_page) == []
