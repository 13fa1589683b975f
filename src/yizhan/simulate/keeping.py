"""Paper originals and finished results in the history (原件、成果架): kept, passed on, counted, handed back.

Chance here falls by dice of its own, so that the matters themselves go as they would without any paper.
"""

from collections.abc import Iterable
from datetime import datetime
from random import Random

from yizhan.kernel.acting import Act, Actor
from yizhan.papers import original_actions, original_queries
from yizhan.papers.original_actions import Paper
from yizhan.simulate.crew import Crew
from yizhan.simulate.persons import dice
from yizhan.simulate.scenes import Scene, Story, Tally

KEEPS, COPIED, TAKES_ALONG, CONFIRMS, SHELVED = 0.3, 0.5, 0.7, 0.7, 0.7
COUNTS, LOST, TURNS_UP, REMEMBERED = 0.85, 0.01, 0.6, 0.92
PAPERS = (
    Paper(kind="household-book", pages=8, description="封面有水渍"),
    Paper(kind="land-certificate", pages=4),
    Paper(kind="property-deed", pages=6, description="末页有抵押登记"),
    Paper(kind="disability-card"),
    Paper(kind="medical-record", pages=12, description="县医院出具"),
)
"""An identity card is never kept: none but the police may (居民身份证法第十五条)."""


def aside(scene: Scene, what: str) -> Random:
    """Dice for one turn of one matter, beside those that decide how the matter goes."""
    return dice(f"{what}/{scene.life.who.id_number}/{scene.life.release.code}/{scene.today}")


def keep(scene: Scene) -> Story:
    """The window keeps a paper or two; often only until a copy is made."""
    life, random = scene.life, aside(scene, "keep")
    if random.random() >= KEEPS or not life.take_originals(scene.now, random.sample(PAPERS, random.randint(1, 2))):
        return
    if random.random() < COPIED:
        yield from scene.until(scene.hours.after(scene.now, random.randint(8, 25)))
        life.return_originals(scene.now)


def travel(scene: Scene) -> None:
    """What the window keeps goes up with the case, on a slip."""
    if scene.life.originals and aside(scene, "travel").random() < TAKES_ALONG:
        scene.life.give_originals(scene.now, to=scene.life.desk)


def arrive(scene: Scene) -> None:
    """The officer who opens the case confirms the paper, unless he puts it off."""
    if aside(scene, "arrive").random() < CONFIRMS:
        scene.life.confirm_originals(scene.now)


def go_home(scene: Scene) -> Story:
    """Before the citizen comes, the paper is at the window again, and he gets it back there."""
    life, random = scene.life, aside(scene, "home")
    if not life.originals or random.random() >= REMEMBERED:
        return
    life.confirm_originals(scene.now)
    if life.keeper != life.window:
        life.give_originals(scene.now, to=life.window)
        yield from scene.until(scene.hours.after(scene.now, random.randint(20, 90)))
        life.confirm_originals(scene.now)
    life.return_originals(scene.now)


def shelve(scene: Scene) -> None:
    """The finished result lies on the township's shelf until it is fetched."""
    if aside(scene, "shelf").random() < SHELVED:
        scene.life.shelve(scene.now)


def evening(crews: Iterable[Crew], now: datetime, tally: Tally) -> None:
    """Everybody who keeps paper counts it, most evenings; what is not there is missing, and mostly turns up."""
    people = {actor.account: actor for crew in crews for actor in crew.everybody()}
    for account in sorted(people):
        random = dice(f"evening/{account}/{now}")
        if random.random() < COUNTS:
            count(people[account], now, random, tally)


def count(person: Actor, now: datetime, random: Random, tally: Tally) -> None:
    """One person's evening."""
    for row in original_queries.missing_of(person.account):
        if random.random() < TURNS_UP:
            act = Act(actor=person, now=now)
            tally.perform(found, act=act, number=row.number, reason="夹在别的案卷里，已找到")
    expected = [row.number for row in original_queries.to_count(person.account)]
    if expected:
        there = [number for number in expected if random.random() >= LOST]
        tally.perform(counted, act=Act(actor=person, now=now), there=there)


def found(*, act: Act, number: str, reason: str) -> str:
    """A missing paper turned up."""
    original_actions.report_found(act=act, number=number, reason=reason)
    return number


def counted(*, act: Act, there: list[str]) -> str:
    """The evening's count of one person."""
    original_actions.count(act=act, there=there)
    return act.actor.account
