"""Which act a notice tells (文书告知的办理): the newest act with its notice, all notices with their acts."""

from collections.abc import Sequence

from yizhan.cases.events import Amended, Decided, Undone
from yizhan.cases.rules.undoing import Newest
from yizhan.cases.rules.voiding import Issued
from yizhan.journal.queries import Written
from yizhan.papers.void_queries import Registered


def newest_of(entry: Written, register: Sequence[Registered]) -> Newest:
    """The newest entry of a case as the rule of undoing asks for it: with the notice that tells it, if that stands.

    It counts as out when it, or one in whose place it was issued, was opened for printing.
    """
    line = line_from(getattr(entry.event, "notice", ""), register)
    stands = bool(line) and line[-1].void is None
    return Newest(
        no=entry.no,
        kind=entry.kind,
        account=entry.account,
        notice=line[-1].notice.number if stands else "",
        out=any(one.printed for one in line),
    )


def line_from(number: str, register: Sequence[Registered]) -> list[Registered]:
    """A notice, the one issued in its place, the one in place of that, and so on; nothing where there is none."""
    found = {one.notice.number: one for one in register}
    line = []
    while number in found:
        line.append(found[number])
        number = line[-1].again
    return line


def issued_of(register: Sequence[Registered], history: Sequence[Written]) -> list[Issued]:
    """Every notice of a case, oldest first, with the act that it tells."""
    acts = standing_acts(history)
    firsts: dict[str, str] = {}
    found = []
    for one in register:
        number = one.notice.number
        firsts[number] = firsts.get(one.notice.replaces, one.notice.replaces) or number
        found.append(_issued(one, acts.get(firsts[number])))
    return found


def standing_acts(history: Sequence[Written]) -> dict[str, Written]:
    """The acts of a case that were not taken back, by the notice that each named."""
    named = ((getattr(entry.event, "notice", ""), entry) for entry in standing_entries(history))
    return {notice: entry for notice, entry in named if notice}


def standing_entries(history: Sequence[Written]) -> list[Written]:
    """The entries of a case without those that were taken back."""
    undone = {entry.event.entry for entry in history if isinstance(entry.event, Undone)}
    return [entry for entry in history if entry.no not in undone]


def _issued(one: Registered, act: Written | None) -> Issued:
    return Issued(
        number=one.notice.number,
        template=one.notice.template,
        centre=one.notice.centre,
        account=one.notice.account,
        printed=one.printed,
        voided_on=one.void.on if one.void else None,
        again=one.again,
        entry=act.no if act else 0,
        organ=act.organ if act else "",
        decides=act is not None and isinstance(act.event, Decided | Amended),
    )
