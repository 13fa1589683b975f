"""An urgent matter through its pages: granted at once, handed out, made up for afterwards, then closed."""

from decimal import Decimal

import pytest

from tests.desk.conftest import CLERK, COUNTY_APPROVER, COUNTY_REVIEWER, REVIEWER
from tests.desk.test_acts import APPROVER, line, sent
from tests.papers.test_notices import text_of
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import decision, intake
from yizhan.cases.documents import document
from yizhan.cases.models import Case
from yizhan.journal.replay import rebuild
from yizhan.papers.queries import notices_of_case
from yizhan.web import moment

URGENT = {"event": "fire", "urgent": True, "amount": Decimal(800), "repeated": False, "agent": False}


def seen(number):
    """The case as it stands."""
    return case_of_the_node(number, today=moment.today())


@pytest.fixture
def granted(matter):
    """Help after a fire, accepted without its last paper and granted by the township at once."""
    one = matter("linshi-jiuzhu")
    one.answers = URGENT
    one.form = {**one.form, "event": "fire", "amount": 800}
    lacking = one.materials()[-1].code
    one.submitted(but=(lacking,))
    intake.accept_case(act=one.by(CLERK), number=one.number)
    decision.decide_case(act=one.by(APPROVER), number=one.number, content="给予临时救助800元")
    return one.number, lacking


def does(desk, number, slug, **typed):
    """Somebody does an act through its page."""
    answer = desk.post(f"/desk/cases/{number}/{slug}/", sent(number, **typed))
    assert answer.status_code == 302, answer.content.decode()


def test_it_is_made_up_for_after_the_money_was_handed_out(desk_of, clock, granted):
    number, lacking = granted
    clerk, reviewer = desk_of(CLERK), desk_of(REVIEWER)
    page = clerk.get(f"/desk/cases/{number}/").content.decode()
    assert "补齐手续期限" in page
    assert f"/desk/cases/{number}/advance/" in page
    assert number in clerk.get("/desk/").content.decode().partition("待补齐手续")[2]
    does(clerk, number, "certify", name="临时救助决定书")
    does(clerk, number, "deliver", mode="direct", who="self")
    refused = clerk.post(f"/desk/cases/{number}/close/", sent(number))
    assert refused.status_code == 409
    assert "手续还没有补齐" in refused.content.decode()
    clock.move(days=1)
    does(clerk, number, "supplement", **line(lacking))
    does(clerk, number, "advance", step="survey", agrees="yes", officers=[CLERK, REVIEWER])
    does(reviewer, number, "advance", step="review", agrees="yes", opinion="符合条件")
    does(clerk, number, "publicise", step="publicity", place="村务公开栏")
    clock.move(days=7)
    does(clerk, number, "advance", step="publicity", agrees="yes")
    case = document(seen(number))
    assert (case["state"], case["clocks"]["completion"]["late"]) == ("delivered", False)
    assert case["clocks"]["completion"]["ended"] == moment.today().isoformat()
    assert number not in clerk.get("/desk/").content.decode().partition("待补齐手续")[2]
    does(clerk, number, "close")


def test_what_is_not_made_up_for_in_time_is_shown_as_late(desk_of, clock, granted):
    number, _ = granted
    clock.move(days=20)
    desk = desk_of(CLERK)
    assert document(seen(number))["clocks"]["completion"]["late"]
    assert "已超期" in desk.get("/desk/").content.decode().partition("待补齐手续")[2].partition("</table>")[0]


def test_until_when_it_is_made_up_for_is_in_the_rows_and_again_after_a_rebuild(granted):
    number, _ = granted
    due = Case.objects.get(number=number).due_on
    assert due.isoformat() == document(seen(number))["clocks"]["completion"]["due"]
    Case.objects.filter(number=number).delete()
    rebuild()
    assert Case.objects.get(number=number).due_on == due


@pytest.fixture
def beyond_the_township(matter):
    """Help after a fire of more than the county lets the township grant, accepted a minute ago."""
    one = matter("linshi-jiuzhu")
    one.answers = {**URGENT, "amount": Decimal(5000)}
    one.form = {**one.form, "event": "fire", "amount": 5000}
    one.submitted()
    intake.accept_case(act=one.by(CLERK), number=one.number)
    return one.number


def test_what_only_the_county_may_grant_is_granted_the_same_day_and_the_township_makes_its_steps_up(
    desk_of, clock, beyond_the_township
):
    number = beyond_the_township
    clerk, reviewer = desk_of(CLERK), desk_of(REVIEWER)
    county, approver = desk_of(COUNTY_REVIEWER), desk_of(COUNTY_APPROVER)
    does(clerk, number, "forward", opinion="情况紧急，请先行决定")
    slip = next(one.number for one in notices_of_case(number) if one.template == "forwarding")
    said = text_of(clerk.get(f"/notices/{slip}.pdf").content)
    assert "请先行决定" in said
    assert "调查核实、审核、公示事后补办" in said
    does(county, number, "receive")
    does(approver, number, "decide", content="给予临时救助5000元")
    does(county, number, "certify", name="临时救助决定书")
    does(clerk, number, "hand-out", mode="direct", who="self")
    went = sent(number, step="survey", agrees="yes", officers=[COUNTY_REVIEWER, COUNTY_APPROVER])
    refused = county.post(f"/desk/cases/{number}/advance/", went)
    assert refused.status_code == 409
    assert "由上报的机关补办" in refused.content.decode()
    page = county.get(f"/desk/cases/{number}/pass-on/").content.decode()
    assert "522601100000-government" in page
    does(county, number, "pass-on", organ="522601100000-government", cause="make-up")
    assert number in clerk.get("/desk/").content.decode().partition("待补齐手续")[2]
    does(clerk, number, "receive")
    clock.move(days=1)
    does(clerk, number, "advance", step="survey", agrees="yes", officers=[CLERK, REVIEWER])
    does(reviewer, number, "advance", step="review", agrees="yes", opinion="符合条件")
    does(clerk, number, "publicise", step="publicity", place="村务公开栏")
    clock.move(days=4)
    does(clerk, number, "advance", step="publicity", agrees="yes")
    does(clerk, number, "return", reason="环节已补办")
    case = document(seen(number))
    assert (case["holder"]["agency"], case["state"]) == ("522601000000-civil_affairs", "delivered")
    assert case["clocks"]["completion"]["ended"] == moment.today().isoformat()
    does(county, number, "close")
