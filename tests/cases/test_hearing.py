"""The right to a hearing: Licensing Law arts. 45, 47."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.cases.given import (
    FRIDAY,
    MONDAY,
    NATIONAL,
    NEXT_MONDAY,
    NO_HOLIDAYS,
    TUESDAY,
    WEDNESDAY,
    accepted,
    after,
    benefit,
    days,
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


DAY = working_day(8)  # the eighth working day after the Monday on which it is set: seven lie between


def set_(case=TOLD, day=DAY, today=MONDAY, beside=(), **where):
    told = {"time": "09:30", "place": "会议室", "host": "王主持"} | where
    return hearing.set_hearing(case, day=day, today=today, calendar=NO_HOLIDAYS, beside=beside, **told)


def hold(case, today=DAY, record="双方陈述意见"):
    return hearing.hold_hearing(case, record=record, today=today)


def set_and_held(case=TOLD, day=DAY, today=MONDAY):
    """The case after a hearing that was set and held, the clock standing meanwhile."""
    event = set_(case, day=day, today=today)
    stop = hearing.stop_for(case, LICENCE, event)
    case = after(case, event, *([stop] if stop else []))
    done = after(case, hold(case, today=day))
    standing = hearing.standing_stop(done, LICENCE)
    return after(done, e.ClockResumed(on=day, stop=standing)) if standing else done


def test_what_was_asked_for_is_held_first_and_its_time_does_not_count():
    with refused("hearing-not-held"):
        decide(TOLD, LATER, ASKED)
    case = set_and_held()
    assert decide(case, DAY, ASKED).granted
    assert clock.statutory(case, LICENCE, DAY, NO_HOLIDAYS).due > working_day(20)


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
    heard = set_and_held()
    again = after(heard, tell(heard, today=working_day(9), to=("王五",)))
    assert decide(again, working_day(15), ASKED).granted
    with refused("hearing-not-held"):
        decide(again, working_day(15), ASKED, replace(ASKED, key="h2", on=working_day(9)))


# -- whose it is, its record, its clocks --


def test_the_organ_that_decides_tells_of_it():
    felling = next(item for item in authored() if item.code == "lincai")
    reviewing = accepted(answers={"volume": Decimal(30), "over_provincial": True})
    with refused("not-deciding-organ"):
        tell(reviewing, felling)
    assert tell(after(reviewing, *forwarded(MONDAY)), felling).on == MONDAY


def test_who_is_late_still_hears_and_does_not_get_earlier_by_it():
    told = after(READY, tell(today=working_day(19)))
    held = set_and_held(told, day=working_day(29), today=working_day(21))
    assert decide(held, working_day(29), ASKED).granted
    assert clock.statutory(held, LICENCE, working_day(29), NO_HOLIDAYS).due == working_day(20)


# -- when and where (听证通知, art. 48) --


def test_time_and_place_are_told_seven_days_before_it_is_held():
    with refused("hearing-too-soon") as caught:
        set_(day=working_day(7))
    assert caught.value.facts["earliest"] == DAY
    assert set_().day == DAY


def test_the_seven_days_are_working_days():
    assert hearing.earliest(date(2026, 2, 13), NATIONAL) == date(2026, 3, 3)  # a Friday before nine days of festival


@pytest.mark.parametrize(("lacking", "code"), [("place", "place-missing"), ("host", "host-missing")])
def test_it_is_told_where_and_who_presides(lacking, code):
    with refused(code):
        set_(**{lacking: ""})


def test_what_was_asked_for_is_set_within_twenty_days_of_the_asking():
    assert set_(day=working_day(20), beside=(ASKED,)).day == working_day(20)
    with refused("hearing-after-its-limit"):
        set_(day=working_day(21), beside=(ASKED,))


def test_who_is_late_with_it_holds_it_as_soon_as_he_may():
    assert set_(day=working_day(24), today=working_day(16), beside=(ASKED,)).day == working_day(24)
    with refused("hearing-after-its-limit"):
        set_(day=working_day(25), today=working_day(16), beside=(ASKED,))


def test_nothing_is_set_of_which_nobody_was_told_nor_twice():
    with refused("hearing-not-told"):
        set_(READY)
    with refused("hearing-already-held"):
        set_(set_and_held(), today=working_day(9), day=working_day(20))


def test_what_is_put_off_is_told_anew_and_stops_the_clock_once():
    first = set_()
    stop = hearing.stop_for(TOLD, LICENCE, first)
    case = after(TOLD, first, stop)
    later = set_(case, day=working_day(10), today=TUESDAY)
    assert (stop.told, hearing.stop_for(case, LICENCE, later)) == (days(10), None)
    with refused("hearing-not-yet"):
        hold(after(case, later), today=DAY)


def test_the_clock_of_what_no_law_stops_runs_on():
    runs = licence(special_procedures=[{"code": "h", "name": "听证", "kind": "hearing", "stops_clock": False}])
    assert hearing.stop_for(TOLD, runs, set_()) is None
    assert hearing.stop_for(TOLD, licence(special_procedures=[]), set_()).procedure == "hearing"


def test_it_ends_with_its_record_and_not_before_its_day():
    case = after(TOLD, set_())
    with refused("hearing-not-yet"):
        hold(case, today=FRIDAY)
    with refused("record-missing"):
        hold(case, record="")
    with refused("hearing-not-set"):
        hold(TOLD)
    with refused("hearing-not-set"):
        hold(set_and_held())


def stop_by_hand(case, today=TUESDAY):
    return review.stop_clock(
        case, LICENCE, procedure="hearing", told=wd(5), reason="听证", today=today, calendar=NO_HOLIDAYS
    )


def test_what_was_told_of_is_set_with_its_notice_and_not_stopped_by_hand():
    assert stop_by_hand(READY).procedure == "hearing"
    with refused("hearing-to-be-set"):
        stop_by_hand(TOLD)


def test_a_hearing_that_is_not_held_ends_its_stop_with_the_reason_and_counts_for_none():
    event = set_()
    case = after(TOLD, event, hearing.stop_for(TOLD, LICENCE, event))
    with refused("reason-missing"):
        review.resume_clock(case, LICENCE, stop=1, result="", today=FRIDAY)
    ended = after(case, review.resume_clock(case, LICENCE, stop=1, result="主持人生病", today=FRIDAY))
    with refused("hearing-not-held"):
        decide(ended, DAY, ASKED)


# -- when it must be told of (听证事由, arts. 46, 47) --

DISPUTED = {
    "code": "tenure", "ground": "others_interests", "text": "林权有争议", "article": "第四十七条",
    "when": {"design": True},
}  # fmt: skip
BY_LAW = {"code": "law", "ground": "statutory", "text": "法律规定应当听证", "article": "第四十六条"}
TOUCHING = accepted(*taken("survey", "review"), answers={"design": True})


def decide_by(release, case=TOUCHING, today=MONDAY, granted=True, beside=()):
    return decision.decide(
        case, release, granted=granted, number="决1", content="", reason="理由", valid_until=None, delegated="",
        today=today, calendar=NO_HOLIDAYS, beside=beside,
    )  # fmt: skip


@pytest.mark.parametrize("granted", [True, False])
def test_what_touches_others_is_decided_only_after_they_were_told(granted):
    item = licence(hearings=[DISPUTED])
    with refused("hearing-to-be-told") as caught:
        decide_by(item, granted=granted)
    assert caught.value.facts == {"ground": "林权有争议", "article": "第四十七条"}
    told = after(TOUCHING, tell(TOUCHING, item))
    assert decide_by(item, told, LATER, granted=granted).granted is granted


def test_what_touches_nobody_is_decided_at_once():
    assert decide_by(licence(hearings=[DISPUTED]), READY).granted
    assert decide_by(licence(hearings=[DISPUTED]), accepted(*taken("survey", "review"), answers={})).granted


def test_an_item_may_want_it_told_before_a_refusal_alone():
    item = licence(hearings=[{**DISPUTED, "ground": "listed", "before": ["refusal"]}])
    assert decide_by(item).granted
    with refused("hearing-to-be-told"):
        decide_by(item, granted=False)


def test_what_a_law_wants_heard_is_held_though_nobody_asks():
    item = licence(hearings=[BY_LAW])
    told = after(READY, tell(release=item))
    with refused("hearing-to-be-held"):
        decide_by(item, told, LATER)
    assert decide_by(item, set_and_held(), DAY).granted


# -- a grant that is put right (纠正, art. 69) --

GRANTED = after(TOUCHING, e.Decided(on=TUESDAY, granted=True, number="决1"))


def amend(case=GRANTED, *, item=None, granted=False, today=WEDNESDAY, beside=()):
    return decision.amend(
        case, item or licence(hearings=[DISPUTED]), granted=granted, number="决2", content="", reason="理由",
        ground="复查有误", organ=case.decision.organ, higher=False, today=today, calendar=NO_HOLIDAYS, beside=beside,
    )  # fmt: skip


def test_a_grant_turned_into_a_refusal_asks_for_the_hearing_of_a_refusal():
    with refused("hearing-to-be-told"):
        amend()
    told = after(GRANTED, tell(GRANTED, today=WEDNESDAY))
    with refused("hearing-may-be-asked"):
        amend(told, today=FRIDAY)
    assert not amend(told, today=working_day(8)).granted


def test_what_was_told_before_the_grant_was_told_of_the_grant():
    told_first = after(TOUCHING, tell(TOUCHING), e.Decided(on=LATER, granted=True, number="决1"))
    with refused("hearing-to-be-told"):
        amend(told_first, today=LATER)


def test_a_grant_that_stays_a_grant_asks_for_none():
    assert amend(granted=True).granted
    assert not amend(item=licence()).granted


def test_before_a_grant_is_taken_back_a_hearing_is_asked_for_and_held():
    told = after(GRANTED, tell(GRANTED, today=WEDNESDAY))
    ask(told, FRIDAY)
    asking = replace(ASKED, on=FRIDAY)
    with refused("hearing-not-held"):
        amend(told, today=working_day(9), beside=(asking,))
    held = set_and_held(told, day=working_day(12), today=FRIDAY)
    assert not amend(held, today=working_day(12), beside=(asking,)).granted
    with refused("hearing-not-told"):
        ask(GRANTED, FRIDAY)


# -- its clocks --


def request(case=TOLD, today=FRIDAY):
    return hearing.request_clock(case, today, NO_HOLIDAYS)


def test_until_when_it_may_be_asked_for_is_a_clock_that_nobody_is_late_for():
    assert (request().due, request().ended, request(today=LATER).ended) == (LAST, None, LAST)
    assert not request(today=working_day(30)).late
    assert request(READY) is None
    withdrawn = after(TOLD, e.Withdrawn(on=TUESDAY))
    assert request(withdrawn).ended == TUESDAY


def holding(case=TOLD, today=FRIDAY, *facts):
    return hearing.holding_clock(case, facts, today, NO_HOLIDAYS)


def test_what_was_asked_for_is_held_within_twenty_days_of_the_first_asking():
    second = replace(ASKED, key="h2", on=WEDNESDAY)
    assert holding(TOLD, FRIDAY, second, ASKED).due == working_day(20)
    assert holding(TOLD, working_day(21), ASKED).late
    assert holding(TOLD, FRIDAY) is None
    assert holding(TOLD, FRIDAY, wish("hurry")) is None


def test_a_hearing_that_was_held_or_given_up_waits_no_longer():
    assert holding(set_and_held(), working_day(40), ASKED).ended == DAY
    given_up = after(TOLD, e.WishAnswered(on=TUESDAY, wish="h1", granted=False, reason="书面放弃"))
    assert holding(given_up, FRIDAY, ASKED) is None


def test_the_clocks_of_a_grant_to_be_taken_back_run_after_it():
    told = after(GRANTED, tell(GRANTED, today=WEDNESDAY))
    assert request(told, FRIDAY).ended is None
    assert holding(told, FRIDAY, replace(ASKED, on=FRIDAY)).ended is None
    assert request(after(TOLD, e.Decided(on=LATER, granted=True, number="1")), working_day(30)).ended == LAST
