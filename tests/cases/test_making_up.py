"""Urgent matters that were decided first are made up for afterwards (急难先行, 补齐手续): SSR art. 48."""

from dataclasses import replace

import pytest

from tests.cases.given import (
    COUNTY,
    FRIDAY,
    MONDAY,
    NEXT_MONDAY,
    NO_HOLIDAYS,
    STATION,
    TOWNSHIP,
    TUESDAY,
    WEDNESDAY,
    accepted,
    after,
    asked,
    day,
    decided,
    forwarded,
    over_to,
    passed_on,
    received,
    refused,
    returned,
    stated,
    step,
    taken,
    urgent_help,
)
from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.facts import ANSWER, Fact
from yizhan.cases.rules import custody, decision, ending, intake, review
from yizhan.cases.rules.materials import made_up, open_steps, to_make_up
from yizhan.cases.rules.proposing import waits_for
from yizhan.cases.rules.settling import settle

HELP = urgent_help()
PUBLISHED = {"code": "publicity", "name": "公示", "kind": "publicity", "stops_clock": True, "basis": "《某条例》第九条"}
WHOLE = accepted(decided(TUESDAY, urgent=True), answers={"urgent": True}, form={})
LACKING = after(
    received("application", answers={"urgent": True}, form={}), e.Accepted(on=MONDAY), decided(TUESDAY, urgent=True)
)
STEPS = taken("check", "publicity", on=FRIDAY)
SERVED = e.Delivered(on=WEDNESDAY, mode="direct")


def completion(case, today=NEXT_MONDAY):
    return clock.completion(case, HELP, today, NO_HOLIDAYS)


def test_what_lacks_no_paper_is_made_up_for_with_its_last_step():
    assert (completion(WHOLE).ended, to_make_up(WHOLE, HELP)) == (None, True)
    assert (completion(after(WHOLE, *STEPS)).ended, made_up(after(WHOLE, *STEPS), HELP)) == (FRIDAY, FRIDAY)


def test_what_lacks_papers_waits_for_both():
    papers_only = after(LACKING, e.PapersCompleted(on=NEXT_MONDAY))
    assert to_make_up(after(LACKING, *STEPS), HELP)
    assert to_make_up(papers_only, HELP)
    assert made_up(after(papers_only, *STEPS), HELP) == NEXT_MONDAY


def test_what_is_not_made_up_for_in_the_items_period_is_late():
    assert (completion(WHOLE, day(14)).late, completion(WHOLE, day(16)).late) == (False, True)
    assert not completion(after(WHOLE, *STEPS), day(60)).late


def test_an_amended_decision_gives_no_new_time_and_takes_none():
    amended = e.Amended(on=day(9), granted=True, number="2", by_higher=False)
    assert completion(after(WHOLE, amended)).due == completion(WHOLE).due
    done = completion(after(WHOLE, *STEPS, amended), day(60))
    assert (done.ended, done.late) == (FRIDAY, False)


def test_the_ordinary_way_the_refusal_and_the_erased_leave_nothing_to_make_up():
    amended = e.Amended(on=FRIDAY, granted=False, number="2", by_higher=False)
    for case in (accepted(decided()), after(WHOLE, amended), replace(WHOLE, erased=True)):
        assert not to_make_up(case, HELP)


def test_papers_that_were_complete_from_the_first_are_not_completed_again():
    with refused("papers-complete"):
        intake.complete_papers(WHOLE, HELP, materials=(), today=FRIDAY)


def test_publicity_that_is_made_up_stops_no_clock():
    stopping = urgent_help(special_procedures=[PUBLISHED])
    checked = after(WHOLE, *taken("check"))
    assert not review.publicise(checked, stopping, step="publicity", place="公示栏", today=FRIDAY).stops_clock
    handled = accepted(*taken("check"), answers={"urgent": True}, form={})
    assert review.publicise(handled, stopping, step="publicity", place="公示栏", today=FRIDAY).stops_clock


CONSULTING = urgent_help(steps=[step("ask", "consult"), step("decide", "decide", role="approver")], minimums=[])


def test_whom_a_step_wants_asked_is_asked_and_heard_afterwards():
    question = review.consult(
        WHOLE, CONSULTING, organ=COUNTY, question="是否属实", reply=None, today=FRIDAY, calendar=NO_HOLIDAYS
    )
    case = after(WHOLE, question)
    answer = Fact(key="consult:1", kind=ANSWER, on=FRIDAY, consult=1, text="属实")
    heard = after(case, *(one.event for one in settle(case, CONSULTING, (answer,), NEXT_MONDAY, NO_HOLIDAYS)))
    assert heard.consults[0].answered == FRIDAY
    event = review.advance(
        heard, CONSULTING, step="ask", agrees=True, opinion="", officers=("a",), proof=None, today=NEXT_MONDAY,
        calendar=NO_HOLIDAYS,
    )  # fmt: skip
    assert made_up(after(heard, event), CONSULTING) == NEXT_MONDAY


def test_who_does_not_answer_is_not_waited_for_for_ever():
    case = after(WHOLE, asked(WEDNESDAY))
    closed = review.close_consult(case, HELP, consult=1, reason="逾期未复", today=FRIDAY, calendar=NO_HOLIDAYS)
    assert after(case, closed).consults[0].answered == FRIDAY


def test_the_file_is_closed_when_it_was_made_up_for():
    case = after(WHOLE, SERVED)
    with refused("not-made-up"):
        ending.close(case, HELP, originals_out=0, today=FRIDAY)
    assert ending.close(after(case, *STEPS), HELP, originals_out=0, today=NEXT_MONDAY).on == NEXT_MONDAY


def test_what_was_made_up_for_has_no_step_and_asks_nobody_any_more():
    case = after(WHOLE, *STEPS)
    with refused("already-decided"):
        review.must_be_taken(case, HELP)
    with refused("already-decided"):
        review.consult(case, HELP, organ=COUNTY, question="？", reply=None, today=FRIDAY, calendar=NO_HOLIDAYS)


@pytest.mark.parametrize("period", [5, 10])
def test_the_period_is_the_items(period):
    item = urgent_help(urgent={"stated": stated(period), "when": {"urgent": True}})
    assert clock.completion(WHOLE, item, FRIDAY, NO_HOLIDAYS).limit.value == period


# -- what only the county may grant (先行上报) --

AT_ONCE = accepted(answers={"urgent": True}, form={})
UP = after(AT_ONCE, *forwarded(TUESDAY))
GRANTED = after(UP, decided(TUESDAY, urgent=True))
AWAY = after(GRANTED, *passed_on(WEDNESDAY, TOWNSHIP))
LEFT = (e.Advanced(on=FRIDAY, step="check", leg=0), e.Advanced(on=FRIDAY, step="publicity", leg=0))


def forward(case=AT_ONCE, release=HELP, opinion="情况紧急，请先行决定"):
    return custody.forward(
        case, release, organ=COUNTY, number="N2", opinion=opinion, cause="law", today=TUESDAY, calendar=NO_HOLIDAYS
    )


def decide(case=UP, *, granted=True):
    return decision.decide(
        case, HELP, granted=granted, number="决1", content="", reason="不符合", valid_until=None, delegated="",
        today=TUESDAY, calendar=NO_HOLIDAYS,
    )  # fmt: skip


def advance(case, step="check", today=FRIDAY):
    return review.advance(
        case, HELP, step=step, agrees=True, opinion="", officers=("a",),
        proof=e.Proof(system="社会救助信息核对系统", number="1", on=FRIDAY), today=today, calendar=NO_HOLIDAYS,
    )  # fmt: skip


def test_what_the_township_may_not_grant_goes_up_at_once():
    assert after(AT_ONCE, forward()).leg.organ == COUNTY
    with refused("opinion-missing"):
        forward(opinion="")


def test_what_is_not_urgent_goes_up_with_its_steps_taken():
    with refused("steps-open"):
        forward(accepted(answers={"urgent": False}, form={}))


def test_who_was_asked_is_heard_before_it_goes_up():
    with refused("consult-open"):
        forward(after(AT_ONCE, asked(MONDAY)))


def test_urgent_help_waits_for_whoever_may_move_it_at_once():
    assert waits_for(AT_ONCE, HELP) == "approver"  # the township by a delegation
    assert waits_for(AT_ONCE, urgent_help(delegation=None)) == "clerk"  # who reports it up
    assert waits_for(UP, HELP) == "approver"


def test_the_county_grants_before_anybodys_step_and_does_not_refuse_so():
    assert decide().urgent
    with refused("steps-left"):
        decide(granted=False)


def test_what_is_not_granted_first_goes_back_for_its_steps():
    back = after(UP, *returned(WEDNESDAY))
    case = after(back, *taken("check", "publicity", on=FRIDAY), *forwarded(FRIDAY), *taken("confirm", on=FRIDAY))
    assert not decide(case, granted=False).granted


def test_the_steps_of_both_organs_are_made_up_for():
    assert [step.code for step in open_steps(GRANTED, HELP)] == ["check", "publicity", "confirm"]
    assert completion(GRANTED).ended is None
    whole = after(GRANTED, *LEFT, e.Advanced(on=NEXT_MONDAY, step="confirm"))
    assert made_up(whole, HELP) == NEXT_MONDAY


def test_the_townships_steps_are_made_up_by_the_township():
    with refused("step-of-another-organ"):
        advance(GRANTED)
    assert advance(AWAY).leg == 0
    assert after(AWAY, advance(AWAY)).steps_taken(0) == {"check"}


def test_a_station_of_the_township_makes_them_up_too():
    assert advance(after(GRANTED, *passed_on(WEDNESDAY, STATION))).leg == 0


def test_publicity_that_a_township_left_is_made_up_for_its_whole_minimum():
    checked = after(AWAY, LEFT[0])
    published = after(checked, review.publicise(checked, HELP, step="publicity", place="公示栏", today=FRIDAY))
    with refused("publicity-running"):
        advance(published, step="publicity", today=day(10))
    assert advance(published, step="publicity", today=day(12)).leg == 0


def test_the_file_goes_down_to_be_made_up_for_and_comes_back():
    passed = custody.pass_on(GRANTED, HELP, organ=TOWNSHIP, cause="make-up", reason="", today=WEDNESDAY)
    assert after(GRANTED, passed, over_to(TOWNSHIP)).holder == TOWNSHIP
    assert custody.receive(AWAY, today=WEDNESDAY).on == WEDNESDAY
    back = custody.return_down(after(AWAY, *LEFT), reason="已补办", today=NEXT_MONDAY)
    home = after(AWAY, *LEFT, back, over_to(back.organ))
    assert (home.holder, home.state, [leg.outcome for leg in home.legs]) == (COUNTY, "decided", ["4", "0"])


def test_a_file_with_nothing_to_make_up_for_goes_nowhere_after_the_decision():
    whole = after(GRANTED, *LEFT, e.Advanced(on=NEXT_MONDAY, step="confirm"))
    with refused("already-decided"):
        custody.pass_on(whole, HELP, organ=TOWNSHIP, cause="make-up", reason="", today=NEXT_MONDAY)
    for case in (GRANTED, accepted(decided())):
        with refused("already-decided"):
            custody.return_down(case, reason="？", today=NEXT_MONDAY)
