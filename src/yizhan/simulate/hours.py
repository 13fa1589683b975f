"""When a township's hall works: its calendar, morning and afternoon, market days, and who is absent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from yizhan.kernel.acting import LEGAL_ZONE, legal_day
from yizhan.kernel.calendars import Calendar
from yizhan.simulate.persons import dice

OPENS, LUNCH, BACK, CLOSES = time(9), time(12), time(14, 30), time(17, 30)
MARKET_EVERY = 5
"""赶场: a township's market comes every fifth day, whatever the weekday."""
ABSENT = 0.05
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Working time in one division."""

    calendar: Calendar
    market: int = 0
    seed: int = 1

    def days_until(self, last: date, count: int) -> list[date]:
        """The last so many working days up to a day, in order."""
        found: list[date] = []
        day = last
        while len(found) < count:
            if self.calendar.is_working(day):
                found.append(day)
            day -= ONE_DAY
        return found[::-1]

    def is_market(self, day: date) -> bool:
        """Whether the market is held, when people come down from the villages."""
        return day.toordinal() % MARKET_EVERY == self.market

    def at(self, day: date, clock: time) -> datetime:
        """A moment of a day in the hall."""
        return datetime.combine(day, clock, tzinfo=LEGAL_ZONE)

    def some_time(self, day: date, random: Random) -> datetime:
        """Some moment of a day's working time, oftener in the morning."""
        first, last = (OPENS, LUNCH) if random.random() < 0.6 else (BACK, CLOSES)
        length = int((self.at(day, last) - self.at(day, first)).total_seconds())
        return self.at(day, first) + timedelta(seconds=random.randrange(length))

    def after(self, moment: datetime, minutes: int) -> datetime:
        """So many minutes later; what falls into lunch or the night goes on when the hall opens again."""
        later = moment + timedelta(minutes=minutes)
        day, clock = legal_day(later), later.astimezone(LEGAL_ZONE).time()
        if not self.calendar.is_working(day) or clock >= CLOSES:
            return self.at(next(self.following(day)), OPENS) + timedelta(minutes=minutes % 50)
        if LUNCH <= clock < BACK:
            return self.at(day, BACK) + timedelta(minutes=minutes % 50)
        return max(later, self.at(day, OPENS))

    def following(self, day: date) -> Iterator[date]:
        """The working days after a day."""
        while True:
            day += ONE_DAY
            if self.calendar.is_working(day):
                yield day

    def later(self, moment: datetime, days: int, random: Random) -> datetime:
        """Some moment so many working days later; with none, still today."""
        if days == 0:
            return self.after(moment, random.randint(10, 60))
        ahead = self.following(legal_day(moment))
        return self.some_time([next(ahead) for _ in range(days)][-1], random)

    def absent(self, account: str, day: date) -> bool:
        """Whether somebody is away on a day: ill, in a village, at a meeting."""
        return dice(f"{self.seed}/{account}/{day}").random() < ABSENT
