"""Staff pages enlarged: nothing is wider than the screen at 200 per cent or in large print; and few bytes travel."""

import pytest

from tests.desk.conftest import CLERK
from tests.desk.test_pages import with_a_file
from tests.support.browser import AFTER, FIRST_LOAD, travelled

pytestmark = [pytest.mark.browser, pytest.mark.looks]
PAGES = (
    "/desk/",
    "/desk/views/",
    "/desk/new/",
    "/desk/new/dibao/",
    "/desk/overview/",
    "/desk/consults/",
    "/desk/devices/",
    "/desk/originals/",
    "/desk/shelf/",
    "/account/",
)
OF_A_CASE = ("", "intake/", "look/", "visit/", "accept/", "files/{digest}/view/")


def addresses(matter):
    """Every page, those of a case too."""
    number, digest = with_a_file(matter)
    accepted = matter(seed=2).publicised()
    of_one = [f"/desk/cases/{number}/{path.format(digest=digest)}" for path in OF_A_CASE]
    return [*PAGES, *of_one, f"/desk/cases/{accepted}/"]


@pytest.mark.parametrize(("width", "print_size"), [(683, ""), (1366, "150"), (390, "125")])
def test_nothing_is_lost_at_twice_the_size_or_in_large_print(offices, matter, live_server, width, print_size):
    page, wide = offices(CLERK), []
    if print_size:
        page.context.add_cookies([{"name": "yizhan_print", "value": print_size, "url": live_server.url}])
    page.set_viewport_size({"width": width, "height": 768})
    for address in addresses(matter):
        page.goto(address)
        if not page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
            wide.append(address)
    assert wide == []


def test_few_bytes_travel(offices, matter, live_server):
    number = matter().publicised()
    state = offices(CLERK).context.storage_state()
    context = offices(CLERK).context.browser.new_context(base_url=live_server.url, storage_state=state)
    page, sizes = context.new_page(), []
    page.on("requestfinished", lambda request: sizes.append(travelled(request)))
    page.goto("/desk/", wait_until="networkidle")
    assert 0 < sum(sizes) < FIRST_LOAD
    for address in (f"/desk/cases/{number}/", "/desk/new/dibao/", "/desk/overview/"):
        sizes.clear()
        page.goto(address, wait_until="networkidle")
        assert 0 < sum(sizes) < AFTER, address
    context.close()
