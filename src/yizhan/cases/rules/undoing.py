"""Taking the newest act back (撤销操作): by a new entry of the same person, while nobody outside has heard of it."""

from dataclasses import dataclass
from datetime import date

from yizhan.cases.events import Undone
from yizhan.cases.state import Case
from yizhan.kernel.refusals import Refused


@dataclass(frozen=True, kw_only=True)
class Newest:
    """The newest entry of a case's own stream: its place, its kind, who wrote it.

    `notice` tells it and still stands; `out`: it was opened for printing, and so may have gone out.
    """

    no: int
    kind: str
    account: str
    notice: str = ""
    out: bool = False


def undo(case: Case, *, newest: Newest, account: str, time_acted: bool, today: date) -> Undone:
    """The newest act is taken back by whoever did it, and the notice that tells it is void; what was printed, sent or
    handed out stays done.

    Raises Refused: time-has-acted, cannot-be-undone, not-yours-to-undo, notice-went-out.
    """
    if time_acted:
        raise Refused("time-has-acted")
    if case.before is None or newest.kind == "Undone":
        raise Refused("cannot-be-undone")
    if newest.account != account:
        raise Refused("not-yours-to-undo")
    if newest.out:
        raise Refused("notice-went-out", notice=newest.notice)
    return Undone(on=today, entry=newest.no, act=newest.kind, voided=newest.notice)
