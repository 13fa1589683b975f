"""Who may do what with a paper original (原件): pure.

No organ asks for papers beyond what the matter needs (行政许可法第三十一条), none but the police may take and keep an
identity card (居民身份证法第十五条); what a window keeps nevertheless, it answers for piece by piece. One holder at a
time: a person, or two named persons between whom the paper is under way.
"""

from collections.abc import Collection, Iterable
from datetime import date

from yizhan.kernel.refusals import Invalid, Refused
from yizhan.papers import events as e
from yizhan.papers.state import HELD, MISSING, UNDER_WAY, Original

RESULT = "result"
KINDS = ("household-book", "identity-card", "land-certificate", "property-deed", "marriage-certificate", "licence")
OTHER_KINDS = ("disability-card", "medical-record", "contract", "other", RESULT)
"""The papers that windows keep; `result` is what we made ourselves and what waits on the shelf."""
MODES = ("self", "proxy", "post")
GROUNDS = ("surrendered", "kept-by-law", "replaced")
LONGEST_NOTE, LONGEST_NAME, MOST_PAGES, MOST_AT_ONCE = 200, 100, 9999, 200


def take_in(taken: e.OriginalTakenIn) -> e.OriginalTakenIn:
    """A paper is taken in with its kind, its pages and from whom. Raises Invalid."""
    errors: dict[str, list[str]] = {}
    if taken.kind not in (*KINDS, *OTHER_KINDS):
        errors["kind"] = ["unknown-kind"]
    if not 1 <= taken.pages <= MOST_PAGES:
        errors["pages"] = ["bad-pages"]
    if not 0 < len(taken.owner) <= LONGEST_NAME:
        errors["owner"] = ["missing"]
    if len(taken.description) > LONGEST_NOTE or (taken.kind == "other" and not taken.description):
        errors["description"] = ["missing"]
    if errors:
        raise Invalid(errors=errors)
    return taken


def give(original: Original, *, by: str, to: e.Hand, slip: str, today: date) -> e.OriginalGiven:
    """Only the holder gives, to a named other person.

    Raises Refused: original-ended, original-missing, original-under-way, not-your-original, same-person.
    """
    must_be_held(original, by)
    if to.account == by:
        raise Refused("same-person")
    return e.OriginalGiven(to=to, slip=slip, on=today)


def receive(original: Original, *, by: str, today: date) -> e.OriginalReceived:
    """Only the named receiver confirms.

    Raises Refused: original-ended, original-missing, not-under-way, not-receiver.
    """
    must_be_for(original, by)
    return e.OriginalReceived(on=today)


def decline(original: Original, *, by: str, reason: str, today: date) -> e.OriginalDeclined:
    """Only the named receiver declines, with a reason. Raises what `receive` raises; Refused: reason-missing."""
    must_be_for(original, by)
    return e.OriginalDeclined(on=today, reason=said(reason))


def place(original: Original, *, by: str, where: str, today: date) -> e.OriginalPlaced:
    """The holder says where he keeps it. Raises what `give` raises; Invalid."""
    must_be_held(original, by)
    if not 0 < len(where) <= LONGEST_NAME:
        raise Invalid(errors={"place": ["missing"]})
    return e.OriginalPlaced(place=where, on=today)


def shelve(original: Original, *, by: str, number: int, today: date) -> e.OriginalPlaced:
    """A finished result goes to a number of the shelf (成果架). Raises what `give` raises; Refused: not-a-result."""
    must_be_held(original, by)
    if original.taken is None or original.taken.kind != RESULT:
        raise Refused("not-a-result")
    return e.OriginalPlaced(place="", shelf=number, on=today)


def smallest_free(taken: Iterable[int]) -> int:
    """The smallest number of the shelf on which nothing lies, from 1."""
    used = set(taken)
    return next(number for number in range(1, len(used) + 2) if number not in used)


def hand_back(
    original: Original, *, by: e.Hand, mode: str, receiver: str, proxy_reason: str, today: date
) -> e.OriginalHandedBack:
    """The holder gives it back; from the shelf anybody of that centre does. To a proxy with the reason.

    Raises Refused: original-ended, original-missing, original-under-way, not-your-original; Invalid.
    """
    if not (original.shelf is not None and original.hand is not None and original.hand.centre == by.centre):
        must_be_held(original, by.account)
    must_be_out(original)
    errors: dict[str, list[str]] = {}
    if mode not in MODES:
        errors["mode"] = ["unknown-kind"]
    if not 0 < len(receiver) <= LONGEST_NAME:
        errors["receiver"] = ["missing"]
    if (mode == "proxy" and not proxy_reason) or len(proxy_reason) > LONGEST_NOTE:
        errors["proxy_reason"] = ["missing"]
    if errors:
        raise Invalid(errors=errors)
    return e.OriginalHandedBack(mode=mode, receiver=receiver, proxy_reason=proxy_reason, on=today)


def retain(original: Original, *, by: str, ground: str, reason: str, today: date) -> e.OriginalRetained:
    """It does not go back, for a reason that stands in the law or because it is lost for good (`replaced`).

    Raises Refused: original-ended, original-under-way, not-your-original, not-missing, reason-missing; Invalid.
    """
    must_be_out(original)
    if ground not in GROUNDS:
        raise Invalid(errors={"ground": ["unknown-kind"]})
    if ground == "replaced":
        must_be_missing(original)
    else:
        must_be_held(original, by)
    return e.OriginalRetained(ground=ground, reason=said(reason), on=today)


def miss(original: Original, *, reason: str, today: date) -> e.OriginalMissing:
    """It is not where it should be. Raises Refused: original-ended, original-missing, reason-missing."""
    must_be_out(original)
    if original.status == MISSING:
        raise Refused("original-missing", original=original.number)
    return e.OriginalMissing(reason=said(reason), on=today)


def find(original: Original, *, hand: e.Hand, reason: str, today: date) -> e.OriginalFound:
    """A missing one turned up. Raises Refused: original-ended, not-missing, reason-missing."""
    must_be_out(original)
    must_be_missing(original)
    return e.OriginalFound(hand=hand, reason=said(reason), on=today)


def take_over(original: Original, *, hand: e.Hand, reason: str, today: date) -> e.OriginalTakenOver:
    """What a person of the same centre has goes to who leads it, with the reason: he is away, or has left. What is
    under way has its receiver. Raises Refused: original-ended, original-missing, original-under-way, same-person,
    not-your-original, reason-missing.
    """
    must_be_out(original)
    if original.hand is None or original.hand.account == hand.account:
        raise Refused("same-person")
    must_be_held(original, original.hand.account)
    if original.hand.centre != hand.centre:
        raise Refused("not-your-original", original=original.number, person=original.hand.account)
    return e.OriginalTakenOver(hand=hand, reason=said(reason), on=today)


def counted(in_hand: Collection[str], *, there: Collection[str]) -> tuple[list[str], list[str]]:
    """An evening's count (清点): what is there and what is not, of all that a person has or should confirm.

    Raises Invalid: what he ticked is not among them.
    """
    strange = sorted(set(there) - set(in_hand))
    if strange:
        raise Invalid("not-in-hand", errors={"there": ["not-in-hand"]}, original=strange[0])
    return sorted(set(there)), sorted(set(in_hand) - set(there))


def must_be_out(original: Original) -> None:
    """It has not gone back yet. Raises Refused: original-ended."""
    if not original.is_out:
        raise Refused("original-ended", original=original.number, on=original.ended)


def must_be_held(original: Original, by: str) -> None:
    """It is in that person's hands, and not on its way to another's.

    Raises Refused: original-ended, original-missing, original-under-way, not-your-original.
    """
    must_be_out(original)
    if original.status == MISSING:
        raise Refused("original-missing", original=original.number)
    if original.status == UNDER_WAY and original.to is not None:
        raise Refused("original-under-way", original=original.number, receiver=original.to.account)
    if original.hand is None or original.hand.account != by:
        raise Refused("not-your-original", original=original.number, person=original.hand and original.hand.account)


def must_be_for(original: Original, by: str) -> None:
    """It is on its way to that person.

    Raises Refused: original-ended, original-missing, not-under-way, not-receiver.
    """
    must_be_out(original)
    if original.status == MISSING:
        raise Refused("original-missing", original=original.number)
    if original.status == HELD or original.to is None:
        raise Refused("not-under-way", original=original.number)
    if original.to.account != by:
        raise Refused("not-receiver", original=original.number, receiver=original.to.account)


def must_be_missing(original: Original) -> None:
    """It was reported missing. Raises Refused: not-missing."""
    if original.status != MISSING:
        raise Refused("not-missing", original=original.number)


def said(reason: str) -> str:
    """A reason that says something. Raises Refused: reason-missing; Invalid."""
    if not reason:
        raise Refused("reason-missing")
    if len(reason) > LONGEST_NOTE:
        raise Invalid("text-too-long", limit=LONGEST_NOTE)
    return reason
