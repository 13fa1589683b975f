"""Urgent matters that were decided first are made up for afterwards (急难先行, 补齐手续): SSR art. 48."""

from dataclasses import replace

import pytest

from tests.cases.given import (
    COUNTY,
    FRIDAY,
    MONDAY,
    NEXT_MONDAY,
    NO_HOLIDAYS,
    TUESDAY,
    WEDNESDAY,
    accepted,
    after,
    asked,
    day,
    decided,
    received,
    refused,
    stated,
    step,
    taken,
    urgent_help,
)
from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.facts import ANSWER, Fact
from yizhan.cases.rules import ending, intake, review
from yizhan.cases.rules.materials import made_up, to_make_up
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
