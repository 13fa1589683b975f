"""What this room does when something was written beside a case: facts that move it are taken over."""

from typing import Protocol

from yizhan.cases.actions.settling import settle_case
from yizhan.journal.queries import last_moments
from yizhan.kernel.refusals import NotFound, NotHolder


class Numbered(Protocol):
    """An entry at its place in the node's chain, as the journal hands it to a reaction."""

    @property
    def stream(self) -> str:
        """The stream that the entry stands in."""


def moved(entry: Numbered) -> None:
    """Papers came in, a result went out, an agency answered: the case takes it over, as of when that was written.

    Safe to run twice. A case that another node holds takes it over there.
    """
    try:
        settle_case(number=entry.stream.split(":")[1], now=last_moments([entry.stream])[entry.stream])
    except (NotFound, NotHolder):
        return
