"""What time does alone (时间的效力): lapses, and facts that move the case, in the order in which they happened.

The answer is the same whether the program ran all night or was off for ten days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.facts import ANSWER, HAND_IN, HAND_OUT, Fact, Facts
from yizhan.cases.rules.materials import covers, missing
from yizhan.cases.state import HANDLING_STATES, NOT_SUPPLEMENTED, Case, evolve
from yizhan.catalogue.release import Lapse, Release
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.periods import reckon

RENEWAL_LEAD = timedelta(days=30)
"""Licensing Law art. 50: renewal is asked for thirty days before the permit expires."""


@dataclass(frozen=True, kw_only=True)
class Settled:
    """One thing that time did: the event, the day from which it counts, and why."""

    event: object
    effective: date
    reason: str


def settle(
    case: Case, release: Release, facts: Facts, today: date, calendar: Calendar, *, heard: bool = True
) -> tuple[Settled, ...]:
    """Everything that time has done until today and nobody wrote yet, in order.

    `heard` is False while a node that may hold the applicant's papers was not heard since: a lapse against him waits.
    """
    done: list[Settled] = []
    while True:
        following = min(_candidates(case, release, facts, today, calendar, heard), key=_when, default=None)
        if following is None:
            return tuple(done)
        done.append(following)
        case = evolve(case, following.event)


def _when(settled: Settled) -> tuple[date, bool]:
    # On the same day what the citizen did comes before what the law deems.
    return settled.effective, settled.reason != "fact"


def _candidates(
    case: Case, release: Release, facts: Facts, today: date, calendar: Calendar, heard: bool
) -> Iterator[Settled]:
    yield from _taken_over(case, release, facts, today)
    for lapse in release.lapses:
        if heard or not lapse.against_citizen:
            yield from _lapsed(case, lapse, today, calendar, release)


def _taken_over(case: Case, release: Release, facts: Facts, today: date) -> Iterator[Settled]:
    new = [fact for fact in facts if fact.key not in case.facts_taken and fact.on <= today]
    yield from _handed_in(case, release, [fact for fact in new if fact.kind == HAND_IN])
    for fact in new:
        if fact.kind == HAND_OUT and case.decision is not None and case.delivered is None:
            event = e.Delivered(on=fact.on, mode=fact.mode or "direct", collector=fact.collector, fact=fact.key)
            yield Settled(event=event, effective=fact.on, reason="fact")
        if fact.kind == ANSWER and any(c.consult == fact.consult and c.answered is None for c in case.consults):
            answered = e.ConsultAnswered(on=fact.on, consult=fact.consult, agrees=fact.agrees, answer=fact.text)
            yield Settled(event=answered, effective=fact.on, reason="fact")


def _handed_in(case: Case, release: Release, facts: list[Fact]) -> Iterator[Settled]:
    """Papers handed in move the case once everything that was asked for is there."""
    if not facts:
        return
    wanted = _wanted(case, release)
    if not wanted:
        return
    facts = sorted(facts, key=lambda fact: (fact.on, fact.key))
    for count in range(1, len(facts) + 1):
        materials = tuple(material for fact in facts[:count] for material in fact.materials)
        if covers(materials, wanted):
            last = facts[count - 1]
            yield Settled(event=_supplied(case, last, materials), effective=last.on, reason="fact")
            return


def _wanted(case: Case, release: Release) -> list[str]:
    if case.state == "correction-requested" and case.correction is not None:
        return [line.code for line in case.correction.wanted]
    if case.pledge is not None and case.outstanding_pledge and case.state in HANDLING_STATES:
        return [line.code for line in case.pledge.lacking]
    if case.decision is not None and case.decision.urgent and case.papers_completed is None:
        return [line.code for line in missing(case, release)]
    return []


def _supplied(case: Case, fact: Fact, materials: tuple[e.Given, ...]) -> object:
    if case.state == "correction-requested":
        return e.Corrected(on=fact.on, materials=materials, fact=fact.key)
    if case.decision is not None:
        return e.PapersCompleted(on=fact.on, materials=materials, fact=fact.key)
    return e.Supplemented(on=fact.on, materials=materials, fact=fact.key)


def _lapsed(case: Case, lapse: Lapse, today: date, calendar: Calendar, release: Release) -> Iterator[Settled]:
    match lapse.since:
        case "received":
            yield from _deemed_accepted(case, lapse, today, calendar, release)
        case "correction_requested":
            yield from _abandoned(case, lapse, today, calendar)
        case "pledged":
            yield from _pledge_broken(case, lapse, today, calendar)
        case "permit_expiry":
            yield from _renewed(case, lapse, today)
        case "accepted":
            yield from _granted(case, lapse, today, calendar)
        case "consulted":
            yield from _consented(case, lapse, today, calendar)


def _deemed_accepted(case: Case, lapse: Lapse, today: date, calendar: Calendar, release: Release) -> Iterator[Settled]:
    """Licensing Law art. 32(4): no notice in five days means accepted, from the day the papers were received."""
    if case.state != "submitted" or case.correction is not None or case.received is None:
        return
    if today > reckon(case.received, lapse.after, calendar).due:
        event = e.DeemedAccepted(
            on=case.received, article=lapse.article, statutory=release.statutory, promised=release.promised
        )
        yield Settled(event=event, effective=case.received, reason=lapse.article)


def _abandoned(case: Case, lapse: Lapse, today: date, calendar: Calendar) -> Iterator[Settled]:
    if case.state != "correction-requested" or case.correction is None:
        return
    last = reckon(case.correction.on, case.correction.reply or lapse.after, calendar).due
    if today > last:
        yield _ended("abandoned", lapse, last)


def _pledge_broken(case: Case, lapse: Lapse, today: date, calendar: Calendar) -> Iterator[Settled]:
    last = clock.supply_due(case, calendar)
    if case.outstanding_pledge and case.state in HANDLING_STATES and last is not None and today > last:
        yield _ended("returned", lapse, last)


def _ended(deems: str, lapse: Lapse, last: date) -> Settled:
    first_day_after = last + clock.ONE_DAY
    event = e.DeemedEnded(on=first_day_after, deems=deems, outcome=NOT_SUPPLEMENTED, article=lapse.article)
    return Settled(event=event, effective=first_day_after, reason=lapse.article)


def _renewed(case: Case, lapse: Lapse, today: date) -> Iterator[Settled]:
    """Licensing Law art. 50: asked for in time and not decided before the permit expires means renewed."""
    expires, received = case.permit_expires, case.received
    if expires is None or received is None or not case.is_open or case.state == "correction-requested":
        return
    if received + RENEWAL_LEAD <= expires and today > expires:
        yield _decided(lapse, "renewed", expires)


def _granted(case: Case, lapse: Lapse, today: date, calendar: Calendar) -> Iterator[Settled]:
    if case.state not in HANDLING_STATES or case.accepted is None:
        return
    stops = clock.stopped_days(case, today, calendar)
    _, due = clock.due_of(
        case.accepted,
        lapse.after,
        calendar,
        extra=case.extension.limit if case.extension else None,
        stops=stops,
    )
    last = due.due
    if lapse.deems == "granted" and today > last and not clock.standing(case, today, calendar):
        yield _decided(lapse, "granted", last)


def _decided(lapse: Lapse, deems: str, last: date) -> Settled:
    first_day_after = last + clock.ONE_DAY
    event = e.DeemedDecided(on=first_day_after, deems=deems, article=lapse.article)
    return Settled(event=event, effective=first_day_after, reason=lapse.article)


def _consented(case: Case, lapse: Lapse, today: date, calendar: Calendar) -> Iterator[Settled]:
    for consult in case.consults:
        if not consult.silence_consents or consult.answered is not None:
            continue
        last = reckon(consult.on, consult.reply or lapse.after, calendar).due
        if today > last:
            day = last + clock.ONE_DAY
            event = e.ConsultAnswered(on=day, consult=consult.consult, agrees=True, deemed=True)
            yield Settled(event=event, effective=day, reason=lapse.article)
