"""Passing a case on: reported up, passed within the level, opened, sent back. Licensing Law arts. 35, 43."""

import pytest

from tests.cases.given import (
    COUNTY,
    FRIDAY,
    MONDAY,
    NO_HOLIDAYS,
    STATION,
    THURSDAY,
    TOWNSHIP,
    TUESDAY,
    WEDNESDAY,
    accepted,
    after,
    asked,
    benefit,
    day,
    decided,
    forwarded,
    given,
    licence,
    on_the_spot,
    opened,
    passed_on,
    received,
    refused,
    returned,
    step,
    stopped,
    taken,
    wanted,
    wd,
)
from yizhan.cases import events as e
from yizhan.cases.rules import custody

BENEFIT = benefit()
READY = accepted(*taken("check", "publicity"))
AT_COUNTY = after(READY, *forwarded(TUESDAY))
AT_STATION = accepted(*passed_on(TUESDAY))


def forward(case=READY, release=BENEFIT, opinion="符合条件", cause="law", today=TUESDAY):
    return custody.forward(
        case, release, organ=COUNTY, number="N2", opinion=opinion, cause=cause, today=today, calendar=NO_HOLIDAYS
    )


# -- reported up (转报) --


def test_the_townships_leg_closes_as_reported_up_and_the_countys_opens():
    case = after(READY, forward())
    first, second = case.legs
    assert (first.closed, first.outcome) == (TUESDAY, "4")
    assert (second.organ, second.number, second.index, second.received) == (COUNTY, "N2", 1, TUESDAY)


def test_the_case_is_not_forwarded_with_steps_open():
    with refused("steps-open"):
        forward(accepted(*taken("check")))


def test_the_last_organ_forwards_to_nobody():
    with refused("no-next-leg"):
        forward(AT_COUNTY)


def test_an_item_of_one_organ_is_not_forwarded():
    with refused("no-next-leg"):
        forward(accepted(*taken("survey", "review")), licence())


def test_the_review_gives_an_opinion():
    with refused("opinion-missing"):
        forward(opinion="")


def test_why_it_goes_on_is_counted():
    with refused("bad-cause"):
        forward(cause="because")


def test_what_is_pledged_is_supplied_first():
    pledged = after(
        received("application"), e.AcceptedWithPledge(on=MONDAY, lacking=wanted("means"), supply=wd(5)),
        *taken("check", "publicity"),
    )  # fmt: skip
    with refused("pledge-open"):
        forward(pledged)


def test_what_was_asked_is_answered_first():
    with refused("consult-open"):
        forward(after(READY, asked(MONDAY)))


def test_while_the_clock_stands_nothing_is_forwarded():
    with refused("clock-stopped"):
        forward(after(READY, stopped(MONDAY, wd(5))))


def test_a_stop_beyond_its_told_end_holds_nothing_up():
    assert forward(after(READY, stopped(MONDAY, wd(5))), today=day(8)).on == day(8)


def test_before_acceptance_nothing_is_forwarded():
    with refused("not-accepted"):
        forward(received())


# -- passed within the level (流转) --


def pass_on(case=None, organ=STATION, cause="no-grant"):
    return custody.pass_on(case or accepted(), BENEFIT, organ=organ, cause=cause, reason="", today=TUESDAY)


def test_a_window_without_a_grant_passes_to_the_station_and_the_leg_stays_open():
    assert AT_STATION.holder == STATION
    assert AT_STATION.leg.organ == TOWNSHIP
    assert AT_STATION.leg.closed is None


def test_a_window_that_may_not_accept_passes_on_before_acceptance():
    case = after(received(), pass_on(received()))
    assert case.state == "submitted"


@pytest.mark.parametrize("cause", ["", "because"])
def test_the_trip_has_one_of_the_known_causes(cause):
    with refused("bad-cause"):
        pass_on(cause=cause)


def test_an_organ_does_not_pass_to_itself():
    with refused("passes-to-itself"):
        pass_on(organ=TOWNSHIP)


def test_a_case_without_papers_is_passed_to_nobody():
    with refused("not-submitted"):
        pass_on(given(opened()))


def test_while_the_applicant_is_asked_it_stays_where_he_comes():
    with refused("correction-open"):
        pass_on(after(received(), e.CorrectionRequested(on=MONDAY, wanted=wanted("means"))))


@pytest.mark.parametrize(("end", "code"), [(decided(), "already-decided"), (e.Withdrawn(on=FRIDAY), "ended")])
def test_what_is_over_is_passed_to_nobody(end, code):
    with refused(code):
        pass_on(accepted(end))


# -- opened by an officer (签收) --


@pytest.mark.parametrize("case", [AT_COUNTY, AT_STATION])
def test_an_officer_opens_what_was_handed_over(case):
    assert after(case, custody.receive(case, today=WEDNESDAY)).leg.opened == WEDNESDAY


@pytest.mark.parametrize("case", [AT_COUNTY, AT_STATION])
def test_it_is_opened_once(case):
    with refused("already-received"):
        custody.receive(after(case, e.Received(on=WEDNESDAY)), today=THURSDAY)


def test_what_was_never_handed_over_is_not_opened():
    with refused("not-forwarded"):
        custody.receive(accepted(), today=WEDNESDAY)


def test_what_comes_again_is_opened_again():
    case = after(AT_COUNTY, e.Received(on=WEDNESDAY), *returned(THURSDAY))
    assert custody.receive(after(case, *forwarded(FRIDAY)), today=day(7)).on == day(7)


# -- sent back (退回) --


def send_back(case, reason="漏项"):
    return custody.return_down(case, reason=reason, today=THURSDAY)


def test_the_county_sends_back_to_the_township_that_forwarded():
    assert send_back(AT_COUNTY).organ == TOWNSHIP


def test_the_station_sends_back_to_the_window():
    assert send_back(AT_STATION).organ == TOWNSHIP


def test_the_reason_is_given():
    with refused("reason-missing"):
        send_back(AT_COUNTY, reason="")


def test_the_first_organ_sends_back_to_nobody():
    with refused("not-forwarded"):
        send_back(accepted())


def test_what_was_decided_is_not_sent_back():
    with refused("already-decided"):
        send_back(after(AT_COUNTY, decided()))


def test_the_townships_leg_opens_again_and_its_steps_are_taken_again():
    case = after(AT_COUNTY, *taken("confirm", on=WEDNESDAY), *returned(THURSDAY))
    assert case.holder == TOWNSHIP
    assert (case.leg.organ, case.leg.closed) == (TOWNSHIP, None)
    assert case.taken == ()


def test_when_it_is_forwarded_again_the_countys_leg_opens_again_with_its_number():
    case = after(AT_COUNTY, *returned(THURSDAY), *taken("check", "publicity"), *forwarded(FRIDAY))
    assert [leg.organ for leg in case.legs] == [TOWNSHIP, COUNTY]
    assert case.leg.number == AT_COUNTY.leg.number
    assert case.leg.outcome == ""


def test_publicity_of_the_organ_that_sent_back_ends_with_it():
    two = benefit(steps=[step("check", "publicity"), step("confirm", "publicity", leg=1), step("decide", "decide")])
    running = after(AT_COUNTY, e.Publicised(on=WEDNESDAY, step="confirm", minimum=wd(5), stops_clock=False))
    case = after(running, *returned(THURSDAY))
    assert case.publicity is None
    assert case.publicity_ended == {0: THURSDAY}
    assert two.step("check") is not None


def test_within_the_leg_nothing_but_the_holder_changes():
    case = after(AT_STATION, *taken("check"), *returned(THURSDAY))
    assert case.holder == TOWNSHIP
    assert case.steps_taken(0) == {"check"}
    assert case.leg.closed is None


# -- on the spot --


def test_on_the_spot_no_review_is_waited_for():
    custody.must_be_ready(accepted(), on_the_spot(), TUESDAY, NO_HOLIDAYS)


def test_a_publicity_is_waited_for_even_on_the_spot():
    release = on_the_spot(steps=[step("publicity", "publicity"), step("decide", "decide")])
    with refused("steps-open"):
        custody.must_be_ready(accepted(), release, TUESDAY, NO_HOLIDAYS)


def test_a_promise_case_takes_its_steps_though_it_may_be_concluded_there():
    with refused("steps-open"):
        custody.must_be_ready(accepted(), on_the_spot(case_type="承诺件"), TUESDAY, NO_HOLIDAYS)
