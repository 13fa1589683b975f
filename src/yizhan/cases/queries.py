"""Bounded, indexed reads of cases that pages and API share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from yizhan.cases import models as rows
from yizhan.cases.access import for_actor
from yizhan.cases.state import OPEN_STATES
from yizhan.journal.queries import lookup_hash
from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import Invalid
from yizhan.web.paging import Page, decode, page_of

PAGE = 50
LONGEST = 100


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What a list of cases is narrowed by; every field is optional. `text` finds number, name, ID number or phone."""

    state: str = ""
    holder: str = ""
    item: str = ""
    centre: str = ""
    due_before: date | None = None
    applicant: str = ""
    text: str = ""
    open_only: bool = False


def list_cases(actor: Actor, wanted: Filter, *, cursor: str = "", size: int = PAGE) -> Page[rows.Case]:
    """A page of cases by due date and number, those without a due date last; keyset paged.

    Raises Invalid: bad-cursor.
    """
    found = narrowed(for_actor(actor), wanted)
    size = min(size, LONGEST)
    if cursor:
        found = _following(found, cursor)
    ordered = found.order_by(F("due_on").asc(nulls_last=True), "number")[: size + 1]
    return page_of(list(ordered), size=size, key=lambda row: (row.due_on.isoformat() if row.due_on else None, row.number))


def narrowed(found: QuerySet[rows.Case], wanted: Filter) -> QuerySet[rows.Case]:
    """The cases that fit a filter."""
    exact = {
        name: value for name in ("state", "holder", "item", "centre", "applicant") if (value := getattr(wanted, name))
    }
    found = found.filter(**exact)
    if wanted.open_only:
        found = found.filter(state__in=OPEN_STATES)
    if wanted.due_before is not None:
        found = found.filter(due_on__lte=wanted.due_before)
    if wanted.text:
        found = found.filter(_words(wanted.text.strip()))
    return found


def _words(text: str) -> Q:
    """Number, provincial number, whole ID or phone number by their look-up hash, a name by its beginning."""
    hashed = lookup_hash(text.upper())
    return (
        Q(number=text)
        | Q(provincial_number=text)
        | Q(id_lookup=hashed)
        | Q(phone_lookup=hashed)
        | Q(applicant__startswith=text)
    )


def _following(found: QuerySet[rows.Case], cursor: str) -> QuerySet[rows.Case]:
    due, number = decode(cursor, size=2)
    if due is None:
        return found.filter(due_on__isnull=True, number__gt=number)
    try:
        day = date.fromisoformat(str(due))
    except ValueError as fault:
        raise Invalid("bad-cursor") from fault
    return found.filter(Q(due_on=day, number__gt=number) | Q(due_on__gt=day) | Q(due_on__isnull=True))


def legs_of(number: str) -> Sequence[rows.CaseLeg]:
    """The legs of a case in order."""
    return list(rows.CaseLeg.objects.filter(case=number).order_by("place"))
