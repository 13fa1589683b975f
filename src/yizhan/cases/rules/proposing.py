"""Whose hand a case waits for, and what the review proposes to whoever decides: read from release and opinions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from yizhan.cases import events as e
from yizhan.cases.rules.materials import on_the_spot, open_steps, urgent
from yizhan.cases.state import HANDLING_STATES, Case
from yizhan.catalogue.release import Release
from yizhan.catalogue.rules import delegable

APPROVER, CLERK = "approver", "clerk"
PLACE = re.compile(r"\{([a-z_]+)\}")
BLANK = "＿＿＿"
"""What stands in a decision where something is still to be written."""


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


def grant_words(case: Case, release: Release) -> str:
    """The item's own wording of a grant, with what the application says in the places named so: `{amount}`.

    What it does not say is left blank, for a person to fill in.
    """
    words = release.notices.get("grant") or f"准予{release.name}。"
    return PLACE.sub(lambda place: str(case.form.get(place[1]) or case.answers.get(place[1]) or BLANK), words)


def propose(case: Case, release: Release, opinions: Iterable[e.Advanced]) -> Proposal:
    """What the reviewers propose: to refuse, for the newest reason against it, once somebody disagreed; else to grant.

    Licensing Law art. 38: a refusal needs reasons, so the dissenting opinion is the reason proposed.
    """
    against = [one.opinion for one in opinions if not one.agrees and one.opinion]
    if against:
        return Proposal(granted=False, reason=against[-1])
    return Proposal(granted=True, content=grant_words(case, release))
