"""The moment of an act: the one place where pages and the API read the clock, and a plain double of it.

What the law counts (acts, limits, roles in force, looks) is read here. Sessions and throttles run on the machine's own
time: nobody is logged out because a test moved the legal day.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils import timezone

from yizhan.kernel.acting import legal_day


class Clock(Protocol):
    """What tells the time."""

    def now(self) -> datetime:
        """The present moment, aware."""
        ...


class MachineClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return timezone.now()


class StandingClock:
    """A clock that stands until it is moved: tests, rehearsals and walks through a year in a minute."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """The moment at which it stands."""
        return self.at

    def move(self, **step: float) -> None:
        """Forward by days, hours or minutes, as `timedelta` takes them; never back."""
        self.at += abs(timedelta(**step))


_clock: list[Clock] = [MachineClock()]


def now() -> datetime:
    """The moment of an act that begins now."""
    return _clock[-1].now()


def today() -> date:
    """The legal day (法定日): Asia/Shanghai."""
    return legal_day(now())


@contextmanager
def told_by(clock: Clock) -> Iterator[Clock]:
    """Let another clock tell the time in this process."""
    _clock.append(clock)
    try:
        yield clock
    finally:
        _clock.remove(clock)
