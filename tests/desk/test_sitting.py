"""The leader's sitting on its pages: read, ticked, signed with one password, by keyboard alone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache

from tests.desk.conftest import CLERK, COUNTY_APPROVER, COUNTY_REVIEWER
from tests.desk.conftest import PASSWORD as OFFICE_PASSWORD
from tests.desk.test_access import looked_at
from tests.support.browser import picture
from tests.support.matters import Matter
from tests.support.worlds import by
from yizhan.accounts.models import Account
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import ending
from yizhan.web import moment

PASSWORD = "Qianpi-2026-ok"


@pytest.fixture
def approver(world, clock, desk_of):
    """The county's approver, logged in on the day on which publicity is over."""
    cache.clear()
    account = Account.objects.get(username=COUNTY_APPROVER)
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    return desk_of(COUNTY_APPROVER)


@pytest.fixture
def laid(world, clock):
    """`laid(3)`: so many papers that wait for the county."""

    def lay(count):
        numbers = [
            Matter(clock.now()).received().accepted().reviewed().wait(10).forwarded().number for _ in range(count)
        ]
        clock.move(days=10)
        return numbers

    return lay


def state(number):
    return case_of_the_node(number, today=moment.today()).case.state


def begun(client):
    answer = client.post("/desk/sitting/")
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def test_the_pile_shows_number_item_opinions_and_what_is_proposed(approver, laid):
    (number,) = laid(1)
    assert "1 件等您签批" in approver.get("/desk/sitting/").content.decode()
    pile = begun(approver)
    page = approver.get(pile).content.decode()
    for words in (number, "最低生活保障", "同意上报", "准予"):
        assert words in page
    paper = approver.post(f"{pile}papers/{number}/", headers={"HX-Request": "true", "HX-Target": "paper"})
    for words in ("符合条件", "情况属实", "同意上报", "拟准予"):
        assert words in paper.content.decode()
    assert re.search(rf'value="{number}"[^>]* disabled', page)


def test_signed_with_one_password_and_what_changed_is_named(approver, laid, clock):
    numbers = laid(3)
    pile = begun(approver)
    for number in numbers:
        shown = approver.post(f"{pile}papers/{number}/", headers={"HX-Request": "true", "HX-Target": "paper"})
        assert number in shown.content.decode()
    ending.number_case(act=by(COUNTY_REVIEWER, clock.now()), number=numbers[1], system="省平台", other="52-1")
    approver.post(f"{pile}sign/", {"paper": numbers, "password": PASSWORD})
    assert "正在签批：0 / 3" in approver.get(pile).content.decode()
    part = approver.post(f"{pile}batch/", headers={"HX-Request": "true", "HX-Target": "signed"}).content.decode()
    assert "已签批 2 件" in part
    assert "1 件没有签批" in part
    assert re.search(rf"{numbers[1]}</code></a><span class=\"cell-note\">[^<]+", part)
    assert part.count("打印决定书") == 2
    assert [state(number) for number in numbers] == ["decided", "under-review", "decided"]


def test_a_wrong_password_gives_the_pile_back_as_it_was_ticked(approver, laid):
    (number,) = laid(1)
    pile = begun(approver)
    approver.post(f"{pile}papers/{number}/")
    answer = approver.post(f"{pile}sign/", {"paper": [number], "password": "wrong"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "密码不对" in page
    assert re.search(rf'value="{number}"[^>]* checked', page)
    assert "wrong" not in re.sub(r'class="[^"]*"', "", page)


def test_without_a_script_a_paper_opens_on_the_page_and_ticks_stay(approver, laid):
    first, second = laid(2)
    pile = begun(approver)
    page = approver.post(f"{pile}papers/{second}/", {"paper": [first]}).content.decode()
    assert re.search(rf'value="{first}"[^>]* checked', page)
    assert "拟准予" in page


def test_an_empty_pile_says_so(approver):
    assert "审查完毕、等待决定的件会出现在这里" in approver.get("/desk/sitting/").content.decode()
    answer = approver.post("/desk/sitting/")
    assert answer.status_code == 409
    assert "没有等您签批的件" in answer.content.decode()


def test_who_decides_nothing_has_no_sitting(desk_of, laid, approver):
    laid(1)
    pile = begun(approver)
    clerk = desk_of(CLERK)
    assert clerk.get("/desk/sitting/").status_code == 403
    assert clerk.get(pile).status_code == 404
    assert clerk.post(f"{pile}batch/").status_code == 404
    assert approver.get(f"{pile}sign/").status_code == 405


@pytest.mark.browser
def test_sixty_papers_by_keyboard(laid, clock, offices):
    numbers = laid(60)
    page = offices(COUNTY_APPROVER)
    page.goto("/desk/sitting/")
    page.keyboard.press("Alt+s")
    page.wait_for_url(re.compile("/desk/sitting/[0-9a-f]+/$"))
    for place, number in enumerate(numbers):
        if place:
            page.keyboard.press("j")
        with page.expect_response(re.compile("/papers/")):
            page.keyboard.press("Enter")
        page.locator(f"#tick-{number}:enabled").wait_for()
        page.keyboard.press(" ")
    assert page.locator("[data-ticked-count]").inner_text() == "已勾选 60 / 60"
    ending.number_case(act=by(COUNTY_REVIEWER, clock.now()), number=numbers[7], system="省平台", other="52-1")
    picture(page, "tour/sitting.png")
    page.get_by_label("您的登录密码").fill(OFFICE_PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_text("已签批 59 件").wait_for()
    picture(page, "tour/sitting-signed.png")
    assert page.locator(".notice-bad code").all_inner_texts() == [numbers[7]]
    assert [number for number in numbers if state(number) != "decided"] == [numbers[7]]


@pytest.mark.browser
def test_axe_finds_nothing_on_the_pile_its_papers_and_the_result(laid, offices):
    laid(2)
    page = offices(COUNTY_APPROVER)
    found = looked_at(page, "/desk/sitting/")
    page.keyboard.press("Alt+s")
    page.wait_for_url(re.compile("/desk/sitting/[0-9a-f]+/$"))
    pile = page.url
    found += looked_at(page, pile)
    page.keyboard.press("Enter")
    page.locator(".paper .person").wait_for()
    found += [("paper", fault["id"]) for fault in Axe().run(page).response["violations"]]
    page.keyboard.press(" ")
    page.get_by_label("您的登录密码").fill(OFFICE_PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_text("已签批 1 件").wait_for()
    assert found + looked_at(page, pile) == []
