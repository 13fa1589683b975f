"""The centres below (所辖中心): what stands where, in a fixed number of reads for all of them; the lists behind."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from yizhan.cases import models as rows
from yizhan.cases.access import for_actor
from yizhan.cases.events import Wanted
from yizhan.cases.facts import VISIT
from yizhan.cases.keyset import by_day, following, place, place_of
from yizhan.cases.rules.intake import beyond_list
from yizhan.cases.rules.proposing import APPROVER
from yizhan.cases.rules.satellites import IN_VAIN
from yizhan.cases.standing import standing
from yizhan.cases.state import OPEN_STATES
from yizhan.journal.queries import state_of, unwritten_since
from yizhan.kernel.acting import Actor, legal_day
from yizhan.web.paging import Page, decode, page_of

STUCK_AFTER, DEEMED_WITHIN = timedelta(days=7), timedelta(days=2)
OPEN, LATE, DEEMED, STUCK, SIGNATURE, UNOPENED = OF_OPEN_CASES = (
    "open",
    "late",
    "deemed",
    "stuck",
    "signature",
    "unopened",
)
"""Open cases; past their day; of which silence makes something within two days; untouched for seven days; waiting for
who decides; handed over to an organ that did not open them yet."""
TRIPS, BEYOND = OF_THE_MONTH = ("trips", "beyond")
"""Who came in vain this month, and papers asked for that are not on the item's list."""
MEASURES = (*OF_OPEN_CASES, *OF_THE_MONTH)
PAGE = 50


def conditions(now: datetime) -> dict[str, Q]:
    """What each number counts of the open cases. Nobody is stuck who waits for the applicant, or by law."""
    today = legal_day(now)
    idle = Q(stopped=False) & ~Q(state="correction-requested")
    return {
        OPEN: Q(state__in=OPEN_STATES),
        LATE: Q(due_on__lt=today, stopped=False),
        DEEMED: Q(lapse_on__lte=today + DEEMED_WITHIN),
        STUCK: idle & Q(unwritten_since("stream", now - STUCK_AFTER)),
        SIGNATURE: Q(waits_for=APPROVER),
        UNOPENED: Q(opened_here=False),
    }


def numbers(actor: Actor, centres: Collection[str], now: datetime) -> dict[str, dict[str, int]]:
    """Every number of each of these centres: three reads, however many there are."""
    found = for_actor(actor).filter(centre__in=centres).order_by()
    since = month_of(legal_day(now))
    counts = {name: Count("number", filter=fits) for name, fits in conditions(now).items()}
    of_open = standing(found).values("centre").annotate(**counts).values_list("centre", *counts)
    result = {code: dict.fromkeys(MEASURES, 0) for code in centres}
    for code, *found_there in of_open:
        result[code] |= dict(zip(counts, found_there, strict=True))
    for code, count in found.filter(beyond_on__gte=since).values_list("centre").annotate(Count("number")):
        result[code][BEYOND] = count
    for code, count in in_vain(centres, since).order_by().values_list("centre").annotate(Count("key")):
        result[code][TRIPS] = count
    return result


def month_of(today: date) -> date:
    """The first day of the month."""
    return today.replace(day=1)


def in_vain(centres: Collection[str], since: date) -> QuerySet[rows.CaseFact]:
    """The visits in vain that these centres recorded."""
    return rows.CaseFact.objects.filter(kind=VISIT, on__gte=since, cause__in=IN_VAIN, centre__in=centres)


def cases_behind(
    actor: Actor, centre: str, measure: str, *, now: datetime, cursor: str = "", size: int = PAGE
) -> Page[rows.Case]:
    """The open cases behind a number, the earliest due first. Raises KeyError, Invalid: bad-cursor."""
    found = standing(for_actor(actor)).filter(conditions(now)[measure], centre=centre)
    if cursor:
        found = following(found, "due_on", place(*decode(cursor, size=2)))
    listed = list(found.order_by(*by_day("due_on"))[: size + 1])
    return page_of(listed, size=size, key=lambda row: place_of(row, "due_on"))


@dataclass(frozen=True, kw_only=True)
class Trip:
    """Somebody came in vain for a case: when and why."""

    case: str
    on: date
    cause: str


def trips_behind(actor: Actor, centre: str, *, now: datetime, size: int = PAGE) -> list[Trip]:
    """The newest visits in vain that a centre recorded this month, as far as their cases are the actor's to know."""
    found = in_vain([centre], month_of(legal_day(now))).order_by("-on", "-key")
    known = found.filter(case__in=for_actor(actor).values("number"))
    return [Trip(case=row.case, on=row.on, cause=row.cause) for row in known[:size]]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Papers that are not on the list of a case's item and were asked for all the same, each with its reason."""

    row: rows.Case
    papers: tuple[Wanted, ...]


def beyond_behind(actor: Actor, centre: str, *, now: datetime, size: int = PAGE) -> list[Asked]:
    """The newest cases of this month in which a centre asked beyond the list, and why: opened from their streams."""
    since = month_of(legal_day(now))
    found = for_actor(actor).filter(centre=centre, beyond_on__gte=since).order_by("-beyond_on", "number")
    return [Asked(row=row, papers=beyond_list(state_of(row.stream).correction)) for row in found[:size]]


def sums(numbers: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """Several centres taken together."""
    return {measure: sum(one[measure] for one in numbers.values()) for measure in MEASURES}
