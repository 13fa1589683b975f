"""Which act a notice tells (文书告知的办理): the newest act with its notice, and the act that a given notice tells."""

from collections.abc import Sequence

from yizhan.cases.events import Undone
from yizhan.cases.rules.undoing import Newest
from yizhan.journal.queries import Written
from yizhan.papers.queries import is_printed, voiding_of


def newest_of(entry: Written) -> Newest:
    """The newest entry of a case as the rule of undoing asks for it: with the notice that tells it, if that stands."""
    notice = getattr(entry.event, "notice", "")
    if notice and voiding_of(notice) is not None:
        notice = ""
    return Newest(
        no=entry.no, kind=entry.kind, account=entry.account, notice=notice, out=bool(notice) and is_printed(notice)
    )


def told_by(notice: str, history: Sequence[Written]) -> Written | None:
    """The act of a case that a notice tells; None where it tells none, or that act was taken back."""
    undone = {entry.event.entry for entry in history if isinstance(entry.event, Undone)}
    found = (entry for entry in history if getattr(entry.event, "notice", "") == notice)
    return next((entry for entry in found if entry.no not in undone), None)
