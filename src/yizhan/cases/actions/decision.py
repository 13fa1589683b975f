"""The decision and what follows (决定、制证、送达、纠正)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from yizhan.cases import events as e
from yizhan.cases import result_notices as notices
from yizhan.cases.access import Held, case_for
from yizhan.cases.actions.originals import left_shelf
from yizhan.cases.actions.writing import draw_number, once, told, wish_of
from yizhan.cases.events import NOBODY, NOT_TOLD, Party, Proof, Service
from yizhan.cases.rules import decision as rules
from yizhan.cases.rules.organs import deciding_organ, is_above
from yizhan.cases.rules.parties import checked, checked_service
from yizhan.kernel.acting import Act
from yizhan.kernel.identifiers import text

LONGEST_TEXT = 2000


@once
def decide_case(
    *,
    act: Act,
    number: str,
    content: str = "",
    valid_until: date | None = None,
    decision_number: str = "",
    facts: str = "",
    basis: str = "",
    proof: Proof | None = None,
) -> str:
    """Grant (准予) under the organ's own power or a delegation, with the decision's notice.

    `basis` only where more than the item's own articles is relied on; `proof` where it was decided in another system.
    """
    held = case_for(act, number, may="decide")
    said = {"content": content, "reason": "", "facts": facts, "basis": basis}
    return _decide(held, said, granted=True, valid_until=valid_until, decision_number=decision_number, proof=proof)


@once
def refuse_case(
    *,
    act: Act,
    number: str,
    reason: str,
    facts: str = "",
    decision_number: str = "",
    basis: str = "",
    proof: Proof | None = None,
) -> str:
    """Refuse (不予批准) with the facts found, reasons, articles and remedies (art. 38)."""
    held = case_for(act, number, may="refuse")
    said = {"content": "", "reason": reason, "facts": facts, "basis": basis}
    return _decide(held, said, granted=False, valid_until=None, decision_number=decision_number, proof=proof)


def _decide(
    held: Held,
    said: Mapping[str, str],
    *,
    granted: bool,
    valid_until: date | None,
    decision_number: str,
    proof: Proof | None,
) -> str:
    lawful = deciding_organ(held.release, held.case.division)
    delegated = lawful if lawful != held.act.actor.organ else ""
    event = rules.decide(
        held.case,
        held.release,
        granted=granted,
        number="",
        valid_until=valid_until,
        delegated=delegated,
        proof=proof,
        beside=held.facts,
        today=held.today,
        calendar=held.calendar,
        **{name: text(words, LONGEST_TEXT) for name, words in said.items()},
    )
    event = _numbered(held, event, decision_number)
    return told(held, event, notices.decision(held, event))


def _numbered(held: Held, event: e.Decided, given: str) -> e.Decided:
    number = text(given, 80) or draw_number(held.case.division, held.today.year)
    return replace(event, number=number)


@once
def certify_case(*, act: Act, number: str, name: str = "", certificate_number: str = "") -> str:
    """Make the certificate or result paper (制证), with the notice that tells how to collect it."""
    held = case_for(act, number, may="certify")
    event = rules.certify(
        held.case,
        held.release,
        name=text(name, 200),
        number=text(certificate_number, 80) or (held.case.decision.number if held.case.decision else ""),
        today=held.today,
    )
    return told(held, event, notices.completion(held, event))


@once
def deliver_case(
    *, act: Act, number: str, mode: str = "direct", collector: Party = NOBODY, service: Service = NOT_TOLD
) -> str:
    """Serve the result with a receipt (送达, art. 44), or announce its service to the public (公告送达)."""
    held = case_for(act, number, may="deliver")
    collector = checked(collector, whole=False) if collector != NOBODY else collector
    event = rules.deliver(held.case, mode=mode, collector=collector, service=checked_service(service), today=held.today)
    if isinstance(event, e.ServiceAnnounced):
        return told(held, event, notices.announcement(held, event))
    left_shelf(act, held.case, mode=mode, collector=collector)
    return told(held, event, notices.service(held, event))


@once
def amend_case(
    *, act: Act, number: str, granted: bool, ground: str, content: str = "", reason: str = "", order: str = ""
) -> str:
    """Put a wrong decision right (纠正), as its maker or a higher authority; the old one stays readable.

    `order` names what a higher authority ordered beside the case, which is carried out with this.
    """
    held = case_for(act, number, may="amend")
    event = rules.amend(
        held.case,
        held.release,
        granted=granted,
        number=draw_number(held.case.division, act.today.year),
        content=text(content, LONGEST_TEXT),
        reason=text(reason, LONGEST_TEXT),
        ground=text(ground, LONGEST_TEXT),
        organ=act.actor.organ,
        higher=held.case.decision is not None and is_above(act.actor.organ, held.case.decision.organ),
        order=wish_of(held.facts, order) if order else None,
        today=held.today,
        calendar=held.calendar,
        beside=held.facts,
    )
    return told(held, event, notices.decision(held, event))
