"""A hearing through its pages: told by the county, asked for at the township's window, held, and only then decided."""

import pytest
from django.test import Client

from tests.desk.conftest import CLERK, REVIEWER
from tests.desk.test_acts import sent
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import custody, review
from yizhan.cases.documents import document
from yizhan.cases.rules.materials import next_step
from yizhan.papers.queries import notices_of_case
from yizhan.web import moment

OFFICER, APPROVER = "c522601-forestry-reviewer", "c522601-forestry-approver"
MATTER = "拟不予许可：采伐点在邻户水源地上方"


def seen(number):
    """The case as it stands."""
    return case_of_the_node(number, today=moment.today())


@pytest.fixture
def felling(matter, clock):
    """A felling that the township reviewed and the county's forestry bureau has in hand."""
    one = matter("lincai")
    one.accepted()
    while (step := next_step(seen(one.number).case, one.release)) is not None:
        if step.kind == "publicity":
            review.publicise_case(act=one.by(CLERK), number=one.number, step=step.code, place="村务公开栏")
            clock.move(days=12)
        review.advance_case(act=one.by(REVIEWER), number=one.number, step=step.code, officers=(CLERK, REVIEWER))
    custody.forward_case(act=one.by(CLERK), number=one.number, opinion="请审批")
    custody.receive_case(act=one.by(OFFICER), number=one.number)
    return one.number


def does(desk, number, slug, *, status=302, **typed):
    """Somebody does an act through its page, or is told why not."""
    answer = desk.post(f"/desk/cases/{number}/{slug}/", sent(number, **typed))
    body = answer.content.decode()
    assert answer.status_code == status, body
    return body


def test_it_is_told_asked_for_elsewhere_held_and_then_decided(desk_of, clock, felling):
    officer, approver, window = desk_of(OFFICER), desk_of(APPROVER), desk_of(CLERK)
    refusal = {"conditions": ["1"], "facts": "采伐点在水源地上方"}
    assert 'value="hearing"' not in window.get(f"/desk/cases/{felling}/wish/").content.decode()
    does(officer, felling, "tell-hearing", matter=MATTER, to="李四")
    assert "hearing" in {one.template for one in notices_of_case(felling)}
    assert "要求听证的期限" in officer.get(f"/desk/cases/{felling}/").content.decode()
    assert "要求听证" in does(approver, felling, "refuse", status=409, **refusal)
    clock.move(days=1)
    does(window, felling, "wish", kind="hearing", reason="要求说明情况")
    clock.move(days=9)
    body = officer.get(f"/desk/cases/{felling}/").content.decode()
    assert "举行听证的期限" in body
    assert "听证" in does(approver, felling, "refuse", status=409, **refusal)
    does(officer, felling, "stop-clock", procedure="hearing", told_0="10", told_1="wd")
    clock.move(days=2)
    assert "听证笔录" in does(officer, felling, "resume-clock", status=409, stop="1")
    does(officer, felling, "resume-clock", stop="1", result="三月某日在林业局会议室举行，双方陈述意见")
    clock.move(days=1)
    does(approver, felling, "refuse", **refusal)
    clocks = document(seen(felling))["clocks"]
    assert (clocks["hearing"]["late"], clocks["statutory"]["late"]) == (False, False)
    assert any(day["reason"] == "停止计时" for day in clocks["statutory"]["left_out"])


def test_the_public_page_tells_until_when_it_may_be_asked_for_and_nothing_of_the_grounds(desk_of, felling):
    does(desk_of(OFFICER), felling, "tell-hearing", matter=MATTER, to="李四")
    asked = {"number": felling, "code": seen(felling).case.query_code}
    page = Client().post("/progress/", asked).content.decode()
    assert "您有权要求听证" in page
    assert "要求听证的期限" in page
    assert "水源" not in page
    assert "李四" not in page


def test_who_does_not_ask_in_time_is_told_so_and_what_is_left_to_him(desk_of, clock, felling):
    officer, window, approver = desk_of(OFFICER), desk_of(CLERK), desk_of(APPROVER)
    does(officer, felling, "tell-hearing", matter=MATTER)
    clock.move(days=9)
    does(window, felling, "wish", status=409, kind="hearing")
    does(approver, felling, "refuse", conditions=["1"], facts="采伐点在水源地上方")
    assert not document(seen(felling))["clocks"]["hearing-request"]["late"]


def test_who_gives_it_up_is_answered_and_not_waited_for(desk_of, clock, felling):
    officer, window, approver = desk_of(OFFICER), desk_of(CLERK), desk_of(APPROVER)
    does(officer, felling, "tell-hearing", matter=MATTER)
    does(window, felling, "wish", kind="hearing")
    clock.move(days=9)
    wish = next(fact.key for fact in seen(felling).facts if fact.cause == "hearing")
    does(officer, felling, "answer-wish", wish=wish, granted="no", reason="申请人书面撤回听证要求")
    does(approver, felling, "decide", content="准予采伐")
    assert document(seen(felling))["clocks"]["hearing"] is None
