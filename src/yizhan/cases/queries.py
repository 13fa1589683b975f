"""Bounded, indexed reads of cases that pages and API share."""

import hmac
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db.models import Count, Min, Q, QuerySet

from yizhan.cases import models as rows
from yizhan.cases.access import case_of_the_node, for_actor, number_of
from yizhan.cases.clock import Clock
from yizhan.cases.events import Opened
from yizhan.cases.hands import (
    AT_ONCE,
    NOBODY,
    count_in_hands,
    handover,
    hands_of,
    hands_on,
    in_hands_of,
    in_whose_hands,
    taken_by,
    taking_of,
)
from yizhan.cases.keyset import by_day, following, place, place_of
from yizhan.cases.likeness import Likely, candidates, samenesses_of
from yizhan.cases.progress import Progress, ProgressStep, progress
from yizhan.cases.remarks import Remark, Urging, remarks_of, urgings
from yizhan.cases.rules.proposing import APPROVER
from yizhan.cases.search import cases_meant, find_cases
from yizhan.cases.sittings import (
    Opinion,
    demand_closed,
    kept_back,
    may_decide,
    opinions_of,
    pile_of,
    proposal_of,
    rows_of,
    sitting_of,
    sittings_of,
    try_decision,
    waiting_count,
    waiting_for,
)
from yizhan.cases.standing import standing
from yizhan.cases.state import DONE_STATES, OPEN_STATES
from yizhan.cases.told import newest_of
from yizhan.journal.queries import begun_by, last_moments, state_of
from yizhan.kernel.acting import Actor
from yizhan.kernel.hashing import sm3
from yizhan.kernel.identifiers import plain_number, plain_query_code
from yizhan.web.paging import Page, decode, page_of

__all__ = [
    "AT_ONCE",
    "NOBODY",
    "Clock",
    "Likely",
    "Opinion",
    "Progress",
    "ProgressStep",
    "Remark",
    "Urging",
    "candidates",
    "count_in_hands",
    "demand_closed",
    "find_cases",
    "handover",
    "hands_of",
    "in_hands_of",
    "kept_back",
    "may_decide",
    "newest_of",
    "opinions_of",
    "pile_of",
    "progress",
    "proposal_of",
    "remarks_of",
    "rows_of",
    "samenesses_of",
    "sitting_of",
    "sittings_of",
    "taken_by",
    "taking_of",
    "try_decision",
    "urgings",
    "waiting_count",
    "waiting_for",
]

PAGE = 50
LONGEST = 100


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What a list of cases is narrowed by; every field is optional. `text` finds number, name, ID number or phone,
    `states` are of cases that are not over, `turn` is the role that has the next step, `taken` those that an account
    has in hand, or nobody (`NOBODY`)."""

    state: str = ""
    holder: str = ""
    turn: str = ""
    item: str = ""
    centre: str = ""
    due_before: date | None = None
    applicant: str = ""
    text: str = ""
    open_only: bool = False
    states: tuple[str, ...] = ()
    taken: str = ""


def list_cases(actor: Actor, wanted: Filter, *, cursor: str = "", size: int = PAGE) -> Page[rows.Case]:
    """A page of cases by due date and number, those without a due date last; keyset paged.

    Raises Invalid: bad-cursor.
    """
    found = narrowed(for_actor(actor), wanted)
    size = min(size, LONGEST)
    if cursor:
        found = following(found, "due_on", place(*decode(cursor, size=2)))
    ordered = found.order_by(*by_day("due_on"))[: size + 1]
    return page_of(list(ordered), size=size, key=lambda row: place_of(row, "due_on"))


def narrowed(found: QuerySet[rows.Case], wanted: Filter) -> QuerySet[rows.Case]:
    """The cases that fit a filter."""
    exact = {
        name: value for name in ("state", "holder", "item", "centre", "applicant") if (value := getattr(wanted, name))
    }
    found = found.filter(**exact)
    if wanted.open_only:
        found = standing(found)
    if wanted.states:
        found = standing(found, wanted.states)
    if wanted.due_before is not None:
        found = found.filter(due_on__lte=wanted.due_before)
    if wanted.turn:
        found = found.filter(waits_for=wanted.turn)
    if wanted.taken:
        found = in_whose_hands(found, wanted.taken)
    if wanted.text:
        found = found.filter(number__in=cases_meant(wanted.text))
    return found


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
    number = plain_number(number) if number.isprintable() else ""
    kept = rows.Case.objects.filter(number=number).values_list("query_hash", flat=True).first() or ""
    if not hmac.compare_digest(kept.encode(), hash_of_code(code).encode()):
        return None
    return progress(case_of_the_node(number, today=today))


TO_HAND_OVER = frozenset({"decided", "certified"})
"""States in which the decision stands and the result still waits for its owner."""
WATCHED = 500


def holders(actor: Actor, numbers: Collection[str]) -> list[str]:
    """The organs that hold these of the actor's cases."""
    found = for_actor(actor).filter(number__in=numbers).order_by("holder")
    return list(found.values_list("holder", flat=True).distinct())


def finished(actor: Actor, numbers: Collection[str]) -> set[str]:
    """Those of these of the actor's cases that are delivered or ended otherwise."""
    over = Q(delivered_on__isnull=False) | Q(ended_on__isnull=False)
    found = for_actor(actor).filter(over, number__in=numbers)
    return set(found.values_list("number", flat=True))


def counts_by_turn(found: QuerySet[rows.Case]) -> dict[str, int]:
    """How many of these cases wait for each role."""
    return dict(found.order_by().values_list("waits_for").annotate(Count("number")))


def counts_by_state(found: QuerySet[rows.Case]) -> dict[str, int]:
    """How many of these cases stand in each state: open ones and those still to be handed over."""
    waiting = standing(found, OPEN_STATES | TO_HAND_OVER).order_by()
    return dict(waiting.values_list("state").annotate(Count("number")))


def to_make_up(found: QuerySet[rows.Case], *, size: int = LONGEST) -> list[rows.Case]:
    """Urgent cases that were decided first and are still to be made up for (补齐手续), the earliest due first."""
    return list(found.filter(state__in=DONE_STATES, due_on__isnull=False).order_by("due_on", "number")[:size])


@dataclass(frozen=True, kw_only=True)
class DueCounts:
    """How many open cases are late, due today, tomorrow, within seven days, and how many stand still by law."""

    late: int
    today: int
    tomorrow: int
    week: int
    stopped: int


def due_counts(found: QuerySet[rows.Case], today: date) -> DueCounts:
    """What of these open cases is due when, in one read."""
    counted = standing(found).aggregate(
        late=Count("number", filter=Q(due_on__lt=today, stopped=False)),
        today=Count("number", filter=Q(due_on=today)),
        tomorrow=Count("number", filter=Q(due_on=today + timedelta(days=1))),
        week=Count("number", filter=Q(due_on__gte=today, due_on__lte=today + timedelta(days=7))),
        stopped=Count("number", filter=Q(stopped=True)),
    )
    return DueCounts(**counted)


def in_hand_of(actor: Actor, holder: str) -> QuerySet[rows.Case]:
    """The cases that an organ holds, as far as they are the actor's to know."""
    return for_actor(actor).filter(holder=holder)


def items_and_centres(found: QuerySet[rows.Case], states: Collection[str]) -> list[tuple[str, str]]:
    """Which items of which centres are among the cases in these states, in one read."""
    return list(standing(found, states).order_by().values_list("item", "centre").distinct())


def takers(found: Collection[rows.Case]) -> dict[str, str]:
    """Who has each of these cases in hand for its holder, by number; those that nobody has are left out."""
    return hands_on([(row.number, row.holder) for row in found])


def opened_at(actor: Actor, centre: str) -> QuerySet[rows.Case]:
    """The cases that a centre opened, whoever holds them, as far as they are the actor's to know."""
    return for_actor(actor).filter(centre=centre)


def lapsing(found: QuerySet[rows.Case], *, until: date, size: int = LONGEST) -> list[rows.Case]:
    """Open cases of which the law itself makes something until a day (视为受理 and its like), the earliest first."""
    return list(standing(found).filter(lapse_on__lte=until).order_by("lapse_on", "number")[:size])


def due_soonest(found: QuerySet[rows.Case], *, until: date, size: int = LONGEST) -> list[rows.Case]:
    """Open cases that are due until a day, the earliest first; those that stand still by law are not."""
    return list(standing(found).filter(stopped=False, due_on__lte=until).order_by("due_on", "number")[:size])


def without_an_act(
    found: QuerySet[rows.Case], *, since: datetime, size: int = LONGEST
) -> list[tuple[rows.Case, datetime]]:
    """Open cases in whose stream nothing was written since a moment, the longest silent first: not those that wait for
    the applicant, or by law.

    Looks at the five hundred that are due soonest: of more than that somebody is late, and that is told elsewhere.
    """
    moving = standing(found).filter(stopped=False).exclude(state="correction-requested")
    listed = list(moving.order_by(*by_day("due_on"))[:WATCHED])
    moments = last_moments([row.stream for row in listed])
    silent = [(row, at) for row in listed if (at := moments.get(row.stream)) is not None and at < since]
    return sorted(silent, key=lambda pair: pair[1])[:size]


def waiting_for_signature(found: QuerySet[rows.Case]) -> list[tuple[str, int, date | None]]:
    """The cases that wait for an approver by the organ that has them: how many, and until when the first is due."""
    waiting = standing(found).filter(waits_for=APPROVER).order_by()
    return sorted(waiting.values_list("holder").annotate(cases=Count("number"), first=Min("due_on")))


def filed_by(actor: Actor, *, size: int = LONGEST) -> list[rows.Case]:
    """The cases that an actor opened himself, wherever they are now, the newest first: they are his to know."""
    streams = begun_by(actor.account, Opened.__name__, limit=min(size, LONGEST))
    numbers = [number_of(stream) for stream in streams]
    found = rows.Case.objects.in_bulk(numbers)
    return [found[number] for number in numbers if number in found]


FREQUENT_DAYS, A_DAY = timedelta(days=60), 24 * 60 * 60


def frequent(centre: str, *, today: date, size: int = 12) -> list[str]:
    """The items that a centre opened most often in the last sixty days, reckoned once a day in each process.

    A centre that opened nothing yet is asked anew: on its first day the list grows with it.
    """
    kept = f"frequent:{sm3(centre.encode()).hex()}:{today}"
    found: list[str] = cache.get(kept) or _opened_most(centre, since=today - FREQUENT_DAYS)
    if found:
        cache.set(kept, found, timeout=A_DAY)
    return found[:size]


def _opened_most(centre: str, *, since: date) -> list[str]:
    opened = rows.Case.objects.filter(centre=centre, opened_on__gte=since).order_by()
    counted = Counter(opened.values_list("item", flat=True))  # grouped in SQL, SQLite reads the whole book by its items
    return sorted(counted, key=lambda item: (-counted[item], item))[:LONGEST]


def consults_for(actor: Actor, *, answered: bool = False, size: int = LONGEST) -> list[rows.Consult]:
    """The consultations (征求意见) put to the actor's organ: those to answer, the oldest first, or those answered."""
    found = rows.Consult.objects.filter(organ=actor.organ, answered_on__isnull=not answered)
    return list(found.order_by("-answered_on" if answered else "asked_on", "stream")[:size])


def asked_in(streams: Collection[str]) -> dict[str, str]:
    """What was asked in each of these consultations, opened from its stream; at most `LONGEST` of them."""
    return {stream: state_of(stream).question for stream in list(streams)[:LONGEST]}
