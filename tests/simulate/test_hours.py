"""When a hall works."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from yizhan.kernel.acting import LEGAL_ZONE, legal_day
from yizhan.places.queries import delivered_calendar
from yizhan.simulate.hours import Hours
from yizhan.simulate.persons import dice

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def hours() -> Hours:
    return Hours(calendar=delivered_calendar("522601100000"), market=2)


def at(hour: int, minute: int = 0, day: date = FRIDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LEGAL_ZONE)


def test_what_falls_into_lunch_goes_on_in_the_afternoon(hours: Hours) -> None:
    assert hours.after(at(11, 50), 20) >= at(14, 30)


def test_what_falls_into_the_evening_goes_on_on_the_next_working_day(hours: Hours) -> None:
    assert legal_day(hours.after(at(17, 20), 30)) == date(2026, 3, 9)


def test_working_days_later_leaves_the_weekend_out(hours: Hours) -> None:
    assert legal_day(hours.later(at(10), 1, dice(1))) == date(2026, 3, 9)


def test_the_days_before_a_holiday_are_counted_without_it(hours: Hours) -> None:
    days = hours.days_until(date(2026, 10, 9), 3)
    assert days[-1] == date(2026, 10, 9)
    assert not any(date(2026, 10, 1) <= day <= date(2026, 10, 7) for day in days)


def test_the_market_is_held_every_fifth_day(hours: Hours) -> None:
    held = [day for day in (FRIDAY + timedelta(days=n) for n in range(30)) if hours.is_market(day)]
    assert [later - day for day, later in pairwise(held)] == [timedelta(days=5)] * (len(held) - 1)


def test_nobody_is_served_outside_of_working_time(hours: Hours) -> None:
    random = dice(3)
    for _ in range(200):
        clock = hours.some_time(FRIDAY, random).time()
        assert clock.hour in {9, 10, 11, 14, 15, 16, 17}


def test_somebody_is_away_on_the_same_days_each_time(hours: Hours) -> None:
    days = [FRIDAY + timedelta(days=n) for n in range(200)]
    away = [day for day in days if hours.absent("t522601100-clerk-a", day)]
    assert 0 < len(away) < 40
    assert away == [day for day in days if hours.absent("t522601100-clerk-a", day)]
