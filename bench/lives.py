"""The life that is measured: open, receive three materials, accept, two steps of review, decide, certify, deliver.

Eight acts. Each issues its notice's record in its own transaction, as the law wants it (five of the eight); the PDF is
made later, outside, and is not measured. Materials are papers counted at the window; `files` uploads three small ones.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from random import Random
from secrets import token_bytes

from django.core.management import call_command

from yizhan.accounts.actions import create_token
from yizhan.catalogue.actions import publish_release
from yizhan.catalogue.queries import release_in_force
from yizhan.catalogue.release import Release
from yizhan.kernel.acting import Act, legal_day
from yizhan.papers.actions import receive_upload
from yizhan.simulate.crew import Crew
from yizhan.simulate.establishing import establish, founder
from yizhan.simulate.lifecycle import Life, Perform, plainly
from yizhan.simulate.persons import person

ITEM, MODEL = "bench", "liuzhuan"
TOWNSHIPS = ("522601100000", "522601101000")
SECONDS = 4.0


def prepare() -> None:
    """A node with one county, two townships and the measured item; prints a token of each person who acts."""
    call_command("migrate", verbosity=0)
    now = datetime.now(UTC)
    establish(now=now, detailed=TOWNSHIPS, outline=False)
    publish_release(
        act=Act(actor=founder("catalogue_keeper"), now=now),
        release=measured(release_in_force(MODEL, legal_day(now))),
        effective_from=date(2026, 1, 1),
    )
    for township in TOWNSHIPS:
        crew = Crew(township, today=legal_day(now))
        for duty in ("clerk-a", "reviewer", "approver"):
            actor = crew.at_hall(duty)
            token = create_token(act=Act(actor=actor, now=now), username=actor.account, name="bench")
            print(township, duty, token)


def measured(release: Release) -> Release:
    """An item that a township decides alone, with three materials and two steps of review."""
    material = next(each for each in release.materials if each.required == "yes")
    reviews = [step for step in release.steps if step.kind == "review"][:2]
    return replace(
        release,
        code=ITEM,
        name="计量事项",
        version=0,
        effective_from=None,
        materials=tuple(replace(material, code=f"b{place}", name=f"材料{place}") for place in (1, 2, 3)),
        steps=tuple(step for step in release.steps if step.kind != "review" or step in reviews),
    )


def life(crew: Crew, release: Release, random: Random, *, files: bool = False, perform: Perform = plainly) -> str:
    """One whole life through the actions; its number."""
    now = datetime.now(UTC)
    who = person(random, division=crew.township, village="测试村")
    matter = Life(crew=crew, release=release, who=who, perform=perform)
    uploaded = [upload(crew, now) for _ in range(3)] if files else []
    matter.open(now)
    matter.submit(now, files=uploaded)
    matter.accept(now)
    for step in matter.steps():
        matter.take(step, now)
    matter.decide(now)
    matter.certify(now)
    matter.deliver(now)
    return matter.number


def upload(crew: Crew, now: datetime) -> str:
    """A small material file; its digest."""
    content = b"%PDF-1.4\n" + token_bytes(4096) + b"\n%%EOF\n"
    return receive_upload([content], "材料.pdf", Act(actor=crew.at_hall("clerk-a"), now=now)).digest


def player(number: int, *, files: bool = False) -> Callable[[], object]:
    """What plays one life after the other in a township."""
    today = legal_day(datetime.now(UTC))
    crew = Crew(TOWNSHIPS[number % len(TOWNSHIPS)], today=today)
    return partial(life, crew, release_in_force(ITEM, today), Random(), files=files)


def on_command(play: Callable[[], object]) -> None:
    """Warm up, say that all is ready, and once told to count what was done in a few seconds."""
    for _ in range(5):
        play()
    print("ready", flush=True)
    sys.stdin.readline()
    count, began, busy = 0, time.perf_counter(), time.process_time()
    while (spent := time.perf_counter() - began) < SECONDS:
        play()
        count += 1
    print(count / spent, 1000 * (time.process_time() - busy) / count, flush=True)
