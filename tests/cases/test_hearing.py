"""The right to a hearing: Licensing Law arts. 45, 47."""

from datetime import date

import pytest

from tests.cases.given import (
    FRIDAY,
    MONDAY,
    NEXT_MONDAY,
    NO_HOLIDAYS,
    TUESDAY,
    accepted,
    after,
    benefit,
    licence,
    received,
    refused,
    taken,
    wd,
    wish,
)
from yizhan.cases import events as e
from yizhan.cases.rules import decision, hearing, review, satellites
from yizhan.cases.state import Case

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
    held = after(TOLD, stop, review.resume_clock(after(TOLD, stop), stop=1, result="已举行", today=FRIDAY))
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
