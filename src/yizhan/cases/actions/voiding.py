"""Notices of a case declared void (文书作废) and issued anew (重新出具): beside the case, never making it stale."""

from collections.abc import Sequence
from dataclasses import replace

from yizhan.cases.access import before_entry, case_known_to
from yizhan.cases.actions.writing import issue_for, once
from yizhan.cases.again import draft_again
from yizhan.cases.rules import voiding as rules
from yizhan.cases.rules.voiding import Issued
from yizhan.kernel.acting import Act
from yizhan.kernel.refusals import NotFound
from yizhan.papers import void_actions
from yizhan.papers.void_rules import OUT


@once
def void_notice(*, act: Act, number: str, notice: str, reason: str, slip: str = "", why_out: str = "") -> str:
    """Declare a notice of a case void: who, why, and what became of a printed one.

    Raises NotFound, Forbidden; Refused and Invalid as the rules do.
    """
    seen = case_known_to(act, number, may="void-notice")
    one = _one(seen.issued, notice)
    rules.void(
        one,
        centre=act.actor.centre,
        account=act.actor.account,
        leads=rules.leads(act.actor),
        served=seen.case.delivered is not None,
        out=slip == OUT,
    )
    void_actions.void_notice(number=notice, reason=reason, slip=slip, why_out=why_out, act=act)
    return number


@once
def reissue_notice(*, act: Act, number: str, notice: str) -> str:
    """Issue a void notice anew: another number, in its place, for the act that stands and that nothing tells any more;
    with telephone and address as they are now.

    Raises NotFound, Forbidden; Refused as the rule does.
    """
    seen = case_known_to(act, number, may="void-notice")
    one = _one(seen.issued, notice)
    rules.reissue(one, centre=act.actor.centre, organ=act.actor.organ)
    held = before_entry(act, number, entry=one.entry)  # locked: the act is not taken back in between
    reached = replace(held.case, applicant=seen.case.applicant, agent=seen.case.agent)
    held = replace(held, case=reached)
    issue_for(held, draft_again(held, seen.history[one.entry - 1].event), act=act, replaces=notice)
    return number


def _one(issued: Sequence[Issued], notice: str) -> Issued:
    found = next((one for one in issued if one.number == notice), None)
    if found is None:
        raise NotFound
    return found
