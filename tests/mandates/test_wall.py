"""The grants of a centre on paper: one A4 sheet, at both sizes on the screen, in both languages."""

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from tests.desk.conftest import clock, desk_of, offices  # noqa: F401
from tests.support.browser import DESK
from tests.support.worlds import world  # noqa: F401

pytestmark = [pytest.mark.browser]
MANAGER = "t522601100-manager"
ROUNDS = {"zh-desk": (DESK, "zh-hans"), "en-phone": ({"width": 390, "height": 844}, "en")}


@pytest.mark.parametrize("name", ROUNDS)
def test_it_hangs_on_one_sheet(offices, live_server, picture, name):
    size, language = ROUNDS[name]
    page = offices(MANAGER)
    page.set_viewport_size(size)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    page.goto("/desk/overview/")
    page.locator("a[href='/grants/wall/']").press("Enter")
    page.locator("ol.wall li").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert Axe().run(page).response["violations"] == []
    picture(page, f"tour/{name}-grants-wall.png")
    sheet = PdfReader(
        io.BytesIO(page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm")))
    )
    assert len(sheet.pages) == 1
