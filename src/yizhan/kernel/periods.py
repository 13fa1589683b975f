"""Periods (期间): when a limit that began on a day or at a moment ends, and why.

Civil Code (民法典) art. 201: the first day is not counted, periods by the hour run from the moment itself;
art. 202: months end on the same day of the month, else on its last; art. 203: a last day that is a holiday gives way
to the next working day. Administrative Licensing Law (行政许可法) art. 82: days of that law are working days;
art. 45: named procedures stop the clock.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from yizhan.kernel.acting import LEGAL_ZONE, legal_day
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.refusals import Invalid

STOPPED = "停止计时"

_DAY = timedelta(days=1)
_LONGEST_STOP = timedelta(days=36525)
_LIMIT = re.compile(r"([0-9]{1,5})(wd|d|h|min|mo)")


class Unit(StrEnum):
    """Units of a limit (时限单位): 工作日, 自然日, 小时, 分钟, 月."""

    WORKING_DAY = "wd"
    DAY = "d"
    HOUR = "h"
    MINUTE = "min"
    MONTH = "mo"


# Units that run from the moment itself, through nights and holidays (Civil Code art. 201, second paragraph).
_RUNNING = {Unit.HOUR: timedelta(hours=1), Unit.MINUTE: timedelta(minutes=1)}


@dataclass(frozen=True)
class Limit:
    """A length of time with its unit (时限), written `20wd`, `30d`, `8h`, `30min`, `3mo`."""

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 0 <= self.value <= 99_999:
            raise Invalid("bad-limit", given=self.value)

    def __str__(self) -> str:
        return f"{self.value}{self.unit}"

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """The limit that is written so; anything else raises Invalid: bad-limit."""
        found = _LIMIT.fullmatch(text)
        if found is None:
            raise Invalid("bad-limit", given=text)
        return cls(int(found[1]), Unit(found[2]))


@dataclass(frozen=True)
class Stop:
    """Days on which the clock stands (停止计时), both left out. Raises Invalid: bad-stop."""

    start: date
    end: date

    def __post_init__(self) -> None:
        # The bound keeps a typing error from walking through thousands of years.
        if not timedelta(0) <= self.end - self.start <= _LONGEST_STOP:
            raise Invalid("bad-stop", start=self.start, end=self.end)

    def covers(self, day: date) -> bool:
        """Whether the clock stands on that day."""
        return self.start <= day <= self.end


@dataclass(frozen=True)
class LeftOut:
    """A day that did not count, and why."""

    date: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Due:
    """When a period ends: the last day, or the instant for hours and minutes; the first allowed day of a minimum.

    `provisional`: a year mattered whose notice is not published yet. `left_out`: the days that did not count.
    """

    start: date | datetime
    limit: Limit
    due: date | datetime
    provisional: bool = False
    left_out: tuple[LeftOut, ...] = ()
    minimum: bool = False


def reckon(
    start: date | datetime, limit: Limit, calendar: Calendar, *, stops: Iterable[Stop] = (), minimum: bool = False
) -> Due:
    """When the limit ends that begins at `start` (Civil Code arts. 201–203; Licensing Law arts. 45, 82).

    Working days: the n-th working day after the start on which the clock does not stand. Days and months: stopped
    days prolong them, and a last day that is none to work on gives way to the next. Hours and minutes run through
    nights and holidays, not through stopped days. With `minimum` the act is allowed from the day after the last.
    A time without offset is Asia/Shanghai. Raises Invalid: date-out-of-range.
    """
    try:
        reckoned = _running if limit.unit in _RUNNING else _by_days
        return reckoned(_aware(start), limit, calendar, tuple(stops), minimum)
    except OverflowError:
        raise Invalid("date-out-of-range", start=start, limit=str(limit)) from None


def elapsed(start: date, until: date, unit: Unit, calendar: Calendar, *, stops: Iterable[Stop] = ()) -> int:
    """Whole units that have passed in (start, until], stopped days left out; nothing before the start.

    Raises Invalid: date-out-of-range.
    """
    try:
        return _elapsed(_aware(start), _aware(until), unit, calendar, tuple(stops))
    except OverflowError:
        raise Invalid("date-out-of-range", start=start, until=until) from None


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month. Raises Invalid: date-out-of-range."""
    try:
        return day + timedelta(days=_days_of_months(day, months))
    except OverflowError:
        raise Invalid("date-out-of-range", start=day, limit=f"{months}mo") from None


def due_document(due: Due) -> dict[str, object]:
    """What `yizhan due --json` prints: dates and instants in ISO 8601 (GB/T 7408)."""
    return {
        "from": due.start.isoformat(),
        "limit": str(due.limit),
        "minimum": due.minimum,
        "due": due.due.isoformat(),
        "provisional": due.provisional,
        "left_out": [{"date": left.date.isoformat(), "reason": left.reason} for left in due.left_out],
    }


class _Walk:
    """Goes from day to day; remembers which days it left out and whether an unpublished year mattered."""

    def __init__(self, calendar: Calendar, stops: tuple[Stop, ...]) -> None:
        self.calendar = calendar
        self.stops = stops
        self.provisional = False
        self.left_out: list[LeftOut] = []

    def working_days(self, day: date, count: int) -> date:
        """The count-th open day after the day."""
        while count:
            day += _DAY
            count -= self._open(day)
        return self.roll(day)

    def days(self, day: date, count: int) -> date:
        """The count-th day after the day on which the clock does not stand, given way to an open one."""
        while count:
            day += _DAY
            if self._stopped(day):
                self.left_out.append(LeftOut(day, STOPPED))
            else:
                count -= 1
        return self.roll(day)

    def roll(self, day: date) -> date:
        """The day itself, or the next one that is open (Civil Code art. 203)."""
        while not self._open(day):
            day += _DAY
        return day

    def _open(self, day: date) -> bool:
        stopped = self._stopped(day)
        if not stopped:
            # A stopped day is left out whatever a notice may say of it, so there nothing is provisional.
            self.provisional = self.provisional or not self.calendar.published(day.year)
        if not stopped and self.calendar.is_working(day):
            return True
        self.left_out.append(LeftOut(day, self.calendar.reason(day) or STOPPED))
        return False

    def _stopped(self, day: date) -> bool:
        return any(stop.covers(day) for stop in self.stops)


def _by_days(start: date | datetime, limit: Limit, calendar: Calendar, stops: tuple[Stop, ...], minimum: bool) -> Due:
    first, walk = _day_of(start), _Walk(calendar, stops)
    if limit.unit is Unit.WORKING_DAY:
        last = walk.working_days(first, limit.value)
    else:
        last = walk.days(first, limit.value if limit.unit is Unit.DAY else _days_of_months(first, limit.value))
    return Due(
        start=start,
        limit=limit,
        due=last + _DAY if minimum else last,
        provisional=walk.provisional,
        left_out=tuple(walk.left_out),
        minimum=minimum,
    )


def _running(start: date | datetime, limit: Limit, calendar: Calendar, stops: tuple[Stop, ...], minimum: bool) -> Due:
    begin = _moment(start)
    due = begin + limit.value * _RUNNING[limit.unit]
    left_out: list[LeftOut] = []
    for since, to in _standing(stops) if limit.value else ():
        if since >= due:
            break
        if to > begin:
            due += to - max(since, begin)
            left_out += (LeftOut(day, STOPPED) for day in _days_between(max(since, begin), to))
    return Due(start=start, limit=limit, due=due.astimezone(LEGAL_ZONE), left_out=tuple(left_out), minimum=minimum)


def _elapsed(
    start: date | datetime, until: date | datetime, unit: Unit, calendar: Calendar, stops: tuple[Stop, ...]
) -> int:
    if unit in _RUNNING:
        return _ran(_moment(start), _moment(until), stops) // _RUNNING[unit]
    first, last = _day_of(start), _day_of(until)
    counted = [day for day in _days_after(first, last) if not any(stop.covers(day) for stop in stops)]
    if unit is Unit.WORKING_DAY:
        return sum(calendar.is_working(day) for day in counted)
    return len(counted) if unit is Unit.DAY else _whole_months(first, len(counted))


def _ran(begin: datetime, end: datetime, stops: tuple[Stop, ...]) -> timedelta:
    zero = timedelta(0)
    stood = (max(min(to, end) - max(since, begin), zero) for since, to in _standing(stops))
    return max(end - begin - sum(stood, zero), zero)


def _standing(stops: tuple[Stop, ...]) -> Iterator[tuple[datetime, datetime]]:
    """The stops as instants, joined where they touch or overlap, in order."""
    joined: list[tuple[date, date]] = []
    for start, to in sorted((stop.start, stop.end + _DAY) for stop in stops):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], to))
        else:
            joined.append((start, to))
    return ((_moment(start), _moment(to)) for start, to in joined)


def _days_between(since: datetime, to: datetime) -> Iterator[date]:
    """The legal days that touch [since, to)."""
    return _days_after(legal_day(since) - _DAY, legal_day(to - timedelta.resolution))


def _days_after(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(1, (last - first).days + 1))


def _days_of_months(first: date, months: int) -> int:
    """How many days a period of months has, before anything prolongs it (Civil Code art. 202)."""
    years, month = divmod(first.month - 1 + months, 12)
    year = first.year + years
    if year > date.max.year:
        raise OverflowError("month beyond the last year")
    return (date(year, month + 1, min(first.day, monthrange(year, month + 1)[1])) - first).days


def _whole_months(first: date, days: int) -> int:
    months = 0
    while _days_of_months(first, months + 1) <= days:
        months += 1
    return months


def _aware(start: date | datetime) -> date | datetime:
    if isinstance(start, datetime) and start.tzinfo is None:
        return start.replace(tzinfo=LEGAL_ZONE)
    return start


def _day_of(start: date | datetime) -> date:
    return legal_day(start) if isinstance(start, datetime) else start


def _moment(start: date | datetime) -> datetime:
    """As UTC, since sums within one zone of zoneinfo ignore the summer time of 1986–1991."""
    local = start if isinstance(start, datetime) else datetime.combine(start, time(), LEGAL_ZONE)
    return local.astimezone(UTC)
