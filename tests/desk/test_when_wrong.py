"""When something goes wrong: what the person sees, for the tour's last chapter, at both sizes and in both languages.

The power cut, with a node that is killed, is in tests/site/test_power_cut.py.
"""

import pytest
from django.conf import settings as django_settings

from tests.desk.conftest import CLERK, PASSWORD
from tests.desk.test_acts import address, sent
from tests.desk.test_full_disk import ONLY_SQLITE, disk  # noqa: F401
from tests.support.browser import DESK, FLAGS, chromium, violations
from yizhan.accounts.models import Account

pytestmark = [pytest.mark.browser]
ROUNDS = {"zh-desk": (DESK, "zh-CN"), "en-phone": ({"width": 390, "height": 844}, "en-US")}
COLLEAGUE = "t522601100-clerk-b"
PAGE = "/desk/new/dibao/"
FAKE = "--use-fake-device-for-media-stream"
WORDS = "身份证明：缺户主本人的身份证复印件；" * 12


@pytest.fixture(autouse=True)
def _plain_static(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(params=ROUNDS)
def shown(request, picture):
    """`shown(page, slug)`: axe finds nothing, nothing is wider than the screen; a picture for the tour."""

    def look(page, slug):
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert violations(page) == []
        picture(page, f"tour/{request.param}-wrong-{slug}.png")

    look.round = request.param
    return look


@pytest.fixture
def window(browser, live_server, desk_of, shown):
    """`window(username)`: the page of somebody at his window PC, or on his phone."""
    contexts, faults = [], []
    size, locale = ROUNDS[shown.round]

    def opened(username="", *, on=browser):
        context = on.new_context(base_url=live_server.url, viewport=size, locale=locale)
        contexts.append(context)
        if username:
            cookie = desk_of(username).cookies[django_settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def fill(page):
    """Half a page, as far as the talk has come; the node has it."""
    page.goto(PAGE)
    page.locator("#id_a-name").fill("杨秀英")
    page.locator("#q-local_household-yes").check()
    page.locator("#id_a-address").fill("朗利村二组")
    page.locator("#id_a-id_number").focus()
    page.wait_for_function(
        "() => document.querySelector('[data-draft-state]').textContent"
        " === document.querySelector('form[data-draft]').dataset.wordsKept"
    )


def typed(page):
    """What stands in the fields."""
    return [page.locator(one).input_value() for one in ("#id_a-name", "#id_a-address", "#id_a-phone")]


def test_a_page_whose_session_ended_says_so_and_leads_back_to_all_that_was_typed(window, shown):
    account = Account.objects.get(username=CLERK)
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    clerk = window(CLERK)
    fill(clerk)
    clerk.context.clear_cookies(name="sessionid")
    clerk.locator("#q-disabled_member-yes").check()
    clerk.locator("#contact [data-when=signed-out]").wait_for()
    clerk.locator("#id_a-phone").fill("13900000001")
    assert clerk.url.endswith(PAGE)
    shown(clerk, "session")
    clerk.locator("[data-sign-in]").press("Enter")
    clerk.wait_for_url("**/login/**")
    clerk.locator("[name=username]").fill(CLERK)
    clerk.locator("[name=password]").fill(PASSWORD)
    clerk.keyboard.press("Alt+s")
    clerk.wait_for_url(f"**{PAGE}?draft=*")
    clerk.wait_for_function("() => !document.querySelector('.htmx-request')")
    assert typed(clerk) == ["杨秀英", "朗利村二组", "13900000001"]
    assert clerk.locator("#q-disabled_member-yes").is_checked()
    shown(clerk, "session-back")


def test_two_clerks_on_one_case_see_each_other_and_both_versions(window, shown, desk_of, matter):
    number, colleague = matter().submitted(), desk_of(COLLEAGUE)
    clerk = window(CLERK)
    clerk.goto(address(number, "not-required"))
    clerk.locator("[name=reason]").fill(WORDS)
    colleague.get(f"/desk/cases/{number}/others/", {"seen": 2})
    colleague.post(address(number, "accept"), sent(number))
    clerk.evaluate("htmx.trigger('#others', 'load')")
    clerk.locator("#others .notice-warn").wait_for()
    clerk.evaluate("window.scrollTo(0, 0)")
    shown(clerk, "two-clerks")
    clerk.keyboard.press("Alt+s")
    clerk.locator("table.versions").wait_for()
    assert clerk.locator("[name=reason]").input_value() == WORDS
    shown(clerk, "two-clerks-both")


@ONLY_SQLITE
@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_named_and_nothing_typed_is_lost(window, shown, matter, disk):
    number, clerk = matter().submitted(), window(CLERK)
    disk()
    clerk.goto(address(number, "not-required"))
    clerk.locator("[name=reason]").fill(WORDS)
    clerk.keyboard.press("Alt+s")
    clerk.get_by_text("disk-full").wait_for()
    assert WORDS[:30] in clerk.inner_text("main")
    shown(clerk, "disk")


def test_a_dead_printer_has_a_way_out(window, shown):
    clerk = window(CLERK)
    clerk.goto("/desk/devices/print/")
    clerk.locator("[data-print-dead]").press("Enter")
    clerk.locator("[data-print-help]").wait_for()
    shown(clerk, "printer")


def test_a_camera_that_refuses_says_how_to_allow_it(window, shown, browser):
    with_camera = browser.browser_type.launch(executable_path=chromium(), args=[*FLAGS, FAKE])
    clerk = window(CLERK, on=with_camera)
    clerk.goto(PAGE)
    clerk.locator("#cell-identity .camera-open").press("Enter")
    clerk.locator("dialog.camera[data-mode=failed] [data-say=refused]").wait_for()
    shown(clerk, "camera")
    clerk.keyboard.press("Escape")
    assert clerk.locator("#cell-identity input[type=file]").is_visible()
    with_camera.close()


def test_a_browser_in_ie_mode_is_shown_a_page_that_it_can_show(window, shown):
    anybody = window()
    anybody.goto("/login/")
    with anybody.expect_navigation(url="**/old-browser/"):
        anybody.add_script_tag(url="/static/web/old.js")
    anybody.get_by_role("heading", level=1).wait_for()
    shown(anybody, "old-browser")
