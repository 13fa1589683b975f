"""What time does alone (时间的效力): lapses, and facts that move the case, in the order in which they happened.

The answer is the same whether the program ran all night or was off for ten days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.facts import ANSWER, HAND_IN, HAND_OUT, Fact, Facts
from yizhan.cases.rules.decision import ANNOUNCED_FOR, PUBLIC_NOTICE, SERVICE_ARTICLE, has_result
from yizhan.cases.rules.materials import covers, missing, to_make_up
from yizhan.cases.state import HANDLING_STATES, NOT_SUPPLEMENTED, Case, evolve
from yizhan.catalogue.release import Lapse, Release
from yizhan.kernel.calendars import Calendar

RENEWAL_LEAD = timedelta(days=30)
"""Licensing Law art. 50: renewal is asked for thirty days before the permit expires."""
FACT = "fact"


@dataclass(frozen=True, kw_only=True)
class Settled:
    """One thing that time did: the event, the day from which it counts, and why.

    `came` is the day on which it came about, where the law dates it back to an earlier one.
    """

    event: object
    effective: date
    reason: str
    came: date


def settle(
    case: Case, release: Release, facts: Facts, today: date, calendar: Calendar, *, heard: bool = True
) -> tuple[Settled, ...]:
    """Everything that time has done until today and nobody wrote yet, in order.

    `heard` is False while a node that may hold the applicant's papers was not heard since: a lapse against him waits.
    """
    done: list[Settled] = []
    while True:
        following = min(_candidates(case, release, facts, today, calendar, heard=heard), key=_when, default=None)
        if following is None:
            return tuple(done)
        done.append(following)
        case = evolve(case, following.event)


def _when(settled: Settled) -> tuple[date, bool]:
    # A period ends with its last day: on the day after, what the law deems comes before what the citizen does.
    return settled.came, settled.reason == FACT


def _candidates(
    case: Case, release: Release, facts: Facts, today: date, calendar: Calendar, *, heard: bool
) -> Iterator[Settled]:
    yield from _taken_over(case, release, facts, today)
    yield from _served(case, today, calendar)
    for lapse in release.lapses:
        if heard or not lapse.against_citizen:
            yield from _lapsed(case, lapse, today, calendar, release)


def _taken_over(case: Case, release: Release, facts: Facts, today: date) -> Iterator[Settled]:
    new = [fact for fact in facts if fact.key not in case.facts_taken and fact.on <= today]
    yield from _handed_in(case, release, sorted((f for f in new if f.kind == HAND_IN), key=lambda f: (f.on, f.key)))
    for fact in new:
        if fact.kind == HAND_OUT:
            yield from _handed_out(case, fact)
        if fact.kind == ANSWER:
            yield from _answered(case, release, fact)


def _handed_in(case: Case, release: Release, facts: list[Fact]) -> Iterator[Settled]:
    """Papers handed in: before acceptance each at once, later once everything that was asked for is there."""
    wanted, since = _wanted(case, release)
    if case.state == "submitted":
        for fact in facts:
            materials = _of(fact, wanted)
            if materials:
                on = max(fact.on, since)
                yield _by_fact(e.CorrectedOnTheSpot(on=on, materials=materials, fact=fact.key), on)
        return
    given: list[e.Given] = []
    for fact in facts:
        found = _of(fact, wanted)
        given += found
        if found and covers(given, wanted):
            on = max(fact.on, since)
            yield _by_fact(_supplied(case, fact, on, tuple(given)), on)
            return


def _of(fact: Fact, wanted: Sequence[str]) -> tuple[e.Given, ...]:
    return tuple(material for material in fact.materials if material.code in wanted)


def _by_fact(event: object, on: date) -> Settled:
    return Settled(event=event, effective=on, reason=FACT, came=on)


def _wanted(case: Case, release: Release) -> tuple[list[str], date]:
    """The materials that the case waits for, and since when."""
    if case.state == "submitted" and case.received is not None:
        return [line.code for line in missing(case, release)], case.received
    if case.state == "correction-requested" and case.correction is not None:
        return [line.code for line in case.correction.wanted], case.correction.on
    if case.pledge is not None and case.outstanding_pledge and case.state in HANDLING_STATES:
        return [line.code for line in case.pledge.lacking], case.pledge.on
    if case.decision is not None and case.decision.urgent and case.papers_completed is None:
        return [line.code for line in missing(case, release)], case.decision.on
    return [], date.min


def _supplied(case: Case, fact: Fact, on: date, materials: tuple[e.Given, ...]) -> object:
    if case.state == "correction-requested":
        return e.Corrected(on=on, materials=materials, fact=fact.key)
    if case.decision is not None:
        return e.PapersCompleted(on=on, materials=materials, fact=fact.key)
    return e.Supplemented(on=on, materials=materials, fact=fact.key)


def _handed_out(case: Case, fact: Fact) -> Iterator[Settled]:
    """A hand-out serves the result that stands; what was handed out before a decision was amended does not."""
    decision = case.decision
    if decision is None or case.delivered is not None or not has_result(case) or fact.on < decision.on:
        return
    on = max(fact.on, case.certificate.on) if case.certificate is not None else fact.on
    mode = fact.mode or "direct"
    delivered = e.Delivered(on=on, mode=mode, collector=fact.collector, fact=fact.key, notice=fact.notice)
    yield _by_fact(delivered, on)


def _answered(case: Case, release: Release, fact: Fact) -> Iterator[Settled]:
    waits = case.state in HANDLING_STATES or to_make_up(case, release)
    for consult in case.consults if waits else ():
        if consult.consult == fact.consult and consult.answered is None:
            on = max(fact.on, consult.on)
            answered = e.ConsultAnswered(on=on, consult=fact.consult, agrees=fact.agrees, answer=fact.text)
            yield _by_fact(answered, on)


def _served(case: Case, today: date, calendar: Calendar) -> Iterator[Settled]:
    """Civil Procedure Law art. 95: thirty days after the public notice the result counts as served."""
    if case.announced is None or case.delivered is not None:
        return
    served = clock.last_day(case.announced, ANNOUNCED_FOR, calendar) + clock.ONE_DAY
    if today >= served:
        event = e.Delivered(on=served, mode=PUBLIC_NOTICE)
        yield Settled(event=event, effective=served, reason=SERVICE_ARTICLE, came=served)


def _lapsed(case: Case, lapse: Lapse, today: date, calendar: Calendar, release: Release) -> Iterator[Settled]:
    """What the release says that the law deems; a lapse that deems nothing is only a signal."""
    match lapse.since, lapse.deems:
        case "received", "accepted":
            yield from _deemed_accepted(case, lapse, today, calendar, release)
        case "correction_requested", "abandoned" | "returned":
            yield from _not_corrected(case, lapse, today, calendar)
        case "pledged", "abandoned" | "returned":
            yield from _pledge_broken(case, lapse, today, calendar)
        case "permit_expiry", "renewed":
            yield from _renewed(case, lapse, today)
        case "accepted", "granted":
            yield from _granted(case, lapse, today, calendar)
        case "consulted", "consent":
            yield from _consented(case, lapse, today, calendar)


def _deemed_accepted(case: Case, lapse: Lapse, today: date, calendar: Calendar, release: Release) -> Iterator[Settled]:
    """Licensing Law art. 32(4): no notice in five days means accepted, from the day the papers were received."""
    if case.state != "submitted" or case.correction is not None or case.received is None:
        return
    last = clock.last_day(case.received, lapse.after, calendar)
    if today > last:
        event = e.DeemedAccepted(
            on=case.received, article=lapse.article, statutory=release.statutory, promised=release.promised
        )
        yield Settled(event=event, effective=case.received, reason=_why(lapse), came=last + clock.ONE_DAY)


def _not_corrected(case: Case, lapse: Lapse, today: date, calendar: Calendar) -> Iterator[Settled]:
    if case.state != "correction-requested" or case.correction is None:
        return
    last = clock.last_day(case.correction.on, case.correction.reply or lapse.after, calendar)
    if today > last:
        yield _ended(lapse, last)


def _pledge_broken(case: Case, lapse: Lapse, today: date, calendar: Calendar) -> Iterator[Settled]:
    last = clock.supply_due(case, calendar)
    if case.outstanding_pledge and case.state in HANDLING_STATES and last is not None and today > last:
        yield _ended(lapse, last)


def _ended(lapse: Lapse, last: date) -> Settled:
    event = e.DeemedEnded(
        on=last + clock.ONE_DAY, deems=lapse.deems.value, outcome=NOT_SUPPLEMENTED, article=lapse.article
    )
    return _by_law(event, lapse)


def _renewed(case: Case, lapse: Lapse, today: date) -> Iterator[Settled]:
    """Licensing Law art. 50: asked for in time and not decided before the permit expires means renewed.

    Not while the applicant himself was behind with a correction on the day of expiry.
    """
    expires, received = case.permit_expires, case.received
    if expires is None or received is None or not case.is_open or _was_correcting(case, expires):
        return
    if received + RENEWAL_LEAD <= expires and today > expires:
        yield _decided(lapse, expires)


def _was_correcting(case: Case, day: date) -> bool:
    asked = case.correction is not None and case.correction.on <= day
    return asked and (case.corrected is None or case.corrected > day)


def _granted(case: Case, lapse: Lapse, today: date, calendar: Calendar) -> Iterator[Settled]:
    """Silence until the limit is over grants, where a law says so; stops and the extension prolong it."""
    if case.state not in HANDLING_STATES or case.accepted is None:
        return
    extra = case.extension.limit if case.extension else None
    stops = clock.stopped_days(case, today, calendar)
    _, due = clock.due_of(case.accepted, lapse.after, calendar, extra=extra, stops=stops)
    last = clock.day_of(due.due)
    if today > last:
        yield _decided(lapse, last)


def _decided(lapse: Lapse, last: date) -> Settled:
    event = e.DeemedDecided(on=last + clock.ONE_DAY, deems=lapse.deems.value, article=lapse.article)
    return _by_law(event, lapse)


def _consented(case: Case, lapse: Lapse, today: date, calendar: Calendar) -> Iterator[Settled]:
    """Silence of an asked agency consents, by the item's internal rule."""
    for consult in case.consults if case.state in HANDLING_STATES else ():
        if not consult.silence_consents or consult.answered is not None:
            continue
        last = clock.last_day(consult.on, consult.reply or lapse.after, calendar)
        if today > last:
            event = e.ConsultAnswered(on=last + clock.ONE_DAY, consult=consult.consult, agrees=True, deemed=True)
            yield _by_law(event, lapse)


def _by_law(event: e.DeemedEnded | e.DeemedDecided | e.ConsultAnswered, lapse: Lapse) -> Settled:
    return Settled(event=event, effective=event.on, reason=_why(lapse), came=event.on)


def _why(lapse: Lapse) -> str:
    return lapse.article or lapse.code
