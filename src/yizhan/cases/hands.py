"""In whose hands a case is (经手人): the newest record of each case, read from indexes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from yizhan.cases import models as rows
from yizhan.cases.standing import STILL_TO_DO, standing
from yizhan.journal.queries import hidden_parts

AT_ONCE = 200
"""Cases taken over in one act: more are taken over by a second one."""
TAKE_OVER = "take-over"
NOBODY = "-"
"""Instead of an account: those that nobody has in hand."""


def taking_of(number: str) -> rows.CaseTaken | None:
    """The newest record of who has a case in hand."""
    return rows.CaseTaken.objects.filter(case=number).order_by("-at", "-no").first()


def taken_by(number: str) -> str:
    """The account that has a case in hand; empty where nobody has."""
    newest = taking_of(number)
    return newest.taker if newest else ""


@dataclass(frozen=True, kw_only=True)
class Handover:
    """How a case came to whom has it in hand, where everything on a desk was taken over: when, by whose act, why."""

    at: datetime
    account: str
    reason: str


def handover(row: rows.CaseTaken) -> Handover | None:
    """What a record says of a taking over, where it is one; `reason` is blank where its key is not here."""
    if row.cause != TAKE_OVER:
        return None
    reason = hidden_parts(row.stream).get(row.no, {}).get("reason", "")
    return Handover(at=row.at, account=row.account, reason=reason)


def in_hands_of(account: str, organ: str) -> QuerySet[rows.Case]:
    """The cases that somebody has in hand for an organ which still holds them, the earliest due first."""
    held = standing(rows.Case.objects.filter(holder=organ), STILL_TO_DO)
    return in_whose_hands(held, account).order_by(F("due_on").asc(nulls_last=True), "number")


def hands_on(held: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Who has each case in hand for the organ that holds it: number and organ in, accounts by number out."""
    newest = _standing().filter(case__in=[number for number, _organ in held]).exclude(taker="")
    found = {(case, organ): taker for case, organ, taker in newest.values_list("case", "organ", "taker")}
    return {number: found[number, organ] for number, organ in held if (number, organ) in found}


def in_whose_hands(found: QuerySet[rows.Case], taker: str) -> QuerySet[rows.Case]:
    """Those of the cases that somebody has in hand for the organ which holds them; or that nobody has, `NOBODY`."""
    newest = _standing().filter(case=OuterRef("number"), organ=OuterRef("holder"))
    if taker == NOBODY:
        return found.exclude(Exists(newest.exclude(taker="")))
    return found.filter(Exists(newest.filter(taker=taker)))


def _standing() -> QuerySet[rows.CaseTaken]:
    """The newest record of each case."""
    later = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), no__gt=OuterRef("no"))
    return rows.CaseTaken.objects.exclude(Exists(rows.CaseTaken.objects.filter(later, case=OuterRef("case"))))


def count_in_hands(account: str) -> int:
    """How many cases somebody has in hand, for whichever organ."""
    organs = _standing().filter(taker=account).values_list("organ", flat=True).distinct()
    return sum(in_hands_of(account, organ).count() for organ in organs)


def hands_of(organ: str) -> Sequence[tuple[str, int]]:
    """Who has how many cases of an organ in hand, the most first."""
    held = standing(rows.Case.objects.filter(holder=organ), STILL_TO_DO).values("number")
    counted = _standing().filter(organ=organ, case__in=held).exclude(taker="").values_list("taker")
    return list(counted.annotate(cases=Count("case")).order_by("-cases", "taker"))
