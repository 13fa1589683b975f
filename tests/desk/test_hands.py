"""Who has which case in hand, on the case's page and on the page of all desks."""

import pytest

from tests.desk.conftest import CLERK, MANAGER, REVIEWER, STRANGER
from tests.desk.test_access import looked_at
from tests.support.browser import picture
from tests.support.matters import Matter
from yizhan.cases.queries import taken_by


@pytest.fixture
def number(world, clock):
    """A case that was received."""
    return Matter(clock.now()).received().number


def test_taken_on_the_case_page_and_laid_down_again(desk_of, number, clock):
    client = desk_of(CLERK)
    page = client.get(f"/desk/cases/{number}/").content.decode()
    assert "没有专人经手，本单位有权办理的人都可以接着办" in page
    assert "我来经手" in page
    assert client.post(f"/desk/hands/{number}/", {"do": "take", "key": "k1"}).status_code == 302
    assert taken_by(number) == CLERK
    assert "放下" in client.get(f"/desk/cases/{number}/").content.decode()
    assert "我来经手" not in desk_of(REVIEWER).get(f"/desk/cases/{number}/").content.decode()
    clock.move(minutes=1)
    client.post(f"/desk/hands/{number}/", {"do": "release", "key": "k2"})
    assert taken_by(number) == ""


def test_a_colleague_takes_the_whole_desk_over_and_the_reason_is_asked_for(desk_of, number, clock):
    desk_of(CLERK).post(f"/desk/hands/{number}/", {"do": "take"})
    clock.move(minutes=1)
    client, sent = desk_of(REVIEWER), {"taker": CLERK, "to": REVIEWER}
    assert client.post("/desk/hands/", {**sent, "reason": ""}).status_code == 422
    assert client.post("/desk/hands/", {**sent, "reason": "请病假"}).status_code == 302
    assert "已接手 1 件" in client.get("/desk/hands/").content.decode()
    assert taken_by(number) == REVIEWER
    again = client.post("/desk/hands/", {**sent, "reason": "请病假"})
    assert again.status_code == 409
    assert "手里没有件" in again.content.decode()
    assert "请病假" in again.content.decode()


def test_a_colleague_cannot_give_to_a_third_person(desk_of, number):
    assert desk_of(REVIEWER).post("/desk/hands/", {"taker": CLERK, "to": MANAGER, "reason": "x"}).status_code == 422


def test_strangers_and_nonsense(desk_of, number):
    assert desk_of(STRANGER).post(f"/desk/hands/{number}/", {"do": "take"}).status_code == 404
    assert desk_of(CLERK).post(f"/desk/hands/{number}/", {"do": "other"}).status_code == 422
    assert desk_of(CLERK).get(f"/desk/hands/{number}/").status_code == 405
    assert desk_of("t522601100-helper").get("/desk/hands/").status_code == 403


@pytest.mark.browser
@pytest.mark.looks
def test_axe_finds_nothing(offices, number):
    page = offices(CLERK)
    assert looked_at(page, "/desk/hands/") == []
    picture(page, "tour/hands.png")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"/desk/cases/{number}/")
    picture(page, "tour/case-hands.png")
