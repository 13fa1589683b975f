"""Remarks (留言): what those who handle a case say to each other beside it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from yizhan.cases import models as rows
from yizhan.cases.access import Seen
from yizhan.cases.facts import HURRY, REMARK, WISH
from yizhan.cases.hands import hands_on
from yizhan.cases.standing import standing
from yizhan.journal.queries import hidden_parts, last_moments

MOST = 100
WATCHED = 500


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One remark; `text` is blank where the key of its stream is not here."""

    at: datetime
    account: str
    centre: str
    text: str


def remarks_of(seen: Seen) -> list[Remark]:
    """The remarks on a case, the newest first, for whoever may read what was typed; without any it costs no read."""
    if not any(fact.kind == REMARK for fact in seen.facts):
        return []
    found = list(rows.CaseFact.objects.filter(case=seen.case.number, kind=REMARK).order_by("-at", "-no")[:MOST])
    parts = {stream: hidden_parts(stream) for stream in {row.stream for row in found}}
    return [
        Remark(
            at=row.at, account=row.account, centre=row.centre, text=parts[row.stream].get(row.no, {}).get("text", "")
        )
        for row in found
    ]


@dataclass(frozen=True, kw_only=True)
class Urging:
    """A wish to hurry (催办) or a remark on a case, after which nothing was done on the case yet."""

    case: rows.Case
    at: datetime
    account: str
    wish: bool


def urgings(found: QuerySet[rows.Case], *, reader: str, since: date, size: int) -> list[Urging]:
    """What others said of open cases that the reader has in hand, or nobody, and that no act and no word of his own has
    answered: the newest of each case, the newest first. Looks at the five hundred newest words of these cases.
    """
    told = Q(kind=REMARK) | Q(kind=WISH, cause=HURRY)
    said = rows.CaseFact.objects.filter(told, on__gte=since, case__in=standing(found).order_by().values("number"))
    newest: dict[str, rows.CaseFact] = {}
    for word in said.order_by("-at", "-no")[:WATCHED]:
        newest.setdefault(word.case, word)
    cases = found.in_bulk([number for number, word in newest.items() if word.account != reader])
    taken = hands_on([(case.number, case.holder) for case in cases.values()])
    acted = last_moments([case.stream for case in cases.values()])
    open_ones = [
        Urging(case=cases[number], at=word.at, account=word.account, wish=word.kind == WISH)
        for number, word in newest.items()
        if number in cases and taken.get(number, reader) == reader and word.at > acted[cases[number].stream]
    ]
    return open_ones[:size]
