"""Who may pass a power on, to whom, and how (行政许可法第二十四条: 委托); who keeps a seal (印章管理)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from yizhan.accounts.rules import GrantFacts
from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import Forbidden, Invalid, Refused
from yizhan.mandates.events import Confirmed, Granted, Revoked, SealHandedTo, SealIssued, SealStopped
from yizhan.mandates.state import Grant, Seal

DELEGATION = "delegation"
MANDATE = "mandate"
KINDS = (DELEGATION, MANDATE)
POWERS = ("accept", "review", "decide", "seal")
CONCLUDING = frozenset({"decide", "seal"})
ALL_ITEMS = "*"
HEADS = frozenset({"organ-head", "government-head"})
SEAL_KINDS = ("formal", "approval", "acceptance", "electronic")
"""公章, 审批（审批服务）专用章, 受理专用章, 电子印章."""
LONGEST_WAIT = 366
LONGEST_TEXT = 240


@dataclass(frozen=True, kw_only=True)
class Party:
    """Who grants or is granted to: an organ with its kind, or a person with the organ that he acts for."""

    code: str
    kind: str = ""
    organ: str = ""


def grant(*, given: Granted, grantor: Party, grantee: Party, others: Sequence[GrantFacts], actor: Actor) -> Granted:
    """Licensing Law art. 24: an administrative organ delegates to another administrative organ, in its own name and
    with the content announced; what was delegated is not delegated again. A mandate stays within one organ.

    `others`: every grant in which either party stands. Raises Invalid; Forbidden not-the-grantor; Refused:
    self-grant, not-administrative, delegation-passed-on, delegated-further, not-its-person, own-mandate,
    grant-overlaps.
    """
    check_content(given)
    if actor.organ != given.grantor:
        raise Forbidden("not-the-grantor", grantor=given.grantor)
    if given.kind == DELEGATION:
        check_delegation(given, grantor, grantee, others)
    else:
        check_mandate(given, grantee, actor)
    for other in others:
        if (other.kind, other.grantor, other.grantee) == (given.kind, given.grantor, given.grantee) and meets(
            given, other
        ):
            raise Refused("grant-overlaps", grant=other.id)
    return given


def check_content(given: Granted) -> None:
    """Kind, items, powers, period, document and the days within which it must be heard again. Raises Invalid."""
    errors: dict[str, list[str]] = {}
    if given.kind not in KINDS:
        errors["kind"] = ["unknown-kind"]
    if not given.powers or not set(given.powers) <= set(POWERS):
        errors["powers"] = ["unknown-power"]
    if not given.items or not all(given.items) or any(len(item) > 64 or " " in item for item in given.items):
        errors["items"] = ["missing"]
    elif given.kind == DELEGATION and ALL_ITEMS in given.items:
        errors["items"] = ["items-unnamed"]
    if given.ends is not None and given.ends < given.starts:
        errors["ends"] = ["ends-before-it-starts"]
    if not 0 < len(given.document.strip()) <= LONGEST_TEXT:
        errors["document"] = ["missing"]
    if given.hear_within_days is None:
        if given.kind == DELEGATION and CONCLUDING & set(given.powers):
            errors["hear_within_days"] = ["missing"]
    elif not 1 <= given.hear_within_days <= LONGEST_WAIT:
        errors["hear_within_days"] = ["out-of-range"]
    if errors:
        raise Invalid(errors=errors)


def check_delegation(given: Granted, grantor: Party, grantee: Party, others: Iterable[GrantFacts]) -> None:
    """Art. 24: from one administrative organ to another, and never passed on."""
    if given.grantor == given.grantee:
        raise Refused("self-grant")
    for party in (grantor, grantee):
        if party.kind != "administrative":
            raise Refused("not-administrative", organ=party.code)
    for other in others:
        if other.kind != DELEGATION or not meets(given, other):
            continue
        if other.grantee == given.grantor:
            raise Refused("delegation-passed-on", grant=other.id)
        if other.grantor == given.grantee:
            raise Refused("delegated-further", grant=other.id)


def check_mandate(given: Granted, grantee: Party, actor: Actor) -> None:
    """An organ gives a mandate to its own person; to himself only its head does."""
    if grantee.organ != given.grantor:
        raise Refused("not-its-person", grantee=given.grantee)
    if given.grantee == actor.account and actor.office not in HEADS:
        raise Refused("own-mandate")


def meets(given: Granted, other: GrantFacts) -> bool:
    """Whether two grants name a common power over a common item on a common day."""
    items = ALL_ITEMS in {*given.items, *other.items} or set(given.items) & set(other.items)
    return bool(items and set(given.powers) & set(other.powers)) and overlap(
        given.starts, given.ends, other.starts, other.ends
    )


def overlap(start: date, end: date | None, other_start: date, other_end: date | None) -> bool:
    """Whether two periods share a day; None is without end."""
    return (other_end is None or start <= other_end) and (end is None or other_start <= end)


def confirm(grant: Grant, *, today: date) -> Confirmed:
    """The grantor says again that the grant stands. Raises Refused: already-revoked, grant-ended."""
    check_alive(grant, today)
    return Confirmed(on=today)


def revoke(grant: Grant, *, reason: str, today: date) -> Revoked:
    """The grantor takes it back from today on; what was done by it before stands.

    Raises Refused: already-revoked, grant-ended; Invalid.
    """
    check_alive(grant, today)
    if not 0 < len(reason.strip()) <= LONGEST_TEXT:
        raise Invalid(errors={"reason": ["reason-missing"]})
    return Revoked(on=today, reason=reason.strip())


def check_alive(grant: Grant, today: date) -> None:
    """Neither taken back nor past its last day."""
    if grant.revoked is not None:
        raise Refused("already-revoked", grant=grant.id)
    if grant.granted is None or (grant.granted.ends is not None and grant.granted.ends < today):
        raise Refused("grant-ended", grant=grant.id)


def issue_seal(issued: SealIssued) -> SealIssued:
    """A seal has a name of its own, a kind, and a paper that approved it (国发〔1999〕25号). Raises Invalid."""
    errors = {
        field: ["missing"]
        for field, value in (("name", issued.name), ("document", issued.document))
        if not 0 < len(value.strip()) <= LONGEST_TEXT
    }
    if issued.kind not in SEAL_KINDS:
        errors["kind"] = ["unknown-kind"]
    if errors:
        raise Invalid(errors=errors)
    return issued


def hand_seal(seal: Seal, *, keeper: Party, until: date | None, today: date) -> SealHandedTo:
    """The seal goes to a named keeper of the organ, for a time or until further notice.

    Raises Refused: seal-stopped, not-its-person; Invalid.
    """
    issued = usable(seal, today)
    if keeper.organ != issued.organ:
        raise Refused("not-its-person", grantee=keeper.code)
    if until is not None and until < today:
        raise Invalid(errors={"until": ["ends-before-it-starts"]})
    if until is not None and seal.regular is None:
        raise Refused("no-regular-keeper", seal=seal.id)
    return SealHandedTo(keeper=keeper.code, on=today, until=until)


def stop_seal(seal: Seal, *, notice: str, reason: str, today: date) -> SealStopped:
    """The seal goes out of use, with a public notice. Raises Refused: seal-stopped; Invalid."""
    usable(seal, today)
    errors = {
        field: ["missing"]
        for field, value in (("notice", notice), ("reason", reason))
        if not 0 < len(value.strip()) <= LONGEST_TEXT
    }
    if errors:
        raise Invalid(errors=errors)
    return SealStopped(on=today, notice=notice.strip(), reason=reason.strip())


def usable(seal: Seal, today: date) -> SealIssued:
    """The seal as issued, while it is in use. Raises Refused: seal-stopped."""
    if seal.issued is None or (seal.stopped is not None and today >= seal.stopped.on):
        raise Refused("seal-stopped", seal=seal.id)
    return seal.issued
