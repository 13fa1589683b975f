"""By keyboard alone: a 低保 matter of somebody who has everything with him, counted from the chosen item on."""

import re

import pytest

from tests.desk.conftest import CLERK
from tests.desk.test_acts import stands
from tests.support.browser import violations
from yizhan.cases.models import Case

pytestmark = [pytest.mark.browser]
MOST = 12


def sound(page):
    """Axe finds nothing, and nothing is wider than the screen, at the PC and on a phone."""
    for size in ({"width": 390, "height": 844}, {"width": 1366, "height": 768}):
        page.set_viewport_size(size)
        faults = violations(page)
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if faults or wider > 0:
            return [page.url, size["width"], faults, wider]
    return []


class Keys:
    """Somebody who uses the keyboard only: moving about is free, each field filled and each chord counts."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def to(self, wanted, most=90):
        """Tab until the wanted element has the focus."""
        for _ in range(most):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"{wanted} cannot be reached by the keyboard")

    def type(self, wanted, text):
        """One field filled."""
        self.to(wanted)
        self.page.keyboard.type(text)
        self.count += 1

    def choose(self, group, place):
        """One question answered: the first choice by the space bar, the next ones by the arrows."""
        self.to(f'[name="{group}"]')
        for _ in range(place):
            self.page.keyboard.press("ArrowDown")
        if not place:
            self.page.keyboard.press("Space")
        self.count += 1

    def press(self, chord, on=""):
        """One chord, on an element where it is a button's."""
        if on:
            self.to(on)
        self.page.keyboard.press(chord)
        self.count += 1


@pytest.fixture
def alone(matter):
    """Somebody who lives alone, whose first matter is on file already."""
    one = matter(seed=1)
    one.form["members"] = one.form["members"][:1]
    one.submitted()
    return one


def test_a_card_a_word_and_twelve_interactions(offices, alone):
    clerk = offices(CLERK)
    clerk.goto("/desk/new/")
    keys = Keys(clerk)
    clerk.keyboard.type(alone.applicant.id_number)  # the card reader types the number and Enter
    clerk.keyboard.press("Enter")
    clerk.get_by_text("校验位正确").wait_for()
    keys.to("#who .earlier button")
    clerk.keyboard.press("Enter")
    clerk.locator('#who input[name=key]:not([value=""])').wait_for(state="attached")
    keys.to("#item-search")
    clerk.keyboard.type("db")
    clerk.locator('#items a[href*="dibao"][href*="draft="]').first.wait_for()
    keys.to('#items a[href*="/dibao/"]')
    clerk.keyboard.press("Enter")
    clerk.wait_for_url("**/desk/new/dibao/?draft=*")

    keys = Keys(clerk)
    keys.choose("q.local_household", 0)
    keys.type('[name="q.household_size"]', "1")
    for question, place in (
        ("below_standard", 0),
        ("property_within_rule", 0),
        ("disabled_member", 1),
        ("cause", 2),
        ("staff_relative", 1),
    ):
        keys.choose(f"q.{question}", place)
    clerk.wait_for_function("() => !document.querySelector('.htmx-request')")
    keys.press("Enter", on="[data-tick-all]")
    keys.type('[name="form.members.0.monthly_income"]', "300")
    keys.press("Control+Enter")
    clerk.locator("#outcome").wait_for()
    assert "材料齐全，可以受理" in clerk.locator("main").inner_text()
    keys.press("Control+Enter")
    clerk.wait_for_url(re.compile("done=accept"))

    case = stands(Case.objects.exclude(number=alone.number).get().number)
    assert (case.state, case.applicant) == ("accepted", alone.applicant)
    assert case.form["members"][0]["name"] == alone.applicant.name
    with clerk.context.expect_page() as opened:
        keys.press("Enter", on='a[href^="/notices/"]')  # the notice opens, ready to be printed
    assert "/notices/" in opened.value.url or opened.value.url == "about:blank"
    assert keys.count <= MOST


@pytest.mark.looks
def test_the_pages_of_an_acceptance_are_sound(offices, alone):
    clerk = offices(CLERK)
    clerk.goto("/desk/new/")
    clerk.locator("#who-search").fill(alone.applicant.id_number)
    clerk.keyboard.press("Enter")
    clerk.get_by_text("校验位正确").wait_for()
    assert sound(clerk) == []
    clerk.goto("/desk/new/dibao/")
    clerk.locator("#id_a-name").fill(alone.applicant.name)
    clerk.locator("#id_a-id_number").fill(alone.applicant.id_number)
    clerk.locator("#form-address").fill("朗利村")
    clerk.locator("#form-members-0-monthly_income").fill("0")
    clerk.locator("#form-cause").select_option("age")
    clerk.locator("[id^=has-]").first.press("Space")
    clerk.keyboard.press("Control+Enter")
    clerk.get_by_text("要交哪些材料由它决定").first.wait_for()
    assert sound(clerk) == []
    for answer in ("#q-disabled_member-no", "#q-cause-age"):
        clerk.locator(answer).press("Space")
        clerk.wait_for_function("() => !document.querySelector('.htmx-request')")
    clerk.keyboard.press("Control+Enter")
    clerk.locator("#outcome").wait_for()
    assert sound(clerk) == []
    clerk.get_by_text("其他材料也要补正的").click()
    clerk.get_by_label("清单以外的材料").fill("邻居证明")
    clerk.keyboard.press("Control+Enter")
    clerk.get_by_text("还没有办理").wait_for()
    assert sound(clerk) == []
