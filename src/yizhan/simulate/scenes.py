"""A scene: one matter, the time in which it is played, and the chances by which it goes one way or another."""

from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any

from yizhan.catalogue.rules import MaterialLine
from yizhan.kernel.acting import Actor, legal_day
from yizhan.kernel.refusals import Refused
from yizhan.simulate.hours import Hours
from yizhan.simulate.lifecycle import Action, Life

Story = Generator[datetime, None, None]
"""A matter as it goes on: it yields the moment of what comes next, and is resumed when that moment has come."""


class Stuck(Exception):
    """An act that the story needed was refused: the case stays as it is."""


@dataclass(kw_only=True)
class Tally:
    """What was done, and what was refused by which code."""

    acts: int = 0
    refusals: Counter[str] = field(default_factory=Counter)

    def perform(self, action: Action, **what: Any) -> str:
        """Do an act; a refusal is counted and answered with nothing."""
        self.acts += 1
        try:
            return action(**what)
        except Refused as refused:
            self.refusals[refused.code] += 1
            return ""


@dataclass(kw_only=True)
class Scene:
    """One matter in its time; `slow` is a desk that lets things lie."""

    life: Life
    hours: Hours
    random: Random
    now: datetime
    lacking: Sequence[MaterialLine] = ()
    slow: bool = False

    @property
    def today(self) -> date:
        """The legal day."""
        return legal_day(self.now)

    def happens(self, chance: float) -> bool:
        """Whether something comes about that comes about so often."""
        return self.random.random() < chance

    def minutes(self, least: int, most: int) -> Story:
        """Time passes at the window."""
        yield from self.until(self.hours.after(self.now, self.random.randint(least, most)))

    def days(self, least: int, most: int) -> Story:
        """Working days pass, of a slow desk many more."""
        count = self.random.randint(least, most) * (4 if self.slow else 1)
        yield from self.until(self.hours.later(self.now, count, self.random))

    def on_day(self, day: date) -> Story:
        """Wait for a day that the law fixed, and for the hall to be open."""
        first = day if self.hours.calendar.is_working(day) else next(self.hours.following(day))
        yield from self.until(max(self.hours.some_time(first, self.random), self.now))

    def present(self, actor: Actor) -> Story:
        """Wait for somebody who is away today."""
        while self.hours.absent(actor.account, self.today):
            yield from self.until(self.hours.later(self.now, 1, self.random))

    def until(self, moment: datetime) -> Story:
        """The story goes on at a moment; B sits at the window while A is away (AB岗)."""
        self.now = moment
        yield moment
        away = self.hours.absent(self.life.crew.at_hall("clerk-a").account, self.today)
        self.life.clerk = "clerk-b" if away else "clerk-a"


def need(done: str) -> None:
    """What the story cannot go on without. Raises Stuck."""
    if not done:
        raise Stuck
