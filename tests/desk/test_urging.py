"""What others urge on stands at the head of my work until an act or a word of one's own answers it (催办)."""

import pytest

from tests.desk.conftest import CLERK, MANAGER
from tests.desk.test_acts import sent
from yizhan.cases.actions import intake, satellites
from yizhan.journal.replay import rebuild

HEAD = "有人催办或者留言，还没有回应"
CLERK_B = "t522601100-clerk-b"


@pytest.fixture
def urged(matter, desk_of, clock):
    """A case that the clerk took in, and a word of the manager's on it an hour later."""
    one = matter()
    one.submitted()
    clock.move(hours=1)
    satellites.remark(act=one.by(MANAGER), number=one.number, words="请今天办好")
    return one


def head_of(desk):
    """What stands below the heading, up to the end of its table."""
    return desk.get("/desk/").content.decode().partition(HEAD)[2].partition("</table>")[0]


def test_the_person_who_is_urged_sees_by_whom_on_the_first_page(desk_of, urged):
    head = head_of(desk_of(CLERK))
    assert urged.number in head
    assert "留言 · " in head
    assert "请今天办好" not in head


def test_who_said_it_is_not_urged_by_himself(desk_of, urged, clock):
    clerk = desk_of(CLERK)
    clock.move(hours=1)
    clerk.post(f"/desk/cases/{urged.number}/remark/", sent(urged.number, words="正在办"))
    assert HEAD not in clerk.get("/desk/").content.decode()


def test_an_act_on_the_case_answers_it(desk_of, urged, clock):
    clock.move(hours=1)
    intake.accept_case(act=urged.by(CLERK), number=urged.number)
    assert HEAD not in desk_of(CLERK).get("/desk/").content.decode()


def test_a_wish_to_hurry_is_told_and_other_wishes_are_not(desk_of, matter, clock):
    one = matter()
    one.accepted()
    clock.move(hours=1)
    satellites.wish(act=one.by(MANAGER), number=one.number, kind="withdraw")
    assert HEAD not in desk_of(CLERK).get("/desk/").content.decode()
    satellites.wish(act=one.by(MANAGER), number=one.number, kind="hurry")
    assert "请求加快 · " in head_of(desk_of(CLERK))


def test_what_a_colleague_has_in_hand_is_his_to_answer_and_what_nobody_has_is_everyones(desk_of, urged, clock):
    assert urged.number in head_of(desk_of(CLERK_B))
    desk_of(CLERK).post(f"/desk/hands/{urged.number}/", {"do": "take"})
    assert urged.number not in head_of(desk_of(CLERK_B))
    assert urged.number in head_of(desk_of(CLERK))


def test_it_is_the_same_after_a_rebuild_and_gone_after_sixty_days(desk_of, urged, clock):
    rebuild()
    assert urged.number in head_of(desk_of(CLERK))
    clock.move(days=61)
    assert HEAD not in desk_of(CLERK).get("/desk/").content.decode()
