"""Bounded, indexed reads of cases that pages and API share."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from yizhan.cases import models as rows
from yizhan.cases.access import case_of_the_node, for_actor
from yizhan.cases.progress import Progress, progress
from yizhan.cases.state import OPEN_STATES
from yizhan.journal.queries import lookup_hash
from yizhan.kernel.acting import Actor
from yizhan.kernel.hashing import sm3
from yizhan.kernel.identifiers import plain_query_code
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
    return page_of(
        list(ordered), size=size, key=lambda row: (row.due_on.isoformat() if row.due_on else None, row.number)
    )


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


def hash_of_code(code: str) -> str:
    """What is kept of a query code: SM3 of its plain form."""
    return sm3(plain_query_code(code).encode("utf-8", "surrogatepass")).hex()


def progress_for(number: str, code: str, *, today: date) -> Progress | None:
    """The progress of a case for the public: nothing personal. None unless the query code is the case's.

    An unknown number, another node's and a wrong code cost the same one read and one comparison.
    """
    number = plain_query_code(number) if number.isprintable() else ""
    kept = rows.Case.objects.filter(number=number).values_list("query_hash", flat=True).first() or ""
    if not hmac.compare_digest(kept.encode(), hash_of_code(code).encode()):
        return None
    return progress(case_of_the_node(number, today=today))
