"""The desk's pages of paper originals: many on one slip, one key to confirm, the evening's count, the shelf."""

import re
import uuid

import pytest

from tests.desk.conftest import CLERK, COUNTY_REVIEWER, MANAGER, STRANGER
from tests.desk.test_acts import kept
from tests.support.worlds import by
from yizhan.accounts.queries import names
from yizhan.cases.actions import originals as case_originals
from yizhan.cases.actions.ending import withdraw_case
from yizhan.papers import original_actions as actions
from yizhan.papers import original_queries as queries
from yizhan.papers.models import OriginalsCount, PaperOriginal
from yizhan.papers.original_actions import Paper
from yizhan.papers.queries import notices_of_case

CLERK_B = "t522601100-clerk-b"
BOOK, CARD = Paper(kind="household-book", pages=6), Paper(kind="identity-card")


@pytest.fixture
def book(matter):
    """A household book in the clerk's hands."""
    (row,) = queries.of_case(kept(matter))
    return row


def sent(**typed):
    """A form as a page sends it."""
    return {"key": uuid.uuid4().hex, **typed}


def row(number):
    """An original as it stands."""
    return PaperOriginal.objects.get(number=number)


def test_the_case_page_says_who_has_the_household_book(desk_of, book):
    page = desk_of(CLERK).get(f"/desk/cases/{book.case}/").content.decode()
    assert book.number in page
    assert "户口簿" in page
    assert book.number not in desk_of(MANAGER).get("/desk/originals/").content.decode()


def test_many_are_given_on_one_slip_by_ticks_and_by_scanner_and_confirmed_by_the_slip(desk_of, book):
    (card,) = actions.take_in(act=by(CLERK), case=book.case, papers=[CARD], owner="杨秀兰")
    content = sent(numbers=[book.number], scanned=f"{card.lower()}\n", to=CLERK_B)
    clerk, other = desk_of(CLERK), desk_of(CLERK_B)
    for _ in range(2):
        assert clerk.post("/desk/originals/give/", content)["Location"] == "/desk/originals/"
    slip = row(card).slip
    assert row(book.number).slip == slip
    assert slip in clerk.get("/desk/originals/").content.decode()
    assert clerk.get(f"/notices/{slip}.pdf").status_code == 200
    told = other.post("/desk/originals/confirm/", sent(scanned=f"{slip}|abcdef|ed25519:x"), follow=True)
    giver = f'<span lang="zh-Hans">{names({CLERK})[CLERK]}</span>'
    assert f"已签收 2 件，交出人：{giver}。" in told.content.decode()
    assert {row(number).account for number in (card, book.number)} == {CLERK_B}


def test_the_receiver_of_another_centre_reads_the_slip(desk_of, book):
    slip = actions.give(act=by(CLERK), numbers=[book.number], to=COUNTY_REVIEWER)
    assert desk_of(COUNTY_REVIEWER).get(f"/notices/{slip}.pdf").status_code == 200
    assert desk_of(STRANGER).get(f"/notices/{slip}.pdf").status_code == 404


def test_a_faulty_form_comes_back_with_its_ticks(desk_of, book):
    answer = desk_of(CLERK).post("/desk/originals/give/", sent(numbers=[book.number], scanned="YJ1", to=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(rf'value="{book.number}"[^>]* checked', page)
    assert "YJ1" in page
    assert desk_of(CLERK).post("/desk/originals/place/", sent(where="3号柜")).status_code == 422


def test_what_a_finished_case_needs_no_more_is_asked_back(desk_of, book):
    manager, words = desk_of(MANAGER), "办完了，原件还没有退还"
    assert words not in manager.get("/desk/originals/people/").content.decode()
    withdraw_case(act=by(CLERK), number=book.case)
    assert words in manager.get("/desk/originals/people/").content.decode()
    assert words not in desk_of(STRANGER).get("/desk/originals/people/").content.decode()


def test_the_place_is_kept_and_shown(desk_of, book):
    desk_of(CLERK).post("/desk/originals/place/", sent(numbers=[book.number], where="3号柜2层"))
    assert "3号柜2层" in desk_of(CLERK).get(f"/desk/originals/{book.number}/").content.decode()


def test_it_is_declined_from_its_page_with_a_reason(desk_of, book):
    actions.give(act=by(CLERK), numbers=[book.number], to=CLERK_B)
    other, address = desk_of(CLERK_B), f"/desk/originals/{book.number}/decline/"
    assert other.post(address, sent()).status_code == 422
    assert other.post(address, sent(reason="缺一页"))["Location"] == f"/desk/originals/{book.number}/"
    assert row(book.number).account == CLERK
    assert desk_of(CLERK_B).post(f"/desk/originals/{book.number}/burn/", sent()).status_code == 404


def test_the_manager_takes_over_from_the_page_and_others_are_not_offered_it(desk_of, book):
    address = f"/desk/originals/{book.number}/"
    assert "take-over" not in desk_of(CLERK_B).get(address).content.decode()
    assert "take-over" in desk_of(MANAGER).get(address).content.decode()
    desk_of(MANAGER).post(f"{address}take-over/", sent(reason="保管人休产假"))
    assert row(book.number).account == MANAGER
    assert "保管人休产假" in desk_of(CLERK).get(address).content.decode()


def test_the_evenings_count_names_what_is_missing_and_the_manager_sees_it(desk_of, book):
    (card,) = actions.take_in(act=by(CLERK), case=book.case, papers=[CARD], owner="杨秀兰")
    clerk, manager = desk_of(CLERK), desk_of(MANAGER)
    assert "还没有清点" in manager.get("/desk/originals/people/").content.decode()
    clerk.post("/desk/originals/count/", sent(numbers=[book.number]))
    assert card in clerk.get("/desk/originals/").content.decode()
    page = manager.get("/desk/originals/people/").content.decode()
    assert card in page
    assert book.number not in page
    assert "还没有清点" not in page
    clerk.post(f"/desk/originals/{card}/found/", sent(reason="夹在档案里"))
    assert card not in manager.get("/desk/originals/people/").content.decode()


def test_a_count_with_a_strange_number_says_so_and_counts_nothing(desk_of, book):
    answer = desk_of(CLERK).post("/desk/originals/count/", sent(numbers=[book.number], scanned="YJ999"))
    assert answer.status_code == 422
    assert "YJ999" in answer.content.decode()
    assert not OriginalsCount.objects.exists()


def test_where_is_my_household_book(desk_of, book):
    clerk = desk_of(CLERK)
    assert book.owner not in clerk.get(f"/desk/originals/{book.number}/").content.decode()
    for words in (book.number, book.case, book.owner):
        assert clerk.post("/desk/originals/find/", {"q": words})["Location"] == f"/desk/originals/{book.number}/"
    for words in (book.number, book.owner):
        page = desk_of(STRANGER).post("/desk/originals/find/", {"q": words}).content.decode()
        assert "没有找到原件" in page
    assert desk_of(STRANGER).get(f"/desk/originals/{book.number}/").status_code == 404


def test_a_slip_scanned_at_the_shelf_leads_to_the_form_of_the_hand_out(desk_of, matter):
    number = matter().certified()
    clerk = desk_of(CLERK)
    clerk.post(f"/desk/cases/{number}/shelve/", sent(seen=99))
    (lying,) = queries.on_shelf("522601100000-centre")
    slip = next(one.number for one in notices_of_case(number) if one.template == "pickup")
    for scanned in (f"{slip}|00ff|ed25519:x", "1", lying.number, number.lower()):
        assert clerk.post("/desk/shelf/", {"q": scanned})["Location"] == f"/desk/cases/{number}/hand-out/"
    assert clerk.post("/desk/shelf/", {"q": "7"}).status_code == 422
    assert number not in desk_of(STRANGER).get("/desk/shelf/").content.decode()
    clerk.post(f"/desk/cases/{number}/hand-out/", sent(mode="direct", who="self"))
    assert queries.on_shelf("522601100000-centre") == []


def test_a_case_of_which_originals_are_out_says_why_it_cannot_be_closed(desk_of, matter):
    one = matter()
    number = one.delivered()
    case_originals.take_originals(act=one.by(CLERK), number=number, originals=[BOOK])
    answer = desk_of(COUNTY_REVIEWER).get(f"/desk/cases/{number}/close/")
    assert answer.status_code == 409
    assert "原件还没有退还" in answer.content.decode()
