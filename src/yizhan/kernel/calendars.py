"""Working-day calendars (工作日历): which days count, by the State Council's notice of the year and the local law.

Administrative Licensing Law (行政许可法) art. 82: periods are in working days, without statutory holidays (法定节假日).
The State Council's yearly notice moves days off and names the make-up working days (调休). Autonomous areas have
days off of their own, so a calendar belongs to a division.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from chinese_calendar.constants import holidays, in_lieu_days, workdays

from yizhan.kernel.refusals import Invalid

WEEKEND = "周末"

_MONTH_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")
_LEAP_YEAR = 2024

HOLIDAY_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日",
}


@dataclass(frozen=True, kw_only=True)
class NationalYear:
    """One year by its notice (部分节假日安排的通知): days off with the holiday's name, make-up days, the paper."""

    off: Mapping[date, str]
    working: frozenset[date] = frozenset()
    paper: str = ""


@dataclass(frozen=True, kw_only=True)
class LocalDay:
    """A day off of one division: every year on `month_day` ("07-23"), or once, `on` a date.

    It moves a time limit only where its calendar says that limits skip it.
    """

    reason: str
    month_day: str = ""
    on: date | None = None
    limits_skip_them: bool = False

    def __post_init__(self) -> None:
        if (self.on is None) == (_yearly(self.month_day, _LEAP_YEAR) is None):
            raise Invalid("bad-local-day", month_day=self.month_day, on=self.on)

    def within(self, year: int) -> date | None:
        """The day in that year, None where the year has none."""
        if self.on is not None:
            return self.on if self.on.year == year else None
        return _yearly(self.month_day, year)


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The days that count in one division: national years by number, local days of it and of those above it.

    `version` names the content; equal versions are meant to be equal calendars, so it is what a cache keys on.
    A year without a notice is *provisional*: there only weekends are left out, and `published` says so.
    """

    national: Mapping[int, NationalYear] = field(hash=False, repr=False)
    local: tuple[LocalDay, ...] = ()
    version: str

    def is_working(self, day: date) -> bool:
        """Whether it is a working day (工作日), make-up days included. A local day off beats a make-up day."""
        if day in self._off:
            return False
        return day.weekday() < 5 or day in self._made_up

    def reason(self, day: date) -> str:
        """Why the day does not count: the holiday's name, the local reason, or weekend; empty for a working day."""
        if day in self._off:
            return self._off[day]
        return "" if self.is_working(day) else WEEKEND

    def published(self, year: int) -> bool:
        """Whether the notice of that year is in the calendar."""
        return year in self.national

    @cached_property
    def _off(self) -> dict[date, str]:
        local = {day: each.reason for each in self.local if each.limits_skip_them for day in self._days_of(each)}
        national = {day: name for year in self.national.values() for day, name in year.off.items()}
        return {day: reason for day, reason in (local | national).items() if self.published(day.year)}

    @cached_property
    def _made_up(self) -> frozenset[date]:
        return frozenset(day for year in self.national.values() for day in year.working if self.published(day.year))

    def _days_of(self, local: LocalDay) -> Iterator[date]:
        return (day for year in self.national if (day := local.within(year)) is not None)


def national_seed() -> Mapping[int, NationalYear]:
    """The years that the program is delivered with (2004–2026), from the package chinesecalendar.

    Any other year is not yet published, which is not the same as a year without holidays.
    """
    return {year: _seeded(year) for year in sorted({day.year for day in (*holidays, *workdays, *in_lieu_days)})}


def _seeded(year: int) -> NationalYear:
    return NationalYear(
        off={day: HOLIDAY_NAMES[holidays[day]] for day in _of_year(year, holidays)},
        working=frozenset(_of_year(year, workdays)),
        paper=f"国务院办公厅关于{year}年部分节假日安排的通知（据 chinesecalendar 数据）",
    )


def _of_year(year: int, days: Iterable[date]) -> list[date]:
    return sorted(day for day in days if day.year == year)


def _yearly(month_day: str, year: int) -> date | None:
    if not _MONTH_DAY.fullmatch(month_day):
        return None
    try:
        return date(year, int(month_day[:2]), int(month_day[3:]))
    except ValueError:
        return None
