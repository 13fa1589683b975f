"""What the browser says of the desk's pages: axe, the width of the screen, the console, the keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.desk.conftest import CLERK, MANAGER
from tests.desk.test_acts import asked_again, wished
from tests.desk.test_walk import offices  # noqa: F401

pytestmark = [pytest.mark.browser]
SIZES = {"desk": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}


def looked_at(page, address):
    """What is wrong with a page at both sizes."""
    found = []
    for size in SIZES.values():
        page.set_viewport_size(size)
        page.goto(address)
        faults = Axe().run(page).response["violations"]
        found += [(address, fault["id"], [node["html"][:160] for node in fault["nodes"]][:3]) for fault in faults]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append((address, "wider than the screen", size["width"]))
    return found


def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(offices, matter):
    submitted, lacking = matter(seed=1).submitted(), asked_again(matter)
    open_wish, delivered = wished(matter), matter(seed=4).delivered()
    clerk = offices(CLERK)
    addresses = [
        "/desk/",
        "/desk/new/",
        "/desk/new/dibao/",
        "/desk/new/lincai/",
        "/desk/consults/",
        "/desk/overview/",
        f"/desk/cases/{submitted}/intake/",
        f"/desk/cases/{submitted}/on-the-spot/",
        f"/desk/cases/{submitted}/request-correction/",
        f"/desk/cases/{lacking}/correct/",
        f"/desk/cases/{lacking}/hand-in/",
        f"/desk/cases/{open_wish}/",
        f"/desk/cases/{open_wish}/advance/",
        f"/desk/cases/{open_wish}/consult/",
        f"/desk/cases/{open_wish}/answer-wish/",
        f"/desk/cases/{open_wish}/visit/",
        f"/desk/cases/{open_wish}/evaluate/",
        f"/desk/cases/{open_wish}/look/",
        f"/desk/cases/{delivered}/?done=deliver",
        f"/desk/cases/{delivered}/accept/",
    ]
    found = [fault for address in addresses for fault in looked_at(clerk, address)]
    found += looked_at(offices(MANAGER), "/desk/overview/")
    found += looked_at(offices("t522601100-helper"), "/desk/filed/")
    assert found == []


def test_the_lines_are_ticked_by_keyboard_and_the_search_box_takes_the_slash(offices, matter):
    number = asked_again(matter)
    clerk = offices(CLERK)
    clerk.goto("/desk/")
    clerk.keyboard.press("/")
    clerk.keyboard.type(number)
    clerk.keyboard.press("Enter")
    clerk.wait_for_url(f"**/desk/cases/{number}/")
    clerk.goto(f"/desk/cases/{number}/correct/")
    clerk.locator("#has-means").focus()
    clerk.keyboard.press("Space")
    clerk.keyboard.press("Alt+s")
    clerk.wait_for_url("**/?done=correct")
