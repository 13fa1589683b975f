"""Trips of the citizen: derived from what happened, each with its cause."""

import pytest

from tests.cases.given import (
    FRIDAY,
    MONDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    accepted,
    after,
    decided,
    given,
    handed_in,
    handed_out,
    opened,
    papers,
    received,
    visit,
    wanted,
    wd,
)
from yizhan.cases import events as e
from yizhan.cases.rules.trips import Trip, trips

ASKED = after(received("application"), e.CorrectionRequested(on=MONDAY, wanted=wanted("tenure")))


def causes(case, facts=(), *delivered):
    return [trip.cause for trip in trips(case, facts, delivered)]


def test_who_submits_at_the_window_came_once():
    assert trips(received(), ()) == (Trip(MONDAY, "submission"),)


def test_a_case_that_was_only_opened_brought_nobody():
    assert trips(given(opened()), ()) == ()


@pytest.mark.parametrize("channel", ["online", "post", "village", "telephone"])
def test_who_submits_otherwise_did_not_come(channel):
    assert trips(received(channel=channel), ()) == ()


def test_a_correction_at_the_window_is_a_second_trip():
    assert causes(after(ASKED, e.Corrected(on=WEDNESDAY, materials=papers("tenure")))) == ["submission", "supplement"]


def test_a_pledged_paper_brought_to_the_window_is_a_second_trip():
    pledged = after(received("application"), e.AcceptedWithPledge(on=MONDAY, lacking=wanted("tenure"), supply=wd(5)))
    assert causes(after(pledged, e.Supplemented(on=WEDNESDAY))) == ["submission", "supplement"]


def test_the_papers_of_an_urgent_matter_are_a_second_trip():
    case = accepted(decided(TUESDAY, urgent=True), e.PapersCompleted(on=FRIDAY))
    assert causes(case) == ["submission", "supplement"]


def test_a_hand_in_that_moved_the_case_is_one_trip_not_two():
    case = after(ASKED, e.Corrected(on=WEDNESDAY, materials=papers("tenure"), fact="at:1"))
    assert causes(case, [handed_in("at:1", WEDNESDAY, "tenure")]) == ["submission", "supplement"]


@pytest.mark.parametrize("mode", ["post", "online", "village"])
def test_what_was_handed_in_otherwise_is_no_trip(mode):
    case = after(ASKED, e.Corrected(on=WEDNESDAY, materials=papers("tenure"), fact="at:1"))
    assert causes(case, [handed_in("at:1", WEDNESDAY, "tenure", mode=mode)]) == ["submission"]


def test_who_collects_came_again():
    served = e.Delivered(on=FRIDAY, mode="direct")
    assert causes(accepted(decided(), served), (), served) == ["submission", "collection"]


def test_who_collects_the_amended_result_came_once_more():
    first, second = e.Delivered(on=THURSDAY, mode="direct"), e.Delivered(on=FRIDAY, mode="direct")
    amended = e.Amended(on=FRIDAY, granted=True, number="2", by_higher=False)
    case = accepted(decided(), first, amended, second)
    assert causes(case, (), first, second) == ["submission", "collection", "collection"]


def test_a_hand_out_at_another_centre_is_a_trip_once():
    served = e.Delivered(on=FRIDAY, mode="direct", fact="at:1")
    case = accepted(decided(THURSDAY), served)
    assert causes(case, [handed_out("at:1", FRIDAY)], served) == ["submission", "collection"]


def test_a_result_by_post_is_no_trip():
    served = e.Delivered(on=FRIDAY, mode="post")
    assert causes(accepted(decided(), served), [handed_out("at:1", FRIDAY, mode="post")], served) == ["submission"]


def test_who_came_in_vain_came_with_the_cause():
    assert causes(received(), [visit("v1", TUESDAY, "nobody-at-window")]) == ["submission", "nobody-at-window"]


def test_in_vain_is_the_cause_that_nobody_gave():
    assert causes(received(), [visit("v1", TUESDAY, "")]) == ["submission", "in-vain"]


def test_the_same_cause_on_the_same_day_is_one_trip():
    assert causes(received(), [visit("v1", TUESDAY), visit("v2", TUESDAY)]) == ["submission", "in-vain"]


def test_the_same_cause_on_another_day_is_another_trip():
    assert len(causes(received(), [visit("v1", TUESDAY), visit("v2", WEDNESDAY)])) == 3
