"""What the browser says of the desk's pages: axe, the width of the screen, the console, the keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.desk.conftest import CLERK, REVIEWER
from tests.desk.test_acts import asked_again, kept, wished
from tests.support.worlds import by
from yizhan.cases.actions import originals
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
        faults = Axe().run(page).response["violations"]
        found += [(address, fault["id"], [node["html"][:160] for node in fault["nodes"]][:3]) for fault in faults]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append((address, "wider than the screen", size["width"]))
    return found


def test_axe_finds_nothing_on_the_acts_that_the_tour_leaves_out(offices, matter):
    submitted, lacking = matter(seed=1).submitted(), asked_again(matter)
    open_wish, delivered = wished(matter), matter(seed=4).delivered()
    clerk = offices(CLERK)
    addresses = [
        f"/desk/cases/{submitted}/intake/",
        f"/desk/cases/{lacking}/correct/",
        f"/desk/cases/{open_wish}/answer-wish/",
        f"/desk/cases/{open_wish}/visit/",
        f"/desk/cases/{open_wish}/evaluate/",
        f"/desk/cases/{open_wish}/look/",
        f"/desk/cases/{delivered}/?done=deliver",
        f"/desk/cases/{delivered}/accept/",
    ]
    found = [fault for address in addresses for fault in looked_at(clerk, address)]
    assert found == []


def test_axe_finds_nothing_on_the_pages_of_paper_originals(offices, matter):
    number, shelved = kept(matter), matter(seed=5).certified()
    (book,) = [row.number for row in of_case(number)]
    coming = papers.take_in(act=by(REVIEWER), case=number, papers=[Paper(kind="identity-card")], owner="杨秀兰")
    papers.give(act=by(REVIEWER), numbers=coming, to=CLERK)
    originals.shelve_result(act=by(CLERK), number=shelved)
    clerk = offices(CLERK)
    addresses = [
        *(f"/desk/originals/{where}" for where in ("", "count/", "people/", f"{book}/", f"{coming[0]}/")),
        *(f"/desk/cases/{number}/{slug}" for slug in ("", "take-originals/", "return-originals/")),
        f"/desk/cases/{shelved}/shelve/",
        "/desk/shelf/",
    ]
    assert [fault for address in addresses for fault in looked_at(clerk, address)] == []


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
