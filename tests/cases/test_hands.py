"""In whose hands a case is (M13, C18): taken, laid down, and everything of one person taken over in one act."""

from datetime import timedelta

import pytest

from tests.support.matters import CLERK, COUNTY_REVIEWER, REVIEWER, STRANGER, Matter
from tests.support.worlds import MONDAY, by, world  # noqa: F401
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import hands, intake
from yizhan.cases.models import CaseTaken
from yizhan.cases.queries import count_in_hands, hands_of, in_hands_of, taken_by
from yizhan.journal.replay import rebuild
from yizhan.kernel.refusals import Forbidden, NotFound, Refused
from yizhan.people import actions as people

ORGAN, OTHER_CLERK, MANAGER = "522601100000-government", "t522601100-clerk-b", "t522601100-manager"


def at(minutes, who):
    return by(who, MONDAY + timedelta(minutes=minutes))


def taken(count=3):
    numbers = [Matter().received().number for _ in range(count)]
    for number in numbers:
        hands.take_case(act=at(1, CLERK), number=number)
    return numbers


def test_everything_on_one_desk_is_taken_over_in_one_act_with_the_reason_kept(world):
    numbers = taken()
    count = hands.take_over(act=at(2, OTHER_CLERK), organ=ORGAN, taker=CLERK, to=OTHER_CLERK, reason="请病假")
    assert count == 3
    assert hands_of(ORGAN) == [(OTHER_CLERK, 3)]
    assert (count_in_hands(CLERK), count_in_hands(OTHER_CLERK)) == (0, 3)
    reasons = CaseTaken.objects.filter(cause="take-over").values_list("case", "account", "reason").order_by("case")
    assert list(reasons) == [(number, OTHER_CLERK, "请病假") for number in sorted(numbers)]
    rebuild()
    assert hands_of(ORGAN) == [(OTHER_CLERK, 3)]


def test_taking_in_hand_makes_no_form_stale(world):
    (number,) = taken(1)
    intake.accept_case(act=by(CLERK, MONDAY, seen=2), number=number)
    assert case_of_the_node(number, today=MONDAY.date()).case.state == "accepted"


def test_what_a_colleague_has_in_hand_is_taken_over_with_a_reason_only(world):
    (number,) = taken(1)
    with pytest.raises(Refused, match="taken-by-another"):
        hands.take_case(act=at(2, OTHER_CLERK), number=number)
    with pytest.raises(Refused, match="reason-missing"):
        hands.take_over(act=at(2, OTHER_CLERK), organ=ORGAN, taker=CLERK, to=OTHER_CLERK, reason=" ")
    assert taken_by(number) == CLERK


def test_laid_down_it_is_nobodys_and_anybody_may_take_it(world):
    (number,) = taken(1)
    with pytest.raises(Refused, match="not-in-your-hands"):
        hands.release_case(act=at(2, OTHER_CLERK), number=number)
    hands.release_case(act=at(2, CLERK), number=number)
    assert taken_by(number) == ""
    hands.take_case(act=at(3, OTHER_CLERK), number=number)
    assert taken_by(number) == OTHER_CLERK


def test_the_manager_gives_to_a_colleague_and_a_colleague_to_himself_alone(world):
    taken(1)
    with pytest.raises(Forbidden):
        hands.take_over(act=at(2, OTHER_CLERK), organ=ORGAN, taker=CLERK, to=REVIEWER, reason="请病假")
    with pytest.raises(Refused, match="no-colleague"):
        hands.take_over(act=at(2, MANAGER), organ=ORGAN, taker=CLERK, to=STRANGER, reason="请病假")
    assert hands.take_over(act=at(2, MANAGER), organ=ORGAN, taker=CLERK, to=REVIEWER, reason="请病假") == 1


def test_another_organ_takes_nothing_over(world):
    (number,) = taken(1)
    for who in (STRANGER, COUNTY_REVIEWER):
        with pytest.raises(Forbidden):
            hands.take_over(act=at(2, who), organ=ORGAN, taker=CLERK, to=who, reason="请病假")
    with pytest.raises(NotFound):
        hands.take_case(act=at(2, STRANGER), number=number)


def test_an_empty_desk_and_ones_own_are_refused(world):
    with pytest.raises(Refused, match="nothing-in-hand"):
        hands.take_over(act=at(2, OTHER_CLERK), organ=ORGAN, taker=CLERK, to=OTHER_CLERK, reason="请病假")
    with pytest.raises(Refused, match="own-hands"):
        hands.take_over(act=at(2, CLERK), organ=ORGAN, taker=CLERK, to=CLERK, reason="请病假")


def test_what_went_up_to_another_organ_is_in_nobodys_hands_here(world):
    matter = Matter().received().accepted().reviewed().wait(10)
    hands.take_case(act=matter.act(CLERK), number=matter.number)
    assert [row.number for row in in_hands_of(CLERK, ORGAN)] == [matter.number]
    matter.forwarded()
    assert count_in_hands(CLERK) == 0


def test_nobody_leaves_his_post_with_cases_in_hand(world):
    taken(2)
    with pytest.raises(Refused, match="work-in-hand") as refused:
        people.leave(act=at(2, MANAGER), account=CLERK, on=MONDAY.date())
    assert refused.value.facts["count"] == 2
    hands.take_over(act=at(3, OTHER_CLERK), organ=ORGAN, taker=CLERK, to=OTHER_CLERK, reason="调走")
    people.leave(act=at(4, MANAGER), account=CLERK, on=MONDAY.date())
