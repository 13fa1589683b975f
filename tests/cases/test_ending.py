"""Ends without a decision, and wishes of those who do not hold the case."""

from datetime import timedelta

import pytest

from tests.cases.given import (
    FRIDAY,
    MONDAY,
    NO_HOLIDAYS,
    TUESDAY,
    accepted,
    after,
    decided,
    forwarded,
    given,
    opened,
    received,
    refused,
    visit,
    wanted,
    wd,
    wish,
)
from yizhan.cases import events as e
from yizhan.cases.rules import ending
from yizhan.cases.state import DELETED, GRANTED, NOT_SUPPLEMENTED, OTHER, VOID

LATER = FRIDAY + timedelta(days=7)
OPEN = [given(opened()), received(), accepted(), accepted(*forwarded(TUESDAY))]


def withdraw(case, said=None):
    return ending.withdraw(case, wish=said, reason="不再申请", today=FRIDAY)


def terminate(case, outcome=OTHER, reason="申请人死亡", today=FRIDAY):
    return ending.terminate(case, outcome=outcome, reason=reason, today=today, calendar=NO_HOLIDAYS)


@pytest.mark.parametrize("case", OPEN)
def test_the_applicant_may_withdraw_until_the_decision(case):
    ended = after(case, withdraw(case))
    assert (ended.state, ended.ended, ended.leg.closed) == ("withdrawn", FRIDAY, FRIDAY)


def test_after_the_decision_nothing_is_withdrawn():
    with refused("already-decided"):
        withdraw(accepted(decided()))


def test_what_ended_is_not_withdrawn():
    with refused("ended"):
        withdraw(accepted(e.Withdrawn(on=TUESDAY)))


def test_a_withdrawal_answers_the_wish_in_which_it_was_said():
    ended = after(accepted(), withdraw(accepted(), wish("withdraw")))
    assert ended.wishes_answered == {"w1"}


def test_a_wish_of_another_kind_is_no_withdrawal():
    with refused("wrong-wish"):
        withdraw(accepted(), wish("hurry"))


def test_a_wish_that_was_answered_is_not_answered_again():
    case = accepted(e.WishAnswered(on=MONDAY, wish="w1", granted=False))
    with refused("wish-answered"):
        withdraw(case, wish("withdraw"))


@pytest.mark.parametrize("case", OPEN)
@pytest.mark.parametrize("outcome", [VOID, DELETED, OTHER])
def test_handling_may_end_without_a_decision(case, outcome):
    ended = after(case, terminate(case, outcome))
    assert (ended.state, ended.leg.outcome) == ("terminated", outcome)


@pytest.mark.parametrize("outcome", [GRANTED, "1", "4", "7", ""])
def test_an_end_without_a_decision_is_no_decision(outcome):
    with refused("bad-outcome"):
        terminate(accepted(), outcome)


def test_the_reason_is_given():
    with refused("reason-missing"):
        terminate(accepted(), reason="")


def test_not_supplemented_is_only_what_was_to_be_supplemented():
    with refused("nothing-outstanding"):
        terminate(accepted(), NOT_SUPPLEMENTED)


@pytest.mark.parametrize(
    "case",
    [
        after(received("application"), e.CorrectionRequested(on=MONDAY, wanted=wanted("tenure"))),
        after(received("application"), e.AcceptedWithPledge(on=MONDAY, lacking=wanted("tenure"), supply=wd(5))),
    ],
)
def test_a_correction_or_a_pledge_may_end_as_not_supplemented(case):
    assert after(case, terminate(case, NOT_SUPPLEMENTED, today=LATER)).leg.outcome == NOT_SUPPLEMENTED


@pytest.mark.parametrize(
    "asked",
    [
        e.CorrectionRequested(on=MONDAY, wanted=wanted("tenure"), reply=wd(4)),
        e.AcceptedWithPledge(on=MONDAY, lacking=wanted("tenure"), supply=wd(4)),
    ],
)
def test_while_the_time_to_supply_runs_nothing_ends_as_not_supplemented(asked):
    case = after(received("application"), asked)
    with refused("supply-running"):
        terminate(case, NOT_SUPPLEMENTED, today=FRIDAY)
    assert terminate(case, NOT_SUPPLEMENTED, today=LATER).outcome == NOT_SUPPLEMENTED


def test_after_the_decision_nothing_is_terminated():
    with refused("already-decided"):
        terminate(accepted(decided()))


# -- wishes (请求) --


def decline(case, said, reason="已在办理"):
    return ending.decline_wish(case, wish=said, reason=reason, today=FRIDAY)


@pytest.mark.parametrize("kind", ["withdraw", "hurry"])
def test_a_wish_is_declined_with_a_reason(kind):
    assert not decline(accepted(), wish(kind)).granted


def test_without_a_reason_nothing_is_declined():
    with refused("reason-missing"):
        decline(accepted(), wish("hurry"), reason="")


def test_a_wish_is_declined_once():
    with refused("wish-answered"):
        decline(after(accepted(), decline(accepted(), wish("hurry"))), wish("hurry"))


def test_what_is_no_wish_is_not_answered():
    with refused("wrong-wish"):
        decline(accepted(), visit("v1", MONDAY))


def test_a_recall_must_be_granted_while_nobody_has_begun():
    with refused("recall-must-be-granted"):
        decline(accepted(*forwarded(TUESDAY)), wish("recall"))


def test_once_an_officer_has_begun_a_recall_may_be_declined():
    case = accepted(*forwarded(TUESDAY), e.Received(on=FRIDAY))
    assert decline(case, wish("recall")).wish == "w1"


def test_a_recall_of_what_was_never_handed_over_may_be_declined():
    assert decline(accepted(), wish("recall")).wish == "w1"


@pytest.mark.parametrize("kind", ["recall", "hurry"])
def test_a_wish_is_granted(kind):
    assert ending.grant_wish(accepted(), wish=wish(kind), today=FRIDAY).granted


def test_a_withdrawal_is_granted_by_withdrawing_alone():
    with refused("wrong-wish"):
        ending.grant_wish(accepted(), wish=wish("withdraw"), today=FRIDAY)


def test_a_wish_is_granted_once():
    with refused("wish-answered"):
        ending.grant_wish(
            accepted(e.WishAnswered(on=MONDAY, wish="w1", granted=True)), wish=wish("hurry"), today=FRIDAY
        )
