"""In a browser: the power goes, the network goes, the session goes; what was typed is there afterwards."""

import re

import pytest

from tests.desk.conftest import CLERK, PASSWORD
from yizhan.accounts.models import Draft
from yizhan.cases.models import Case

pytestmark = [pytest.mark.browser]
PAGE = "/desk/new/dibao/"
LOST = {"abort": lambda route: route.abort()}


def typed(page):
    """What stands in the fields."""
    return [page.locator(one).input_value() for one in ("#id_a-name", "#id_a-address", "#form-address")]


def fill(page):
    """Half a page, as far as the talk has come."""
    page.goto(PAGE)
    page.locator("#id_a-name").fill("杨秀英")
    page.locator("#q-local_household-yes").check()
    page.locator("#id_a-address").fill("朗利村二组")
    page.locator("#id_a-phone").focus()


def test_a_closed_browser_finds_the_page_on_the_desk(offices, browser):
    clerk = offices(CLERK)
    fill(clerk)
    clerk.get_by_text("填写的内容已保存").wait_for()
    clerk.goto("about:blank")
    clerk.evaluate("() => true")
    clerk.goto("/desk/")
    clerk.evaluate("localStorage.clear()")
    clerk.get_by_role("link", name=re.compile("杨秀英")).click()
    clerk.wait_for_url(f"**{PAGE}?draft=*")
    assert typed(clerk) == ["杨秀英", "朗利村二组", "朗利村二组"]
    assert clerk.locator("#q-local_household-yes").is_checked()


def test_without_a_server_the_page_stays_on_this_pc_until_the_server_has_it(offices):
    clerk = offices(CLERK)
    clerk.route("**/desk/drafts/", LOST["abort"])
    fill(clerk)
    clerk.get_by_text("还没有送到节点").wait_for()
    assert Draft.objects.count() == 0
    clerk.unroute("**/desk/drafts/")
    clerk.on("dialog", lambda dialog: dialog.accept())
    clerk.goto("/desk/")
    clerk.goto(PAGE)
    assert typed(clerk) == ["杨秀英", "朗利村二组", "朗利村二组"]
    clerk.get_by_text("填写的内容已保存").wait_for()
    assert clerk.evaluate("Object.keys(localStorage).filter(name => name.startsWith('yizhan.typed.')).length") == 0


def test_a_lost_session_leads_back_to_the_form_with_what_was_typed(offices):
    clerk = offices(CLERK)
    fill(clerk)
    clerk.get_by_text("填写的内容已保存").wait_for()
    clerk.context.clear_cookies(name="sessionid")
    clerk.locator("#id_a-id_number").fill("522601")
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_url("**/login/**")
    clerk.get_by_label("账号").fill(CLERK)
    clerk.get_by_label("密码").fill(PASSWORD)
    clerk.keyboard.press("Alt+s")
    clerk.wait_for_url(f"**{PAGE}")
    assert typed(clerk) == ["杨秀英", "朗利村二组", "朗利村二组"]
    assert clerk.locator("#id_a-id_number").input_value() == "522601"
    assert Case.objects.count() == 0
