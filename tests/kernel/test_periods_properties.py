"""The legal clock held to a counter that knows nothing but days, one after another."""

from datetime import date, datetime, timedelta

import chinese_calendar
from hypothesis import given, settings
from hypothesis import strategies as st

from yizhan.kernel.acting import LEGAL_ZONE
from yizhan.kernel.calendars import Calendar, LocalDay, national_seed
from yizhan.kernel.periods import Limit, Stop, Unit, elapsed, reckon

FOUNDING_DAYS = ("07-23", "07-24")
CALENDARS = {
    False: Calendar(national=national_seed(), version="national"),
    True: Calendar(
        national=national_seed(),
        local=tuple(LocalDay(month_day=day, reason="州庆", limits_skip_them=True) for day in FOUNDING_DAYS),
        version="local",
    ),
}
ONE = timedelta(days=1)


def open_day(day: date, local: bool) -> bool:
    if day.year > 2026:
        return day.weekday() < 5
    return chinese_calendar.is_workday(day) and not (local and f"{day:%m-%d}" in FOUNDING_DAYS)


def same_day_of_month(day: date, months: int) -> date:
    """By going back from the wished day until there is one."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


def naive_days(start: date, limit: Limit, stopped: set[date], local: bool, minimum: bool) -> date:
    day = start
    if limit.unit is Unit.WORKING_DAY:
        left = limit.value
        while left > 0:
            day += ONE
            if open_day(day, local) and day not in stopped:
                left -= 1
    else:
        left = limit.value if limit.unit is Unit.DAY else (same_day_of_month(start, limit.value) - start).days
        while left > 0:
            day += ONE
            if day not in stopped:
                left -= 1
    while not open_day(day, local) or day in stopped:
        day += ONE
    return day + ONE if minimum else day


def naive_hours(start: datetime, hours: int, stopped: set[date]) -> datetime:
    """Quarter by quarter: each is counted unless its day is stopped."""
    moment, left = start, hours * 4
    while left > 0:
        if moment.date() not in stopped:
            left -= 1
        moment += timedelta(minutes=15)
    return moment


days = st.dates(date(2018, 1, 1), date(2026, 12, 31))
limits = st.one_of(
    st.builds(Limit, st.integers(0, 60), st.just(Unit.WORKING_DAY)),
    st.builds(Limit, st.integers(0, 120), st.just(Unit.DAY)),
    st.builds(Limit, st.integers(0, 14), st.just(Unit.MONTH)),
)


@st.composite
def cases(draw):
    """A start with stops around it: before, overlapping, adjacent, far."""
    start = draw(days)
    stops = [
        Stop(first, first + timedelta(days=length))
        for first, length in draw(
            st.lists(
                st.tuples(st.integers(-15, 60).map(lambda n: start + timedelta(days=n)), st.integers(0, 20)),
                max_size=4,
            )
        )
    ]
    return start, stops, {stop.start + n * ONE for stop in stops for n in range((stop.end - stop.start).days + 1)}


@settings(max_examples=600, deadline=None)
@given(cases(), limits, st.booleans(), st.booleans())
def test_days_agree_with_the_naive_counter(case, limit, local, minimum):
    start, stops, stopped = case
    found = reckon(start, limit, CALENDARS[local], stops=stops, minimum=minimum)
    assert found.due == naive_days(start, limit, stopped, local, minimum)
    assert found.provisional or found.due.year < 2027 or minimum


@settings(max_examples=300, deadline=None)
@given(cases(), st.integers(0, 24 * 4 - 1), st.integers(0, 200))
def test_hours_agree_with_the_naive_counter(case, quarter, hours):
    day, stops, stopped = case
    start = datetime.combine(day, datetime.min.time(), LEGAL_ZONE) + timedelta(minutes=15 * quarter)
    found = reckon(start, Limit(hours, Unit.HOUR), CALENDARS[False], stops=stops)
    assert found.due == naive_hours(start, hours, stopped)
    assert elapsed(start, found.due, Unit.HOUR, CALENDARS[False], stops=stops) == hours
    assert found.due == reckon(start, Limit(hours * 60, Unit.MINUTE), CALENDARS[False], stops=stops).due
    assert {left.date for left in found.left_out} <= stopped


@settings(deadline=None)
@given(cases(), limits, st.booleans())
def test_a_stop_never_shortens(case, limit, local):
    start, stops, _ = case
    whole = reckon(start, limit, CALENDARS[local], stops=stops).due
    assert all(reckon(start, limit, CALENDARS[local], stops=stops[:n]).due <= whole for n in range(len(stops)))


@settings(deadline=None)
@given(cases(), limits, st.booleans())
def test_a_longer_limit_never_ends_earlier(case, limit, local):
    start, stops, _ = case
    longer = Limit(limit.value + 1, limit.unit)
    assert (
        reckon(start, limit, CALENDARS[local], stops=stops).due
        <= reckon(start, longer, CALENDARS[local], stops=stops).due
    )


@settings(deadline=None)
@given(cases(), limits, st.booleans())
def test_a_holiday_never_counts(case, limit, local):
    start, stops, stopped = case
    found = reckon(start, limit, CALENDARS[local], stops=stops)
    assert open_day(found.due, local)
    assert found.due not in stopped
    assert not any(open_day(left.date, local) and left.date not in stopped for left in found.left_out)
    assert all(start <= left.date < found.due and left.reason for left in found.left_out)


@settings(deadline=None)
@given(cases(), st.integers(1, 60), st.booleans())
def test_what_has_elapsed_by_the_due_day_is_the_limit(case, count, local):
    start, stops, _ = case
    calendar = CALENDARS[local]
    last = reckon(start, Limit(count, Unit.WORKING_DAY), calendar, stops=stops).due
    assert elapsed(start, last, Unit.WORKING_DAY, calendar, stops=stops) == count
    assert elapsed(start, last - ONE, Unit.WORKING_DAY, calendar, stops=stops) == count - 1
