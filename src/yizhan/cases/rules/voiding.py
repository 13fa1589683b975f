"""Which notice of a case may be declared void (文书作废) by whom, and when its act is told anew (重新出具): pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import Refused

LEADERS = ("reviewer", "approver", "centre_manager")
"""Who may declare void what a colleague issued."""


@dataclass(frozen=True, kw_only=True)
class Issued:
    """A notice of a case: who issued it where, what became of it, and the act that it tells.

    `entry` is that act's place in the case's stream, 0 where it tells none or the act was taken back; `organ` whose act
    it is, empty where it came about by law; `decides`: it tells a decision; `again` the number of the one issued in its
    place.
    """

    number: str
    template: str
    centre: str
    account: str
    printed: bool
    voided_on: date | None
    again: str
    entry: int
    organ: str
    decides: bool

    @property
    def is_untold(self) -> bool:
        """Whether its act stands and nothing tells it any more."""
        return self.voided_on is not None and bool(self.entry) and not self.again


def leads(actor: Actor) -> bool:
    """Whether somebody answers for what the clerks of his centre issue."""
    return any(actor.has(role) for role in LEADERS)


def void(one: Issued, *, centre: str, account: str, leads: bool, served: bool, out: bool) -> None:
    """A notice of one's own centre: one's own, or as who leads there.

    What tells a decision binds the organ once the applicant has it (行政许可法（2019）第八条): `served`, or `out`, the
    slip did not come back. Then the decision itself is amended. Raises Refused: already-voided,
    notice-of-another-centre, not-your-notice, decision-went-out.
    """
    if one.voided_on is not None:
        raise Refused("already-voided", number=one.number, on=one.voided_on)
    if one.centre != centre:
        raise Refused("notice-of-another-centre", notice=one.number)
    if one.account != account and not leads:
        raise Refused("not-your-notice", notice=one.number)
    if one.decides and (served or (one.printed and out)):
        raise Refused("decision-went-out", notice=one.number)


def reissue(one: Issued, *, centre: str, organ: str) -> None:
    """Tell the act anew, in place of a void notice: the organ whose act it is, at the centre that issued it. What came
    about by law, such as a result that another centre handed out, is told by whoever acts at that centre.

    Raises Refused: notice-stands, nothing-to-tell, already-replaced, notice-of-another-centre.
    """
    if one.voided_on is None:
        raise Refused("notice-stands", notice=one.number)
    if not one.entry:
        raise Refused("nothing-to-tell", notice=one.number)
    if one.again:
        raise Refused("already-replaced", number=one.number)
    if not _tells(one, centre=centre, organ=organ):
        raise Refused("notice-of-another-centre", notice=one.number)


def some_to_void(issued: Iterable[Issued], *, centre: str, account: str, leads: bool, served: bool) -> list[Issued]:
    """Those that the reader may declare void. Raises Refused: nothing-to-void."""
    found = [one for one in issued if _allowed(one, centre=centre, account=account, leads=leads, served=served)]
    if not found:
        raise Refused("nothing-to-void")
    return found


def some_to_reissue(issued: Iterable[Issued], *, centre: str, organ: str) -> list[Issued]:
    """Those whose act nothing tells any more, and that the reader may issue anew. Raises Refused: nothing-untold."""
    found = [one for one in issued if one.is_untold and _tells(one, centre=centre, organ=organ)]
    if not found:
        raise Refused("nothing-untold")
    return found


def _tells(one: Issued, *, centre: str, organ: str) -> bool:
    return one.centre == centre and one.organ in {organ, ""}


def _allowed(one: Issued, *, centre: str, account: str, leads: bool, served: bool) -> bool:
    try:
        void(one, centre=centre, account=account, leads=leads, served=served, out=False)
    except Refused:
        return False
    return True
