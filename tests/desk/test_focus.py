"""A clerk is quicker than the server: an answer that comes late takes neither the focus nor what was typed."""

import re

import pytest

from tests.desk.conftest import CLERK
from tests.desk.test_keyboard import Keys

pytestmark = [pytest.mark.browser]
FOUND = "#items a[href*='/desk/new/']"
DIBAO = "#items a[href*='/dibao/']"


class Late:
    """Answers to some requests that come only when the test says so."""

    def __init__(self, page, address):
        self.page, self.address, self.waiting, self.holding = page, address, [], True
        page.route(address, lambda route: self.waiting.append(route) if self.holding else route.continue_())

    def asked(self, least=1):
        """Wait until the page has asked."""
        for _ in range(200):
            if len(self.waiting) >= least:
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"nobody asked for {self.address}")

    def answer(self):
        """The answers arrive, and the part of the page is drawn anew."""
        self.page.evaluate(
            "window.drawn = new Promise(done => document.addEventListener('htmx:afterSettle', done, { once: true }))"
            "; undefined"
        )
        for one in self.waiting:
            one.continue_()
        self.page.evaluate("window.drawn.then(() => true)")


def focused(page):
    """What has the focus, by its address or its id."""
    return page.evaluate("document.activeElement.pathname || document.activeElement.id")


def test_a_second_answer_of_the_search_leaves_the_focus_on_the_item(offices):
    clerk = offices(CLERK)
    clerk.goto("/desk/new/")
    clerk.locator("#item-search").press_sequentially("d")
    clerk.wait_for_function("() => !document.querySelector('.htmx-request')")
    clerk.locator(DIBAO).first.wait_for()
    before = clerk.locator(FOUND).count()
    late = Late(clerk, re.compile(r"/desk/new/\?q=db"))
    clerk.keyboard.type("b")
    late.asked()
    Keys(clerk).to(DIBAO)
    late.answer()
    assert clerk.locator(FOUND).count() < before
    assert focused(clerk) == "/desk/new/dibao/"
    clerk.keyboard.press("Enter")
    clerk.wait_for_url("**/desk/new/dibao/**")


def test_an_item_of_the_shortlist_stays_focused_when_the_search_answers(offices, matter):
    """The shortlist vanishes with the answer; the same item is in what was found."""
    matter().submitted()
    clerk = offices(CLERK)
    clerk.goto("/desk/new/")
    late = Late(clerk, re.compile(r"/desk/new/\?q=db"))
    clerk.locator("#item-search").press_sequentially("db")
    Keys(clerk).to(DIBAO)
    late.asked()
    late.answer()
    assert focused(clerk) == "/desk/new/dibao/"
    clerk.keyboard.press("Enter")
    clerk.wait_for_url("**/desk/new/dibao/**")


def test_an_older_answer_never_replaces_a_newer_one(offices, matter):
    """Somebody is looked for; before the answer comes his earlier case is taken over."""
    one = matter()
    one.submitted()
    clerk = offices(CLERK)
    clerk.goto("/desk/new/")
    clerk.keyboard.type(one.applicant.id_number)
    clerk.keyboard.press("Enter")
    take = clerk.locator("#who .earlier button")
    take.wait_for()
    late = Late(clerk, "**/desk/who/")
    clerk.locator("#who-search").fill("谁也不是")
    clerk.keyboard.press("Enter")
    late.asked()
    late.holding = False
    take.press("Enter")
    clerk.get_by_text("已沿用").wait_for()
    with clerk.expect_response("**/desk/who/"):
        late.waiting[0].continue_()
    clerk.wait_for_function("() => !document.querySelector('.htmx-request')")
    assert clerk.get_by_text("已沿用").is_visible()


def test_the_person_who_was_taken_over_leads_on_to_the_item(offices, matter):
    one = matter()
    one.submitted()
    clerk = offices(CLERK)
    clerk.goto("/desk/new/")
    clerk.keyboard.type(one.applicant.id_number)
    clerk.keyboard.press("Enter")
    clerk.locator("#who .earlier button").press("Enter")
    clerk.get_by_text("已沿用").wait_for()
    clerk.wait_for_function("() => document.activeElement.id === 'item-search'")


def test_an_answer_that_says_nothing_new_draws_nothing(offices):
    clerk = offices(CLERK)
    clerk.goto("/desk/new/")
    box = clerk.locator("#item-search")
    box.press_sequentially("db")
    clerk.locator(FOUND).nth(0).wait_for()
    clerk.wait_for_function("() => document.querySelectorAll(\"#items a[href*='/desk/new/']\").length < 4")
    clerk.evaluate("document.querySelector('#items').firstElementChild.marked = true")
    with clerk.expect_response(re.compile(r"/desk/new/\?q=db")):
        clerk.evaluate("document.body.dispatchEvent(new Event('who-found'))")
    clerk.wait_for_function("() => !document.querySelector('.htmx-request')")
    assert clerk.evaluate("document.querySelector('#items').firstElementChild.marked") is True


def test_a_late_word_about_the_same_matter_takes_no_reason_away(offices, matter):
    """The clerk writes why it is another matter while the page asks again about the telephone number."""
    one = matter()
    one.submitted()
    clerk = offices(CLERK)
    clerk.goto("/desk/new/dibao/")
    clerk.locator("#id_a-name").fill(one.applicant.name)
    clerk.locator("#id_a-id_number").fill(one.applicant.id_number)
    clerk.locator("#id_a-id_number").press("Tab")
    why = clerk.locator(f"#because-{one.number}")
    why.wait_for()
    late = Late(clerk, "**/desk/same/dibao/")
    clerk.locator("#id_a-phone").fill("13985500000")
    clerk.locator("#id_a-phone").press("Tab")
    late.asked()
    why.press_sequentially("去年的已经")
    late.answer()
    clerk.keyboard.type("停发")
    assert why.input_value() == "去年的已经停发"


def test_answers_that_change_the_checklist_leave_the_focus_where_it_is(offices):
    clerk = offices(CLERK)
    clerk.goto("/desk/new/dibao/")
    late = Late(clerk, "**/desk/new/dibao/checklist/**")
    clerk.locator("#q-local_household-yes").check()
    late.asked()
    tick = clerk.locator("#checklist input[type=file]").first
    tick.focus()
    name = focused(clerk)
    late.answer()
    assert name
    assert focused(clerk) == name


def test_a_new_row_takes_the_focus(offices):
    clerk = offices(CLERK)
    clerk.goto("/desk/new/dibao/")
    clerk.get_by_role("button", name="加一行").press("Enter")
    clerk.locator("#form-members-1-name").wait_for()
    assert focused(clerk) == "form-members-1-name"


def test_what_was_typed_while_a_row_was_on_its_way_stays(offices):
    clerk = offices(CLERK)
    clerk.goto("/desk/new/dibao/")
    late = Late(clerk, re.compile(r"/desk/new/dibao/$"))
    clerk.get_by_role("button", name="加一行").press("Enter")
    late.asked()
    clerk.locator("#form-members-0-name").press_sequentially("杨秀")
    late.answer()
    clerk.keyboard.type("英")
    assert clerk.locator("#form-members-0-name").input_value() == "杨秀英"
    assert clerk.locator("#form-members-1-name").is_visible()


def test_all_received_also_means_the_papers_of_a_list_that_is_on_its_way(offices):
    page = offices(CLERK)
    page.goto("/desk/new/dibao/")
    late = Late(page, "**/checklist/**")
    needed = page.locator(".lines .line:has(.state-info)")
    before = needed.count()
    page.locator('[name="q.disabled_member"]').first.check()
    late.asked()
    page.locator("#tick-all").press("Enter")
    late.answer()
    assert needed.count() > before
    assert needed.locator("input[type=checkbox]:not(:checked)").count() == 0
    assert page.evaluate("document.activeElement.id") == "tick-all"


def test_answering_does_not_move_the_page_away_from_the_question(offices):
    clerk = offices(CLERK)
    clerk.goto("/desk/new/dibao/")
    clerk.locator("#id_a-name").fill("杨秀英")
    question = clerk.locator("#q-local_household-yes")
    question.evaluate("one => window.scrollTo(0, window.scrollY + one.getBoundingClientRect().top - 60)")
    for answer in clerk.locator(".question input[type=radio][value=yes]").all()[:4]:
        before = answer.bounding_box()["y"]
        answer.check()
        clerk.wait_for_function("() => !document.querySelector('.htmx-request')")
        assert abs(answer.bounding_box()["y"] - before) < 60


def test_a_new_form_begins_where_something_is_to_be_typed(offices):
    clerk = offices(CLERK)
    clerk.goto("/desk/new/dibao/")
    clerk.wait_for_function("() => document.activeElement.id === 'id_a-name'")


def test_a_field_that_is_mended_is_not_called_wrong_any_more(offices):
    clerk = offices(CLERK)
    clerk.goto("/desk/new/dibao/")
    clerk.keyboard.press("Control+Enter")
    clerk.locator(".error-summary").wait_for()
    wrong = clerk.locator(".field-wrong:has(#id_a-name)")
    assert wrong.locator(".errorlist").is_visible()
    clerk.locator("#id_a-name").fill("杨")
    assert clerk.locator(".field-wrong:has(#id_a-name)").count() == 0
