"""Whose interests a licence touches, found in review: Licensing Law arts. 36, 47."""

from datetime import date

import pytest

from tests.cases.given import (
    FRIDAY,
    MONDAY,
    NO_HOLIDAYS,
    TUESDAY,
    WEDNESDAY,
    ZHANG,
    accepted,
    after,
    benefit,
    forwarded,
    licence,
    received,
    refused,
    taken,
    wish,
    working_day,
)
from yizhan.cases import events as e
from yizhan.cases.rules import decision, hearing, interested, undoing
from yizhan.cases.state import evolve

LICENCE = licence()
READY = accepted(*taken("survey", "review"))
LI = e.Party(name="李四", address="平乐村二组")
OTHER_LI = e.Party(name="李四", address="平乐村五组")
WANG = e.Party(name="王五")


def find(case=READY, *people, release=LICENCE, interest="采伐地点在其水源上方", today=MONDAY):
    return interested.name_interested(case, release, people=people, interest=interest, today=today)


def tell(case, today=MONDAY, to=()):
    return hearing.tell_hearing(case, LICENCE, matter="拟准予采伐", to=to, today=today)


def decide(case, today, *beside, granted=True):
    return decision.decide(
        case, LICENCE, granted=granted, number="决1", content="准予", reason="理由", valid_until=None, delegated="",
        today=today, calendar=NO_HOLIDAYS, beside=beside,
    )  # fmt: skip


def hear(case, by="李四", statement="不同意", release=LICENCE):
    return interested.hear_statement(case, release, by=by, statement=statement, today=TUESDAY)


FOUND = after(READY, find(READY, LI))
TOLD = after(FOUND, tell(FOUND))


@pytest.mark.parametrize("granted", [True, False])
def test_who_was_found_in_review_is_told_before_anything_is_decided(granted):
    assert decide(READY, MONDAY, granted=granted).granted is granted
    with refused("hearing-to-be-told") as caught:
        decide(FOUND, MONDAY, granted=granted)
    assert caught.value.facts == {"ground": "采伐地点在其水源上方", "article": interested.ARTICLES}
    with refused("hearing-may-be-asked"):
        decide(TOLD, FRIDAY, granted=granted)
    assert decide(TOLD, working_day(6), granted=granted).granted is granted


def test_the_notice_goes_to_him_without_being_asked_and_to_whom_else_is_named():
    assert tell(FOUND).to == ("李四",)
    assert tell(FOUND, to=("赵六", "李四")).to == ("赵六", "李四")
    with refused("hearing-already-told"):
        tell(TOLD)


def test_what_he_asks_for_is_held_first():
    with refused("hearing-not-held"):
        decide(TOLD, working_day(6), wish("hearing", "h1"))


def test_who_is_found_after_the_others_were_told_has_his_own_five_days():
    later = after(TOLD, find(TOLD, WANG, today=FRIDAY))
    with refused("hearing-to-be-told"):
        decide(later, working_day(6))
    again = after(later, tell(later, today=working_day(6)))
    assert [each.told for each in again.touched] == [MONDAY, working_day(6)]
    with refused("hearing-may-be-asked"):
        decide(again, working_day(11))
    assert decide(again, working_day(12)).granted


def test_two_of_one_name_are_both_on_the_notice():
    both = after(READY, find(READY, LI, OTHER_LI))
    assert tell(both).to == ("李四", "李四")
    assert interested.untold(after(both, tell(both))) == ()


def test_another_of_the_same_name_is_another_person():
    both = after(TOLD, find(TOLD, OTHER_LI, today=TUESDAY))
    with refused("hearing-to-be-told"):
        decide(both, working_day(6))
    with refused("interested-already-named"):
        find(TOLD, LI)


@pytest.mark.parametrize(
    ("people", "interest", "code"),
    [((), "水源", "people-missing"), ((LI,), "", "interest-missing"), ((LI, LI), "水源", "interested-already-named")],
)
def test_it_is_said_who_and_which_interest(people, interest, code):
    with refused(code):
        find(READY, *people, interest=interest)


def test_only_in_review_and_only_of_what_knows_hearings():
    with refused("not-accepted"):
        find(received(), LI)
    with refused("no-hearing"):
        find(READY, LI, release=benefit())
    with refused("already-decided"):
        find(after(READY, e.Decided(on=TUESDAY, granted=True, number="决1")), LI)


def test_the_reviewing_organ_finds_and_the_deciding_one_tells():
    handed = after(FOUND, *forwarded(MONDAY))
    with refused("hearing-to-be-told"):
        decide(handed, TUESDAY)
    assert tell(handed, today=TUESDAY).to == ("李四",)


def test_of_a_decision_to_be_put_right_he_is_told_anew():
    granted = after(TOLD, e.Decided(on=working_day(6), granted=True, number="决1"))
    assert [each.who for each in interested.untold(granted)] == [LI]
    with refused("hearing-to-be-told"):
        decision.amend(
            granted, LICENCE, granted=False, number="决2", content="", reason="理由", ground="复查有误",
            organ=granted.decision.organ, higher=False, today=working_day(7), calendar=NO_HOLIDAYS,
        )  # fmt: skip
    assert tell(granted, today=working_day(7)).to == ("李四",)


def test_what_was_typed_by_mistake_is_taken_back():
    newest = undoing.Newest(no=4, kind="InterestedFound", account="t")
    back = after(FOUND, undoing.undo(FOUND, newest=newest, account="t", time_acted=False, today=MONDAY))
    assert back.touched == ()
    assert decide(back, MONDAY).granted


# -- what they say (陈述、申辩) --


def test_the_applicant_and_who_is_touched_are_heard():
    assert [each.heard for each in after(FOUND, hear(FOUND)).touched] == [TUESDAY]
    assert hear(READY, by=ZHANG.name).by == ZHANG.name
    assert hear(after(READY, e.HearingTold(on=MONDAY, to=("赵六",))), by="赵六").by == "赵六"


def test_nobody_else_is_and_nothing_empty():
    with refused("not-interested"):
        hear(READY)
    with refused("not-interested"):
        hear(READY, by="")
    with refused("statement-missing"):
        hear(FOUND, statement="")
    with refused("no-hearing"):
        hear(READY, by=ZHANG.name, release=benefit())
    with refused("not-accepted"):
        hear(received(), by=ZHANG.name)


# -- old entries --


def test_a_stream_of_before_reads_as_it_did():
    case = evolve(READY, e.HearingTold(on=date(2026, 3, 3), matter="拟准予", to=("李四",)))
    assert (case.touched, interested.untold(case)) == ((), ())
    assert decide(case, WEDNESDAY.replace(day=20)).granted


def test_who_has_not_the_key_sees_that_somebody_was_found_and_not_whom():
    assert evolve(READY, e.InterestedFound(on=MONDAY)).touched == ()
