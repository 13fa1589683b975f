"""The leader's sitting on its pages: read, ticked, signed with one password, by keyboard alone."""

import io
import re

import pytest
from django.core.cache import cache
from pypdf import PdfReader

from tests.desk.conftest import CLERK, COUNTY_APPROVER, COUNTY_REVIEWER
from tests.desk.conftest import PASSWORD as OFFICE_PASSWORD
from tests.desk.test_access import looked_at
from tests.support.browser import picture, violations
from tests.support.matters import Matter
from tests.support.worlds import by
from yizhan.accounts.models import Account
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import ending
from yizhan.papers.queries import notices_of_case
from yizhan.papers.void_queries import is_printed
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


def text_of(pdf):
    """The text of a PDF, without spaces."""
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def over(approver, numbers, clock, *, changed=()):
    """A sitting in which all were ticked and some changed meanwhile, at its end."""
    pile = begun(approver)
    for number in numbers:
        approver.post(f"{pile}papers/{number}/")
    for number in changed:
        ending.number_case(act=by(COUNTY_REVIEWER, clock.now()), number=number, system="省平台", other="52-1")
    approver.post(f"{pile}sign/", {"paper": numbers, "password": PASSWORD})
    approver.post(f"{pile}batch/")
    return pile


def test_the_list_names_what_was_decided_and_what_was_left_out_with_the_reason(approver, laid, clock):
    numbers = laid(3)
    pile = begun(approver)
    assert approver.get(f"{pile}list.pdf").status_code == 409
    pile = over(approver, numbers[:2], clock, changed=numbers[1:2])
    answer = approver.get(f"{pile}list.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    told = text_of(answer.content)
    decision = case_of_the_node(numbers[0], today=moment.today()).case.decision
    for words in (
        *numbers,
        decision.number,
        "集中签批清单",
        "本次勾选2件，其中作出决定1件，没有签批1件；没有勾选1件",
        "签批人（签名）",
        "最低生活保障",
    ):
        assert words in told
    why = re.search(r"二、勾选后没有签批的件(.*)三、", told).group(1)
    assert numbers[1] in why
    assert "办理" in why


def test_all_decisions_are_printed_in_one_go_each_as_its_own_print(approver, laid, clock):
    numbers = laid(3)
    pile = over(approver, numbers, clock)
    part = approver.post(f"{pile}prints/", headers={"HX-Request": "true", "HX-Target": "prints"}).content.decode()
    assert "打开全部 3 份决定书" in part
    notices = [issued(number)[-1].number for number in numbers]
    assert all(is_printed(notice) for notice in notices)
    joined = approver.get(f"{pile}decisions.pdf").content
    alone = [approver.get(f"/notices/{notice}.pdf").content for notice in notices]
    assert text_of(joined) == "".join(text_of(pdf) for pdf in alone)
    assert len(PdfReader(io.BytesIO(joined)).pages) == sum(len(PdfReader(io.BytesIO(pdf)).pages) for pdf in alone)


def test_what_was_taken_back_is_named_and_not_printed(approver, laid, clock):
    first, second = laid(2)
    pile = over(approver, [first, second], clock)
    kept, gone = issued(first)[-1].number, issued(second)[-1].number
    ending.undo_act(act=by(COUNTY_APPROVER, clock.now()), number=second)
    assert "决定已撤销" in text_of(approver.get(f"{pile}list.pdf").content)
    told = text_of(approver.get(f"{pile}decisions.pdf").content)
    assert kept in told
    assert gone not in told


def test_nobody_else_prints_what_a_sitting_decided(approver, laid, clock, desk_of):
    pile = over(approver, laid(1), clock)
    clerk = desk_of(CLERK)
    for name in ("list.pdf", "decisions.pdf"):
        assert clerk.get(f"{pile}{name}").status_code == 404
    assert clerk.post(f"{pile}prints/").status_code == 404


def issued(number):
    """The decision notices of a case."""
    return [one for one in notices_of_case(number) if one.template in {"grant", "refusal"}]


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
    page.get_by_role("button", name="准备一次打印：59 份决定书").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="打开全部 59 份决定书，一次打印").wait_for(timeout=120_000)
    assert [number for number in numbers if state(number) != "decided"] == [numbers[7]]


@pytest.mark.browser
@pytest.mark.looks
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
    found += violations(page)
    page.keyboard.press(" ")
    page.get_by_label("您的登录密码").fill(OFFICE_PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_text("已签批 1 件").wait_for()
    assert found + looked_at(page, pile) == []
