"""A year of a division's calendar as twelve months, for pages."""

from calendar import Calendar as Weeks
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yizhan.places.queries import CalendarDay

WEEKS = Weeks()


@dataclass(frozen=True, kw_only=True)
class Square:
    """A day in a month's grid. `kind`: `off`, `made-up`, `weekend`, `working`; `blank` for a day of another month."""

    day: date
    kind: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month: its first day, and its weeks from Monday."""

    first: date
    weeks: tuple[tuple[Square, ...], ...]


def months(year: int, named: Iterable[CalendarDay]) -> list[Month]:
    """The twelve months, with the days that are off or made up; a local day off beats a make-up day."""
    known = {each.day: each for each in sorted(named, key=lambda each: not each.working)}
    return [
        Month(
            first=date(year, number, 1),
            weeks=tuple(
                tuple(square(day, number, known.get(day)) for day in week)
                for week in WEEKS.monthdatescalendar(year, number)
            ),
        )
        for number in range(1, 13)
    ]


def square(day: date, month: int, named: CalendarDay | None) -> Square:
    """One day of a month's grid."""
    if day.month != month:
        return Square(day=day, kind="blank")
    if named:
        return Square(day=day, kind="made-up" if named.working else "off", reason=named.reason)
    return Square(day=day, kind="weekend" if day.weekday() >= 5 else "working")
