"""Paper originals of a case (原件), its result on the shelf (成果架): authority over the case; `papers` has custody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from yizhan.cases import notices
from yizhan.cases.access import case_known_to
from yizhan.cases.actions.writing import issue_for, once
from yizhan.cases.events import Party
from yizhan.cases.rules import originals as rules
from yizhan.cases.state import Case
from yizhan.catalogue.release import Release
from yizhan.kernel.acting import Act
from yizhan.papers import original_actions as papers
from yizhan.papers.original_actions import Paper
from yizhan.papers.original_queries import state_of
from yizhan.places.queries import Place, place_of


@dataclass(frozen=True, kw_only=True)
class Known:
    """A case for somebody who need not hold it, as far as a notice speaks of it."""

    case: Case
    release: Release
    act: Act

    @property
    def today(self) -> date:
        """The legal day of the act."""
        return self.act.today

    @cached_property
    def place(self) -> Place:
        """The hall and the organ for which the actor acts."""
        return place_of(self.act.actor.centre, self.act.actor.organ)


def known(act: Act, number: str, *, may: str) -> Known:
    """The case for an act about its paper. Raises NotFound, Forbidden."""
    seen = case_known_to(act, number, may=may)
    return Known(case=seen.case, release=seen.release, act=act)


@once
def take_originals(*, act: Act, number: str, originals: Sequence[Paper], owner: str = "") -> str:
    """Take paper originals in for a case, with a receipt for the citizen (原件收存单).

    Raises NotFound, Forbidden, Refused: already-closed; Invalid.
    """
    about = known(act, number, may="hand-in")
    rules.take(about.case)
    numbers = papers.take_in(act=act, case=number, papers=originals, owner=owner or about.case.applicant.name)
    taken = [state_of(one) for one in numbers]
    issue_for(about, notices.original_receipt(about, taken), act=act)
    return number


@once
def return_originals(
    *, act: Act, number: str, originals: Sequence[str], mode: str = "self", receiver: str = "", reason: str = ""
) -> str:
    """Give paper originals of a case back, with a slip that the receiver signs (原件退还单).

    Raises NotFound, Forbidden, NotHolder; Refused and Invalid as the rules of custody do.
    """
    about = known(act, number, may="hand-in")
    papers.demand_some(originals)
    taken = [state_of(one) for one in originals]
    rules.belong(about.case, [one.taken.case for one in taken if one.taken is not None])
    who = receiver or about.case.applicant.name
    papers.hand_back(act=act, numbers=originals, mode=mode, receiver=who, proxy_reason=reason)
    issue_for(about, notices.original_return(about, taken, mode=mode, receiver=who, reason=reason), act=act)
    return number


@once
def shelve_result(*, act: Act, number: str) -> str:
    """Put the finished result on the smallest free number of the centre's shelf, with the slip that names it.

    Raises NotFound, Forbidden; Refused: not-decided, not-certified, already-delivered, already-shelved.
    """
    seen = case_known_to(act, number, may="hand-out")
    about = Known(case=seen.case, release=seen.release, act=act)
    rules.shelve(about.case, lying=[row.shelf for row in seen.originals if row.shelf is not None])
    name = about.case.certificate.name if about.case.certificate else about.release.name
    _, shelf = papers.shelve(act=act, case=number, description=name, owner=about.case.applicant.name)
    issue_for(about, notices.pickup(about, name=name, shelf=shelf), act=act)
    return number


def left_shelf(act: Act, case: Case, *, mode: str, collector: Party) -> None:
    """The result was handed out: it lies on this centre's shelf no longer. What lies at another centre stays there."""
    if collector.name:
        papers.hand_back_from_shelf(
            act=act, case=case.number, receiver=collector.name, mode=rules.back_mode(case, mode, collector)
        )
