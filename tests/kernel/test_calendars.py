"""Which days count."""

from datetime import date

import pytest

from yizhan.kernel.calendars import Calendar, LocalDay, NationalYear, national_seed
from yizhan.kernel.refusals import Invalid

NATIONAL = Calendar(national=national_seed(), version="seed")
FOUNDING_DAYS = tuple(
    LocalDay(month_day=day, reason="自治州成立纪念日", limits_skip_them=True) for day in ("07-23", "07-24")
)


def of_2025(*local, off=(), working=()):
    year = NationalYear(off=dict.fromkeys(off, "国庆节"), working=frozenset(working))
    return Calendar(national={2025: year}, local=local, version="test")


def test_the_seed_knows_2004_to_2026_and_nothing_else():
    assert [NATIONAL.published(year) for year in (2003, 2004, 2026, 2027)] == [False, True, True, False]


@pytest.mark.parametrize(("year", "days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_the_years_have_the_working_days_of_the_notices(year, days):
    first = date(year, 1, 1).toordinal()
    assert sum(NATIONAL.is_working(date.fromordinal(first + n)) for n in range(365 + (year % 4 == 0))) == days


@pytest.mark.parametrize(
    "day",
    [
        *["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"],
        *["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
    ],
)
def test_a_make_up_day_is_a_working_day(day):
    made_up = date.fromisoformat(day)
    assert made_up.weekday() >= 5
    assert NATIONAL.is_working(made_up)
    assert NATIONAL.reason(made_up) == ""


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2025-01-01", "元旦"),
        ("2025-01-28", "春节"),
        ("2025-04-04", "清明节"),
        ("2025-05-01", "劳动节"),
        ("2025-06-02", "端午节"),
        ("2025-10-08", "国庆节"),
        ("2026-09-25", "中秋节"),
        ("2015-09-03", "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"),
        ("2025-01-25", "周末"),
    ],
)
def test_a_day_off_has_its_reason(day, reason):
    assert not NATIONAL.is_working(date.fromisoformat(day))
    assert NATIONAL.reason(date.fromisoformat(day)) == reason


def test_every_seeded_year_names_its_paper():
    assert all(str(number) in year.paper for number, year in national_seed().items())


def test_a_local_day_returns_every_year():
    calendar = Calendar(national=national_seed(), local=FOUNDING_DAYS, version="5226")
    assert calendar.reason(date(2025, 7, 23)) == calendar.reason(date(2018, 7, 24)) == "自治州成立纪念日"


def test_a_local_day_on_a_date_comes_once():
    calendar = of_2025(LocalDay(on=date(2025, 8, 8), reason="州庆", limits_skip_them=True))
    assert not calendar.is_working(date(2025, 8, 8))
    assert calendar.is_working(date(2025, 8, 7))


def test_a_local_day_that_limits_do_not_skip_is_an_ordinary_day():
    assert of_2025(LocalDay(month_day="07-23", reason="州庆")).is_working(date(2025, 7, 23))


def test_a_local_day_off_beats_a_make_up_day():
    saturday = date(2025, 10, 11)
    calendar = of_2025(LocalDay(on=saturday, reason="州庆", limits_skip_them=True), working=[saturday])
    assert calendar.reason(saturday) == "州庆"


def test_the_holiday_names_a_day_that_is_a_local_day_too():
    day = date(2025, 10, 1)
    assert of_2025(LocalDay(on=day, reason="州庆", limits_skip_them=True), off=[day]).reason(day) == "国庆节"


def test_in_an_unpublished_year_only_weekends_are_off():
    calendar = Calendar(national=national_seed(), local=FOUNDING_DAYS, version="5226")
    assert calendar.is_working(date(2027, 1, 1))
    assert calendar.is_working(date(2027, 7, 23))
    assert calendar.reason(date(2027, 7, 24)) == "周末"


def test_a_leap_day_comes_in_leap_years():
    calendar = Calendar(
        national=national_seed(), local=(LocalDay(month_day="02-29", reason="x", limits_skip_them=True),), version="l"
    )
    assert calendar.reason(date(2024, 2, 29)) == "x"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"month_day": "02-30"},
        {"month_day": "7-23"},
        {"month_day": "W30-2"},
        {"month_day": "07-23", "on": date(2025, 1, 1)},
    ],
)
def test_a_local_day_is_one_day(fields):
    with pytest.raises(Invalid, match="bad-local-day"):
        LocalDay(reason="州庆", **fields)


def test_a_calendar_can_key_a_cache():
    assert {NATIONAL: 1}[Calendar(national=national_seed(), version="seed")] == 1
    assert Calendar(national=national_seed(), version="other") != NATIONAL
