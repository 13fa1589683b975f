"""My work in groups (待办分组): what the law asks first stands first; counted in one read, paged group by group."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from yizhan.cases import models as rows
from yizhan.cases.clock import last_day
from yizhan.cases.keyset import Place, by_day, following, place, place_of
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.periods import Limit, Unit
from yizhan.kernel.refusals import Invalid
from yizhan.web.paging import Page, Part, decode, page_of

SILENCE, LATE, TODAY, SOON, LATER, STOPPED, WAITING = GROUPS = (
    "silence",
    "late",
    "today",
    "soon",
    "later",
    "stopped",
    "waiting",
)
"""In the order of the queue: a case stands in the first group that it fits."""
SOON_WITHIN = Limit(3, Unit.WORKING_DAY)
WITH_THE_CITIZEN = ("correction-requested", "certified")
"""States in which the next step is the applicant's: to bring what is missing, to fetch the result."""
PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Sight:
    """From where a queue is seen: the day, the third working day after it, and the reader's roles."""

    today: date
    soon: date
    roles: frozenset[str]

    @property
    def tomorrow(self) -> date:
        """The next day."""
        return self.today + timedelta(days=1)


def sight(today: date, calendar: Calendar, roles: Collection[str]) -> Sight:
    """What a reader with these roles has before him today."""
    soon = last_day(today, SOON_WITHIN, calendar)
    return Sight(today=today, soon=soon, roles=frozenset(roles))


def conditions(seen: Sight) -> dict[str, Q]:
    """Each group as a condition; no case fits two."""
    silent = Q(lapse_on__lte=seen.tomorrow)
    heard = Q(lapse_on__isnull=True) | Q(lapse_on__gt=seen.tomorrow)
    running = heard & Q(stopped=False)
    ahead = running & (Q(due_on__gt=seen.today) | Q(due_on__isnull=True))
    elsewhere = Q(state__in=WITH_THE_CITIZEN) | ~Q(waits_for__in=[*sorted(seen.roles), ""])
    return {
        SILENCE: silent,
        LATE: running & Q(due_on__lt=seen.today),
        TODAY: running & Q(due_on=seen.today),
        SOON: ahead & ~elsewhere & Q(due_on__lte=seen.soon),
        LATER: ahead & ~elsewhere & (Q(due_on__gt=seen.soon) | Q(due_on__isnull=True)),
        STOPPED: heard & Q(stopped=True),
        WAITING: ahead & elsewhere,
    }


def counted(found: QuerySet[rows.Case], seen: Sight) -> dict[str, int]:
    """How many cases stand in each group, in one read."""
    fitting = conditions(seen)
    counts = [Count("number", filter=fitting[group]) for group in GROUPS]
    numbers = found.order_by().aggregate(**{f"group_{place}": count for place, count in enumerate(counts)})
    return dict(zip(GROUPS, numbers.values(), strict=True))


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A case and the group in which it stands."""

    group: str
    row: rows.Case


def grouped(
    found: QuerySet[rows.Case], seen: Sight, counts: Mapping[str, int], *, cursor: str = "", size: int = PAGE
) -> Page[Placed]:
    """A page of the queue: group after group as far as the page reaches, each by its day and the number.

    A group that counts nothing is not read. Raises Invalid: bad-cursor.
    """
    first, after = _start(cursor)
    placed: list[Placed] = []
    for group in GROUPS[first:]:
        if counts.get(group) and len(placed) <= size:
            part = found.filter(conditions(seen)[group]).order_by(*by_day(day_of(group)))
            if after is not None and group == GROUPS[first]:
                part = following(part, day_of(group), after)
            placed += [Placed(group=group, row=row) for row in part[: size + 1 - len(placed)]]
    return page_of(placed, size=size, key=_key)


def day_of(group: str) -> str:
    """The day by which a group is ordered."""
    return "lapse_on" if group == SILENCE else "due_on"


def _start(cursor: str) -> tuple[int, Place | None]:
    if not cursor:
        return 0, None
    group, day, number = decode(cursor, size=3)
    if group not in GROUPS:
        raise Invalid("bad-cursor")
    return GROUPS.index(str(group)), place(day, number)


def _key(placed: Placed) -> tuple[Part, ...]:
    return placed.group, *place_of(placed.row, day_of(placed.group))
