"""Handing a result over: the form shows the fields of the chosen way of service, and only they are recorded."""

import pytest

from tests.desk.conftest import CLERK, COUNTY_REVIEWER
from tests.desk.test_acts import sent
from tests.desk.test_keyboard import sound
from tests.desk.test_outcome import screen
from tests.papers.test_notices import text_of
from tests.support.worlds import by
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import voiding
from yizhan.cases.actions.settling import settle_case
from yizhan.desk.words import SERVICE_MODES
from yizhan.papers.queries import notices_of_case
from yizhan.web import moment

FIELDS = ("who", "name", "id_number", "phone", "proxy_reason", "place", "witnesses", "consent", "remark")
SHOWN = {
    "direct": {"who", "place"},
    "entrusted": {"who", "place"},
    "post": {"remark"},
    "electronic": {"consent", "remark"},
    "witness": {"witnesses", "place", "remark"},
    "public-notice": {"place", "remark"},
}


def test_without_a_script_every_field_is_there_under_its_heading(desk_of, matter):
    page = screen(desk_of(COUNTY_REVIEWER).get(f"/desk/cases/{matter().certified()}/deliver/"))
    for name in FIELDS:
        assert f'name="{name}"' in page, name
    for title in ("当面交付", "留置送达", "电子送达", "地点和说明", "邮件号码。", "邮寄、留置、公告送达时必填"):
        assert title in page, title
    assert "hidden>" not in page.split('name="mode"')[1].split("</form>")[0]


def test_what_was_typed_under_another_way_is_not_recorded(desk_of, matter):
    number, clerk = matter().certified(), desk_of(COUNTY_REVIEWER)
    typed = {name: "以前写的" for name in FIELDS} | {"who": "other", "id_number": "", "phone": ""}
    told = typed | {"mode": "post", "remark": "EMS 1023456789012"}
    assert clerk.post(f"/desk/cases/{number}/deliver/", sent(number, **told)).status_code == 302
    given = case_of_the_node(number, today=moment.today()).history[-1].event
    assert (given.mode, given.collector.name, given.service.remark) == ("post", "", "EMS 1023456789012")
    assert (given.service.place, given.service.witnesses, given.service.proxy_reason, given.service.consent) == (
        "",
        (),
        "",
        "",
    )


def test_somebody_else_must_be_named_only_where_he_takes_it(desk_of, matter):
    number, clerk = matter().certified(), desk_of(COUNTY_REVIEWER)
    refused = clerk.post(f"/desk/cases/{number}/deliver/", sent(number, mode="direct", who="other"))
    assert refused.status_code == 422
    assert "请填写代领人姓名" in screen(refused)


def handed_out(desk_of, matter, **told):
    """A result of the county's that the township's clerk hands to a neighbour: the number, the page that follows."""
    number, clerk = matter().certified(), desk_of(CLERK)
    told = {"mode": "direct", "who": "other", "name": "杨邻居", "proxy_reason": "申请人卧床"} | told
    answer = clerk.post(f"/desk/cases/{number}/hand-out/", sent(number, **told), follow=True)
    return number, answer.content.decode()


def receipt_of(number):
    """The newest receipt of service of a case."""
    return [one.number for one in notices_of_case(number) if one.template == "service"][-1]


def test_whoever_takes_a_result_at_another_centre_signs_a_receipt_at_once(desk_of, matter):
    number, page = handed_out(desk_of, matter)
    receipt = receipt_of(number)
    assert f"/notices/{receipt}.pdf" in page.partition("打开并打印")[0].rpartition("<a ")[2]
    said = text_of(desk_of(CLERK).get(f"/notices/{receipt}.pdf").content)
    assert "杨邻居" in said
    assert "申请人卧床" in said
    assert (
        f"/notices/{receipt}.pdf"
        not in desk_of(COUNTY_REVIEWER)
        .get(f"/desk/cases/{number}/?done=hand-out")
        .content.decode()
        .partition('<div class="page-header">')[0]
    )


def test_the_case_names_that_receipt_and_no_second_one_is_issued(desk_of, matter, clock):
    number, _page = handed_out(desk_of, matter)
    receipt = receipt_of(number)
    settle_case(number=number, now=clock.now())
    seen = case_of_the_node(number, today=moment.today())
    assert (seen.case.state, seen.history[-1].event.notice) == ("delivered", receipt)
    assert receipt_of(number) == receipt


def test_a_receipt_issued_anew_says_what_the_first_one_said(desk_of, matter, clock):
    number, _page = handed_out(desk_of, matter)
    first = receipt_of(number)
    settle_case(number=number, now=clock.now())
    voiding.void_notice(act=by(CLERK, clock.now()), number=number, notice=first, reason="打印时卡纸")
    voiding.reissue_notice(act=by(CLERK, clock.now()), number=number, notice=first)
    again = receipt_of(number)
    assert again != first
    said = text_of(desk_of(CLERK).get(f"/notices/{again}.pdf").content)
    assert "杨邻居" in said
    assert "申请人卧床" in said


@pytest.mark.browser
def test_the_form_shows_the_fields_of_the_chosen_way(offices, matter):
    number = matter().certified()
    clerk = offices(CLERK)
    clerk.goto(f"/desk/cases/{number}/hand-out/")
    assert set(SHOWN) == set(SERVICE_MODES)
    for mode, wanted in SHOWN.items():
        clerk.locator("#id_mode").select_option(mode)
        visible = {name for name in FIELDS if clerk.locator(f'[name="{name}"]').first.is_visible()}
        assert visible == wanted, mode
        assert clerk.locator("section[data-for] h2:visible").count() >= 1
        assert sound(clerk) == [], mode
    clerk.locator("#id_mode").select_option("direct")
    clerk.get_by_label("他人代领，已核对证件和委托").check()
    assert clerk.locator("#id_proxy_reason").is_visible()
    assert sound(clerk) == []
