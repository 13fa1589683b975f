"""What the notices of decision, result, service and end say (决定书、办结通知书、送达回证、送达公告、终止通知书)."""

from typing import Any

from yizhan.cases import events as e
from yizhan.cases.access import Held
from yizhan.cases.notice_fields import Draft, Issuing, basis_of, common, contacts, draft, fee_words, lines, remedies
from yizhan.cases.rules.decision import ANNOUNCED_FOR, is_proxy
from yizhan.cases.rules.organs import deciding_organ
from yizhan.cases.rules.parties import ID_TYPES
from yizhan.cases.state import Case
from yizhan.kernel.masking import mask_id_number
from yizhan.kernel.periods import reckon
from yizhan.places.queries import place_of

COLLECT = "请凭本通知书和有效身份证件到受理窗口领取，也可以选择邮寄送达。"
SERVICE_MODES = {"witness": "left"}


def decision(held: Held, event: e.Decided | e.Amended) -> Draft:
    """准予决定书, or 不予决定书 with reasons and remedies (art. 38); a delegate's in its delegator's name (art. 24)."""
    case, lawful = held.case, deciding_organ(held.release, held.case.division)
    by_delegate = bool(lawful) and lawful != held.act.actor.organ
    place = place_of(held.act.actor.centre, lawful) if by_delegate else held.place
    shared = {
        "organ": place.agency_name,
        "delegate": held.place.agency_name if by_delegate else None,
        "decision_number": event.number,
        "applied_on": case.received or case.opened,
        "application": held.release.name,
        "basis": getattr(event, "basis", "") or basis_of(held.release),
        "accepted_on": case.accepted,
    }
    if not event.granted:
        facts = getattr(event, "facts", "") or event.content or event.reason
        return draft("refusal", held, facts=facts, reason=event.reason, **shared, **remedies(held, place))
    return draft(
        "grant",
        held,
        content=event.content or f"准予{held.release.name}。",
        organ_code=place.uscc or "—",
        holder=case.applicant.name,
        valid_from=event.on if event.valid_until else None,
        valid_until=event.valid_until,
        **shared,
    )


def completion(held: Held, event: e.Certified) -> Draft:
    """办结通知书."""
    return draft(
        "completion",
        held,
        concluded_on=held.case.decision.on if held.case.decision else event.on,
        result="granted",
        collect=COLLECT,
        paid=fee_words(held),
        certificate=event.name,
        certificate_number=event.number,
        **contacts(held),
    )


def service(held: Issuing, event: e.Delivered) -> Draft:
    """送达回证."""
    case, told = held.case, event.service
    proxy = event.collector if is_proxy(case, event.collector) else None
    return draft(
        "service",
        held,
        documents=[served_paper(case)],
        person_served=case.applicant.name,
        place=told.place or common(held)["address"] or common(held)["hall"],
        mode=SERVICE_MODES.get(event.mode, event.mode),
        server=held.act.actor.name,
        time=held.act.now,
        receiver=event.collector.name or None,
        receipt_date=event.on,
        witness="、".join(told.witnesses) or None,
        proxy=proxy.name if proxy else None,
        proxy_reason=_why_by_proxy(proxy, told) if proxy else None,
        remarks="；".join(words for words in (told.consent, told.remark) if words) or None,
    )


def _why_by_proxy(proxy: e.Party, told: e.Service) -> str:
    identity = f"{ID_TYPES[proxy.id_type]}{mask_id_number(proxy.id_number)}" if proxy.id_number else ""
    return "；".join(words for words in (told.proxy_reason, identity) if words)


def served_paper(case: Case) -> dict[str, Any]:
    """The paper that is served: the certificate, else the decision."""
    if case.certificate is not None:
        return {"name": case.certificate.name, "number": case.certificate.number, "copies": 1}
    return {"name": "决定书", "number": case.decision.number if case.decision else "", "copies": 1}


def announcement(held: Held, event: e.ServiceAnnounced) -> Draft:
    """送达公告 (Civil Procedure Law art. 95): what is served on whom, why so, and from when it counts as served."""
    last = reckon(event.on, ANNOUNCED_FOR, held.calendar).due
    return draft(
        "announcement",
        held,
        documents=[served_paper(held.case)],
        person_served=held.case.applicant.name,
        place=event.place,
        reason=event.reason,
        announced_on=event.on,
        announced_until=last,
        **contacts(held),
    )


def ending(held: Held, event: e.Withdrawn | e.Terminated) -> Draft:
    """撤回、终止办理通知书, with what is given back."""
    withdrawn = isinstance(event, e.Withdrawn)
    fields: dict[str, Any] = {
        "ending": "withdrawn" if withdrawn else "terminated",
        "applied_on": held.case.received or held.case.opened,
        "reason": event.reason or "申请人撤回申请",
        "returned": [
            {"name": row["name"], "originals": row["originals"], "copies": row["copies"], "note": row["note"]}
            for row in lines(held.case.materials.values(), held.release)
        ],
    }
    return draft("withdrawal", held, **fields, **({} if withdrawn else remedies(held)))
