"""Ends without a decision (撤回、终止), and wishes of those who do not hold the case."""

from datetime import date

from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.facts import ORDER, WISH, Fact
from yizhan.cases.rules.custody import was_handed_over
from yizhan.cases.rules.intake import must_be_undecided
from yizhan.cases.rules.materials import to_make_up
from yizhan.cases.state import DELETED, NOT_SUPPLEMENTED, OTHER, VOID, Case
from yizhan.catalogue.release import Release
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.refusals import Invalid, Refused

OUTCOMES = frozenset({VOID, DELETED, NOT_SUPPLEMENTED, OTHER})


def withdraw(case: Case, *, wish: Fact | None, reason: str, today: date) -> e.Withdrawn:
    """The applicant withdraws before the decision (撤回申请); a wish names where he said so.

    Raises Refused: wrong-wish, wish-answered.
    """
    must_be_undecided(case)
    if wish is not None:
        must_be_open(case, wish)
        if wish.cause != "withdraw":
            raise Refused("wrong-wish", wish=wish.cause)
    return e.Withdrawn(on=today, wish=wish.key if wish else "", reason=reason)


def terminate(case: Case, *, outcome: str, reason: str, today: date, calendar: Calendar) -> e.Terminated:
    """Handling ends without a decision (终止): outcome 2 void, 3 entry error, 5 not supplemented, 6 other.

    Raises Refused: nothing-outstanding, supply-running, reason-missing; Invalid: bad-outcome.
    """
    must_be_undecided(case)
    if outcome not in OUTCOMES:
        raise Invalid("bad-outcome", errors={"outcome": ["unknown"]})
    if outcome == NOT_SUPPLEMENTED and case.state != "correction-requested" and not case.outstanding_pledge:
        raise Refused("nothing-outstanding")
    if outcome == NOT_SUPPLEMENTED:
        _supply_is_over(case, today, calendar)
    if not reason:
        raise Refused("reason-missing")
    return e.Terminated(on=today, outcome=outcome, reason=reason)


def _supply_is_over(case: Case, today: date, calendar: Calendar) -> None:
    asked = case.state == "correction-requested"
    last = clock.reply_due(case, calendar) if asked else clock.supply_due(case, calendar)
    if last is not None and today <= last:
        raise Refused("supply-running", until=last)


def close(case: Case, release: Release, *, originals_out: int, today: date) -> e.Closed:
    """The file is complete (结案归档): delivered or ended otherwise, an urgent matter made up for, and every paper
    original of the citizen's is back with him or the reason is recorded why not.

    This is the one end that our custody of paper blocks. Decision, delivery, withdrawal and termination are the
    citizen's right or the law's, and never wait for it.

    Raises Refused: not-finished, not-made-up, originals-out, already-closed.
    """
    if case.closed is not None:
        raise Refused("already-closed", on=case.closed)
    if case.delivered is None and case.ended is None:
        raise Refused("not-finished")
    if to_make_up(case, release):
        raise Refused("not-made-up")
    if originals_out:
        raise Refused("originals-out", count=originals_out)
    return e.Closed(on=today)


def decline_wish(case: Case, *, wish: Fact, reason: str, today: date) -> e.WishAnswered:
    """A wish is declined with a reason. A recall must be granted while the receiver has not begun.

    An order of a higher authority is carried out, not declined.
    Raises Refused: wrong-wish, wish-answered, order-stands, recall-must-be-granted, reason-missing.
    """
    must_be_open(case, wish)
    if wish.cause == ORDER:
        raise Refused("order-stands")
    if wish.cause == "recall" and case.leg.opened is None and was_handed_over(case) and case.is_open:
        raise Refused("recall-must-be-granted")
    if not reason:
        raise Refused("reason-missing")
    return e.WishAnswered(on=today, wish=wish.key, granted=False, reason=reason)


def grant_wish(case: Case, *, wish: Fact, today: date) -> e.WishAnswered:
    """A wish is granted beside what the holder does for it; a withdrawal is granted by `withdraw` alone,
    an order by `amend`.

    Raises Refused: wrong-wish, wish-answered.
    """
    must_be_open(case, wish)
    if wish.cause in {"withdraw", ORDER}:
        raise Refused("wrong-wish", wish=wish.cause)
    return e.WishAnswered(on=today, wish=wish.key, granted=True)


def must_be_open(case: Case, wish: Fact) -> None:
    """It is a wish, and it waits for an answer. Raises Refused: wrong-wish, wish-answered."""
    if wish.kind != WISH:
        raise Refused("wrong-wish", wish=wish.kind)
    if wish.key in case.wishes_answered:
        raise Refused("wish-answered")
