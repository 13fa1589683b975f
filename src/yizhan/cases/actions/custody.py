"""Passing a case on (转报、流转、退回、签收): custody moves with the entry that says so, on one node at once."""

from dataclasses import replace

from yizhan.cases import notices
from yizhan.cases.access import case_for
from yizhan.cases.actions.writing import draw_number, issue, once, write
from yizhan.cases.rules import custody as rules
from yizhan.cases.rules.organs import organ_of
from yizhan.journal.events import HandedOver
from yizhan.journal.queries import this_node
from yizhan.kernel.acting import Act
from yizhan.kernel.identifiers import text
from yizhan.places.queries import agency, centre_of

LONGEST_TEXT = 2000


@once
def forward_case(*, act: Act, number: str, opinion: str, cause: str = "law") -> str:
    """Report up with the whole file (转报, art. 43): this leg closes, the next organ's opens with the hand-over."""
    held = case_for(act, number, may="forward")
    following = held.release.legs[min(held.case.leg.index + 1, len(held.release.legs) - 1)]
    receiver = agency(organ_of(following, held.case.division))
    event = rules.forward(
        held.case,
        held.release,
        organ=receiver.code,
        number="",
        opinion=text(opinion, LONGEST_TEXT),
        cause=cause,
        today=held.today,
        calendar=held.calendar,
    )
    event = replace(event, number=draw_number(receiver.division, act.today.year))
    event = replace(event, notice=issue(held, notices.forwarding(held, event)))
    write(held, event, _over_to(receiver.code))
    return number


@once
def pass_on_case(*, act: Act, number: str, organ: str, cause: str, reason: str = "") -> str:
    """Pass to a station or leader of the same level (流转), since the window may not conclude, or to the organ that
    makes up an urgent matter's steps; the cause is counted.
    """
    held = case_for(act, number, may="forward")
    receiver = agency(organ)
    event = rules.pass_on(
        held.case, held.release, organ=receiver.code, cause=cause, reason=text(reason, LONGEST_TEXT), today=held.today
    )
    write(held, event, _over_to(receiver.code))
    return number


@once
def receive_case(*, act: Act, number: str) -> str:
    """Record that an officer opened what was handed over (签收)."""
    held = case_for(act, number, may="receive")
    write(held, rules.receive(held.case, today=held.today))
    return number


@once
def return_case(*, act: Act, number: str, reason: str) -> str:
    """Send back to the organ that forwarded it (退回); the applicant is not asked again (art. 35)."""
    held = case_for(act, number, may="return")
    event = rules.return_down(held.case, reason=text(reason, LONGEST_TEXT), today=held.today)
    write(held, event, _over_to(event.organ))
    return number


def _over_to(organ: str) -> HandedOver:
    return HandedOver(organ=organ, node=this_node().code, centre=centre_of(agency(organ).division).code)
