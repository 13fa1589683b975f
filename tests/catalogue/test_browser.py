"""The catalogue for staff in the browser: both sizes, both languages, by keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings

from tests.catalogue.samples import document, item
from tests.catalogue.test_pages import OPEN_LIMIT, clock, handed_in, staff  # noqa: F401
from tests.support.browser import DESK
from tests.support.worlds import world  # noqa: F401
from yizhan.catalogue.models import Item

pytestmark = [pytest.mark.browser]
ROUNDS = {"zh-desk": (DESK, "zh-CN"), "en-phone": ({"width": 390, "height": 844}, "en-US")}


@pytest.fixture(params=ROUNDS)
def keeper(request, browser, live_server, staff, settings):
    """The page of whoever keeps the catalogue."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    size, locale = ROUNDS[request.param]
    context = browser.new_context(base_url=live_server.url, viewport=size, locale=locale)
    cookie = staff().cookies[django_settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page, faults = context.new_page(), []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.round = request.param
    yield page
    context.close()
    assert faults == []


def shown(page, picture, slug):
    """Nothing is wider than the screen, axe finds nothing; a picture for the tour."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), slug
    found = Axe().run(page).response["violations"]
    assert [(slug, fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found] == []
    picture(page, f"tour/{page.round}-{slug}.png")


def hand_in(page, name, *items):
    """A file handed in by keyboard; wait for what was read."""
    page.goto("/catalogue/import/")
    page.set_input_files("[name=file]", {"name": name, "mimeType": "text/yaml", "buffer": document(*items)})
    page.keyboard.press("Alt+s")
    page.locator("#report form[action*=drop]").wait_for()


def test_a_file_is_looked_at_decided_and_taken_over(keeper, staff, picture):
    staff().post(f"{handed_in(staff(), item())}take-over/", {"key": "k1"})
    shorter = {"value": 3, "unit": "working_day"}
    changed = item(
        name="高龄补贴",
        limits={"statutory": None, "promised": shorter},
        steps=[{"name": "审批", "actor": "县民政", "level": "县", "limit": shorter}],
    )

    keeper.goto("/catalogue/")
    shown(keeper, picture, "catalogue")
    keeper.keyboard.press("Alt+s")
    keeper.wait_for_url("**/catalogue/import/")
    shown(keeper, picture, "catalogue-import")

    hand_in(keeper, "faulty.yaml", item(name=None), item(code="second", case_type="急件"))
    shown(keeper, picture, "catalogue-faults")

    hand_in(keeper, "items.yaml", changed, item(code="second", name="第二项", limits=OPEN_LIMIT))
    shown(keeper, picture, "catalogue-asked")
    keeper.locator("[type=radio]").first.focus()
    keeper.keyboard.press("Space")
    keeper.keyboard.press("Tab")
    keeper.keyboard.type("县民政局2026年3月2日答复")
    keeper.keyboard.press("Alt+s")
    keeper.locator("#report form[action*=take-over]").wait_for()
    shown(keeper, picture, "catalogue-changes")
    keeper.keyboard.press("Alt+s")
    keeper.wait_for_url("**/catalogue/")
    assert Item.objects.get(code="second").latest == 1

    keeper.goto("/catalogue/items/gaoling/")
    shown(keeper, picture, "catalogue-item")
