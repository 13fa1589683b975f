"""Whose hand a case waits for, and what the review proposes to whoever decides: read from release and opinions."""

from collections.abc import Iterable
from dataclasses import dataclass

from yizhan.cases import events as e
from yizhan.cases.rules.materials import on_the_spot, open_steps, urgent
from yizhan.cases.state import HANDLING_STATES, Case
from yizhan.catalogue.release import Release
from yizhan.catalogue.rules import delegable

APPROVER, CLERK = "approver", "clerk"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The decision that the review proposes (拟办意见), with its words."""

    granted: bool
    content: str = ""
    reason: str = ""


def waits_for(case: Case, release: Release) -> str:
    """The role whose turn it is: of the next step, else the approver who decides, else the clerk who reports up.

    Help that is urgent is decided or reported up before its steps are taken. Empty where nothing is handled.
    """
    if case.state not in HANDLING_STATES:
        return ""
    if urgent(case, release):
        return APPROVER if _decides_here(case, release) else CLERK
    waiting = [step for step in open_steps(case, release) if step.kind != "review" or not on_the_spot(release)]
    if waiting:
        return str(waiting[0].role)
    return APPROVER if _decides_here(case, release) else CLERK


def _decides_here(case: Case, release: Release) -> bool:
    """Whether the leg in hand decides by law, or may by a delegation."""
    role = release.legs[case.leg.index].role if case.leg.index < len(release.legs) else "decide"
    return role == "decide" or delegable(release, case.answers)


def grant_words(release: Release) -> str:
    """The item's own wording of a grant."""
    return release.notices.get("grant") or f"准予{release.name}。"


def propose(release: Release, opinions: Iterable[e.Advanced]) -> Proposal:
    """What the reviewers propose: to refuse, for the newest reason against it, once somebody disagreed; else to grant.

    Licensing Law art. 38: a refusal needs reasons, so the dissenting opinion is the reason proposed.
    """
    against = [one.opinion for one in opinions if not one.agrees and one.opinion]
    if against:
        return Proposal(granted=False, reason=against[-1])
    return Proposal(granted=True, content=grant_words(release))
