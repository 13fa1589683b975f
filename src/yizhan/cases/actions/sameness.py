"""The same person, the same thing (B9): the same, or another because …; the decision stands beside the first case."""

from collections.abc import Sequence
from dataclasses import replace

from yizhan.cases.access import case_of_the_node, case_seen_by
from yizhan.cases.actions.ending import withdraw_case
from yizhan.cases.actions.satellites import write_hand_in
from yizhan.cases.actions.writing import demand, once, satellite
from yizhan.cases.events import Given, Party
from yizhan.cases.models import SamenessDecided
from yizhan.cases.queries import candidates
from yizhan.journal.actions import record
from yizhan.journal.queries import lookup_hash
from yizhan.kernel.acting import Act
from yizhan.kernel.identifiers import text
from yizhan.kernel.refusals import Refused
from yizhan.places.queries import centre

LONGEST_TEXT = 2000


@once
def decide_another(*, act: Act, item: str, applicant: Party, first: str, reason: str) -> str:
    """It is another matter than `first`, because …: kept beside the first, and not asked again.

    Raises Forbidden; Refused: not-alike, reason-missing.
    """
    _must_be_likely(act, item, applicant, first)
    said = text(reason, LONGEST_TEXT)
    if not said:
        raise Refused("reason-missing")
    _decided(act, item, applicant, first, same=False, reason=said)
    return first


@once
def decide_same(
    *, act: Act, item: str, applicant: Party, first: str, materials: Sequence[Given] = (), mode: str = "window"
) -> str:
    """It is the same matter as `first`: nothing is opened, and what he brought is handed in there.

    Whoever may open a case may say so, also about a case that he may not read. Raises Forbidden; Refused: not-alike,
    and what `hand_in` raises.
    """
    _must_be_likely(act, item, applicant, first)
    _decided(act, item, applicant, first, same=True)
    if materials:
        seen = case_of_the_node(first, today=act.today)
        write_hand_in(part_of(act, "hand-in"), seen, materials=materials, mode=mode)
    return first


@once
def withdraw_duplicate(*, act: Act, number: str, first: str) -> str:
    """A case that was opened all the same turns out to be the same as `first`: it ends, and says which that is.

    Raises NotFound, Forbidden; Refused: not-alike, and what `withdraw_case` raises.
    """
    case = case_seen_by(act.actor, number, today=act.today).case
    _must_be_likely(act, case.item, case.applicant, first, but=number)
    _decided(act, case.item, case.applicant, first, same=True, duplicate=number)
    withdraw_case(act=part_of(act, "withdraw"), number=number, reason=f"与 {first} 是同一件，并入该件办理。")
    return first


def part_of(act: Act, name: str) -> Act:
    """One of the acts that a request asks for; the version seen is that of the case at hand."""
    return replace(act, key=f"{act.key}.{name}" if act.key else "")


def _must_be_likely(act: Act, item: str, applicant: Party, first: str, *, but: str = "") -> None:
    """Only what the node itself found alike is decided about, so that nobody writes beside cases that he guesses."""
    demand(act, "open", division=centre(act.actor.centre).division)
    found = candidates(act.actor, applicant, item, today=act.today, but=but)
    if first not in {one.number for one in found}:
        raise Refused("not-alike", number=first)


def _decided(
    act: Act, item: str, applicant: Party, first: str, *, same: bool, duplicate: str = "", reason: str = ""
) -> None:
    row = SamenessDecided(
        case=first, same=same, item=item, duplicate=duplicate, reason=reason, person=lookup_hash(applicant.id_number)
    )
    own = act.actor.centre
    record(row, stream=satellite(first, own), centre=own, act=act, sealed={"applicant": applicant.name})
