"""Histories for benchmarks: cases as streams that came from elsewhere, taken over by the journal's bulk door."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from yizhan.cases import events as e
from yizhan.catalogue.queries import release_in_force
from yizhan.journal import writing
from yizhan.journal.codec import GENESIS
from yizhan.journal.queries import this_node
from yizhan.journal.receiving import ReceivedStream
from yizhan.kernel.acting import Act, Actor, legal_day
from yizhan.kernel.identifiers import build_case_number
from yizhan.simulate.applications import application
from yizhan.simulate.persons import person

TOWNSHIP = "522601100000"
ORGAN, CENTRE = f"{TOWNSHIP}-government", f"{TOWNSHIP}-centre"
BEGIN = datetime(2026, 3, 3, 1, 0, tzinfo=UTC)
CLERK = Actor(account="t522601100-clerk-a", name="", organ=ORGAN, centre=CENTRE)


IN_HAND = 100


def streams(count: int, *, seed: int = 1) -> Iterator[ReceivedStream]:
    """Cases of a township over years: a hundred in hand, the others ended, as in a book that was kept for long."""
    random = Random(seed)
    release = release_in_force("dibao", BEGIN.date())
    for number in range(count):
        moment = BEGIN + timedelta(minutes=number % 100_000)
        yield stream(number, moment, release, random, ended=number >= IN_HAND)


def stream(number, moment, release, random, *, ended):
    """One case: opened, received, accepted, and withdrawn where it ended."""
    today = legal_day(moment)
    who = person(random, division=TOWNSHIP, village="凯里市三棵树镇平乐村")
    answers, form = application(release, random, who, today)
    code = build_case_number(TOWNSHIP, 2026, "ZZ", number + 1)
    opened = e.Opened(
        on=today,
        number=code,
        item="dibao",
        release=release.version,
        division=TOWNSHIP,
        centre=CENTRE,
        organ=ORGAN,
        leg=0,
        channel="window",
        applicant=e.Party(name=who.name, id_number=who.id_number, phone=who.phone, address=who.address),
        answers=answers,
        form=form,
    )
    events = [
        opened,
        e.Submitted(on=today, release=release.version, materials=(e.Given(code="application", originals=1),)),
        e.Accepted(on=today, statutory=release.statutory, promised=release.promised),
    ]
    if ended:
        events.append(e.Withdrawn(on=today, reason="申请人撤回"))
    key = secrets.token_bytes(32)
    empty = writing.Head(
        stream=f"case:{code}",
        no=0,
        hash=GENESIS,
        at="",
        term=1,
        node=this_node().code,
        holder=ORGAN,
        centre=CENTRE,
        readable=True,
        writable=True,
        key=key,
    )
    act = Act(actor=CLERK, now=moment)
    _, entries = writing.chain(empty, [writing.draft_of(event) for event in events], act=act, basis=writing.NOTHING)
    return ReceivedStream(empty.stream, tuple((entry.head, entry.sealed) for entry in entries), key)
