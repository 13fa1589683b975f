"""Service by public notice through its pages: announced, waited for thirty days, then it counts as served."""

from datetime import date

from tests.desk.conftest import CLERK, COUNTY_REVIEWER
from tests.desk.test_acts import sent
from yizhan.cases.access import case_of_the_node
from yizhan.cases.documents import document
from yizhan.papers.queries import notices_of_case
from yizhan.web import moment

WHY = "申请人下落不明，直接、邮寄送达均退回"


def document_of(number):
    """The case as it stands."""
    return document(case_of_the_node(number, today=moment.today()))


def announces(desk, number, **typed):
    """The holder serves by public notice."""
    told = {"mode": "public-notice", "who": "self", "place": "县人民政府公告栏", "remark": WHY, **typed}
    return desk.post(f"/desk/cases/{number}/deliver/", sent(number, **told))


def test_it_counts_as_served_when_thirty_days_are_over(desk_of, clock, matter):
    number = matter().certified()
    holder = desk_of(COUNTY_REVIEWER)
    assert moment.today() == date(2026, 3, 12)
    assert announces(holder, number).status_code == 302
    assert "announcement" in {one.template for one in notices_of_case(number)}
    assert (document_of(number)["state"], document_of(number)["decision"]["delivered"]) == ("certified", None)
    clock.move(days=32)  # the thirtieth day is a Saturday and gives way to Monday the thirteenth
    assert document_of(number)["state"] == "certified"
    clock.move(days=1)
    assert (document_of(number)["state"], document_of(number)["decision"]["delivered"]) == ("delivered", "2026-04-14")
    page = holder.get(f"/desk/cases/{number}/").content.decode()
    assert "民事诉讼法" in page


def test_it_needs_place_and_reason_and_is_announced_once(desk_of, matter):
    number = matter().certified()
    holder = desk_of(COUNTY_REVIEWER)
    assert announces(holder, number, place="").status_code in {409, 422}
    assert announces(holder, number, remark="").status_code in {409, 422}
    assert announces(holder, number).status_code == 302
    assert announces(holder, number).status_code == 409


def test_who_turns_up_meanwhile_is_served_directly(desk_of, clock, matter):
    number = matter().certified()
    announces(desk_of(COUNTY_REVIEWER), number)
    clock.move(days=3)
    desk_of(CLERK).post(f"/desk/cases/{number}/hand-out/", sent(number, mode="direct", who="self"))
    found = document_of(number)["decision"]["delivered"]
    assert found == moment.today().isoformat()
