"""The decision and what follows (决定、制证、送达、纠正). Licensing Law arts. 34, 38, 42-44, 69."""

from datetime import date

from yizhan.cases import events as e
from yizhan.cases.rules.custody import must_be_ready
from yizhan.cases.rules.materials import urgent
from yizhan.cases.rules.review import must_be_answered, must_be_handled
from yizhan.cases.state import ENDED_STATES, Case
from yizhan.catalogue.release import Release
from yizhan.catalogue.rules import delegable
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.periods import reckon
from yizhan.kernel.refusals import Invalid, Refused

MODES = frozenset({"direct", "witness", "electronic", "entrusted", "post", "public-notice"})
"""Modes of service: Civil Procedure Law (2023) arts. 87-95."""


def decide(
    case: Case,
    release: Release,
    *,
    granted: bool,
    number: str,
    content: str,
    reason: str,
    valid_until: date | None,
    delegated: str,
    today: date,
    calendar: Calendar,
) -> e.Decided:
    """The deciding organ, or its delegate in its name (art. 24), decides; a refusal gives its reasons (art. 38).

    An urgent matter is decided before its steps and papers are complete; an item that may be concluded on the spot
    (当场办结, art. 34) needs no further steps. Raises Refused: not-deciding-organ, not-delegable, steps-open,
    pledge-open, consult-open, clock-stopped, too-early, reason-missing; Invalid: bad-validity.
    """
    must_be_handled(case)
    _must_decide(case, release, delegated)
    first = urgent(case, release)
    if not first and not release.concluding:
        must_be_ready(case, release, today, calendar)
    must_be_answered(case)
    _not_too_early(case, release, today, calendar, first)
    if not granted and not reason:
        raise Refused("reason-missing")
    if valid_until is not None and valid_until <= today:
        raise Invalid("bad-validity", errors={"valid_until": ["in-the-past"]})
    return e.Decided(
        on=today,
        granted=granted,
        number=number,
        content=content,
        reason=reason,
        valid_from=today if granted else None,
        valid_until=valid_until if granted else None,
        acting_for=delegated,
        urgent=first and granted,
    )


def _must_decide(case: Case, release: Release, delegated: str) -> None:
    role = release.legs[case.leg.index].role if case.leg.index < len(release.legs) else "decide"
    if role == "decide":
        return
    if not delegated:
        raise Refused("not-deciding-organ")
    if not delegable(release, case.answers):
        raise Refused("not-delegable")


def _not_too_early(case: Case, release: Release, today: date, calendar: Calendar, first: bool) -> None:
    """Minimums that no publicity step guards, such as a time of waiting, run from acceptance."""
    guarded = {step.minimum or "publicity" for step in release.steps if step.kind == "publicity"}
    for minimum in release.minimums:
        if minimum.code in guarded or first or case.accepted is None:
            continue
        allowed = reckon(case.accepted, minimum.limit, calendar, minimum=True).due
        if today < allowed:
            raise Refused("too-early", until=allowed, article=minimum.article)


def amend(
    case: Case,
    *,
    granted: bool,
    number: str,
    content: str,
    reason: str,
    ground: str,
    organ: str,
    higher: bool,
    today: date,
) -> e.Amended:
    """A wrong decision is put right by its maker or a higher authority (art. 69); nothing is rewritten.

    Raises Refused: not-decided, ground-missing, not-its-maker, reason-missing.
    """
    if case.decision is None:
        raise Refused("not-decided")
    if not ground:
        raise Refused("ground-missing")
    if organ != case.decision.organ and not higher:
        raise Refused("not-its-maker", organ=case.decision.organ)
    if not granted and not reason:
        raise Refused("reason-missing")
    return e.Amended(
        on=today,
        granted=granted,
        number=number,
        by_higher=organ != case.decision.organ,
        ground=ground,
        content=content,
        reason=reason,
    )


def certify(case: Case, release: Release, *, name: str, number: str, today: date) -> e.Certified:
    """The certificate or result paper is made (制证).

    Raises Refused: not-decided, refused-no-certificate, already-certified.
    """
    if case.state in ENDED_STATES or case.decision is None:
        raise Refused("not-decided")
    if not case.decision.granted:
        raise Refused("refused-no-certificate")
    if case.certificate is not None:
        raise Refused("already-certified", number=case.certificate.number)
    title = name or (release.result.name if release.result else "")
    return e.Certified(on=today, name=title, number=number, valid_until=case.decision.valid_until)


def deliver(case: Case, *, mode: str, collector: e.Party, today: date) -> e.Delivered:
    """Art. 44: the result is served, with a receipt (送达).

    Raises Refused: not-decided, not-certified, already-delivered, collector-missing; Invalid: bad-mode.
    """
    if mode not in MODES:
        raise Invalid("bad-mode", errors={"mode": ["unknown"]})
    must_be_deliverable(case)
    if mode in {"direct", "entrusted"} and not collector.name:
        raise Refused("collector-missing")
    return e.Delivered(on=today, mode=mode, collector=collector)


def must_be_deliverable(case: Case) -> None:
    """There is a result to hand out. Raises Refused: not-decided, not-certified, already-delivered."""
    if case.decision is None:
        raise Refused("not-decided")
    if case.delivered is not None:
        raise Refused("already-delivered", on=case.delivered)
    if case.decision.granted and not case.decision.deemed and case.certificate is None:
        raise Refused("not-certified")
