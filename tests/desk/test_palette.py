"""The palette: acts of the case at hand, cases, items and pages by a few letters."""

import re

import pytest
from django.test import Client

from tests.desk.conftest import CLERK, MANAGER, STRANGER


def found(client, **typed):
    """Where what was typed leads to."""
    return re.findall(r'href="([^"]+)"', client.post("/desk/palette/", typed).content.decode())


def test_a_case_is_found_by_number_name_and_whole_numbers(desk_of, matter):
    one = matter()
    number = one.submitted()
    for text in (number, one.applicant.name, one.applicant.id_number, one.applicant.phone):
        assert f"/desk/cases/{number}/" in found(desk_of(CLERK), q=text)
        assert f"/desk/cases/{number}/" not in found(desk_of(STRANGER), q=text)
    assert one.applicant.name not in desk_of(CLERK).post("/desk/palette/", {"q": number}).content.decode()


def test_items_are_for_whoever_receives_matters_and_pages_for_everybody(desk_of):
    assert "/desk/new/dibao/" in found(desk_of(CLERK), q="低保")
    assert "/desk/new/dibao/" not in found(desk_of(MANAGER), q="低保")
    assert found(desk_of(CLERK), q="受理新")[-1] == "/desk/new/"
    assert "/desk/overview/" in found(desk_of(MANAGER))
    assert "/desk/new/" not in found(desk_of(MANAGER))


def test_the_acts_of_the_case_at_hand_are_those_that_are_open(desk_of, matter):
    number = matter().accepted()
    shown = found(desk_of(CLERK), case=number)
    assert f"/desk/cases/{number}/visit/" in shown
    assert f"/desk/cases/{number}/accept/" not in shown
    assert found(desk_of(CLERK), case=number, q="来访登记") == [f"/desk/cases/{number}/visit/"]
    assert not [one for one in found(desk_of(STRANGER), case=number) if number in one]


def test_rubbish_finds_nothing_and_says_what_can_be_typed(desk_of):
    for rubbish in ("zzzz", "%00", "'; --", "x" * 500):
        answer = desk_of(CLERK).post("/desk/palette/", {"q": rubbish, "case": rubbish})
        assert answer.status_code == 200
    assert "没有找到" in desk_of(CLERK).post("/desk/palette/", {"q": "zzzz"}).content.decode()
    assert desk_of(CLERK).get("/desk/palette/").status_code == 405
    assert Client().post("/desk/palette/").status_code == 302


def test_the_palette_costs_few_reads(desk_of, matter, django_assert_max_num_queries):
    number, clerk = matter().accepted(), desk_of(CLERK)
    clerk.post("/desk/palette/", {"q": "低保", "case": number})
    with django_assert_max_num_queries(20):
        clerk.post("/desk/palette/", {"q": "低保", "case": number})


@pytest.mark.browser
def test_by_keyboard_from_the_list_to_a_case_and_to_an_act_of_it(offices, matter):
    number = matter().accepted()
    page = offices(CLERK)
    page.goto("/desk/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/cases/{number}/")
    page.keyboard.press("Control+k")
    page.keyboard.type("来访登记")
    page.locator(".palette-list a").first.wait_for()
    page.wait_for_function("() => document.querySelectorAll('.palette-list a').length === 1")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "来访登记"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/cases/{number}/visit/")
