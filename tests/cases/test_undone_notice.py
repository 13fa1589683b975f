"""An acceptance, a request for correction, a refusal taken back before anything was printed: with its notice."""

from dataclasses import replace

import pytest

from tests.support.matters import CLERK, REVIEWER, Matter
from tests.support.worlds import world  # noqa: F401
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import ending, intake
from yizhan.cases.documents import document
from yizhan.cases.events import Given
from yizhan.cases.models import Case, CaseLeg
from yizhan.journal import verification
from yizhan.journal.replay import rebuild
from yizhan.kernel.acting import legal_day
from yizhan.kernel.periods import Limit
from yizhan.kernel.refusals import Refused
from yizhan.papers.actions import render_notice
from yizhan.papers.queries import notices_of_case
from yizhan.papers.void_queries import voiding_of, voidings_of_case

pytestmark = pytest.mark.usefixtures("world")


def seen(matter):
    """The case as it stands."""
    return case_of_the_node(matter.number, today=legal_day(matter.now))


def undone(matter, account=CLERK):
    """Taken back."""
    return ending.undo_act(act=matter.act(account), number=matter.number)


def rows(matter):
    """What the tables show."""
    return (
        list(Case.objects.filter(number=matter.number).values()),
        list(CaseLeg.objects.filter(case=matter.number).values()),
    )


def test_an_acceptance_is_taken_back_with_its_notice():
    matter = Matter().received()
    before = seen(matter).case
    matter.accepted()
    notice = notices_of_case(matter.number)[-1].number
    undone(matter)
    after = seen(matter).case
    assert (after.state, after.accepted, after.statutory) == ("submitted", None, before.statutory)
    assert after.notices == (*before.notices, notice)
    void = voiding_of(notice)
    assert (void.slip, void.account) == ("unprinted", matter.act(CLERK).actor.account)
    assert [one["number"] for one in document(seen(matter))["voided"]] == [notice]


def test_it_is_accepted_again_with_another_number_and_rows_and_chains_are_sound():
    matter = Matter().received().accepted()
    undone(matter)
    matter.accepted()
    assert seen(matter).case.state == "accepted"
    numbers = [one.number for one in notices_of_case(matter.number)]
    assert len(set(numbers)) == len(numbers) == 3
    assert list(voidings_of_case(matter.number)) == [numbers[1]]
    shown = rows(matter)
    rebuild()
    assert rows(matter) == shown
    assert verification.verify().faults == []


def test_a_request_for_correction_that_nobody_read_does_not_count_as_the_one():
    matter = Matter().received(lacking=1).asked()
    undone(matter)
    matter.asked()
    assert seen(matter).case.state == "correction-requested"


def test_what_was_opened_for_printing_stays_done():
    matter = Matter().received().accepted()
    notice = notices_of_case(matter.number)[-1].number
    render_notice(notice, matter.act(CLERK))
    with pytest.raises(Refused, match="notice-went-out"):
        undone(matter)
    assert (seen(matter).case.state, voiding_of(notice)) == ("accepted", None)


def test_nobody_takes_back_what_another_accepted_and_none_what_something_followed():
    matter = Matter().received().accepted()
    with pytest.raises(Refused, match="not-yours-to-undo"):
        undone(matter, REVIEWER)
    undone(matter)
    with pytest.raises(Refused, match="cannot-be-undone"):
        undone(matter)


def test_the_same_request_twice_voids_once():
    matter = Matter().received().accepted()
    key = "one-click"
    for _ in range(2):
        ending.undo_act(act=keyed(matter, key), number=matter.number)
    assert len(voidings_of_case(matter.number)) == 1


def test_a_pledge_is_taken_back_too():
    matter = Matter()
    most = [Given(code=code, originals=1) for code in matter.wanted if code != "means"]
    intake.submit_case(act=matter.act(CLERK), number=matter.number, materials=most)
    intake.pledge_case(act=matter.act(CLERK), number=matter.number, supply=Limit.parse("3wd"))
    undone(matter)
    assert seen(matter).case.state == "submitted"


def keyed(matter, key):
    """The clerk's act under a key."""
    return replace(matter.act(CLERK), key=key, digest="d")
