"""What the browser says of the desk's pages: axe, the width of the screen, the console, the keyboard."""

import pytest

from tests.desk.conftest import CLERK
from tests.desk.test_acts import asked_again, kept
from tests.support.browser import violations
from tests.support.worlds import by
from yizhan.papers import original_actions as papers
from yizhan.papers.original_actions import Paper
from yizhan.papers.original_queries import of_case

pytestmark = [pytest.mark.browser]
SIZES = {"desk": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}


def looked_at(page, address):
    """What is wrong with a page at both sizes."""
    found = []
    for size in SIZES.values():
        page.set_viewport_size(size)
        page.goto(address)
        found += violations(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append((address, "wider than the screen", size["width"]))
    return found


def test_a_scanner_ticks_its_line_and_one_key_ends_the_count(offices, matter):
    number = kept(matter)
    (book,) = [row.number for row in of_case(number)]
    papers.take_in(act=by(CLERK), case=number, papers=[Paper(kind="identity-card")], owner="杨秀兰")
    clerk = offices(CLERK)
    clerk.goto("/desk/originals/count/")
    clerk.get_by_label("扫描或者输入的编号").focus()
    clerk.keyboard.type(book)
    clerk.keyboard.press("Enter")
    assert clerk.locator(f'input[value="{book}"]').is_checked()
    assert clerk.locator("[data-tally]").inner_text() == "1 / 2"
    clerk.keyboard.press("Alt+s")
    clerk.wait_for_url("**/desk/originals/")
    assert [row.status for row in of_case(number)] == ["held", "missing"]


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
