"""The help beside a page: one key opens it, Esc closes it, the focus goes back; it is searched, and needs no script."""

import re

import pytest
from django.test import Client
from django.urls import resolve

from tests.desk.conftest import CLERK
from tests.desk.test_keyboard import sound
from yizhan.web import help as helps

FOCUSED = "wanted => document.activeElement.matches(wanted)"


@pytest.mark.browser
def test_one_key_opens_the_help_beside_the_page_and_esc_gives_the_focus_back(offices):
    page = offices(CLERK)
    page.goto("/desk/new/")
    page.locator("#item-search").focus()
    page.keyboard.press("F1")
    page.locator("#help h2", has_text="受理新件：谁来、办什么").wait_for()
    assert page.evaluate(FOCUSED, "[data-help-title]")
    page.locator("#item-search").fill("低保")  # the page goes on beside it
    page.keyboard.press("F1")
    assert not page.locator("#help").is_visible()
    assert page.evaluate(FOCUSED, "#item-search")
    page.locator(".help-button").focus()
    page.keyboard.press("Enter")
    page.locator("#help h2", has_text="受理新件").wait_for()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    assert page.evaluate(FOCUSED, ".help-button")
    assert page.locator("#item-search").input_value() == "低保"


@pytest.mark.browser
def test_the_panel_leads_to_other_texts_and_is_searched_without_leaving_the_page(offices):
    page = offices(CLERK)
    page.keyboard.press("F1")
    page.locator("#help").get_by_role("link", name="全部帮助").click()
    page.get_by_label("在帮助里查找").fill("撤销 文书")
    page.keyboard.press("Enter")
    page.locator("#help").get_by_role("link", name="撤销我刚才的办理").click()
    page.locator("#help h2", has_text="撤销我刚才的办理").wait_for()
    assert re.search("/desk/$", page.url)
    assert sound(page) == []
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 390, "height": 844})
    page.keyboard.press("F1")
    page.locator("#help h2", has_text="我的待办").wait_for()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()


@pytest.mark.browser
def test_the_list_of_keys_and_the_help_lead_to_each_other_and_give_the_focus_back(offices):
    page = offices(CLERK)
    page.goto("/desk/")
    page.locator(".brand").focus()
    page.keyboard.press("?")
    page.locator("#keys").get_by_role("link", name="全部帮助").click()
    page.locator("#help h2", has_text="全部帮助").wait_for()
    assert not page.locator("#keys").is_visible()
    page.locator("#help").get_by_role("button", name="本页的按键").click()
    assert page.locator("#keys").is_visible()
    assert not page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.matches('.brand')")


def test_without_script_the_button_leads_to_a_page(desk_of):
    clerk = desk_of(CLERK)
    address = re.search(r'class="help-button" href="([^"]+)"', clerk.get("/desk/").content.decode()).group(1)
    page = clerk.get(address).content.decode()
    assert "<html" in page
    assert "<kbd>Alt+S</kbd>" in page
    assert 'href="/help/desk/hands/"' in page


def test_the_panel_gets_the_text_alone(desk_of):
    answer = desk_of(CLERK).get("/help/desk/home/", headers={"HX-Target": "help-body"}).content.decode()
    assert "我的待办" in answer
    assert "<html" not in answer


def test_a_page_of_its_own_help_is_not_offered_again(desk_of):
    clerk = desk_of(CLERK)
    beside = {"HX-Target": "help-body", "HX-Current-URL": "http://testserver/desk/?state=accepted"}
    assert 'href="/desk/"' not in clerk.get("/help/desk/home/", headers=beside).content.decode()
    assert 'href="/desk/"' in clerk.get("/help/desk/home/").content.decode()


def test_an_act_has_its_own_help_where_there_is_one():
    assert helps.for_page(resolve("/desk/cases/522601/undo/")).name == "act-undo"
    assert helps.for_page(resolve("/desk/cases/522601/evaluate/")).name == "act-visit"
    assert helps.for_page(resolve("/desk/cases/522601/another/")).name == "act"
    assert helps.for_page(resolve("/healthz")) is None


def test_an_unknown_text_is_not_found(db):
    assert Client().get("/help/desk/nothing/").status_code == 404
    assert Client().get("/help/site/home/").status_code == 404


def test_whoever_is_not_logged_in_finds_only_what_is_for_everyone(desk_of):
    assert "我的待办" in desk_of(CLERK).get("/help/").content.decode()
    assert "我的待办" not in Client().get("/help/").content.decode()


def test_what_is_searched_for_must_all_stand_there(desk_of):
    clerk = desk_of(CLERK)
    assert "撤销我刚才的办理" in clerk.get("/help/?q=撤销").content.decode()
    assert "没有找到" in clerk.get("/help/?q=撤销 宇宙飞船").content.decode()


def test_the_help_speaks_the_readers_language(desk_of):
    page = desk_of(CLERK).get("/help/desk/home/", headers={"Accept-Language": "en"}).content.decode()
    assert "My work" in page
    assert "What often goes wrong" in page
