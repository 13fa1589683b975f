"""The notice of an act told anew (重新出具): the same form as at first, from the case as it stood before the act."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from yizhan.cases import events as e
from yizhan.cases import notices, result_notices
from yizhan.cases.access import Held
from yizhan.cases.models import CaseFact
from yizhan.cases.notice_fields import Draft
from yizhan.cases.rules.hearing import stop_for
from yizhan.journal.queries import hidden_parts


def handed_out(held: Held, event: e.Delivered) -> Draft:
    """The receipt of a result; what a hand-out at another centre told stands beside the case (送达回证)."""
    if not event.fact:
        return result_notices.service(held, event)
    fact = CaseFact.objects.get(key=event.fact)
    told = hidden_parts(fact.stream).get(fact.no, {})
    if told:
        how = {**told["service"], "witnesses": tuple(told["service"]["witnesses"])}
        event = replace(event, collector=e.Party(**told["party"]), service=e.Service(**how))
    return result_notices.service(held, event)


DRAFTS: Mapping[type, Callable[[Held, Any], Draft]] = {
    e.Submitted: notices.receipt,
    e.CorrectionRequested: notices.correction,
    e.Accepted: notices.acceptance,
    e.AcceptanceConfirmed: lambda held, event: notices.late_acceptance(held),
    e.AcceptedWithPledge: notices.pledge,
    e.Supplemented: notices.restart,
    e.NotRequired: notices.not_required,
    e.NotCompetent: notices.not_competent,
    e.ClockStopped: notices.special_procedure,
    e.HearingTold: notices.hearing,
    e.HearingSet: lambda held, event: notices.hearing_notice(
        held, event, stop=stop_for(held.case, held.release, event)
    ),
    e.Extended: notices.extension,
    e.Consulted: notices.liaison,
    e.Forwarded: notices.forwarding,
    e.Decided: result_notices.decision,
    e.Amended: result_notices.decision,
    e.Certified: result_notices.completion,
    e.Delivered: handed_out,
    e.ServiceAnnounced: result_notices.announcement,
    e.Withdrawn: result_notices.ending,
    e.Terminated: result_notices.ending,
}
"""Who drafts the notice of which event; a test holds it complete."""


def draft_again(held: Held, event: object) -> Draft:
    """The notice that tells an event; `held` is the case before it, `held.act` who tells it now."""
    return DRAFTS[type(event)](held, event)
