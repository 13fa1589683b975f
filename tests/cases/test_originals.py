"""A case and the citizen's paper originals: a receipt, a slip, and no file is closed while one is out."""

from datetime import date

import pytest

from tests.cases.given import licence
from tests.support.matters import APPLICANT, CLERK, COUNTY_APPROVER, COUNTY_REVIEWER, STRANGER, Matter
from tests.support.worlds import world  # noqa: F401
from yizhan.cases.access import case_of_the_node, case_seen_by
from yizhan.cases.actions import decision, ending, originals, satellites
from yizhan.cases.rules import ending as rules
from yizhan.cases.state import Case
from yizhan.journal import verification
from yizhan.kernel.acting import legal_day
from yizhan.kernel.refusals import Invalid, NotFound, Refused
from yizhan.papers import original_actions as papers
from yizhan.papers import original_queries as queries
from yizhan.papers.original_actions import Paper
from yizhan.papers.queries import notices_of_case

BOOK, CARD = Paper(kind="household-book", pages=6), Paper(kind="identity-card")
SHELF = "522601100000-centre"
DAY = date(2026, 3, 2)
pytestmark = pytest.mark.usefixtures("world")


def took(matter: Matter, *what: Paper) -> list[str]:
    """Originals taken in for a matter."""
    originals.take_originals(act=matter.act(CLERK), number=matter.number, originals=what or [BOOK, CARD])
    return [row.number for row in queries.of_case(matter.number)]


def templates(matter: Matter) -> list[str]:
    """The notices of a matter."""
    return [notice.template for notice in notices_of_case(matter.number)]


def certified() -> Matter:
    """A matter whose result is ready."""
    return Matter().received().accepted().reviewed().wait(8).forwarded().decided()


def test_taking_in_gives_the_citizen_a_receipt_in_his_name():
    matter = Matter()
    numbers = took(matter)
    assert [row.owner for row in queries.of_case(matter.number)] == [APPLICANT.name] * len(numbers)
    assert templates(matter) == ["original_receipt"]


def test_the_same_request_twice_takes_in_once():
    matter = Matter()
    act = matter.act(CLERK)
    again = type(act)(actor=act.actor, now=act.now, key="k", digest="d")
    for _ in range(2):
        answer = originals.take_originals(act=again, number=matter.number, originals=[BOOK])
        assert answer == matter.number
    assert len(queries.of_case(matter.number)) == 1


def test_handing_back_gives_a_slip_and_ends_our_answering_for_it():
    matter = Matter()
    book, card = took(matter)
    originals.return_originals(act=matter.act(CLERK), number=matter.number, originals=[book])
    assert [row.number for row in queries.out_of_case(matter.number)] == [card]
    assert templates(matter)[-1] == "original_return"


def test_originals_of_another_case_are_not_handed_back_with_this_one():
    one, other = Matter(), Matter()
    (book,) = took(other, BOOK)
    with pytest.raises(NotFound):
        originals.return_originals(act=one.act(CLERK), number=one.number, originals=[book])
    with pytest.raises(Invalid):
        originals.return_originals(act=one.act(CLERK), number=one.number, originals=[])


def test_a_stranger_takes_nothing_in():
    matter = Matter()
    with pytest.raises(NotFound):
        originals.take_originals(act=matter.act(STRANGER), number=matter.number, originals=[BOOK])


def test_withdrawal_is_never_blocked_but_the_file_stays_open_until_everything_is_back():
    matter = Matter().received()
    numbers = took(matter)
    ending.withdraw_case(act=matter.act(CLERK), number=matter.number)
    with pytest.raises(Refused, match="originals-out"):
        ending.close_case(act=matter.act(CLERK), number=matter.number)
    originals.return_originals(act=matter.act(CLERK), number=matter.number, originals=numbers)
    ending.close_case(act=matter.act(CLERK), number=matter.number)
    with pytest.raises(Refused, match="already-closed"):
        originals.take_originals(act=matter.act(CLERK), number=matter.number, originals=[BOOK])


def test_a_lost_original_lets_the_file_close_only_with_its_reason():
    matter = Matter().received()
    (book,) = took(matter, BOOK)
    ending.withdraw_case(act=matter.act(CLERK), number=matter.number)
    papers.count(act=matter.act(CLERK), there=[])
    with pytest.raises(Refused, match="originals-out"):
        ending.close_case(act=matter.act(CLERK), number=matter.number)
    papers.retain(act=matter.act(CLERK), number=book, ground="replaced", reason="由中心补办后交还")
    ending.close_case(act=matter.act(CLERK), number=matter.number)
    assert case_of_the_node(matter.number, today=legal_day(matter.now)).case.closed == legal_day(matter.now)


def test_decision_and_delivery_do_not_wait_for_our_custody():
    matter = Matter().received()
    took(matter)
    matter.accepted().reviewed().wait(8).forwarded().decided().delivered()
    seen = case_seen_by(matter.act(CLERK).actor, matter.number, today=legal_day(matter.now))
    assert seen.case.delivered == legal_day(matter.now)
    assert len(queries.out_of_case(matter.number)) == 2


def test_a_result_lies_on_the_shelf_until_it_is_handed_out():
    matter = certified()
    originals.shelve_result(act=matter.act(CLERK), number=matter.number)
    (lying,) = queries.on_shelf(SHELF)
    assert (lying.case, lying.shelf) == (matter.number, 1)
    assert templates(matter)[-1] == "pickup"
    with pytest.raises(Refused, match="already-shelved"):
        originals.shelve_result(act=matter.act(CLERK), number=matter.number)
    satellites.hand_out(act=matter.act("t522601100-clerk-b"), number=matter.number, collector=APPLICANT)
    assert queries.on_shelf(SHELF) == []
    assert queries.out_of_case(matter.number) == []
    assert verification.verify().faults == []


def test_a_result_that_is_not_ready_does_not_go_to_the_shelf():
    matter = Matter().received()
    with pytest.raises(Refused, match="not-decided"):
        originals.shelve_result(act=matter.act(CLERK), number=matter.number)


def test_what_lies_at_another_centre_stays_there_when_the_holder_delivers():
    matter = certified()
    originals.shelve_result(act=matter.act(CLERK), number=matter.number)
    decision.deliver_case(act=matter.act(COUNTY_APPROVER), number=matter.number, collector=APPLICANT)
    assert [row.case for row in queries.on_shelf(SHELF)] == [matter.number]


def test_originals_travel_to_the_county_with_their_case():
    matter = Matter().received()
    numbers = took(matter)
    papers.give(act=matter.act(CLERK), numbers=numbers, to=COUNTY_REVIEWER)
    papers.receive(act=matter.act(COUNTY_REVIEWER), numbers=numbers)
    with pytest.raises(Refused, match="not-your-original"):
        originals.return_originals(act=matter.act(CLERK), number=matter.number, originals=numbers)


@pytest.mark.parametrize(
    ("case", "out", "code"),
    [
        (Case(number="1"), 0, "not-finished"),
        (Case(number="1", delivered=DAY), 1, "originals-out"),
        (Case(number="1", ended=DAY, closed=DAY), 0, "already-closed"),
    ],
)
def test_closing_is_refused(case: Case, out: int, code: str):
    with pytest.raises(Refused, match=code):
        rules.close(case, licence(), originals_out=out, today=DAY)


@pytest.mark.parametrize("case", [Case(number="1", delivered=DAY), Case(number="1", ended=DAY)])
def test_what_is_done_and_keeps_nothing_is_closed(case: Case):
    assert rules.close(case, licence(), originals_out=0, today=DAY).on == DAY
