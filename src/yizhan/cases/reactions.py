"""What this room does after what was written elsewhere: facts that move a case are taken over, due dates follow a
new calendar."""

from typing import Protocol

from yizhan.cases.actions.deriving import derive_due_dates
from yizhan.cases.actions.settling import settle_case
from yizhan.journal.queries import last_moments
from yizhan.kernel.refusals import NotFound, NotHolder


class Numbered(Protocol):
    """An entry at its place in the node's chain, as the journal hands it to a reaction."""

    @property
    def stream(self) -> str:
        """The stream that the entry stands in."""


def calendar_published(entry: Numbered) -> None:
    """A calendar was published: the due dates of the open cases below its division are derived anew."""
    derive_due_dates(entry.stream.partition(":")[2])


def moved(entry: Numbered) -> None:
    """Papers came in, a result went out, an agency answered: the case takes it over, as of when that was written.

    Safe to run twice. A case that another node holds takes it over there.
    """
    try:
        settle_case(number=entry.stream.split(":")[1], now=last_moments([entry.stream])[entry.stream])
    except (NotFound, NotHolder):
        return
