"""Receiving and the five intake outcomes: Licensing Law arts. 29-32."""

from dataclasses import replace

import pytest

from tests.cases.given import (
    COMPLETE,
    FRIDAY,
    MONDAY,
    NEXT_MONDAY,
    NO_HOLIDAYS,
    SATURDAY,
    TUESDAY,
    WEDNESDAY,
    accepted,
    after,
    benefit,
    days,
    decided,
    given,
    licence,
    opened,
    papers,
    received,
    refused,
    stated,
    submitted,
    urgent_help,
    wanted,
    wd,
)
from yizhan.cases import events as e
from yizhan.cases.rules import intake
from yizhan.kernel.periods import Limit
from yizhan.kernel.refusals import Invalid

LICENCE = licence()
INCOMPLETE = received("application")
FIVE_DAYS = wd(5)
WHOLE = received("application", "tenure")


def ask(case=INCOMPLETE, release=LICENCE, lines=None, today=TUESDAY):
    lines = wanted("tenure") if lines is None else lines
    return intake.request_correction(case, release, wanted=lines, today=today, calendar=NO_HOLIDAYS)


def pledge(case=INCOMPLETE, release=LICENCE, supply=FIVE_DAYS, today=TUESDAY):
    return intake.pledge(case, release, supply=supply, reasons={"tenure": "后补"}, today=today, calendar=NO_HOLIDAYS)


# -- received --


def test_papers_are_received_under_the_release_of_that_day():
    event = intake.submit(given(opened()), LICENCE, materials=papers("application"), today=TUESDAY)
    assert (event.on, event.release) == (TUESDAY, LICENCE.version)


def test_incomplete_papers_are_received_all_the_same():
    assert intake.submit(given(opened()), LICENCE, materials=(), today=MONDAY).materials == ()


def test_papers_are_received_once():
    with refused("already-submitted"):
        intake.submit(WHOLE, LICENCE, materials=papers("application"), today=TUESDAY)


def test_a_paper_that_is_not_on_the_list_is_named():
    with refused("unknown-material") as caught:
        intake.submit(given(opened()), LICENCE, materials=papers("application", "horoscope"), today=MONDAY)
    assert isinstance(caught.value, Invalid)
    assert set(caught.value.errors) == {"horoscope"}


@pytest.mark.parametrize("state", [e.Withdrawn(on=TUESDAY), e.Terminated(on=TUESDAY, outcome="6")])
def test_nothing_is_received_for_a_case_that_ended(state):
    with refused("ended"):
        intake.submit(given(opened(), state), LICENCE, materials=(), today=WEDNESDAY)


# -- art. 32(1), (2): told at once --


def test_a_matter_that_needs_no_licence_is_told_so_with_the_reason():
    assert intake.not_required(WHOLE, reason="房前屋后零星林木", today=MONDAY).reason == "房前屋后零星林木"


def test_no_reason_no_such_answer():
    with refused("reason-missing"):
        intake.not_required(WHOLE, reason="", today=MONDAY)


def test_another_organs_matter_is_told_which_organ():
    event = intake.not_competent(WHOLE, competent="县自然资源局", reason="不属本机关职权", today=MONDAY)
    assert event.competent == "县自然资源局"


def test_the_competent_organ_must_be_named():
    with refused("competent-organ-missing"):
        intake.not_competent(WHOLE, competent="", reason="不属本机关职权", today=MONDAY)


def test_refusing_to_accept_gives_its_reason():
    with refused("reason-missing"):
        intake.not_competent(WHOLE, competent="县自然资源局", reason="", today=MONDAY)


def test_the_two_refusals_to_accept_are_different_ends():
    first = after(WHOLE, intake.not_required(WHOLE, reason="不需要", today=MONDAY))
    second = after(WHOLE, intake.not_competent(WHOLE, competent="县局", reason="无权", today=MONDAY))
    assert (first.state, second.state) == ("not-required", "not-competent")
    assert first.leg.closed == second.leg.closed == MONDAY


def test_no_outcome_before_the_papers_are_here():
    with refused("not-submitted"):
        intake.not_required(given(opened()), reason="不需要", today=MONDAY)


# -- art. 32(3): corrected at the window --


def test_an_error_is_corrected_on_the_spot():
    event = intake.correct_on_the_spot(WHOLE, LICENCE, answers={}, what="面积写错", form={"volume": 15}, today=MONDAY)
    assert after(WHOLE, event).form == {"volume": 15}


def test_a_correction_on_the_spot_says_what_was_wrong():
    with refused("reason-missing"):
        intake.correct_on_the_spot(WHOLE, LICENCE, answers={}, what="", form={"volume": 15}, today=MONDAY)


def test_a_correction_on_the_spot_leaves_the_clock_alone():
    event = intake.correct_on_the_spot(WHOLE, LICENCE, answers={}, what="面积写错", form={"volume": 15}, today=TUESDAY)
    assert after(WHOLE, event).corrected is None


# -- art. 32(4): everything, once, within five days --


def test_everything_that_is_missing_is_told_with_its_reasons():
    event = ask()
    assert [line.code for line in event.wanted] == ["tenure"]
    assert event.reply == days(30)


def test_a_correction_is_asked_only_once():
    asked = after(INCOMPLETE, ask(), e.Corrected(on=WEDNESDAY, materials=papers("tenure")))
    with refused("correction-already-requested"):
        ask(asked, lines=wanted("map"), today=FRIDAY)


def test_while_a_correction_is_open_no_second_one_is_asked():
    with refused("correction-already-requested"):
        ask(after(INCOMPLETE, ask()), today=WEDNESDAY)


def test_what_is_missing_may_not_be_told_in_parts():
    with refused("not-told-whole"):
        ask(received("map"), lines=wanted("tenure"))


def test_more_may_be_asked_than_is_missing():
    assert len(ask(lines=wanted("tenure", "application")).wanted) == 2


def test_a_notice_that_wants_nothing_is_none():
    with refused("nothing-wanted"):
        ask(lines=())


def test_each_line_has_its_reason():
    with refused("reason-missing"):
        ask(lines=wanted("tenure", reason=""))


def test_only_what_is_on_the_list_may_be_asked_for():
    with refused("unknown-material"):
        ask(lines=wanted("tenure", "horoscope"))


def test_on_the_last_of_the_five_days_the_notice_is_in_time():
    assert ask(today=NEXT_MONDAY).on == NEXT_MONDAY


def test_from_the_sixth_day_on_a_licence_cannot_be_corrected_any_more():
    with refused("late-correction"):
        ask(today=NEXT_MONDAY.replace(day=10))


def test_where_no_law_deems_it_accepted_a_late_notice_is_only_late():
    release = benefit()
    assert ask(received("application"), release, wanted("means"), NEXT_MONDAY.replace(day=12)).on.day == 12


def test_an_accepted_case_is_not_corrected():
    with refused("already-accepted"):
        ask(accepted())


def test_while_the_applicant_is_asked_nothing_is_accepted():
    with refused("correction-open"):
        intake.accept(after(INCOMPLETE, ask()), LICENCE, today=WEDNESDAY)


def test_the_applicant_supplies_what_was_asked_for():
    case = after(INCOMPLETE, ask())
    event = intake.correct(case, LICENCE, materials=papers("tenure"), today=FRIDAY)
    assert after(case, event).state == "submitted"
    assert set(after(case, event).materials) == {"application", "tenure"}


def test_a_part_of_it_does_not_end_the_correction():
    with refused("still-missing"):
        intake.correct(after(received("map"), ask(received("map"), lines=wanted("application", "tenure"))), LICENCE,
                       materials=papers("tenure"), today=FRIDAY)  # fmt: skip


def test_what_he_brings_must_be_on_the_list():
    with refused("unknown-material"):
        intake.correct(after(INCOMPLETE, ask()), LICENCE, materials=papers("tenure", "horoscope"), today=FRIDAY)


def test_where_nothing_was_asked_nothing_is_corrected():
    with refused("no-correction-open"):
        intake.correct(WHOLE, LICENCE, materials=papers("tenure"), today=FRIDAY)


# -- art. 32(5): accepted --


def test_complete_papers_are_accepted_and_both_limits_told():
    event = intake.accept(WHOLE, LICENCE, today=TUESDAY)
    assert (event.on, event.statutory, event.promised) == (TUESDAY, wd(20), wd(15))


def test_what_decides_about_the_papers_is_asked_first():
    undecided = given(opened(answers={}), submitted(*COMPLETE))
    with refused("questions-open"):
        intake.accept(undecided, LICENCE, today=TUESDAY)
    told = intake.correct_on_the_spot(undecided, LICENCE, what="补问", form={}, answers={"design": True}, today=TUESDAY)
    with refused("materials-missing"):
        intake.accept(after(undecided, told), LICENCE, today=TUESDAY)


def test_the_answers_are_corrected_at_the_window_and_the_papers_follow():
    wrong = given(opened(answers={"design": True}), submitted(*COMPLETE))
    event = intake.correct_on_the_spot(
        wrong, LICENCE, what="不需要设计", form={}, answers={"design": False}, today=MONDAY
    )
    assert intake.accept(after(wrong, event), LICENCE, today=MONDAY).on == MONDAY


def test_a_correction_of_the_form_leaves_the_answers_as_they_are():
    event = intake.correct_on_the_spot(WHOLE, LICENCE, what="面积写错", form={"volume": 15}, answers={}, today=MONDAY)
    assert after(WHOLE, event).answers == WHOLE.answers


def test_incomplete_papers_are_not_accepted():
    with refused("materials-missing"):
        intake.accept(INCOMPLETE, LICENCE, today=TUESDAY)


def test_the_answers_decide_which_papers_are_missing():
    with refused("materials-missing"):
        intake.accept(received("application", "tenure", answers={"design": True}), LICENCE, today=TUESDAY)


def test_a_form_that_does_not_fit_is_not_accepted():
    with refused("form-faulty"):
        intake.accept(received("application", "tenure", form={"volume": "viel"}), LICENCE, today=TUESDAY)


def test_a_case_is_accepted_once():
    with refused("already-accepted"):
        intake.accept(accepted(), LICENCE, today=TUESDAY)


def test_a_case_is_not_accepted_before_it_is_received():
    with refused("not-submitted"):
        intake.accept(given(opened()), LICENCE, today=TUESDAY)


def test_a_decided_case_is_not_accepted_again():
    with refused("already-decided"):
        intake.accept(accepted(decided()), LICENCE, today=SATURDAY)


def test_urgent_help_is_accepted_before_its_papers_are_complete():
    case = received("application", answers={"urgent": True}, form={})
    assert intake.accept(case, urgent_help(), today=MONDAY).on == MONDAY


def test_help_that_is_not_urgent_waits_for_its_papers():
    case = received("application", answers={"urgent": False}, form={})
    with refused("materials-missing"):
        intake.accept(case, urgent_help(), today=MONDAY)


# -- accepted with a pledge (容缺) --


def test_minor_gaps_may_be_pledged_and_the_clock_starts():
    event = pledge()
    case = after(INCOMPLETE, event)
    assert [line.code for line in event.lacking] == ["tenure"]
    assert case.accepted == TUESDAY
    assert case.outstanding_pledge


def test_a_main_material_is_not_pledged():
    with refused("not-pledgeable"):
        pledge(received("tenure"))


def test_complete_papers_need_no_pledge():
    with refused("nothing-lacking"):
        pledge(WHOLE)


def test_a_pledge_may_last_as_long_as_the_promise():
    assert pledge(supply=wd(15)).supply == wd(15)


def test_a_pledge_may_not_last_longer_than_the_promise():
    with refused("pledge-too-long"):
        pledge(supply=wd(16))


TERM = {"statutory": stated(20), "promised": stated(15), "supply": stated(10, "calendar_day")}


@pytest.mark.parametrize(
    ("limits", "longest", "too_long"),
    [
        (TERM, days(10), days(11)),
        ({"statutory": stated(20)}, wd(20), wd(21)),
        ({"statutory": stated(8), "promised": stated(15)}, wd(8), wd(9)),
        ({"promised": stated(15)}, wd(15), wd(16)),
        ({"supply": stated(30, "calendar_day")}, days(30), days(31)),
        ({}, days(90), days(91)),
    ],
)
def test_a_pledge_ends_with_the_first_limit_that_is_known_and_always_somewhere(limits, longest, too_long):
    release = licence(limits=limits)
    assert pledge(release=release, supply=longest).supply == longest
    with refused("pledge-too-long") as caught:
        pledge(release=release, supply=too_long)
    assert caught.value.facts == {"due": intake.supply_until(INCOMPLETE, release, TUESDAY, NO_HOLIDAYS)}


def test_a_pledge_ends_within_the_limit_of_the_organ_in_hand():
    leg = {"level": "township", "function": "government", "role": "review", "statutory": stated(5)}
    last = {"level": "county", "function": "forestry", "role": "decide"}
    release = licence(limits={"promised": stated(15)}, legs=[leg, last])
    assert pledge(release=release, supply=wd(5)).supply == wd(5)
    with refused("pledge-too-long"):
        pledge(release=release, supply=wd(6))


def test_a_pledge_in_hours_is_compared_by_its_day():
    assert pledge(supply=Limit.parse("48h")).supply == Limit.parse("48h")


def test_without_a_promise_a_pledge_still_ends_within_the_calendar():
    release = licence(limits={"statutory": {"value": 20, "unit": "working_day"}})
    with refused("date-out-of-range"):
        pledge(release=release, supply=Limit.parse("99999mo"))


def test_pledged_papers_are_supplied():
    case = after(INCOMPLETE, pledge())
    supplied = after(case, intake.supplement(case, LICENCE, materials=papers("tenure"), today=FRIDAY))
    assert not supplied.outstanding_pledge
    assert supplied.state == "accepted"


def test_other_papers_do_not_keep_the_pledge():
    with refused("still-missing"):
        intake.supplement(after(INCOMPLETE, pledge()), LICENCE, materials=papers("map"), today=FRIDAY)


def test_without_a_pledge_nothing_is_supplied():
    with refused("no-pledge-open"):
        intake.supplement(accepted(), LICENCE, materials=papers("tenure"), today=FRIDAY)


def test_a_pledge_is_kept_once():
    case = after(INCOMPLETE, pledge(), e.Supplemented(on=WEDNESDAY, materials=papers("tenure")))
    with refused("no-pledge-open"):
        intake.supplement(case, LICENCE, materials=papers("tenure"), today=FRIDAY)


# -- urgent: papers completed after the decision (补齐手续) --

URGENT = after(
    received("application", answers={"urgent": True}, form={}), e.Accepted(on=MONDAY), decided(TUESDAY, urgent=True)
)


def test_the_papers_of_an_urgent_matter_are_completed_after_it():
    event = intake.complete_papers(URGENT, urgent_help(), materials=papers("means"), today=FRIDAY)
    assert after(URGENT, event).papers_completed == FRIDAY


def test_they_are_completed_whole():
    with refused("still-missing"):
        intake.complete_papers(URGENT, urgent_help(), materials=papers("application"), today=FRIDAY)


def test_they_are_completed_once():
    with refused("papers-complete"):
        intake.complete_papers(after(URGENT, e.PapersCompleted(on=FRIDAY)), urgent_help(), materials=(), today=FRIDAY)


def test_a_matter_that_was_not_urgent_has_nothing_to_complete():
    with refused("not-urgent"):
        intake.complete_papers(accepted(decided()), urgent_help(), materials=(), today=FRIDAY)


# -- deemed accepted: the notice all the same --


DEEMED = after(WHOLE, e.DeemedAccepted(on=MONDAY, article="第三十二条", statutory=wd(20), promised=wd(15)))


def test_who_is_deemed_accepted_gets_his_notice_once():
    case = after(DEEMED, intake.confirm_acceptance(DEEMED, today=FRIDAY))
    assert case.acceptance_confirmed == FRIDAY
    assert case.accepted == MONDAY
    with refused("already-confirmed"):
        intake.confirm_acceptance(case, today=FRIDAY)


def test_who_was_accepted_has_his_notice():
    with refused("not-deemed-accepted"):
        intake.confirm_acceptance(accepted(), today=FRIDAY)


# -- beyond the list --


def test_a_paper_beyond_the_list_is_asked_for_by_name_and_reason_and_then_received():
    beyond = e.Wanted(code=intake.BEYOND, name="邻居证明", reason="不在清单内，要求的理由：四至不清")
    asked = after(INCOMPLETE, ask(lines=(*wanted("tenure"), beyond)))
    with pytest.raises(Invalid):
        ask(lines=(*wanted("tenure"), replace(beyond, name="")))
    brought = (e.Given(code="tenure"), e.Given(code=intake.BEYOND, name="邻居证明"))
    event = intake.correct(asked, LICENCE, materials=brought, today=TUESDAY)
    assert after(asked, event).materials[intake.BEYOND].name == "邻居证明"
    with pytest.raises(Invalid):
        intake.submit(given(opened()), LICENCE, materials=brought, today=TUESDAY)
