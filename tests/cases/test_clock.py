"""The clocks side by side: intake, stage, statutory, promised, service, completion. Licensing Law arts. 32, 42-45."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from tests.cases.given import (
    COUNTY,
    FRIDAY,
    MONDAY,
    NATIONAL,
    NO_HOLIDAYS,
    THURSDAY,
    TOWNSHIP,
    TUESDAY,
    WEDNESDAY,
    accepted,
    after,
    benefit,
    day,
    days,
    decided,
    forwarded,
    given,
    licence,
    opened,
    papers,
    received,
    returned,
    stated,
    step,
    stopped,
    stopping_benefit,
    taken,
    urgent_help,
    wanted,
    wd,
    working_day,
)
from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.rules.materials import open_steps
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.periods import Limit, Unit

LICENCE = licence()
BENEFIT = benefit()
EXTENDED = e.Extended(on=TUESDAY, limit=wd(10), approved_by="王", office="organ-head")


def statutory(case, release=LICENCE, today=TUESDAY, **more):
    return clock.statutory(case, release, today, NO_HOLIDAYS, **more)


def promised(case, release=LICENCE, today=TUESDAY):
    return clock.promised(case, release, today, NO_HOLIDAYS)


def intake(case, today=TUESDAY, release=LICENCE):
    return clock.intake(case, release, today, NO_HOLIDAYS)


# -- intake (art. 32) --


def test_the_intake_clock_starts_with_the_papers():
    found = intake(received("application"))
    assert (found.started, found.due, found.used, found.left, found.late) == (MONDAY, working_day(5), 1, 4, False)


def test_before_the_papers_are_here_no_clock_runs():
    case = given(opened())
    assert intake(case) is None
    assert statutory(case) is None
    assert promised(case) is None


def test_an_item_without_an_intake_limit_has_no_intake_clock():
    assert intake(received(), release=licence(limits={})) is None


@pytest.mark.parametrize(
    "outcome",
    [
        e.Accepted(on=WEDNESDAY),
        e.AcceptedWithPledge(on=WEDNESDAY, supply=wd(5)),
        e.CorrectionRequested(on=WEDNESDAY, wanted=wanted("tenure")),
        e.NotRequired(on=WEDNESDAY, reason="x"),
        e.NotCompetent(on=WEDNESDAY, competent="x", reason="x"),
        e.Withdrawn(on=WEDNESDAY),
    ],
)
def test_each_outcome_ends_the_intake_clock(outcome):
    found = intake(after(received("application"), outcome), today=day(100))
    assert (found.ended, found.used, found.late) == (WEDNESDAY, 2, False)


def test_it_starts_anew_when_the_correction_came_in():
    asked = after(received("application"), e.CorrectionRequested(on=TUESDAY, wanted=wanted("tenure")))
    found = intake(after(asked, e.Corrected(on=day(30), materials=papers("tenure"))), today=day(31))
    assert (found.started, found.ended) == (day(30), None)


def test_of_a_case_that_the_law_deems_accepted_it_ended_one_day_late():
    case = after(received("application"), e.DeemedAccepted(on=MONDAY, article="x"))
    found = intake(case, today=day(100))
    assert (found.ended, found.late, found.left) == (day(8), True, -1)


# -- statutory and promised, side by side --


def test_both_start_with_acceptance_and_the_first_day_is_not_counted():
    assert (statutory(accepted()).due, promised(accepted()).due) == (working_day(20), working_day(15))
    assert (statutory(accepted()).used, statutory(accepted(), today=MONDAY).used) == (1, 0)


def test_a_limit_that_nobody_set_has_no_clock():
    silent = licence(limits={})
    assert statutory(accepted(), silent) is None
    assert promised(accepted(), silent) is None


def test_a_case_is_late_from_the_day_after_its_last():
    assert not statutory(accepted(), today=working_day(20)).late
    late = statutory(accepted(), today=working_day(22))
    assert (late.late, late.left) == (True, -2)


def test_with_the_decision_both_clocks_end():
    case = accepted(decided(FRIDAY))
    for found in (statutory(case, today=day(100)), promised(case, today=day(100))):
        assert (found.ended, found.used, found.late) == (FRIDAY, 4, False)


def test_with_a_withdrawal_both_clocks_end():
    case = accepted(e.Withdrawn(on=FRIDAY))
    assert statutory(case, today=day(100)).ended == promised(case, today=day(100)).ended == FRIDAY


def test_a_decision_that_was_late_stays_late():
    assert statutory(accepted(decided(working_day(21))), today=day(100)).late


def test_a_limit_in_hours_ends_with_its_legal_day():
    hours = licence(limits={"promised": stated(48, "hour")})
    found = promised(accepted(), hours)
    assert (found.due, found.late) == (WEDNESDAY, False)
    assert promised(accepted(), hours, today=THURSDAY).late


def test_a_limit_in_minutes_ends_on_the_same_day():
    assert promised(accepted(), licence(limits={"promised": stated(30, "minute")})).due == MONDAY


def test_a_year_without_notice_is_provisional():
    unpublished = Calendar(national={2026: NO_HOLIDAYS.national[2026]}, version="2026")
    case = accepted(on=date(2026, 12, 25))
    assert clock.statutory(case, LICENCE, date(2026, 12, 28), unpublished).provisional
    assert not statutory(accepted()).provisional


def test_local_days_off_are_left_out_with_their_reason():
    case = accepted(on=date(2026, 2, 13))
    found = clock.statutory(case, LICENCE, date(2026, 2, 14), NATIONAL)
    assert found.due == date(2026, 3, 19)
    assert "春节" in {left.reason for left in found.left_out}


# -- legs --


def test_the_first_legs_limit_is_the_townships():
    assert statutory(accepted(), BENEFIT).limit == wd(20)


def test_the_second_legs_clock_starts_with_the_hand_over_not_with_an_officer():
    case = accepted(*forwarded(day(7)), e.Received(on=day(9)))
    found = statutory(case, BENEFIT, today=day(9))
    assert (found.started, found.limit, found.used) == (day(7), wd(10), 2)


def test_the_first_leg_ended_with_the_hand_over():
    case = accepted(*forwarded(day(7)))
    found = statutory(case, BENEFIT, today=day(100), leg=case.legs[0])
    assert (found.ended, found.late) == (day(7), False)


def test_the_promise_does_not_restart_with_a_leg():
    before, passed = accepted(), accepted(*forwarded(day(7)))
    assert promised(before, BENEFIT, day(8)).due == promised(passed, BENEFIT, day(8)).due


def test_a_deciding_leg_without_a_limit_of_its_own_has_the_items():
    legs = [{"level": "乡镇", "function": "government", "role": "decide"}]
    assert statutory(accepted(), benefit(legs=legs)).limit == wd(30)


def test_a_reviewing_leg_without_a_limit_of_its_own_has_none():
    legs = [
        {"level": "乡镇", "function": "government", "role": "review"},
        {"level": "县", "function": "civil_affairs", "role": "decide"},
    ]
    assert statutory(accepted(), benefit(legs=legs)) is None


def test_what_another_organ_had_the_case_is_left_out_when_it_comes_back():
    case = accepted(*forwarded(day(2)), *returned(day(9)))
    found = statutory(case, BENEFIT, today=day(11))
    assert (case.leg.organ, found.started) == (TOWNSHIP, MONDAY)
    assert found.used == 4  # two days before, two days after
    assert found.due == working_day(25)


def test_a_return_does_not_give_the_county_its_limit_again():
    case = accepted(*forwarded(day(2)), *returned(day(4)), *forwarded(day(9)))
    found = statutory(case, BENEFIT, today=day(10))
    assert (case.leg.organ, found.started, found.used) == (COUNTY, day(2), 3)


def test_a_return_on_the_same_day_leaves_nothing_out():
    case = accepted(*forwarded(day(2)), *returned(day(2)))
    assert statutory(case, BENEFIT, today=day(3)).used == 3


# -- the extension --


def test_an_extension_is_added_to_both_clocks():
    case = accepted(EXTENDED)
    assert (statutory(case).due, promised(case).due) == (working_day(30), working_day(25))
    assert statutory(case).limit == wd(30)


def test_an_extension_in_another_unit_follows_the_limit():
    case = accepted(replace(EXTENDED, limit=days(10)))
    found = statutory(case)
    assert found.due == working_day(20) + timedelta(days=10)
    assert (found.limit, found.left) == (wd(20), 27)


def test_the_extension_of_one_leg_is_not_the_next_ones():
    case = accepted(EXTENDED, *forwarded(day(7)))
    assert statutory(case, BENEFIT, today=day(8)).limit == wd(10)


# -- stops (art. 45) --


def test_a_stop_leaves_out_its_days():
    case = accepted(stopped(TUESDAY, wd(5)), e.ClockResumed(on=THURSDAY, stop=1))
    assert statutory(case, today=FRIDAY).due == working_day(23)


def test_while_it_stands_the_clock_uses_nothing():
    case = accepted(stopped(TUESDAY, wd(5)))
    assert [statutory(case, today=day(n)).used for n in (1, 2, 3, 7)] == [0, 0, 0, 0]
    assert statutory(case, today=THURSDAY).stopped


def test_a_stop_that_runs_past_its_told_end_counts_again():
    case = accepted(stopped(TUESDAY, wd(5)))
    assert clock.standing(case, day(8), NO_HOLIDAYS)
    assert not clock.standing(case, day(9), NO_HOLIDAYS)
    assert [statutory(case, today=day(n)).used for n in (8, 9, 10)] == [0, 1, 2]


def test_stops_one_after_another_add_up():
    case = accepted(
        stopped(TUESDAY, wd(5)), e.ClockResumed(on=TUESDAY, stop=1),
        stopped(THURSDAY, wd(5), stop=2, procedure="testing"), e.ClockResumed(on=FRIDAY, stop=2),
    )  # fmt: skip
    assert statutory(case, today=day(10)).due == working_day(23)


def test_overlapping_stops_leave_a_day_out_once():
    case = accepted(
        stopped(TUESDAY, wd(5)), stopped(WEDNESDAY, wd(5), stop=2, procedure="testing"),
        e.ClockResumed(on=THURSDAY, stop=1), e.ClockResumed(on=FRIDAY, stop=2),
    )  # fmt: skip
    assert statutory(case, today=day(10)).due == working_day(24)


def test_of_two_overlapping_stops_one_may_end_while_the_clock_still_stands():
    case = accepted(
        stopped(TUESDAY, wd(5)), stopped(WEDNESDAY, wd(5), stop=2, procedure="testing"),
        e.ClockResumed(on=THURSDAY, stop=1),
    )  # fmt: skip
    assert clock.standing(case, FRIDAY, NO_HOLIDAYS)


def test_a_stop_stops_the_promise_too():
    case = accepted(stopped(TUESDAY, wd(5)), e.ClockResumed(on=THURSDAY, stop=1))
    assert promised(case, today=FRIDAY).due == working_day(18)


def test_a_stop_of_the_first_leg_is_not_counted_against_the_second():
    case = accepted(stopped(TUESDAY, wd(20)), *forwarded(THURSDAY))
    assert statutory(case, BENEFIT, today=day(7)).used == 0


def test_a_stop_does_not_move_the_service_of_the_result():
    case = accepted(stopped(TUESDAY, wd(20)), decided(FRIDAY))
    assert clock.service(case, LICENCE, day(7), NO_HOLIDAYS).due == working_day(14)


# -- publicity (公示) --

PUBLICISED = e.Publicised(on=TUESDAY, step="publicity", minimum=days(7), stops_clock=False)
STOPPING = replace(PUBLICISED, stops_clock=True, basis="x")


def test_publicity_ends_on_the_day_after_its_minimum():
    assert clock.publicity_ends(accepted(PUBLICISED), NO_HOLIDAYS) == day(9)
    assert clock.publicity_ends(accepted(), NO_HOLIDAYS) is None


def test_publicity_that_no_law_lets_stop_the_clock_does_not():
    case = accepted(*taken("check"), PUBLICISED)
    assert not clock.standing(case, WEDNESDAY, NO_HOLIDAYS)
    assert statutory(case, BENEFIT, today=day(8)).due == working_day(20)


def test_publicity_that_stops_by_law_leaves_its_minimum_out():
    case = accepted(*taken("check"), STOPPING, *taken("publicity", on=day(9)))
    found = statutory(case, stopping_benefit(), today=day(10))
    assert found.due == working_day(26)  # from Tuesday to the Tuesday after: six working days


def test_publicity_that_is_not_concluded_counts_again_after_its_minimum():
    case = accepted(*taken("check"), STOPPING)
    assert clock.standing(case, day(8), NO_HOLIDAYS)
    assert not clock.standing(case, day(9), NO_HOLIDAYS)
    assert statutory(case, stopping_benefit(), today=day(30)).due == working_day(26)


# -- stage, service, completion --


def stage(case, release, today):
    return clock.stage(case, release, release.step("review"), today, NO_HOLIDAYS)


STAGED = licence(steps=[step("survey", "survey"), step("review", "review", limit=stated(3)), step("decide", "decide")])


def test_a_step_runs_from_the_end_of_the_one_before():
    found = stage(accepted(*taken("survey", on=THURSDAY)), STAGED, FRIDAY)
    assert (found.started, found.due, found.used) == (THURSDAY, working_day(6), 1)


def test_the_first_step_runs_from_acceptance():
    assert stage(accepted(), STAGED, TUESDAY).started == MONDAY


def test_a_step_of_a_returned_leg_runs_from_the_return():
    case = accepted(*forwarded(WEDNESDAY), *returned(FRIDAY))
    assert stage(case, STAGED, day(7)).started == FRIDAY


def test_a_step_without_a_limit_has_no_clock():
    assert stage(accepted(), LICENCE, TUESDAY) is None
    assert clock.stage(accepted(), LICENCE, None, TUESDAY, NO_HOLIDAYS) is None
    assert stage(received(), STAGED, TUESDAY) is None


def test_the_result_is_served_within_ten_days_of_the_decision():
    case = accepted(decided(FRIDAY))
    assert clock.service(case, LICENCE, day(7), NO_HOLIDAYS).due == working_day(14)
    assert clock.service(accepted(), LICENCE, day(7), NO_HOLIDAYS) is None


def test_service_ends_the_service_clock():
    case = accepted(decided(FRIDAY), e.Delivered(on=day(7), mode="direct"))
    assert clock.service(case, LICENCE, day(100), NO_HOLIDAYS).ended == day(7)


def test_an_urgent_matter_is_completed_within_the_items_period():
    case = accepted(decided(FRIDAY, urgent=True))
    assert clock.completion(case, urgent_help(), day(7), NO_HOLIDAYS).due == working_day(14)
    steps = tuple(step.code for step in open_steps(case, urgent_help()))
    completed = after(case, *taken(*steps, on=day(5)), e.PapersCompleted(on=day(8)))
    assert clock.completion(completed, urgent_help(), day(100), NO_HOLIDAYS).ended == day(8)


def test_other_matters_have_nothing_to_complete():
    assert clock.completion(accepted(decided(FRIDAY)), urgent_help(), day(7), NO_HOLIDAYS) is None
    assert clock.completion(accepted(), urgent_help(), day(7), NO_HOLIDAYS) is None


def test_the_supply_of_a_pledge_and_the_reply_to_a_notice_have_their_last_days():
    pledged = after(received("application"), e.AcceptedWithPledge(on=MONDAY, supply=wd(5)))
    asked = after(received("application"), e.CorrectionRequested(on=MONDAY, wanted=(), reply=days(4)))
    assert clock.supply_due(pledged, NO_HOLIDAYS) == working_day(5)
    assert clock.reply_due(asked, NO_HOLIDAYS) == FRIDAY
    assert clock.supply_due(asked, NO_HOLIDAYS) is None
    assert clock.reply_due(pledged, NO_HOLIDAYS) is None


# -- properties, on the nation's own calendar --

starts = st.dates(date(2024, 1, 1), date(2025, 9, 1))
offsets = st.integers(0, 60)
limits = st.builds(Limit, st.integers(1, 45), st.sampled_from([Unit.WORKING_DAY, Unit.DAY]))


def a_case(start, *events):
    return accepted(*events, on=start)


def due(case, today):
    return clock.statutory(case, LICENCE, today, NATIONAL).due


@st.composite
def histories(draw, most=3):
    """A day of acceptance, and stops after it that are told, resumed or forgotten."""
    start = draw(starts)
    events, offset = [], 0
    for number in range(1, draw(st.integers(1, most)) + 1):
        offset += draw(st.integers(0, 20))
        begun = start + timedelta(days=offset)
        events.append(stopped(begun, draw(limits), stop=number, procedure=f"p{number}"))
        if draw(st.booleans()):
            events.append(e.ClockResumed(on=begun + timedelta(days=draw(st.integers(0, 30))), stop=number))
    last = max(event.on for event in events)
    return start, events, last + timedelta(days=draw(st.integers(0, 90)))


@for_all(histories())
def test_a_stop_never_shortens(history):
    start, events, today = history
    assert due(a_case(start, *events), today) >= due(a_case(start), today)


@for_all(histories(most=1))
def test_a_stop_never_leaves_out_more_than_the_applicant_was_told(history):
    start, events, today = history
    case = a_case(start, *events)
    told = clock.last_day(events[0].on, events[0].told, NATIONAL)
    assert all(stop.end <= told for stop in clock.stopped_days(case, today, NATIONAL))


@for_all(histories())
def test_a_day_that_stands_is_not_used(history):
    start, events, today = history
    case = a_case(start, *events)
    before = clock.statutory(case, LICENCE, today - timedelta(days=1), NATIONAL)
    now = clock.statutory(case, LICENCE, today, NATIONAL)
    if clock.standing(case, today, NATIONAL):
        assert now.used <= before.used


@for_all(starts, st.integers(0, 100))
def test_a_holiday_never_counts(start, offset):
    today = start + timedelta(days=offset)
    if not NATIONAL.is_working(today):
        yesterday = today - timedelta(days=1)
        case = a_case(start)
        found = [clock.statutory(case, LICENCE, at, NATIONAL).used for at in (max(start, yesterday), today)]
        assert found[0] == found[1]


@for_all(starts, st.integers(0, 100))
def test_used_and_left_make_the_limit_until_it_is_late(start, offset):
    found = clock.statutory(a_case(start), LICENCE, start + timedelta(days=offset), NATIONAL)
    assert found.left <= 0 if found.late else found.used + found.left == found.limit.value


@for_all(starts, limits, offsets)
def test_an_extension_only_lengthens(start, extra, offset):
    today = start + timedelta(days=offset)
    extended = a_case(start, replace(EXTENDED, on=start, limit=extra))
    assert due(extended, today) > due(a_case(start), today)


@for_all(starts, st.integers(0, 30), offsets)
def test_the_promise_knows_no_legs(start, handed_over, offset):
    passed = a_case(start, *forwarded(start + timedelta(days=handed_over)))
    today = start + timedelta(days=handed_over + offset)
    one, two = (clock.promised(case, BENEFIT, today, NATIONAL) for case in (a_case(start), passed))
    assert (one.started, one.due, one.used) == (two.started, two.due, two.used)


@for_all(starts, st.integers(0, 30), offsets)
def test_the_second_leg_starts_at_its_receipt_whenever_an_officer_opens_it(start, handed_over, opened_after):
    on = start + timedelta(days=handed_over)
    unopened = a_case(start, *forwarded(on))
    read = after(unopened, e.Received(on=on + timedelta(days=opened_after)))
    today = on + timedelta(days=opened_after)
    one, two = (clock.statutory(case, BENEFIT, today, NATIONAL) for case in (unopened, read))
    assert one == two
    assert one.started == on


@for_all(histories())
def test_time_only_uses_up(history):
    start, events, today = history
    resumed = {event.stop for event in events if isinstance(event, e.ClockResumed)}
    closed = [*events, *(e.ClockResumed(on=today, stop=n) for n in range(1, 4) if n not in resumed)]
    case = a_case(start, *(event for event in closed if event.on <= today))
    used = [clock.statutory(case, LICENCE, today + timedelta(days=n), NATIONAL).used for n in range(20)]
    assert used == sorted(used)
