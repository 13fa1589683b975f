"""Review: steps, publicity, stops of the clock, the one extension, consultation. Licensing Law arts. 34, 42, 45."""

from datetime import date

import pytest

from tests.cases.given import (
    COUNTY,
    FRIDAY,
    MONDAY,
    NEXT_MONDAY,
    NO_HOLIDAYS,
    OTHER_ORGAN,
    PROVINCIAL,
    THURSDAY,
    TOWNSHIP,
    TUESDAY,
    WEDNESDAY,
    accepted,
    after,
    asked,
    benefit,
    day,
    days,
    decided,
    forwarded,
    licence,
    opened,
    passed_on,
    received,
    refused,
    stated,
    step,
    stopped,
    stopping_benefit,
    taken,
    wd,
    working_day,
)
from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.consult_state import ConsultState
from yizhan.cases.consult_state import evolve as evolve_consult
from yizhan.cases.consult_state import initial as initial_consult
from yizhan.cases.rules import review
from yizhan.catalogue.shipped import authored
from yizhan.journal.events import Erased
from yizhan.kernel.periods import Limit, Unit

LICENCE = licence()
FIVE_DAYS = wd(5)
TWO = ("wang", "li")
PROOF = e.Proof(system="社会救助信息核对系统", number="HD2026-1", on=MONDAY)


def advance(
    case=None, release=LICENCE, name="survey", *, agrees=True, opinion="", officers=TWO, proof=None, today=TUESDAY
):
    return review.advance(
        case or accepted(), release, step=name, agrees=agrees, opinion=opinion, officers=officers, proof=proof,
        today=today, calendar=NO_HOLIDAYS,
    )  # fmt: skip


# -- steps --


def test_steps_are_taken_in_the_items_order():
    case = after(accepted(), advance(), advance(after(accepted(), advance()), name="review"))
    assert case.steps_taken(0) == {"survey", "review"}
    assert case.state == "under-review"


def test_a_later_step_is_not_taken_first():
    with refused("not-next-step"):
        advance(name="review")


def test_when_every_step_is_taken_none_is_open():
    with refused("no-step-open"):
        advance(accepted(*taken("survey", "review")), name="review")


def test_nothing_is_reviewed_before_acceptance():
    with refused("not-accepted"):
        advance(received())


@pytest.mark.parametrize(("end", "code"), [(decided(), "already-decided"), (e.Withdrawn(on=FRIDAY), "ended")])
def test_nothing_is_reviewed_after_the_end(end, code):
    with refused(code):
        advance(accepted(end))


def test_two_officers_go_on_site():
    assert advance(officers=TWO).officers == TWO


@pytest.mark.parametrize("officers", [(), ("wang",), ("wang", "wang")])
def test_one_officer_does_not_go_alone(officers):
    with refused("two-officers-needed"):
        advance(officers=officers)


def test_an_item_may_want_two_for_any_step():
    release = licence(steps=[step("vote", "review", officers=3), step("decide", "decide")])
    with refused("two-officers-needed"):
        advance(release=release, name="vote")


def test_one_officer_reviews_at_the_desk():
    assert advance(accepted(*taken("survey")), name="review", officers=("wang",)).step == "review"


def test_who_does_not_agree_says_why():
    with refused("opinion-missing"):
        advance(agrees=False)


def test_disagreement_does_not_stop_the_way():
    assert after(accepted(), advance(agrees=False, opinion="现场与申请不符")).steps_taken(0) == {"survey"}


def test_a_step_in_another_system_brings_its_proof():
    assert advance(release=benefit(), name="check", proof=PROOF).proof == PROOF


def test_without_proof_nothing_was_done_elsewhere():
    with refused("proof-missing"):
        advance(release=benefit(), name="check")


def test_a_review_done_in_a_line_system_brings_its_proof_too():
    release = licence(steps=[step("review", "review", elsewhere="林业系统"), step("decide", "decide")])
    with refused("proof-missing"):
        advance(release=release, name="review")


# -- publicity --

CHECKED = accepted(*taken("check"))


def publicise(case=CHECKED, release=None, name="publicity", place="村务公开栏", today=TUESDAY):
    return review.publicise(case, release or benefit(), step=name, place=place, today=today)


def test_publicity_begins_with_the_items_minimum():
    event = publicise()
    assert (event.minimum, event.stops_clock, event.basis) == (days(7), False, "")


def test_publicity_stops_the_clock_only_by_a_law_that_the_item_names():
    event = publicise(release=stopping_benefit())
    assert (event.stops_clock, event.basis) == (True, PROVINCIAL)


def test_publicity_is_not_concluded_before_its_minimum():
    case = after(CHECKED, publicise(today=MONDAY))
    with refused("publicity-running"):
        advance(case, benefit(), "publicity", today=day(7))


def test_publicity_is_concluded_on_the_day_after_its_minimum():
    case = after(CHECKED, publicise(today=MONDAY))
    assert after(case, advance(case, benefit(), "publicity", today=day(8))).publicity is None


def test_what_was_not_publicised_is_not_concluded():
    with refused("not-publicised"):
        advance(CHECKED, benefit(), "publicity")


def test_publicity_comes_in_its_turn():
    with refused("not-next-step"):
        publicise(accepted())


def test_only_publicity_is_publicised():
    with refused("not-publicity"):
        publicise(accepted(), name="check")


def test_publicity_runs_once_at_a_time():
    with refused("publicity-open"):
        publicise(after(CHECKED, publicise()))


def test_publicity_without_a_minimum_is_a_fault_of_the_item():
    with refused("no-minimum"):
        publicise(release=benefit(minimums=[]))


def test_publicity_has_a_place():
    with refused("place-missing"):
        publicise(place="")


# -- stops --


def stop(case=None, release=LICENCE, procedure="hearing", told=FIVE_DAYS, today=TUESDAY):
    return review.stop_clock(
        case or accepted(), release, procedure=procedure, told=told, reason="", today=today, calendar=NO_HOLIDAYS
    )


def test_a_procedure_of_article_45_stops_the_clock_for_the_time_told():
    event = stop()
    assert (event.stop, event.told) == (1, wd(5))
    assert "四十五" in event.basis


def test_a_licences_clock_is_stopped_by_an_article_45_procedure_that_the_item_does_not_list():
    assert "四十五" in stop(procedure="expert_review").basis


def test_a_survey_on_site_stops_nothing():
    with refused("no-basis"):
        stop(procedure="survey")


def test_article_45_is_not_for_benefits():
    with refused("no-basis"):
        stop(release=benefit(), procedure="hearing")


def test_the_same_procedure_does_not_stop_twice_at_a_time():
    with refused("already-stopped"):
        stop(after(accepted(), stop()), today=WEDNESDAY)


def test_another_procedure_may_overlap():
    assert stop(after(accepted(), stop()), procedure="testing", today=WEDNESDAY).stop == 2


def test_the_same_procedure_may_follow_itself():
    case = after(accepted(), stop(), e.ClockResumed(on=WEDNESDAY, stop=1))
    assert stop(case, today=THURSDAY).stop == 2


def test_no_longer_than_the_item_allows():
    assert stop(told=wd(20)).told == wd(20)
    with refused("longer-than-allowed"):
        stop(told=wd(21))


def test_limits_in_different_units_are_compared_by_their_last_day():
    assert stop(told=Limit.parse("48h")).told == Limit.parse("48h")
    with refused("longer-than-allowed"):
        stop(told=days(60))


def test_the_applicant_is_told_how_long():
    with refused("nothing-told"):
        stop(told=wd(0))


def test_a_stop_ends_within_the_calendar():
    with refused("date-out-of-range"):
        stop(procedure="testing", told=Limit.parse("99999mo"))


def test_where_nobody_set_a_limit_no_clock_is_stopped():
    with refused("no-limit"):
        stop(release=licence(limits={}))


def test_a_clock_that_ran_out_is_not_stopped():
    assert stop(today=working_day(20)).on == working_day(20)
    with refused("limit-passed"):
        stop(today=working_day(21))


def test_before_acceptance_no_clock_is_stopped():
    with refused("not-accepted"):
        stop(received())


def test_the_clock_runs_on_when_the_procedure_ended():
    case = after(accepted(), stop())
    resumed = after(case, review.resume_clock(case, LICENCE, stop=1, result="听证结束", today=FRIDAY))
    assert resumed.stops[0].resumed == FRIDAY
    assert not clock.standing(resumed, NEXT_MONDAY, NO_HOLIDAYS)


@pytest.mark.parametrize("number", [1, 2])
def test_what_does_not_stand_is_not_resumed(number):
    case = accepted(stopped(MONDAY, wd(5)), e.ClockResumed(on=TUESDAY, stop=1))
    with refused("not-stopped"):
        review.resume_clock(case, LICENCE, stop=number, result="", today=FRIDAY)


# -- the extension --


def extend(case=None, release=LICENCE, office="organ-head", reason="需要专家论证", today=TUESDAY, organ=""):
    case = case or accepted()
    return review.extend(
        case, release, reason=reason, approver="王局长", office=office, organ=organ or case.holder, today=today,
        calendar=NO_HOLIDAYS,
    )  # fmt: skip


def test_the_head_of_the_organ_extends_by_what_the_item_allows():
    event = extend()
    assert (event.limit, event.office) == (wd(10), "organ-head")


def test_a_case_is_extended_only_once():
    with refused("already-extended"):
        extend(after(accepted(), extend()), today=WEDNESDAY)


def test_the_review_of_a_licence_is_not_extended():
    felling = next(release for release in authored() if release.code == "lincai")
    with refused("not-deciding-organ"):
        extend(release=felling)
    deciding = accepted(*forwarded(MONDAY))
    assert extend(deciding, felling).limit == wd(10)


def test_a_second_organ_does_not_extend_it_again():
    case = after(accepted(), extend(), *forwarded(WEDNESDAY))
    with refused("already-extended"):
        extend(case, benefit(extension={"stated": stated(5), "approvers": ["organ-head"]}), today=THURSDAY)


def test_an_item_without_extension_is_not_extended():
    with refused("not-extendable"):
        extend(release=benefit())


def test_where_nobody_set_a_limit_nothing_is_extended():
    with refused("no-limit"):
        extend(release=licence(limits={}))


def test_on_the_last_day_it_may_still_be_extended():
    assert extend(today=working_day(20)).on == working_day(20)


def test_after_the_last_day_it_is_too_late():
    with refused("limit-passed"):
        extend(today=working_day(21))


GOVERNMENT = "522601000000-government"
AGENCY = accepted(*forwarded(MONDAY))
JOINT = licence(extension={"stated": stated(15), "approvers": ["government-head"]})
EITHER = licence(extension={"stated": stated(15), "approvers": ["organ-head", "government-head"]})


def test_who_heads_a_government_heads_the_organ_where_that_government_decides():
    assert extend(office="government-head").office == "government-head"
    with refused("wrong-approver"):
        extend(office="government-head", organ=GOVERNMENT)  # the county's head is not the township's


def test_who_heads_a_government_does_not_head_its_agencies():
    assert extend(AGENCY, office="organ-head").office == "organ-head"
    with refused("wrong-approver"):
        extend(AGENCY, office="government-head")
    with refused("wrong-approver"):
        extend(after(AGENCY, *passed_on(TUESDAY, GOVERNMENT)), office="government-head")


def test_who_heads_a_station_or_a_neighbour_that_has_the_case_in_hand_does_not_head_the_organ():
    with refused("wrong-approver"):
        extend(accepted(*passed_on(TUESDAY)), office="organ-head")
    with refused("wrong-approver"):
        extend(after(AGENCY, *passed_on(TUESDAY, OTHER_ORGAN)), office="organ-head")
    assert extend(accepted(*passed_on(TUESDAY)), office="government-head", organ=TOWNSHIP).limit == wd(10)


@pytest.mark.parametrize("office", ["", "clerk", "leader"])
def test_another_office_does_not_extend(office):
    with refused("wrong-approver"):
        extend(office=office)


def test_joint_handling_is_extended_by_the_head_of_government():
    assert extend(release=JOINT, office="government-head").limit == wd(15)
    with refused("wrong-approver"):
        extend(release=JOINT, office="organ-head")


def test_joint_handling_of_an_agency_goes_to_the_head_of_the_government_of_its_level():
    passed = after(AGENCY, *passed_on(TUESDAY, GOVERNMENT))
    assert extend(passed, JOINT, office="government-head").limit == wd(15)
    for office, organ in (("organ-head", COUNTY), ("government-head", COUNTY), ("government-head", TOWNSHIP)):
        with refused("wrong-approver"):
            extend(passed, JOINT, office=office, organ=organ)


def test_where_the_item_names_both_either_approves():
    assert extend(AGENCY, EITHER, office="organ-head").limit == wd(15)
    assert extend(after(AGENCY, *passed_on(TUESDAY, GOVERNMENT)), EITHER, office="government-head").limit == wd(15)


def test_the_reason_is_told():
    with refused("reason-missing"):
        extend(reason="")


def test_before_acceptance_there_is_nothing_to_extend():
    with refused("not-accepted"):
        extend(received())


# -- consultation --


def ask(case=None, release=None, organ=OTHER_ORGAN, question="是否参保？", reply=None):
    return review.consult(
        case or accepted(),
        release or benefit(),
        organ=organ,
        question=question,
        reply=reply,
        today=MONDAY,
        calendar=NO_HOLIDAYS,
    )


@pytest.mark.parametrize("reply", [Limit(13, Unit.MONTH), Limit(99_999, Unit.DAY), wd(999)])
def test_an_answer_is_asked_for_within_a_year(reply):
    with refused("reply-too-long"):
        ask(reply=reply)
    assert ask(reply=Limit(12, Unit.MONTH)).reply == Limit(12, Unit.MONTH)


def test_a_reply_beyond_the_calendar_is_refused():
    with refused("date-out-of-range"):
        ask(reply=Limit(99_999, Unit.MONTH))


def close(case, consult=1, reason="逾期未复，自行核实", today=FRIDAY):
    return review.close_consult(case, LICENCE, consult=consult, reason=reason, today=today, calendar=NO_HOLIDAYS)


def test_an_overdue_answer_is_no_longer_waited_for_and_is_no_consent():
    case = accepted(ask(reply=wd(3)))
    with refused("consult-open"):
        review.must_be_answered(case)
    closed = after(case, close(case))
    review.must_be_answered(closed)
    assert (closed.consults[0].answered, closed.consults[0].agrees) == (FRIDAY, None)


def test_an_answer_that_may_still_come_is_waited_for():
    with refused("reply-running"):
        close(accepted(ask(reply=wd(4))))


def test_a_question_without_a_time_may_be_closed_with_a_reason():
    case = accepted(ask(release=benefit(lapses=[])))
    assert close(case, today=MONDAY).consult == 1
    with refused("reason-missing"):
        close(case, reason="")


@pytest.mark.parametrize("consult", [1, 2])
def test_only_an_open_question_is_closed(consult):
    case = accepted(ask(reply=wd(1)))
    with refused("no-consult-open"):
        close(after(case, close(case)), consult=consult)


def test_an_agency_is_asked_and_silence_consents_by_the_items_rule():
    event = ask()
    assert (event.consult, event.reply, event.silence_consents) == (1, wd(7), True)


def test_the_asking_organ_may_set_the_time():
    assert ask(reply=wd(3)).reply == wd(3)


def test_silence_never_consents_to_a_licence():
    assert not ask(release=LICENCE).silence_consents


def test_without_such_a_rule_silence_is_silence():
    event = ask(release=benefit(lapses=[]))
    assert (event.reply, event.silence_consents) == (None, False)


def test_a_question_is_asked():
    with refused("question-missing"):
        ask(question="")


def test_an_organ_does_not_ask_itself():
    with refused("asks-itself"):
        ask(organ=TOWNSHIP)


def test_an_agency_is_asked_once_at_a_time():
    with refused("already-asked"):
        ask(after(accepted(), ask()))


def test_an_agency_that_answered_may_be_asked_again():
    assert ask(after(accepted(), ask(), e.ConsultAnswered(on=TUESDAY, consult=1, agrees=True))).consult == 2


def test_several_agencies_are_asked_side_by_side():
    assert ask(after(accepted(), ask()), organ=COUNTY).consult == 2


CONSULTING = licence(steps=[step("ask", "consult"), step("decide", "decide")])


def test_a_step_of_consultation_needs_a_question():
    with refused("not-consulted"):
        advance(release=CONSULTING, name="ask")


def test_a_step_of_consultation_waits_for_every_answer():
    with refused("consult-open"):
        advance(accepted(asked(MONDAY)), CONSULTING, "ask")


def test_a_step_of_consultation_ends_with_the_answer():
    case = accepted(asked(MONDAY), e.ConsultAnswered(on=TUESDAY, consult=1, agrees=False))
    assert advance(case, CONSULTING, "ask").step == "ask"


def test_the_first_organs_question_does_not_serve_the_second():
    two = benefit(steps=[step("forward", "forward"), step("ask", "consult", leg=1), step("decide", "decide", leg=1)])
    case = accepted(asked(MONDAY), e.ConsultAnswered(on=TUESDAY, consult=1, agrees=True), *forwarded(WEDNESDAY))
    with refused("not-consulted"):
        advance(case, two, "ask", today=THURSDAY)


# -- the asked agency's own stream --

QUESTION = e.Asked(on=MONDAY, case="1", consult=1, organ=OTHER_ORGAN, reply=wd(7), question="是否参保？")
ASKED = evolve_consult(initial_consult("consult:1:1"), QUESTION)


def reply(state: ConsultState = ASKED, words: str = "已参保", on: date = TUESDAY) -> e.Answered:
    return review.answer(state, agrees=True, answer=words, today=on)


def test_the_asked_agency_answers():
    state = evolve_consult(ASKED, reply())
    assert (state.question, state.answered, state.agrees, state.answer) == ("是否参保？", TUESDAY, True, "已参保")


def test_it_answers_once():
    with refused("already-answered"):
        reply(evolve_consult(ASKED, reply()))


def test_an_answer_has_words():
    with refused("answer-missing"):
        reply(words="")


def test_an_erased_question_stays_asked():
    erased = Erased(ground="期满", first_person="a", second_person="b")
    assert evolve_consult(ASKED, erased) == ASKED


def test_a_consultation_does_not_know_other_events():
    with pytest.raises(TypeError):
        evolve_consult(ASKED, opened())
