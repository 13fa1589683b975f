"""The small script in the browser: keyboard, typed content, sent once, focus; and axe over every page of the kit."""

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page

from tests.support.browser import violations

pytestmark = [pytest.mark.browser, pytest.mark.looks, pytest.mark.django_db, pytest.mark.urls("tests.web.addresses")]
SIZES = {
    "desk": {"width": 1366, "height": 768},
    "twice": {"width": 683, "height": 384},
    "phone": {"width": 390, "height": 844},
}


@pytest.fixture(autouse=True)
def _kit(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yizhan.web.access._ALLOWED", [lambda request: True])
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.mark.parametrize(("look", "size"), [("light", "desk"), ("dark", "desk"), ("light", "twice"), ("dark", "phone")])
@pytest.mark.parametrize(
    "address", ["/kit/", "/kit/public/", "/kit/confirm/", "/kit/print/", "/refuse/stale/", "/nothing/"]
)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    browser_page: Page, address: str, size: str, look: str
) -> None:
    browser_page.emulate_media(color_scheme=look)
    browser_page.set_viewport_size(SIZES[size])
    browser_page.goto(address)
    assert violations(browser_page) == []
    assert browser_page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_page_asks_nobody_else_and_the_policy_blocks_nothing(browser_page: Page, live_server: object) -> None:
    asked: list[str] = []
    said: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url))
    browser_page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    browser_page.goto("/kit/public/")
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
    assert said == []


def test_the_keyboard_reaches_search_and_main_act(browser_page: Page) -> None:
    browser_page.goto("/kit/")
    browser_page.evaluate("document.activeElement.blur()")
    browser_page.keyboard.press("/")
    assert browser_page.evaluate("document.activeElement.id") == "kit-search"
    browser_page.keyboard.type("a/b")
    assert browser_page.input_value("#kit-search") == "a/b"
    browser_page.keyboard.press("Alt+s")
    browser_page.wait_for_url("**/kit/print/")


def test_the_first_tab_skips_to_the_text(browser_page: Page) -> None:
    browser_page.goto("/kit/confirm/")
    browser_page.keyboard.press("Tab")
    assert browser_page.evaluate("document.activeElement.className") == "skip-link"
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.id") == "main"


def test_the_summary_of_faults_takes_the_focus_and_leads_to_the_field(browser_page: Page) -> None:
    browser_page.goto("/kit/")
    assert "error-summary" in browser_page.evaluate("document.activeElement.className")
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("location.hash") == "#w_name"


def test_leaving_a_form_with_typed_content_asks_first(browser_page: Page) -> None:
    asked: list[str] = []

    def stay(dialog: object) -> None:
        asked.append(dialog.type)
        dialog.accept()

    browser_page.on("dialog", stay)
    browser_page.goto("/kit/")
    browser_page.goto("/kit/confirm/")
    assert asked == []
    browser_page.goto("/kit/")
    browser_page.fill("#id_name", "杨光")
    browser_page.goto("/kit/confirm/")
    assert asked == ["beforeunload"]


def test_a_form_is_sent_once_and_what_was_typed_is_there_on_the_way_back(browser_page: Page) -> None:
    sent: list[str] = []
    browser_page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    browser_page.goto("/kit/")
    browser_page.fill("#id_name", "杨光")
    browser_page.evaluate(
        "const button = document.querySelector('form[data-guard] button[type=submit]'); button.click(); button.click();"
    )
    browser_page.wait_for_url("**/kit/refuse/")
    assert len(sent) == 1
    assert "杨光" in browser_page.inner_text("main")
    browser_page.go_back()
    assert browser_page.input_value("#id_name") == "杨光"
    assert browser_page.query_selector("[aria-disabled]") is None


@pytest.mark.parametrize("size", SIZES)
def test_the_largest_print_fits_the_screen(browser_page: Page, live_server: object, size: str) -> None:
    browser_page.context.add_cookies([{"name": "yizhan_print", "value": "150", "url": live_server.url}])
    browser_page.set_viewport_size(SIZES[size])
    browser_page.goto("/kit/")
    assert browser_page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"
    assert browser_page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_paper_stays_white_in_the_dark(browser_page: Page) -> None:
    browser_page.emulate_media(color_scheme="dark")
    browser_page.goto("/kit/")
    ground = "getComputedStyle(document.querySelector('.panel')).backgroundColor"
    assert browser_page.evaluate(ground) == "rgb(27, 34, 45)"
    browser_page.emulate_media(color_scheme="dark", media="print")
    assert browser_page.evaluate(ground) == "rgb(255, 255, 255)"


def test_the_question_mark_shows_the_keys_of_the_page_and_escape_leads_back(browser_page: Page) -> None:
    browser_page.goto("/kit/")
    browser_page.focus("[data-copy]")
    browser_page.keyboard.press("?")
    shown = browser_page.inner_text("#keys")
    assert "Alt" in shown
    assert "Ctrl" not in shown
    browser_page.keyboard.press("Escape")
    assert browser_page.evaluate("document.activeElement.hasAttribute('data-copy')")
    browser_page.fill("#id_name", "")
    browser_page.type("#id_name", "?j")
    assert browser_page.input_value("#id_name") == "?j"
    assert not browser_page.is_visible("#keys")


def test_j_and_k_walk_through_the_lines_of_a_list(browser_page: Page) -> None:
    browser_page.goto("/kit/")
    browser_page.evaluate("document.activeElement.blur()")
    said = []
    for key in ("j", "j", "ArrowDown", "k"):
        browser_page.keyboard.press(key)
        said.append(browser_page.evaluate("document.activeElement.textContent"))
    assert [one[-2:] for one in said] == ["17", "25", "33", "25"]


def test_copying_says_so(browser_page: Page) -> None:
    browser_page.goto("/kit/")
    browser_page.click("[data-copy]")
    browser_page.locator("#toasts").get_by_text("已复制").wait_for()
