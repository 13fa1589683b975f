"""Reading for the leader's sitting (集中签批): what waits for an approver, what its review proposes, the pile."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from yizhan.accounts.rules import insist
from yizhan.cases import events as e
from yizhan.cases import models as rows
from yizhan.cases.access import Seen, case_seen_by, for_actor
from yizhan.cases.rules import decision
from yizhan.cases.rules.organs import deciding_organ
from yizhan.cases.rules.proposing import APPROVER, Proposal, propose
from yizhan.cases.told import standing_entries
from yizhan.journal.queries import Written
from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import NotFound, Refused

PILE = 100
NAMED = 20
"""How many of those that a pile cannot hold are named, at most."""
"""Papers of one pile: what a person reads in a sitting, and what one page can show."""
STAND_IN = "…"


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What somebody said of the case on its way: a step's opinion, or that of whoever reported it up."""

    entry: Written
    agrees: bool
    text: str
    step: str = ""


def try_decision(seen: Seen, *, granted: bool, content: str = STAND_IN) -> e.Decided:
    """The rule of the decision, with stand-ins for what is still to be typed. Raises what `decide` raises."""
    lawful = deciding_organ(seen.release, seen.case.division)
    return decision.decide(
        seen.case,
        seen.release,
        granted=granted,
        number="",
        content=content,
        reason=STAND_IN,
        valid_until=None,
        delegated=lawful if lawful != seen.actor.organ else "",
        proof=e.Proof(system=STAND_IN, number=STAND_IN, on=seen.today),
        beside=seen.facts,
        today=seen.today,
        calendar=seen.calendar,
    )


def waiting_count(actor: Actor) -> int:
    """How many cases of the actor's organ wait for its approver, by what their rows say; at most one pile and one."""
    return _waiting(actor)[: PILE + 1].count()


def waiting_for(actor: Actor, *, today: date) -> list[str]:
    """The cases that this approver could decide now, the earliest due first; at most one pile."""
    found = _waiting(actor).order_by(F("due_on").asc(nulls_last=True), "number")[:PILE]
    numbers = found.values_list("number", flat=True)
    return [number for number in numbers if may_decide(case_seen_by(actor, number, today=today))]


def _waiting(actor: Actor) -> QuerySet[rows.Case]:
    return for_actor(actor).filter(holder=actor.organ, waits_for=APPROVER)


def kept_back(actor: Actor, lying: Collection[str], *, today: date) -> list[tuple[str, Refused]]:
    """Cases that wait for this approver and do not lie on his pile, each with the reason; the earliest due first."""
    found = _waiting(actor).exclude(number__in=lying).order_by(F("due_on").asc(nulls_last=True), "number")[:NAMED]
    numbers = list(found.values_list("number", flat=True))
    reasons = [(number, decision_refusal(case_seen_by(actor, number, today=today))) for number in numbers]
    return [(number, reason) for number, reason in reasons if reason is not None]


def may_decide(seen: Seen) -> bool:
    """Whether the reader may make the proposed decision here and now."""
    return decision_refusal(seen) is None


def decision_refusal(seen: Seen) -> Refused | None:
    """Why the proposed decision cannot be signed in a pile: the reader's power, the rule, or another system.

    A decision made in a line system needs that system's proof, paper by paper: it is recorded on the case's own page.
    """
    if system := decision.decided_elsewhere(seen.case, seen.release):
        return Refused("proof-missing", system=system)
    proposal = proposal_of(seen)
    try:
        insist(seen.may("decide"))
        try_decision(seen, granted=proposal.granted, content=proposal.content)
    except Refused as refused:
        return refused
    return None


def opinions_of(seen: Seen) -> list[Opinion]:
    """Every opinion on the case that stands, the earliest first."""
    found = []
    for entry in standing_entries(seen.history):
        match entry.event:
            case e.Advanced() as event:
                found.append(Opinion(entry=entry, agrees=event.agrees, text=event.opinion, step=event.step))
            case e.Forwarded() as event:
                found.append(Opinion(entry=entry, agrees=True, text=event.opinion))
    return found


def proposal_of(seen: Seen) -> Proposal:
    """What the review proposes."""
    advanced = [entry.event for entry in standing_entries(seen.history) if isinstance(entry.event, e.Advanced)]
    return propose(seen.case, seen.release, advanced)


def sitting_of(actor: Actor, sitting: str) -> rows.Sitting:
    """A sitting of the actor's own. Raises NotFound."""
    found = rows.Sitting.objects.filter(pk=sitting, account=actor.account).first()
    if found is None:
        raise NotFound
    return found


def demand_closed(sitting: rows.Sitting) -> None:
    """What is signed by hand lists everything. Raises Refused: sitting-open."""
    if sitting.closed_at is None:
        raise Refused("sitting-open")


def sittings_of(actor: Actor, *, size: int = 10) -> Sequence[rows.Sitting]:
    """The actor's latest sittings, the newest first."""
    return list(rows.Sitting.objects.filter(account=actor.account).order_by("-opened_at", "pk")[:size])


def pile_of(sitting: str) -> list[rows.SittingPaper]:
    """The papers of a sitting, in the order in which they were laid."""
    return list(rows.SittingPaper.objects.filter(sitting=sitting).order_by("key")[: 2 * PILE])


def rows_of(numbers: Sequence[str]) -> dict[str, rows.Case]:
    """The rows of cases by number, of a pile that was laid for their reader."""
    return rows.Case.objects.in_bulk(list(numbers)[: 2 * PILE])
