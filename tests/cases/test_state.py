"""The state of a case: history folded in one place."""

from dataclasses import replace

import pytest

from tests.cases.given import (
    COUNTY,
    FRIDAY,
    MONDAY,
    NUMBER,
    STATION,
    THURSDAY,
    TOWNSHIP,
    TUESDAY,
    WEDNESDAY,
    accepted,
    after,
    asked,
    day,
    decided,
    forwarded,
    given,
    opened,
    papers,
    passed_on,
    received,
    returned,
    submitted,
    taken,
    wanted,
    wd,
)
from yizhan.cases import events as e
from yizhan.cases.state import DONE_STATES, ENDED_STATES, HANDLING_STATES, OPEN_STATES, initial
from yizhan.journal.events import Erased


def test_before_its_first_entry_a_case_has_a_number_and_nothing_else():
    case = initial(f"case:{NUMBER}")
    assert (case.number, case.legs, case.holder) == (NUMBER, (), "")


def test_who_opens_it_holds_it():
    case = given(opened())
    assert (case.state, case.holder, case.leg.organ, case.leg.number) == ("opened", TOWNSHIP, TOWNSHIP, NUMBER)


def test_it_lives_under_the_release_of_the_day_of_receipt():
    case = received()
    assert (case.release, case.received, case.leg.received) == (3, MONDAY, MONDAY)


@pytest.mark.parametrize("event", [e.Accepted(on=TUESDAY), e.DeemedAccepted(on=MONDAY, article="x")])
def test_acceptance_starts_the_first_leg(event):
    case = after(received(), event)
    assert (case.state, case.accepted, case.leg.accepted) == ("accepted", event.on, event.on)
    assert case.deemed_accepted == isinstance(event, e.DeemedAccepted)


def test_later_papers_stand_in_place_of_earlier_ones():
    better = replace(papers("application")[0], copies=2)
    case = after(received("application"), e.Corrected(on=TUESDAY, materials=(better,)))
    assert case.materials["application"].copies == 2


def test_a_fact_that_was_taken_over_is_remembered():
    case = after(
        received(), e.Corrected(on=TUESDAY, fact="a"), e.CorrectedOnTheSpot(on=TUESDAY, fact="b"),
        e.Corrected(on=TUESDAY),
    )  # fmt: skip
    assert case.facts_taken == {"a", "b"}


def test_the_first_step_begins_the_review():
    assert accepted(*taken("survey")).state == "under-review"


def test_two_publicities_are_kept_apart():
    first = e.Publicised(on=MONDAY, step="a", minimum=wd(1), stops_clock=True)
    case = accepted(first, *taken("a", on=WEDNESDAY), replace(first, on=THURSDAY, step="b"))
    assert case.publicity is not None
    assert case.publicity.step == "b"
    assert case.publicity_ended == {0: WEDNESDAY}


def test_the_holder_changes_with_the_hand_over_alone():
    event, hand_over = forwarded(TUESDAY)
    assert accepted(event).holder == TOWNSHIP
    assert accepted(event, hand_over).holder == COUNTY


def test_the_leg_in_hand_is_the_open_one():
    assert accepted(*forwarded(TUESDAY)).leg.organ == COUNTY
    assert accepted(*forwarded(TUESDAY), *returned(WEDNESDAY)).leg.organ == TOWNSHIP
    assert accepted(*passed_on(TUESDAY)).leg.organ == TOWNSHIP


def test_of_closed_legs_the_one_that_closed_last_is_in_hand():
    case = accepted(*forwarded(TUESDAY), *returned(WEDNESDAY), decided(FRIDAY))
    assert [leg.closed for leg in case.legs] == [FRIDAY, WEDNESDAY]
    assert case.leg.organ == TOWNSHIP


def test_of_legs_that_closed_on_one_day_the_later_one_is_in_hand():
    assert accepted(*forwarded(TUESDAY), decided(TUESDAY)).leg.organ == COUNTY


def test_passing_on_leaves_the_leg_unopened_again():
    case = accepted(*passed_on(TUESDAY), e.Received(on=TUESDAY), *returned(WEDNESDAY))
    assert (case.holder, case.leg.opened) == (TOWNSHIP, None)
    assert accepted(*passed_on(TUESDAY)).holder == STATION


def test_an_answer_closes_its_own_question():
    case = accepted(asked(MONDAY), asked(MONDAY, consult=2), e.ConsultAnswered(on=TUESDAY, consult=2, agrees=False))
    assert [(each.answered, each.agrees) for each in case.consults] == [(None, None), (TUESDAY, False)]


def test_a_deemed_decision_is_a_grant_without_a_number():
    case = accepted(e.DeemedDecided(on=TUESDAY, deems="granted", article="x"))
    assert (case.state, case.decision.granted, case.decision.number, case.leg.outcome) == ("decided", True, "", "0")


def test_the_way_to_the_citizen():
    case = accepted(decided(TUESDAY), e.Certified(on=WEDNESDAY, name="证", number="1"))
    served = after(case, e.Delivered(on=THURSDAY, mode="direct", fact="at:1"))
    assert [case.state, served.state, served.delivered] == ["certified", "delivered", THURSDAY]
    assert served.facts_taken == {"at:1"}


@pytest.mark.parametrize(
    ("event", "state", "outcome"),
    [
        (e.Withdrawn(on=FRIDAY, wish="w1"), "withdrawn", "6"),
        (e.Terminated(on=FRIDAY, outcome="3"), "terminated", "3"),
        (e.DeemedEnded(on=FRIDAY, deems="abandoned", outcome="5", article="x"), "abandoned", "5"),
        (e.DeemedEnded(on=FRIDAY, deems="returned", outcome="5", article="x"), "returned", "5"),
    ],
)
def test_each_end_has_its_state_and_outcome(event, state, outcome):
    case = accepted(event)
    assert (case.state, case.ended, case.leg.closed, case.leg.outcome) == (state, FRIDAY, FRIDAY, outcome)
    assert not case.is_open


def test_a_withdrawal_answers_its_wish():
    assert accepted(e.Withdrawn(on=FRIDAY, wish="w1")).wishes_answered == {"w1"}
    assert accepted(e.Withdrawn(on=FRIDAY)).wishes_answered == frozenset()


def test_nothing_that_was_not_decided_is_amended():
    with pytest.raises(TypeError):
        accepted(e.Amended(on=FRIDAY, granted=True, number="2", by_higher=False))


def test_each_amendment_names_what_it_replaced():
    case = accepted(
        decided(TUESDAY), e.Amended(on=FRIDAY, granted=False, number="2", by_higher=False),
        e.Amended(on=day(10), granted=True, number="3", by_higher=True, valid_until=day(99)),
    )  # fmt: skip
    assert (case.decision.number, case.decision.superseded) == ("3", ("决〔2026〕1号", "2"))
    assert case.decision.valid_until == day(99)


def test_a_refusal_by_amendment_is_no_longer_valid_until():
    case = accepted(
        decided(TUESDAY, valid_until=day(99)), e.Amended(on=FRIDAY, granted=False, number="2", by_higher=False)
    )
    assert case.decision.valid_until is None


def test_notices_are_kept_in_their_order():
    case = after(received(), e.Accepted(on=MONDAY, notice="N1"), *taken("survey"), decided(notice="N2"))
    assert case.notices == ("N1", "N2")


def test_other_systems_numbers_stand_beside_ours():
    case = accepted(
        e.Numbered(on=MONDAY, system="provincial", number="P1"), e.Numbered(on=MONDAY, system="line", number="L1")
    )
    assert case.numbers == {"provincial": "P1", "line": "L1"}


def test_an_erased_case_says_so():
    assert accepted(Erased(ground="期满", first_person="a", second_person="b")).erased


def test_a_case_does_not_know_other_events():
    with pytest.raises(TypeError):
        given(opened(), object())


def test_every_state_is_of_one_sort():
    assert not OPEN_STATES & DONE_STATES
    assert not (OPEN_STATES | DONE_STATES) & ENDED_STATES
    assert HANDLING_STATES < OPEN_STATES


def test_a_pledge_is_outstanding_until_it_is_supplied():
    pledged = after(received("application"), e.AcceptedWithPledge(on=MONDAY, lacking=wanted("tenure"), supply=wd(5)))
    assert pledged.outstanding_pledge
    assert not after(pledged, e.Supplemented(on=TUESDAY)).outstanding_pledge
    assert not given(opened(), submitted("application")).outstanding_pledge
