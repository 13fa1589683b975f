"""The decision and what follows (决定、制证、送达、纠正)."""

from dataclasses import replace
from datetime import date

from yizhan.cases import events as e
from yizhan.cases import notices
from yizhan.cases.access import Held, case_for
from yizhan.cases.actions.originals import left_shelf
from yizhan.cases.actions.writing import draw_number, once, told
from yizhan.cases.events import NOBODY, Party
from yizhan.cases.rules import decision as rules
from yizhan.cases.rules.organs import deciding_organ
from yizhan.cases.rules.parties import checked
from yizhan.kernel.acting import Act
from yizhan.kernel.identifiers import contains, text
from yizhan.places.queries import agency

LONGEST_TEXT = 2000


@once
def decide_case(
    *,
    act: Act,
    number: str,
    content: str = "",
    valid_until: date | None = None,
    decision_number: str = "",
) -> str:
    """Grant (准予) under the organ's own power or a delegation, with the decision's notice."""
    held = case_for(act, number, may="decide")
    return _decide(
        held, granted=True, content=content, reason="", valid_until=valid_until, decision_number=decision_number
    )


@once
def refuse_case(*, act: Act, number: str, reason: str, facts: str = "", decision_number: str = "") -> str:
    """Refuse (不予批准) with reasons and remedies (art. 38)."""
    held = case_for(act, number, may="refuse")
    return _decide(held, granted=False, content=facts, reason=reason, valid_until=None, decision_number=decision_number)


def _decide(
    held: Held, *, granted: bool, content: str, reason: str, valid_until: date | None, decision_number: str
) -> str:
    lawful = deciding_organ(held.release, held.case.division)
    delegated = lawful if lawful != held.act.actor.organ else ""
    event = rules.decide(
        held.case,
        held.release,
        granted=granted,
        number="",
        content=text(content, LONGEST_TEXT),
        reason=text(reason, LONGEST_TEXT),
        valid_until=valid_until,
        delegated=delegated,
        today=held.today,
        calendar=held.calendar,
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
def deliver_case(*, act: Act, number: str, mode: str = "direct", collector: Party = NOBODY) -> str:
    """Serve the result with a receipt (送达, art. 44)."""
    held = case_for(act, number, may="deliver")
    collector = checked(collector, whole=False) if collector != NOBODY else collector
    event = rules.deliver(held.case, mode=mode, collector=collector, today=held.today)
    left_shelf(act, held.case, mode=mode, collector=collector)
    return told(held, event, notices.service(held, event))


@once
def amend_case(*, act: Act, number: str, granted: bool, ground: str, content: str = "", reason: str = "") -> str:
    """Put a wrong decision right (纠正), as its maker or a higher authority; the old one stays readable."""
    held = case_for(act, number, may="amend")
    event = rules.amend(
        held.case,
        granted=granted,
        number=draw_number(held.case.division, act.today.year),
        content=text(content, LONGEST_TEXT),
        reason=text(reason, LONGEST_TEXT),
        ground=text(ground, LONGEST_TEXT),
        organ=act.actor.organ,
        higher=_is_higher(act, held),
        today=held.today,
    )
    return told(held, event, notices.decision(held, event))


def _is_higher(act: Act, held: Held) -> bool:
    if held.case.decision is None:
        return False
    mine = agency(act.actor.organ).division
    makers = agency(held.case.decision.organ).division
    return mine != makers and contains(mine, makers)
