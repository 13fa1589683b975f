"""Who has a case in hand (认领、放下、接手): facts beside the case, which make no form stale."""

from dataclasses import replace

from django.db import transaction

from yizhan.accounts.queries import colleagues
from yizhan.cases.access import case_known_to, case_once
from yizhan.cases.actions.writing import once, satellite
from yizhan.cases.hands import TAKE_OVER
from yizhan.cases.models import CaseTaken
from yizhan.cases.queries import AT_ONCE, in_hands_of, taken_by
from yizhan.journal.actions import record
from yizhan.kernel.acting import Act
from yizhan.kernel.identifiers import text
from yizhan.kernel.refusals import Forbidden, Refused
from yizhan.people.access import may_manage
from yizhan.places.queries import centre_of

LONGEST_TEXT = 2000
DESK = ("clerk", "reviewer", "approver")
TAKE, RELEASE = "take", "release"


@once
def take_case(*, act: Act, number: str) -> str:
    """Take a case of one's organ in hand (认领). Raises Forbidden, NotHolder; Refused: taken-by-another."""
    case_once(act, number, may="take")
    taker = taken_by(number)
    if taker not in {"", act.actor.account}:
        raise Refused("taken-by-another", taker=taker)
    if not taker:
        _write(act, number, taker=act.actor.account, organ=act.actor.organ, cause=TAKE)
    return number


@once
def release_case(*, act: Act, number: str) -> str:
    """Lay a case down again (放下): one's own, for whoever is free. Raises Forbidden; Refused: not-in-your-hands."""
    case_known_to(act, number, may="take")
    if taken_by(number) != act.actor.account:
        raise Refused("not-in-your-hands")
    _write(act, number, taker="", organ=act.actor.organ, cause=RELEASE)
    return number


@transaction.atomic
def take_over(*, act: Act, organ: str, taker: str, to: str, reason: str) -> int:
    """Everything on somebody's desk in one act (一次接手), with the reason; how many.

    By a colleague for himself, or by the manager of the place for a colleague; of more than two hundred cases the rest
    by a second act.

    Raises Forbidden; Refused: reason-missing, own-hands, no-colleague, nothing-in-hand.
    """
    _demand(act, organ, to)
    said = text(reason, LONGEST_TEXT)
    if not said:
        raise Refused("reason-missing")
    if taker == to:
        raise Refused("own-hands")
    if to not in {account for account, _ in colleagues(organ)}:
        raise Refused("no-colleague", taker=to)
    numbers = list(in_hands_of(taker, organ).values_list("number", flat=True)[:AT_ONCE])
    if not numbers:
        raise Refused("nothing-in-hand", taker=taker)
    for number in numbers:
        _write(act, number, taker=to, organ=organ, cause=TAKE_OVER, reason=said)
    return len(numbers)


def _demand(act: Act, organ: str, to: str) -> None:
    """A colleague takes over for himself; who manages the staff of the place may give to any of the organ's people."""
    actor = act.actor
    if (
        actor.organ == organ
        and to == actor.account
        and any(actor.has(role) for role in ("clerk", "reviewer", "approver"))
    ):
        return
    if not may_manage(actor, centre_of(organ.partition("-")[0]).code, today=act.today):
        raise Forbidden("no-authority", act="take")


def _write(act: Act, number: str, *, taker: str, organ: str, cause: str, reason: str = "") -> None:
    row = CaseTaken(case=number, taker=taker, organ=organ, cause=cause, reason=reason)
    own = act.actor.centre
    act = act if cause != TAKE_OVER else replace(act, key="", digest="")
    record(row, stream=satellite(number, own), centre=own, act=act)
