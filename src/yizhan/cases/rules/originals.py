"""What a case says about its paper originals and its result on the shelf: pure."""

from collections.abc import Collection

from yizhan.cases.events import Party
from yizhan.cases.rules.decision import must_be_deliverable
from yizhan.cases.state import Case
from yizhan.kernel.refusals import NotFound, Refused


def take(case: Case) -> None:
    """Originals come in while the file is open. Raises Refused: already-closed."""
    if case.closed is not None:
        raise Refused("already-closed", on=case.closed)


def belong(case: Case, cases: Collection[str]) -> None:
    """Every original is one of this case. Raises NotFound."""
    if set(cases) != {case.number}:
        raise NotFound


def shelve(case: Case, *, lying: Collection[int]) -> None:
    """There is a result that waits for its owner, and it does not lie there already.

    Raises Refused: not-decided, not-certified, already-delivered, already-shelved.
    """
    must_be_deliverable(case)
    if lying:
        raise Refused("already-shelved", shelf=min(lying))


def back_mode(case: Case, mode: str, collector: Party) -> str:
    """How a result left the shelf, by the mode of its service: `self`, `proxy`, `post`."""
    if mode == "post":
        return "post"
    return "self" if collector.name == case.applicant.name else "proxy"
