"""The first day: tasks that tick themselves from the record of whoever did them, in a sample prefecture only."""

import re
from pathlib import Path

import pytest

from tests.desk.conftest import CLERK, MANAGER
from tests.desk.test_english import chinese_in
from tests.desk.test_keyboard import sound
from tests.support.worlds import by
from yizhan.accounts.first_day_queries import day_of
from yizhan.accounts.models import FirstDay
from yizhan.cases import documents
from yizhan.cases.access import case_seen_by
from yizhan.cases.actions import custody, ending, intake, originals, review, satellites
from yizhan.cases.actions.hands import take_case
from yizhan.cases.events import Wanted
from yizhan.desk import actions, faces
from yizhan.desk.first_day import TASKS, deeds_of, spellings
from yizhan.desk.views.people import WHY
from yizhan.site.sample import ACCOUNTS
from yizhan.web import moment

COLLEAGUE, APPROVER = "t522601100-clerk-b", "t522601100-approver"
FOUND, ACCEPTED, CORRECTED, ASKED, EXPLAINED, FORWARDED, HANDED, UNDONE = range(8)


@pytest.fixture
def sample(world, settings):
    """The world as `yizhan demo` leaves it."""
    (Path(settings.YIZHAN_HOME) / ACCOUNTS).write_text("[]", encoding="utf-8")


@pytest.fixture
def begun(sample, clock, desk_of):
    """The clerk at his desk, whose day has begun; a minute has passed."""
    clerk = desk_of(CLERK)
    answer = clerk.post("/desk/first-day/", {"do": "begin"})
    assert answer.headers["Location"] == "/desk/first-day/"
    clock.move(minutes=1)
    return clerk


def ticks(username, clock):
    """Which tasks the record says are done."""
    actor = by(username, clock.now()).actor
    deeds = deeds_of(actor, day_of(actor).began, today=moment.today())
    return {place for place, task in enumerate(TASKS) if task.done(deeds)}


def due(number, username, clock):
    """A day on which a limit of the case ends."""
    seen = case_seen_by(by(username, clock.now()).actor, number, today=moment.today())
    return faces.clocks(documents.document(seen), seen.release)[0].due


def test_the_list_of_work_offers_it_to_a_clerk_of_a_sample_only(sample, desk_of):
    assert "第一天上班" in desk_of(CLERK).get("/desk/").content.decode()
    assert "第一天" not in desk_of(APPROVER).get("/desk/").content.decode()
    assert desk_of(APPROVER).get("/desk/first-day/").status_code == 404
    assert desk_of(MANAGER).post("/desk/first-day/", {"do": "begin"}).status_code == 404


def test_a_node_that_serves_real_people_has_none(world, desk_of):
    clerk = desk_of(CLERK)
    assert "第一天" not in clerk.get("/desk/").content.decode()
    assert clerk.get("/desk/first-day/").status_code == 404
    assert clerk.post("/desk/first-day/", {"do": "begin"}).status_code == 404
    assert FirstDay.objects.count() == 0


def test_nothing_is_ticked_before_anything_was_done(begun, clock):
    assert ticks(CLERK, clock) == set()
    page = begun.get("/desk/first-day/").content.decode()
    assert "8 件做了 0 件" in page
    assert page.count("现在做这件") == 1


def test_each_task_is_ticked_by_its_deed(begun, clock, matter):
    one = matter()
    number = one.submitted()
    act = by(CLERK, clock.now())
    actions.look(act=act, number=number, field="applicant", why=WHY)
    assert ticks(CLERK, clock) == {FOUND}
    intake.accept_case(act=act, number=number)
    assert ticks(CLERK, clock) == {FOUND, ACCEPTED}
    satellites.record_visit(act=act, number=number, cause="asked")
    assert ticks(CLERK, clock) == {FOUND, ACCEPTED, ASKED}
    satellites.remark(act=act, number=number, words=f"{spellings(due(number, CLERK, clock))[0]}到期，周末不算")
    assert ticks(CLERK, clock) == {FOUND, ACCEPTED, ASKED, EXPLAINED}
    clock.move(minutes=1)
    act = by(CLERK, clock.now())
    ending.undo_act(act=act, number=number)
    assert ticks(CLERK, clock) == {FOUND, ACCEPTED, ASKED, EXPLAINED, UNDONE}
    intake.accept_case(act=act, number=number)
    second = matter(seed=2)
    number = second.submitted(but=("identity",))
    intake.request_correction(act=act, number=number, wanted=[Wanted(code="identity", reason="请带身份证原件")])
    assert CORRECTED in ticks(CLERK, clock)
    third = matter(seed=3)
    third.publicised()
    clock.move(days=10)
    review.advance_case(act=by(CLERK, clock.now()), number=third.number, step="publicity")
    custody.forward_case(act=by(CLERK, clock.now()), number=third.number, opinion="建议纳入低保")
    assert ticks(CLERK, clock) == {FOUND, ACCEPTED, CORRECTED, ASKED, EXPLAINED, FORWARDED, UNDONE}
    fourth = matter(seed=4)
    fourth.certified()
    act = by(CLERK, clock.now())
    originals.shelve_result(act=act, number=fourth.number)
    satellites.hand_out(act=act, number=fourth.number, collector=fourth.applicant)
    assert ticks(CLERK, clock) == set(range(8))
    page = begun.get("/desk/first-day/").content.decode()
    assert "都做过了" in page
    assert "现在做这件" not in page


def test_a_colleagues_deed_ticks_nothing(begun, clock, matter):
    number = matter().submitted()
    intake.accept_case(act=by(COLLEAGUE, clock.now()), number=number)
    take_case(act=by(COLLEAGUE, clock.now()), number=number)
    words = f"{spellings(due(number, COLLEAGUE, clock))[0]}到期"
    satellites.remark(act=by(COLLEAGUE, clock.now()), number=number, words=words)
    satellites.record_visit(act=by(COLLEAGUE, clock.now()), number=number, cause="asked")
    actions.look(act=by(COLLEAGUE, clock.now()), number=number, field="applicant", why=WHY)
    assert ticks(CLERK, clock) == set()
    satellites.remark(act=by(CLERK, clock.now()), number=number, words="同事已经告诉申请人了")
    assert ticks(CLERK, clock) == set(), "a remark without the day explains nothing"


def test_what_was_done_before_the_day_began_does_not_count(begun, clock, matter):
    matter().accepted()
    assert ticks(CLERK, clock) == {ACCEPTED}
    clock.move(minutes=1)
    begun.post("/desk/first-day/", {"do": "begin"})
    assert ticks(CLERK, clock) == set()


def test_a_result_that_never_lay_on_the_shelf_is_no_hand_out_from_it(begun, clock, matter):
    one = matter()
    one.certified()
    satellites.hand_out(act=by(CLERK, clock.now()), number=one.number, collector=one.applicant)
    assert HANDED not in ticks(CLERK, clock)


def test_it_is_put_away_and_comes_back_where_it_was(begun, clock, matter):
    matter().accepted()
    assert begun.post("/desk/first-day/", {"do": "away"}).headers["Location"] == "/desk/"
    home = begun.get("/desk/").content.decode()
    assert "first-day-card" not in home
    assert "第一天的练习" in home
    begun.post("/desk/first-day/", {"do": "back"})
    assert "first-day-card" in begun.get("/desk/").content.decode()
    assert ticks(CLERK, clock) == {ACCEPTED}


def test_the_people_it_names_are_those_of_the_sample(begun, matter):
    running = matter(seed=5)
    running.accepted()
    page = begun.get("/desk/first-day/").content.decode()
    assert running.number in page
    assert running.applicant.name in page


def test_an_unknown_button_is_refused(begun):
    assert begun.post("/desk/first-day/", {"do": "tick"}).status_code == 422
    assert begun.delete("/desk/first-day/").status_code == 405


def test_it_is_in_english(begun, matter):
    matter().accepted()
    answer = begun.get("/desk/first-day/", headers={"Accept-Language": "en"}).content.decode()
    assert "Explain a due date" in answer
    assert chinese_in(answer) == []
    assert chinese_in(begun.get("/desk/", headers={"Accept-Language": "en"}).content.decode()) == []


@pytest.mark.browser
def test_a_task_done_in_the_browser_is_ticked_and_a_colleagues_is_not(sample, offices, clock, matter):
    running = matter(seed=5)
    running.accepted()
    clock.move(minutes=1)
    clerk, colleague = offices(CLERK), offices(COLLEAGUE)
    for page in (clerk, colleague):
        page.goto("/desk/first-day/")
        page.keyboard.press("Alt+s")
        page.get_by_text("8 件做了 0 件").wait_for()
    assert sound(clerk) == []
    clock.move(minutes=1)
    clerk.goto(f"/desk/cases/{running.number}/")
    day = clerk.locator(".clock time").first.get_attribute("datetime")[:10]
    clerk.locator(".remark-form textarea").fill(f"{day}到期，周末不算，已经告诉申请人")
    clerk.locator(".remark-form button").click()
    clerk.wait_for_url(re.compile("done=remark"))
    clerk.goto("/desk/first-day/")
    clerk.get_by_text("8 件做了 1 件").wait_for()
    assert clerk.locator(".task-done h2").inner_text().startswith("说清哪天到期")
    colleague.reload()
    colleague.get_by_text("8 件做了 0 件").wait_for()
