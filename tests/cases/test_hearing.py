"""The right to a hearing: Licensing Law arts. 45, 47."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.cases.given import (
    FRIDAY,
    MONDAY,
    NEXT_MONDAY,
    NO_HOLIDAYS,
    TUESDAY,
    WEDNESDAY,
    accepted,
    after,
    benefit,
    forwarded,
    licence,
    received,
    refused,
    taken,
    wd,
    wish,
    working_day,
)
from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.rules import decision, hearing, review, satellites
from yizhan.cases.state import Case
from yizhan.catalogue.shipped import authored

LICENCE = licence()
READY = accepted(*taken("survey", "review"))
LAST = NEXT_MONDAY  # five working days after the Monday on which it was told
LATER = date(2026, 3, 10)
ASKED = wish("hearing", "h1")


def tell(case: Case = READY, release=LICENCE, matter="拟准予采伐，涉及邻户水源", today=MONDAY, to=("李四",)):
    return hearing.tell_hearing(case, release, matter=matter, to=to, today=today)


TOLD = after(READY, tell())


def decide(case: Case, today: date, *beside):
    return decision.decide(
        case,
        LICENCE,
        granted=True,
        number="决1",
        content="准予",
        reason="",
        valid_until=None,
        delegated="",
        today=today,
        calendar=NO_HOLIDAYS,
        beside=beside,
    )


def ask(case: Case = TOLD, today: date = LAST):
    satellites.wish(case, kind="hearing", today=today, calendar=NO_HOLIDAYS)


def test_whom_it_touches_is_told_once_with_the_decision_in_view():
    assert (TOLD.hearing_told, tell().to) == (MONDAY, ("李四",))
    with refused("hearing-already-told"):
        tell(TOLD)
    with refused("matter-missing"):
        tell(matter="")


def test_only_what_is_handled_and_knows_hearings():
    with refused("not-accepted"):
        tell(received())
    with refused("no-hearing"):
        tell(release=benefit())


def test_while_it_may_be_asked_for_nothing_is_decided():
    with refused("hearing-may-be-asked"):
        decide(TOLD, LAST)
    assert decide(TOLD, LATER).granted


def test_it_is_asked_for_within_five_days():
    ask()
    with refused("hearing-too-late"):
        ask(today=LATER)
    with refused("hearing-not-told"):
        ask(READY)


def test_what_was_asked_for_is_held_first_and_its_time_does_not_count():
    with refused("hearing-not-held"):
        decide(TOLD, LATER, ASKED)
    stop = review.stop_clock(
        TOLD, LICENCE, procedure="hearing", told=wd(10), reason="听证", today=TUESDAY, calendar=NO_HOLIDAYS
    )
    held = after(TOLD, stop, review.resume_clock(after(TOLD, stop), LICENCE, stop=1, result="已举行", today=FRIDAY))
    assert decide(held, NEXT_MONDAY, ASKED).granted


def test_a_hearing_before_it_was_told_is_none():
    before = after(READY, e.ClockStopped(on=MONDAY, stop=1, procedure="hearing", basis="x", told=wd(1)))
    case = after(before, e.ClockResumed(on=TUESDAY, stop=1), tell(today=TUESDAY))
    with refused("hearing-may-be-asked"):
        decide(case, FRIDAY)


def test_who_gives_it_up_is_not_waited_for():
    given_up = after(TOLD, e.WishAnswered(on=TUESDAY, wish="h1", granted=False, reason="书面放弃"))
    assert decide(given_up, LATER, ASKED).granted
    agreed = after(TOLD, e.WishAnswered(on=TUESDAY, wish="h1", granted=True))
    with refused("hearing-not-held"):
        decide(agreed, LATER, ASKED)


@pytest.mark.parametrize("kind", ["hurry", "withdraw"])
def test_other_wishes_keep_no_decision(kind):
    assert decide(TOLD, LATER, wish(kind)).granted


def test_whom_nobody_told_is_told_later_and_has_his_own_five_days():
    again = after(TOLD, tell(TOLD, today=FRIDAY, to=("李四", "王五")))
    assert (again.hearing_told, set(again.hearing_told_to)) == (FRIDAY, {"李四", "王五"})
    with refused("hearing-may-be-asked"):
        decide(again, LATER)
    assert decide(again, working_day(10)).granted
    with refused("hearing-already-told"):
        tell(again, to=("王五",))


def test_who_was_heard_need_not_be_heard_again_because_another_is_told():
    stop = hearing_stop(TOLD, TUESDAY)
    heard = after(TOLD, stop, e.ClockResumed(on=WEDNESDAY, stop=1, result="笔录"))
    again = after(heard, tell(heard, today=FRIDAY, to=("王五",)))
    assert decide(again, working_day(10), ASKED).granted
    with refused("hearing-not-held"):
        decide(again, working_day(10), ASKED, replace(ASKED, key="h2", on=FRIDAY))


# -- whose it is, its record, its clocks --


def test_the_organ_that_decides_tells_of_it():
    felling = next(item for item in authored() if item.code == "lincai")
    reviewing = accepted(answers={"volume": Decimal(30), "over_provincial": True})
    with refused("not-deciding-organ"):
        tell(reviewing, felling)
    assert tell(after(reviewing, *forwarded(MONDAY)), felling).on == MONDAY


def hearing_stop(case, today):
    return review.stop_clock(
        case, LICENCE, procedure="hearing", told=wd(5), reason="听证", today=today, calendar=NO_HOLIDAYS
    )


def test_a_hearing_ends_with_its_record():
    case = after(TOLD, hearing_stop(TOLD, TUESDAY))
    with refused("record-missing"):
        review.resume_clock(case, LICENCE, stop=1, result="", today=FRIDAY)
    untold = after(READY, hearing_stop(READY, TUESDAY))
    assert review.resume_clock(untold, LICENCE, stop=1, result="", today=FRIDAY).on == FRIDAY


def test_who_is_late_still_hears_and_does_not_get_earlier_by_it():
    late = working_day(25)
    with refused("limit-passed"):
        hearing_stop(READY, late)
    told = after(READY, tell(today=working_day(19)))
    case = after(told, hearing_stop(told, late))
    held = after(case, review.resume_clock(case, LICENCE, stop=1, result="笔录", today=working_day(27)))
    assert decide(held, working_day(27), ASKED).granted
    assert clock.statutory(held, LICENCE, working_day(27), NO_HOLIDAYS).due == working_day(20)


def request(case=TOLD, today=FRIDAY):
    return hearing.request_clock(case, today, NO_HOLIDAYS)


def test_until_when_it_may_be_asked_for_is_a_clock_that_nobody_is_late_for():
    assert (request().due, request().ended, request(today=LATER).ended) == (LAST, None, LAST)
    assert not request(today=working_day(30)).late
    assert request(READY) is None
    withdrawn = after(TOLD, e.Withdrawn(on=TUESDAY))
    assert request(withdrawn).ended == TUESDAY


def holding(case=TOLD, today=FRIDAY, *facts):
    return hearing.holding_clock(case, LICENCE, facts, today, NO_HOLIDAYS)


def test_what_was_asked_for_is_held_within_twenty_days_of_the_first_asking():
    second = replace(ASKED, key="h2", on=WEDNESDAY)
    assert holding(TOLD, FRIDAY, second, ASKED).due == working_day(20)
    assert holding(TOLD, working_day(21), ASKED).late
    assert holding(TOLD, FRIDAY) is None
    assert holding(TOLD, FRIDAY, wish("hurry")) is None


def test_a_hearing_that_was_held_or_given_up_waits_no_longer():
    case = after(TOLD, hearing_stop(TOLD, TUESDAY), e.ClockResumed(on=FRIDAY, stop=1, result="笔录"))
    assert holding(case, working_day(40), ASKED).ended == FRIDAY
    given_up = after(TOLD, e.WishAnswered(on=TUESDAY, wish="h1", granted=False, reason="书面放弃"))
    assert holding(given_up, FRIDAY, ASKED) is None
