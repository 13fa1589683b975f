"""A hearing through its pages: told by the county, asked for at the township's window, held, and only then decided."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.desk.conftest import CLERK, REVIEWER
from tests.desk.test_acts import sent
from tests.papers.test_notices import text_of
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import custody, review
from yizhan.cases.documents import document
from yizhan.cases.rules import hearing
from yizhan.cases.rules.materials import next_step
from yizhan.papers.queries import notices_of_case
from yizhan.places.queries import calendar_for
from yizhan.web import moment

OFFICER, APPROVER = "c522601-forestry-reviewer", "c522601-forestry-approver"
MATTER = "拟不予许可：采伐点在邻户水源地上方"


def seen(number):
    """The case as it stands."""
    return case_of_the_node(number, today=moment.today())


@pytest.fixture
def felling(matter, clock):
    """A felling that the township reviewed and the county's forestry bureau has in hand."""
    return reviewed(matter("lincai"), clock)


def reviewed(one, clock):
    """A felling, reviewed and reported up."""
    one.accepted()
    return reviewed_on(one, clock)


def reviewed_on(one, clock):
    """The same once it was accepted."""
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
    told = {"at": "09:30", "place": "林业局三楼会议室", "host": "王主持"}
    assert "最早" in does(officer, felling, "set-hearing", status=409, day=moment.today() + timedelta(days=3), **told)
    day = hearing.earliest(moment.today(), calendar_for("522601000000"))
    does(officer, felling, "set-hearing", day=day, **told)
    slip = next(one.number for one in notices_of_case(felling) if one.template == "hearing_notice")
    said = text_of(officer.get(f"/notices/{slip}.pdf").content)
    assert f"定于{day.year}年{day.month}月{day.day}日" in said, said
    assert "林业局三楼会议室" in said
    assert "李四" in said
    assert "听证定于" in does(officer, felling, "hold-hearing", status=409, record="双方陈述意见")
    clock.move(days=(day - moment.today()).days)
    does(officer, felling, "hold-hearing", record="在林业局会议室举行，双方陈述意见")
    clock.move(days=1)
    does(approver, felling, "refuse", **refusal)
    clocks = document(seen(felling))["clocks"]
    assert (clocks["hearing"]["late"], clocks["statutory"]["late"]) == (False, False)
    assert any(day["reason"] == "停止计时" for day in clocks["statutory"]["left_out"])


def test_a_dispute_about_the_forest_is_not_decided_before_the_other_side_was_told(desk_of, clock, matter):
    one = matter("lincai")
    one.answers = {**one.answers, "tenure_clear": False}
    number = reviewed(one, clock)
    officer, approver = desk_of(OFFICER), desk_of(APPROVER)
    body = does(approver, number, "decide", status=409, content="准予采伐")
    assert "林权有争议" in body
    assert "告知听证权利" in body
    does(officer, number, "tell-hearing", matter="拟准予采伐", to="李四")
    clock.move(days=9)
    does(approver, number, "decide", content="准予采伐")


def test_who_is_found_in_review_is_told_heard_and_only_then_decided_about(desk_of, clock, matter):
    one = matter("lincai")
    one.accepted()
    window, officer, approver = desk_of(CLERK), desk_of(OFFICER), desk_of(APPROVER)
    found = {"people": "李四，平乐村二组，13800000000\n王五", "interest": "采伐地点在其水源上方"}
    does(window, one.number, "name-interested", **found)
    felling = reviewed_on(one, clock)
    body = does(approver, felling, "decide", status=409, content="准予采伐")
    assert "采伐地点在其水源上方" in body
    page = officer.get(f"/desk/cases/{felling}/").content.decode()
    assert "利害关系人" in page
    assert "李四" not in page
    assert "2 名利害关系人一并告知" in officer.get(f"/desk/cases/{felling}/tell-hearing/").content.decode()
    does(officer, felling, "tell-hearing", matter="拟准予采伐")
    slip = next(one.number for one in notices_of_case(felling) if one.template == "hearing")
    said = text_of(officer.get(f"/notices/{slip}.pdf").content)
    assert "李四、王五" in said.replace("\n", "")
    assert "第三十六条、第四十七条" in said.replace("\n", "")
    does(officer, felling, "hear-statement", by="1", statement="采伐会污染水源，请改期")
    assert "还可以要求听证" in does(approver, felling, "decide", status=409, content="准予采伐")
    page = officer.get(f"/desk/cases/{felling}/").content.decode()
    assert "采伐会污染水源" in page
    assert "已听取意见" in page
    clock.move(days=9)
    does(approver, felling, "decide", content="准予采伐")


def test_the_whole_of_who_was_found_is_shown_to_whoever_says_why_he_looks(desk_of, matter):
    one = matter("lincai")
    one.accepted()
    window = desk_of(CLERK)
    does(window, one.number, "name-interested", people="李四，平乐村二组，13800000000", interest="在其水源上方")
    assert "平乐村二组" not in window.get(f"/desk/cases/{one.number}/").content.decode()
    shown = window.post(f"/desk/cases/{one.number}/look/", {"why": "送达听证告知书"}).content.decode()
    assert all(text in shown for text in ("李四", "平乐村二组", "13800000000", "在其水源上方"))


@pytest.mark.parametrize("people", ["李四，平乐村，138\n，无名", "，13800000000", "李四\n\n" + "长" * 2001])
def test_a_line_that_names_nobody_is_shown_again_with_what_was_typed(desk_of, matter, people):
    one = matter("lincai")
    one.accepted()
    body = does(desk_of(CLERK), one.number, "name-interested", status=422, people=people, interest="水源")
    assert people.split("\n")[0] in body


def test_a_grant_is_not_turned_into_a_refusal_before_a_hearing_could_be_asked_for(desk_of, clock, matter):
    one = matter("lincai")
    one.answers = {**one.answers, "tenure_clear": False}
    number = reviewed(one, clock)
    officer, approver, window = desk_of(OFFICER), desk_of(APPROVER), desk_of(CLERK)
    does(officer, number, "tell-hearing", matter="拟准予采伐", to="李四")
    clock.move(days=9)
    does(approver, number, "decide", content="准予采伐")
    back = {"granted": "no", "ground": "林权证已被撤销", "reason": "林权不清"}
    assert "告知听证权利" in does(approver, number, "amend", status=409, **back)
    does(officer, number, "tell-hearing", matter="拟撤销准予的决定", to="李四")
    assert "还可以要求听证" in does(approver, number, "amend", status=409, **back)
    does(window, number, "wish", kind="hearing")
    clock.move(days=9)
    assert "听证还没有举行" in does(approver, number, "amend", status=409, **back)


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
