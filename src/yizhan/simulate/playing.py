"""The generator: plays working days of several halls through the actions, in the order of time, from one seed.

Every matter is a story that says when it goes on; the earliest goes on first, whichever hall it belongs to. The same
arguments give the same history, but for keys, nonces, series and query codes. What `until` cuts off stays open, in
whatever state it is.

Several acts share one transaction here, each in its own savepoint: nobody waits for one of these acts alone, and a run
that was killed is begun anew. The database keeps what is committed (synchronous=FULL) as always.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random

from django.db import transaction

from yizhan.cases.actions.hands import take_case
from yizhan.cases.actions.settling import settle_due
from yizhan.cases.queries import in_hand_of, taken_by
from yizhan.catalogue.queries import items_in_force
from yizhan.catalogue.release import Release
from yizhan.journal.reactions import run_reactions
from yizhan.kernel.acting import LEGAL_ZONE, Act, legal_day
from yizhan.places.queries import calendar_for, delivered_calendar
from yizhan.simulate import keeping
from yizhan.simulate.applications import application
from yizhan.simulate.crew import Crew
from yizhan.simulate.establishing import DETAILED, PREFECTURE, working_townships
from yizhan.simulate.hours import MARKET_EVERY, Hours
from yizhan.simulate.lifecycle import Life
from yizhan.simulate.persons import Person, dice, person
from yizhan.simulate.scenes import Scene, Story, Tally
from yizhan.simulate.stories import story

A_DAY, ON_MARKET_DAY, IN_OUTLINE = 7, 18, 0.35
"""Matters that come to a detailed hall on a working day, on a market day, and to one in outline."""
CLERKS, SHARED = ("clerk-a", "clerk-b"), 40
COMES_AGAIN, SLOW = 0.12, 0.06
TOGETHER = 200
"""How many acts share a transaction."""
ITEM_WEIGHTS = {
    "dibao": 24,
    "linshi-jiuzhu": 24,
    "lincai": 22,
    "yibao-canbao": 18,
    "zhaijidi": 12,
    "yanglao-canbao": 12,
}
"""Mostly the authored items; the others once each."""
UNRECEIVABLE = frozenset({"shenfenzheng"})
"""Imported items of which the source does not say enough for a receipt."""
VILLAGES = ("上寨村", "下寨村", "大坪村", "岩脚村", "河边村", "新民村", "平寨村", "龙井村")


@dataclass(frozen=True, kw_only=True)
class Played:
    """What was played."""

    cases: int
    acts: int
    refusals: int
    by_code: dict[str, int]


@dataclass(kw_only=True)
class Hall:
    """One hall: its crew, its hours, the people who come."""

    township: str
    crew: Crew
    hours: Hours
    detailed: bool
    people: list[Person] = field(default_factory=list)

    def arrivals(self, day: date, random: Random) -> int:
        """How many matters come on a day: three times as many when the market is held."""
        market = self.hours.is_market(day)
        if not self.detailed:
            return int(random.random() < IN_OUTLINE * (2 if market else 1))
        usual = ON_MARKET_DAY if market else A_DAY
        return max(1, usual + random.randint(-usual // 3, usual // 3))

    def visitor(self, random: Random) -> Person:
        """Somebody new, or somebody who was here before."""
        if self.people and random.random() < COMES_AGAIN:
            return random.choice(self.people)
        self.people.append(person(random, division=self.township, village=random.choice(VILLAGES)))
        return self.people[-1]


Resumed = tuple[datetime, int, Story]


def play(
    *,
    centres: int,
    days: int,
    seed: int,
    until: datetime,
    progress: Callable[[int], None] = lambda _: None,
) -> Played:
    """Play the last `days` working days before `until` in so many halls of an established sample.

    `progress` is told of each day. Raises NotFound where a hall has no crew.
    """
    tally, cases, serial = Tally(), 0, 0
    last = legal_day(until)
    calendar = calendar_for(PREFECTURE)
    played = Hours(calendar=calendar, seed=seed).days_until(last, days)
    halls = [hall(township, place, seed, played[0]) for place, township in enumerate(working_townships(centres))]
    releases = [each for each in items_in_force(last) if each.code not in UNRECEIVABLE]
    waiting: list[Resumed] = []
    for day in played:
        morning = datetime.combine(day, time(8, 30), tzinfo=LEGAL_ZONE)
        run(waiting, until=min(morning, until))
        if morning <= until:
            settle_due(now=morning)
        for each in halls:
            for scene in scenes(each, day, seed, releases, tally):
                if scene.now <= until:
                    cases, serial = cases + 1, serial + 1
                    heapq.heappush(waiting, (scene.now, serial, story(scene)))
        evening = datetime.combine(day, time(20), tzinfo=LEGAL_ZONE)
        run(waiting, until=min(evening, until))
        if evening <= until:
            with transaction.atomic():
                keeping.evening([each.crew for each in halls], evening, tally)
        run_reactions()
        progress(1)
    with transaction.atomic():
        for each in halls:
            share_out(each.crew, now=until)
    refused = dict(sorted(tally.refusals.items()))
    return Played(cases=cases, acts=tally.acts, refusals=sum(refused.values()), by_code=refused)


def share_out(crew: Crew, *, now: datetime) -> None:
    """What still stands at a hall is in its clerks' hands by turns, the earliest due first."""
    standing = in_hand_of(crew.at_hall(CLERKS[0]), crew.government).exclude(waits_for="")
    for place, row in enumerate(standing.order_by("due_on", "number")[:SHARED]):
        if taken_by(row.number):
            continue
        take_case(act=Act(actor=crew.at_hall(CLERKS[place % len(CLERKS)]), now=now), number=row.number)


def first_moment(*, days: int, until: datetime) -> datetime:
    """When a sample must be founded so that so many working days can be played: the night before the first."""
    hours = Hours(calendar=delivered_calendar(PREFECTURE))
    return hours.at(hours.days_until(legal_day(until), days)[0], time(0))


def hall(township: str, place: int, seed: int, first: date) -> Hall:
    """A hall with its crew; markets are held on different days in neighbouring townships."""
    hours = Hours(calendar=calendar_for(township), market=place % MARKET_EVERY, seed=seed)
    return Hall(township=township, crew=Crew(township, today=first), hours=hours, detailed=township in DETAILED)


def run(waiting: list[Resumed], *, until: datetime) -> None:
    """Let every story go on that is due by a moment, the earliest first."""
    while waiting and waiting[0][0] <= until:
        with transaction.atomic():
            go_on(waiting, until)


def go_on(waiting: list[Resumed], until: datetime) -> None:
    """Some stories go on, together in one transaction."""
    for _ in range(TOGETHER):
        if not waiting or waiting[0][0] > until:
            return
        _, serial, going = heapq.heappop(waiting)
        following = next(going, None)
        if following is not None:
            heapq.heappush(waiting, (following, serial, going))


def scenes(hall: Hall, day: date, seed: int, releases: list[Release], tally: Tally) -> Iterator[Scene]:
    """The matters that come to a hall on a day."""
    of_day = dice(f"{seed}/{hall.township}/{day}")
    weights = [ITEM_WEIGHTS.get(release.code, 1) for release in releases]
    for _ in range(hall.arrivals(day, of_day)):
        random = dice(of_day.random())
        release, who = random.choices(releases, weights)[0], hall.visitor(random)
        answers, form = application(release, random, who, day)
        life = Life(crew=hall.crew, release=release, who=who, answers=answers, form=form, perform=tally.perform)
        now = hall.hours.some_time(day, random)
        yield Scene(life=life, hours=hall.hours, random=random, now=now, slow=random.random() < SLOW)
