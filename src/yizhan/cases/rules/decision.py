"""The decision and what follows (决定、制证、送达、纠正). Licensing Law arts. 34, 38, 42-44, 69."""

from datetime import date

from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.facts import NO_FACTS, ORDER, WISH, Fact, Facts
from yizhan.cases.rules.custody import must_be_ready
from yizhan.cases.rules.hearing import must_be_heard
from yizhan.cases.rules.materials import leg_steps, urgent
from yizhan.cases.rules.proposing import BLANK
from yizhan.cases.rules.review import must_be_answered, must_be_handled
from yizhan.cases.state import Case
from yizhan.catalogue.release import Release
from yizhan.catalogue.rules import delegable
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.periods import Limit, Unit
from yizhan.kernel.refusals import Invalid, Refused

MODES = frozenset({"direct", "witness", "electronic", "entrusted", "post", "public-notice"})
"""Modes of service: Civil Procedure Law (2023) arts. 87-95."""
PUBLIC_NOTICE = "public-notice"
ANNOUNCED_FOR = Limit(30, Unit.DAY)
"""Art. 95: thirty days after the public notice a paper counts as served."""
SERVICE_ARTICLE = "《中华人民共和国民事诉讼法》第九十五条"


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
    facts: str = "",
    basis: str = "",
    proof: e.Proof | None = None,
    beside: Facts = NO_FACTS,
) -> e.Decided:
    """The deciding organ, or its delegate in its name (art. 24), decides; a refusal gives its reasons (art. 38).

    Help that is urgent is granted before its steps and papers are complete; refusing it takes the whole way. What is
    concluded on the spot (即办件, art. 34) needs no step of review. Raises Refused: not-deciding-organ, not-delegable,
    steps-left, steps-open, pledge-open, consult-open, clock-stopped, too-early, hearing-to-be-told, hearing-to-be-held,
    hearing-may-be-asked, hearing-not-held, proof-missing, reason-missing; Invalid: bad-validity, decision-left-blank.
    """
    must_be_handled(case)
    _must_decide(case, release, delegated)
    first = granted and urgent(case, release)
    if first:
        must_be_answered(case)
    else:
        must_be_ready(case, release, today, calendar)
        _not_too_early(case, release, today, calendar)
        must_be_heard(case, release, granting=granted, today=today, calendar=calendar, beside=beside)
    system = decided_elsewhere(case, release)
    if system and proof is None:
        raise Refused("proof-missing", system=system)
    if not granted and not reason:
        raise Refused("reason-missing")
    if BLANK in content:
        raise Invalid("decision-left-blank", errors={"content": ["left-blank"]})
    valid_until = valid_until or release.permit_until(today)
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
        urgent=first,
        facts=facts,
        basis=basis,
        proof=proof,
    )


def decided_elsewhere(case: Case, release: Release) -> str:
    """The line system in which this leg's decision is made; empty where it is made here."""
    return next((step.elsewhere for step in leg_steps(case, release) if step.kind == "decide"), "")


def _must_decide(case: Case, release: Release, delegated: str) -> None:
    role = release.legs[case.leg.index].role if case.leg.index < len(release.legs) else "decide"
    if role == "decide":
        return
    if not delegated:
        raise Refused("not-deciding-organ")
    if not delegable(release, case.answers):
        raise Refused("not-delegable")


def _not_too_early(case: Case, release: Release, today: date, calendar: Calendar) -> None:
    """Minimums that no publicity step guards, such as a time of waiting, run from acceptance."""
    guarded = {step.minimum or "publicity" for step in release.steps if step.kind == "publicity"}
    for minimum in release.minimums:
        if minimum.code in guarded or case.accepted is None:
            continue
        allowed = clock.first_day_after(case.accepted, minimum.limit, calendar)
        if today < allowed:
            raise Refused("too-early", until=allowed, article=minimum.article)


def amend(
    case: Case,
    release: Release,
    *,
    granted: bool,
    number: str,
    content: str,
    reason: str,
    ground: str,
    organ: str,
    higher: bool,
    today: date,
    calendar: Calendar,
    order: Fact | None = None,
    beside: Facts = NO_FACTS,
) -> e.Amended:
    """A wrong decision is put right by its maker or a higher authority (art. 69); nothing is rewritten.

    A higher authority that does not hold the case orders it (责令纠正): `order` is carried out by the holder.
    What turns a grant into a refusal, or a refusal into a grant, asks for the same hearing as that decision, told anew.
    Raises Refused: not-decided, ground-missing, not-its-maker, wrong-wish, wish-answered, reason-missing and what
    `must_be_heard` raises.
    """
    if case.decision is None:
        raise Refused("not-decided")
    if not ground:
        raise Refused("ground-missing")
    if order is not None:
        must_be_an_order(case, order)
    if organ != case.decision.organ and not higher:
        raise Refused("not-its-maker", organ=case.decision.organ)
    if not granted and not reason:
        raise Refused("reason-missing")
    if granted != case.decision.granted:
        must_be_heard(case, release, granting=granted, today=today, calendar=calendar, beside=beside)
    return e.Amended(
        on=today,
        granted=granted,
        number=number,
        by_higher=order is not None or organ != case.decision.organ,
        ground=ground,
        content=content,
        reason=reason,
        wish=order.key if order else "",
    )


def must_be_an_order(case: Case, order: Fact) -> None:
    """It orders an amendment and was not carried out yet. Raises Refused: wrong-wish, wish-answered."""
    if order.kind != WISH or order.cause != ORDER:
        raise Refused("wrong-wish", wish=order.cause)
    if order.key in case.wishes_answered:
        raise Refused("wish-answered")


def certify(case: Case, release: Release, *, name: str, number: str, today: date) -> e.Certified:
    """The certificate or result paper is made (制证).

    Raises Refused: not-decided, refused-no-certificate, already-delivered, already-certified.
    """
    if case.decision is None:
        raise Refused("not-decided")
    if not case.decision.granted:
        raise Refused("refused-no-certificate")
    if case.delivered is not None:
        raise Refused("already-delivered", on=case.delivered)
    if case.certificate is not None:
        raise Refused("already-certified", number=case.certificate.number)
    title = name or (release.result.name if release.result else "")
    return e.Certified(on=today, name=title, number=number, valid_until=case.decision.valid_until)


def deliver(
    case: Case, *, mode: str, collector: e.Party, service: e.Service, today: date
) -> e.Delivered | e.ServiceAnnounced:
    """Art. 44: the result is served, with a receipt (送达); by public notice it counts thirty days later.

    Raises Refused: not-decided, not-certified, already-delivered, already-announced, place-missing, reason-missing and
    what `check_service` raises; Invalid: bad-mode.
    """
    if mode not in MODES:
        raise Invalid("bad-mode", errors={"mode": ["unknown"]})
    must_be_deliverable(case)
    if mode == PUBLIC_NOTICE:
        return _announce(case, service, today)
    check_service(case, mode=mode, collector=collector, service=service)
    return e.Delivered(on=today, mode=mode, collector=collector, service=service)


def _announce(case: Case, service: e.Service, today: date) -> e.ServiceAnnounced:
    """Art. 95: only where his whereabouts are unknown or no other way is left, which is told."""
    if case.announced is not None:
        raise Refused("already-announced", on=case.announced)
    if not service.place:
        raise Refused("place-missing")
    if not service.remark:
        raise Refused("reason-missing")
    return e.ServiceAnnounced(on=today, place=service.place, reason=service.remark)


def check_service(case: Case, *, mode: str, collector: e.Party, service: e.Service) -> None:
    """What the law wants told of a way of service: who took it and, for another, why (art. 88); the witnesses of a
    paper that was left (art. 89); the consent to electronic service (art. 90); the number of the mail (art. 91).

    Raises Refused: collector-missing, proxy-reason-missing, witness-missing, consent-missing, tracking-missing.
    """
    if mode in {"direct", "entrusted"} and not collector.name:
        raise Refused("collector-missing")
    if is_proxy(case, collector) and not service.proxy_reason:
        raise Refused("proxy-reason-missing", name=collector.name)
    if mode == "witness" and not (service.witnesses and service.remark):
        raise Refused("witness-missing")
    if mode == "electronic" and not service.consent:
        raise Refused("consent-missing")
    if mode == "post" and not service.remark:
        raise Refused("tracking-missing")


def is_proxy(case: Case, collector: e.Party) -> bool:
    """Whether somebody takes the result who is neither the applicant nor his agent on record."""
    known = [party for party in (case.applicant, case.agent) if party.name]
    return bool(collector.name) and not any(_same(collector, party) for party in known)


def _same(one: e.Party, other: e.Party) -> bool:
    if one.id_number and other.id_number:
        return one.id_number == other.id_number
    return one.name == other.name


def must_be_deliverable(case: Case) -> None:
    """There is a result to hand out. Raises Refused: not-decided, not-certified, already-delivered."""
    if case.decision is None:
        raise Refused("not-decided")
    if case.delivered is not None:
        raise Refused("already-delivered", on=case.delivered)
    if not has_result(case):
        raise Refused("not-certified")


def has_result(case: Case) -> bool:
    """Whether there is a paper to hand out: a certificate, or the decision itself where it refuses or is deemed."""
    decision = case.decision
    return decision is not None and (not decision.granted or bool(decision.deemed) or case.certificate is not None)
