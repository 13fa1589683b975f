"""Dates, moments, limits and lists in the reader's language, by rule instead of by catalogue."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from django.utils.dateformat import format as date_format
from django.utils.translation import get_language

from yizhan.kernel.acting import LEGAL_ZONE, legal_day

WEEKDAYS_ZH = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
UNITS_ZH = {"wd": "个工作日", "d": "日", "h": "小时", "min": "分钟", "mo": "个月"}
UNITS_EN = {
    "wd": ("working day", "working days"),
    "d": ("day", "days"),
    "h": ("hour", "hours"),
    "min": ("minute", "minutes"),
    "mo": ("month", "months"),
}
LIMIT = re.compile(r"^(\d+)(wd|d|h|min|mo)$")


def in_english() -> bool:
    """Whether the page is shown in English."""
    return (get_language() or "").startswith("en")


def day_of(value: date | datetime) -> date:
    """The legal day (法定日) of a date or a moment: Asia/Shanghai."""
    return legal_day(value) if isinstance(value, datetime) else value


def legal_date(value: date | datetime) -> str:
    """`12月4日 星期五`, `Friday 4 December`."""
    day = day_of(value)
    if in_english():
        return f"{WEEKDAYS_EN[day.weekday()]} {day.day} {MONTHS_EN[day.month - 1]}"
    return f"{day.month}月{day.day}日 {WEEKDAYS_ZH[day.weekday()]}"


def full_date(value: date | datetime) -> str:
    """The same with its year: `2026年12月4日 星期五`, `Friday 4 December 2026`."""
    day = day_of(value)
    return f"{legal_date(day)} {day.year}" if in_english() else f"{day.year}年{legal_date(day)}"


def plain_date(day: date) -> str:
    """A day inside a sentence: `2026年12月4日`, `4 December 2026`."""
    return date_format(day, "j F Y") if in_english() else f"{day.year}年{day.month}月{day.day}日"


def legal_datetime(value: datetime) -> str:
    """`12月4日 星期五 14:30`, `Friday 4 December, 14:30`, in Asia/Shanghai."""
    return with_time(legal_date(value), value)


def full_datetime(value: datetime) -> str:
    """The same with its year."""
    return with_time(full_date(value), value)


def with_time(day: str, moment: datetime) -> str:
    """A day's words followed by the time of day."""
    return f"{day}{', ' if in_english() else ' '}{moment.astimezone(LEGAL_ZONE):%H:%M}"


def limit_words(limit: object) -> str:
    """A limit (`20wd` or a kernel `Limit`) in words: `20个工作日`, `20 working days`; all else as it is written."""
    found = LIMIT.match(str(limit))
    if found and int(found[1]) == 0:  # an item concluded at once promises no days
        return "at once" if in_english() else "即时办结"
    return counted(int(found[1]), found[2]) if found else str(limit)


def counted(number: int, unit: str) -> str:
    """A number of units of a limit, singular and plural where the language has them."""
    if in_english():
        return f"{number} {UNITS_EN[unit][number != 1]}"
    return f"{number}{UNITS_ZH[unit]}"


def unit_words(unit: str, number: int = 2) -> str:
    """The unit alone, as it stands beside a large number."""
    return UNITS_EN[unit][number != 1] if in_english() else UNITS_ZH[unit]


MOST_NAMED = 4


def skipped_days(days: Sequence[tuple[date, object]]) -> list[tuple[str, str]]:
    """Days that do not count, by their reason: a few by name, more as the first, the last and how many."""
    by_reason: dict[str, list[date]] = {}
    for day, why in days:
        by_reason.setdefault(str(why), []).append(day)
    return [(why, _days_named(found)) for why, found in by_reason.items()]


def _days_named(days: Sequence[date]) -> str:
    if len(days) <= MOST_NAMED:
        return listed([legal_date(day) for day in days])
    return f"{legal_date(days[0])} – {legal_date(days[-1])}, {counted(len(days), 'd')}"


def listed(parts: Sequence[str]) -> str:
    """An enumeration: `甲、乙、丙`, `a, b, c`."""
    return (", " if in_english() else "、").join(parts)
